"""The command line from outside: a process of its own, as a user or CI starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import avtale as avtale_package
from tests.acceptance import forked
from tests.support import AGREEMENT, PATIENCE, children_seconds

#: The code that the other tests import, which may be a copy with a fault put in (tools/mutate.py).
SOURCE = Path(avtale_package.__file__).parents[1]
DAY = "2026-11-21"

SETTINGS = """format: 1
owner:
  names:
    - name: Eksempel fylkeskommune
      language: nb
language: nb
"""


#: What says where a change is to go, where the tests themselves run in CI.
CI = ("GITHUB_", "CI_", "CHANGE_TARGET", "PRE_COMMIT_", "SYSTEM_PULL", "BITBUCKET_", "DRONE_", "BUILDKITE_")


@dataclass(frozen=True)
class Ran:
    """How a command ended. A trace never belongs in what it says."""

    code: int
    out: str
    err: str
    seconds: float = field(default=0, compare=False)  # of processor time

    @property
    def said(self) -> str:
        return self.out + self.err


def environment(**more: str) -> dict[str, str]:
    """The caller's environment without what would change answers."""
    left_out = ("AVTALE_", "COLUMNS", "LC_", "LANG", *CI)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(left_out)}
    return {**kept, "AVTALE_CACHE": "", "PYTHONPATH": str(SOURCE), "PYTHONWARNINGS": "error", **more}


def command(*arguments: str | Path) -> list[str]:
    """The line that starts avtale with the interpreter of the tests."""
    return [sys.executable, "-m", "avtale", *map(str, arguments)]


def avtale(
    *arguments: str | Path,
    cwd: Path,
    today: str | None = None,
    prefix: Sequence[str] = (),
    env: dict[str, str] | None = None,
    preexec: object = None,
) -> Ran:
    """Run a command without a terminal, where given on another day than today; it must end by itself, and never with a trace."""
    words, told = list(map(str, arguments)), environment(**(env or {}))
    if prefix or preexec or not all(name.startswith("AVTALE_") for name in env or {}):
        ran = _started([*prefix, *command(*words)], cwd, told, preexec)
        assert today is None
    else:
        code, out, err, seconds = forked.run(words, cwd, told, today, PATIENCE)
        ran = Ran(code, out.decode(), err.decode(), seconds)
    assert "Traceback" not in ran.said, ran.said
    return ran


def _started(line: Sequence[str], cwd: Path, told: dict[str, str], preexec: object) -> Ran:
    """From the very start, where something of the start is the point."""
    before = children_seconds()
    done = subprocess.run(
        line,
        cwd=cwd,
        env=told,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
        preexec_fn=preexec,  # type: ignore[arg-type]
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode(), children_seconds() - before)


def repository(folder: Path, agreement: str = AGREEMENT) -> Path:
    """An invented repository with one agreement; gives the agreement's file."""
    root = folder / "agreements"
    (root / "prove").mkdir(parents=True)
    (root / "avtale.yaml").write_text(SETTINGS, encoding="utf-8")
    file = root / "prove" / "prove-1.00.yaml"
    file.write_text(agreement, encoding="utf-8")
    return file


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
