"""The command line from outside: a process of its own, as a user or CI starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import avtale as avtale_package
from tests.support import AGREEMENT

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


# The clock of the program, set to one day. No user can do it; what is recorded as done can lie in no future.
_ON_THAT_DAY = """
import datetime as dt, sys
from avtale.cli import app, main

noon = dt.datetime.combine(dt.date.fromisoformat(sys.argv.pop(1)), dt.time(12), dt.timezone.utc)
app.App.now = property(lambda _: noon)
main.run()
"""


def avtale(
    *arguments: str | Path,
    cwd: Path,
    today: str | None = None,
    prefix: Sequence[str] = (),
    env: dict[str, str] | None = None,
    preexec: object = None,
) -> Ran:
    """Run a command without a terminal, where given on another day than today; it must end by itself, and never with a trace."""
    line = command(*arguments)
    if today is not None:
        line = [sys.executable, "-c", _ON_THAT_DAY, today, *map(str, arguments)]
    done = subprocess.run(
        [*prefix, *line],
        cwd=cwd,
        env=environment(**(env or {})),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
        preexec_fn=preexec,  # type: ignore[arg-type]
    )
    ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in ran.said, ran.said
    return ran


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
