"""Run one command many times in copies of a folder, each killed at its next chance to change the disk; then run it again.

A process of its own that has everything imported: `python killer.py '[line, start, work, points]'`. `points` 0: before each
system call that changes the disk, one after the other, until a run gets to its end; -1: before each that puts a file in
place. Else so many random moments.
Gives one row for each kill: the state the disk was left in, and what the same command then answered.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Collection
from pathlib import Path

from avtale.cli.main import execute

IN_PLACE = ("os.rename", "os.link")
CHANGES = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod"}


def digest(folder: Path) -> list[list[str]]:
    """Every file that is no leftover, with its bytes."""
    return [
        [path.relative_to(folder).as_posix(), path.read_bytes().hex()]
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".tmp")
    ]


def run(line: list[str], folder: Path, before: Callable[[], None] = lambda: None) -> tuple[int, str]:
    """The exit code of a run in a process of its own, and all it said."""
    said = folder.with_name(f"{folder.name}.said")
    pid = os.fork()
    if pid == 0:
        os.chdir(folder)
        out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        before()
        os._exit(execute(line))
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return code, said.read_text(encoding="utf-8")


def at_change(number: int, only: Collection[str] = ()) -> Callable[[], None]:
    """Kills this process just before its change of the disk with that number."""
    left = [number]

    def count() -> None:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, args: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        if event in only if only else event in CHANGES or writes:
            count()

    def begin() -> None:
        sys.addaudithook(hook)
        if only:
            return
        flush = os.fsync

        def fsync(handle: int) -> None:
            count()
            flush(handle)

        os.fsync = fsync

    return begin


def after(seconds: float) -> Callable[[], None]:
    """Kills this process when the time is up, wherever it is."""

    def begin() -> None:
        signal.signal(
            signal.SIGALRM, signal.SIG_DFL
        )  # which ends a process as SIGKILL does: nothing of it runs any more
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.0001))

    return begin


def main() -> None:
    line, start, work, points = json.loads(sys.argv[1])
    whole = Path(work) / "whole"
    shutil.copytree(start, whole)
    begun = time.monotonic()
    code, _ = run(line, whole)
    lasts = time.monotonic() - begun
    chance = random.Random(20261126)
    rows = []
    for number in range(points if points > 0 else 1000):
        folder = Path(work) / f"k{number}"
        shutil.copytree(start, folder)
        if points > 0:
            blow = after(lasts * chance.random() ** 0.5)  # the writes come last, so more kills go there
        else:
            blow = at_change(number, IN_PLACE if points else ())
        killed, _ = run(line, folder, blow)
        if killed >= 0 and points <= 0:
            break
        left = digest(folder)
        again, told = run(line, folder)
        rows.append({"killed": killed, "left": left, "again": again, "told": told, "then": digest(folder)})
        shutil.rmtree(folder)
    sys.stdout.write(json.dumps({"code": code, "whole": digest(whole), "rows": rows}) + "\n")


if __name__ == "__main__":
    main()
