"""What the README tells a newcomer to type works as it stands."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from avtale.cli.main import main
from tests.acceptance.outside import environment
from tests.support import ROOT


def lines() -> str:
    """The lines under "Your own agreements", as they stand."""
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Your own agreements")[2]
    found = re.search(r"(?:^    .*\n)+", text, re.MULTILINE)
    assert found is not None
    return re.sub(r"^    ", "", found[0], flags=re.MULTILINE)


def test_every_command_is_named() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = {
        name
        for row in re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE)
        for name in re.findall(r"`([\w-]+)", row)
    }
    assert named == set(main.list_commands(click.Context(main)))


@pytest.mark.parametrize("checkout", [pytest.param(False, marks=pytest.mark.extended), True])
def test_your_own_agreements(checkout: bool, tmp_path: Path) -> None:
    if checkout:
        for name in ("agreements", "schemas", "templates"):
            shutil.copytree(ROOT / name, tmp_path / name)
        subprocess.run(["git", "init", "-q", "-b", "main"], cwd=tmp_path, check=True)
    program = tmp_path / ".venv" / "bin"
    program.mkdir(parents=True)
    (program / "activate").write_text(f'PATH="{program}:$PATH"\n')
    (program / "avtale").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m avtale "$@"\n')
    (program / "avtale").chmod(0o755)
    assert [line.split()[:2] for line in lines().splitlines()[2:]] == [
        ["avtale", name] for name in ("init", "new", "check", "render")
    ]
    done = subprocess.run(
        ["bash", "-e", "-c", lines()],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert "1 fil sjekket" in done.stdout
    made = {
        path.relative_to(tmp_path / "samarbeid").as_posix() for path in (tmp_path / "samarbeid").rglob("*.*")
    }
    assert {
        "agreements/eksempel-avtale/eksempel-avtale-1.00.yaml",
        "build/eksempel-avtale-1.00.nb.pdf",
        "build/eksempel-avtale-1.00.nb.html",
    } <= made
    ignored = (
        subprocess.run(["git", "init", "-q"], cwd=tmp_path / "samarbeid", check=True)
        and subprocess.run(
            ["git", "status", "--porcelain", "-uall"],
            cwd=tmp_path / "samarbeid",
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )
    assert "build/" not in ignored
    assert "eksempel-avtale-1.00.yaml" in ignored
