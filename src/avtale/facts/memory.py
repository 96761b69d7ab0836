"""What files said when they were last read, so that a repository that is opened again reads only what changed.

A file is the same while the system gives it the same identity, size and times; whoever puts a file in place by a rename,
as avtale, git and most editors do, gives it another identity. A link is always read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field

T = TypeVar("T")
Stamp = tuple[int, int, int, int, int]


class Memory(Struct):
    """What was read, by path and stamp. One opening at a time may use it."""

    _before: dict[Path, tuple[Stamp, object]] = field(default_factory=dict)
    _now: dict[Path, tuple[Stamp, object]] = field(default_factory=dict)

    def of(self, path: Path, read: Callable[[], T]) -> T:
        """What `read` gives, or gave when the file was as it is. The stamp is taken first: a change meanwhile is seen next time."""
        seen = stamp(path)
        if seen is None:
            return read()
        known = self._before.get(path)
        if known is not None and known[0] == seen:
            self._now[path] = known
            return known[1]  # type: ignore[return-value]
        found = read()
        self._now[path] = (seen, found)
        return found

    def turn(self) -> None:
        """End an opening: what it did not ask for is forgotten."""
        self._before, self._now = self._now, {}


def remembered(memory: Memory | None, path: Path, read: Callable[[], T]) -> T:
    """What `memory` has of a file; without one it is read."""
    return read() if memory is None else memory.of(path, read)


def stamp(path: Path) -> Stamp | None:
    """What the system tells of a plain file; None for all else."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return _stamp(found) if stat.S_ISREG(found.st_mode) else None


def stamps(folder: Path) -> frozenset[tuple[str, Stamp]]:
    """The stamp of everything below a folder that is not hidden: two that are equal tell that nothing has changed."""
    return frozenset(_below(os.fspath(folder)))


def _below(folder: str) -> Iterator[tuple[str, Stamp]]:
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
            continue
        try:
            yield entry.path, _stamp(entry.stat())  # of what a link leads to: that is what is read
        except OSError:
            yield entry.path, (0, 0, 0, 0, 0)


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
