"""The Tab key, in the shells for which the guide has a line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.outside import environment, repository
from tests.support import PATIENCE, ROOT

GUIDE = (ROOT / "docs/en/guide.md").read_text(encoding="utf-8")


def line(shell: str) -> str:
    """The guide's line for a shell."""
    (found,) = re.findall(rf"^(.*_AVTALE_COMPLETE={shell}_source avtale.*?) +#", GUIDE, re.MULTILINE)
    return str(found)


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A repository, and an `avtale` on the path."""
    repository(tmp_path)
    program = tmp_path / "bin" / "avtale"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m avtale "$@"\n')
    program.chmod(0o755)
    return tmp_path


def run(world: Path, *words: str, **env: str) -> str:
    path = f"{world / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        words,
        cwd=world,
        env=environment(PATH=path, HOME=str(world), **env),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.stderr == "", done.stderr
    return done.stdout


BASH = """{line}
complete -p avtale >/dev/null || exit 9
tab() {{ COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); COMP_LINE="$*"; COMP_POINT=${{#COMP_LINE}}; COMPREPLY=(); _avtale_completion avtale; echo "${{COMPREPLY[*]}}"; }}
"""


def bash(world: Path, *words: str) -> list[str]:
    quoted = " ".join(f"'{word}'" for word in words)
    return run(world, "bash", "--norc", "-c", BASH.format(line=line("bash")) + f"tab {quoted}").split()


def test_bash_completes_commands_options_and_documents(world: Path) -> None:
    assert bash(world, "avtale", "sh") == ["show"]
    assert bash(world, "avtale", "check", "--str") == ["--strict"]
    assert bash(world, "avtale", "show", "pr") == ["prove"]


@pytest.mark.extended
def test_bash_completes_every_kind_of_word(world: Path) -> None:
    assert {"init", "check", "verify"} <= set(bash(world, "avtale", ""))
    assert bash(world, "avtale", "generate", "") == ["routine"]
    assert bash(world, "avtale", "check", "--lang", "n") == ["nb", "nn"]
    assert bash(world, "avtale", "diff", "prove", "pro") == ["prove"]
    assert bash(world, "avtale", "generate", "routine", "--from", "p") == ["prove"]


@pytest.mark.extended
def test_zsh_completes(world: Path) -> None:
    if shutil.which("zsh") is None:
        pytest.skip("no zsh")
    script = f"""autoload -Uz compinit; compinit -u
compdef() {{ [[ $1 == _avtale_completion ]] && print defined; }}
{line("zsh")}
compadd() {{ : }}
_describe() {{ print -l -- ${{(P)4}} ${{(P)3}} ${{(P)2}} 2>/dev/null; }}
words=(avtale sh); CURRENT=2
_avtale_completion
"""
    out = run(world, "zsh", "-f", "-c", script)
    assert out.startswith("defined\n")
    assert "show" in out


@pytest.mark.extended
def test_fish_completes(world: Path) -> None:
    if shutil.which("fish") is None:
        pytest.skip("no fish")
    for typed, wanted in (
        ("avtale sh", "show"),
        ("avtale check --str", "--strict"),
        ("avtale show pr", "prove"),
    ):
        out = run(world, "fish", "--no-config", "-c", f"{line('fish')}; complete -C '{typed}'")
        assert wanted in out.split(), (typed, out)
