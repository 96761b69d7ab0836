"""The repository as it is now: read once, and of what changes afterwards only that is read again.

What a person in an editor, git or another process writes is seen at the next request, at the latest after `_PAUSE`
seconds; what the desk itself writes at once.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from avtale.facts.memory import Stamp, changed_files, reopened, stamped, stamps
from avtale.facts.repository import Repository
from avtale.source.lock import WAIT, locked
from avtale.source.read import Source

T = TypeVar("T")
PLAN = "follow_up_plan"
_PAUSE = 1.5
"""Seconds within which the disk is asked once, however many come; `serve` asks more often, so that nobody waits for it."""


class Current:
    """The current state of the repository at `root`, for every request and every thread."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = threading.Lock()
        self._looked = float("-inf")
        self._seen: dict[str, Stamp] = {}
        self._repository: Repository | None = None

    def __call__(self) -> Repository:
        """The repository. The same object as long as no file of it has changed. Raises `UsageError` where it is gone."""
        with self._lock:
            if self._repository is None or time.monotonic() - self._looked > _PAUSE:
                self._look()
            assert self._repository is not None
            return self._repository

    def changed(self) -> None:
        """Whoever asks next is to see what others wrote."""
        with self._lock:
            self._looked = float("-inf")

    def wrote(self, written: Iterable[Path]) -> None:
        """What the desk wrote itself is seen at once, and nothing else is looked at."""
        root = self.root.resolve()
        paths = {path.relative_to(root).as_posix() for path in written if path.is_relative_to(root)}
        with self._lock:
            assert self._repository is not None
            self._seen = stamped(self._seen, self.root, paths)
            self._repository = _without_plans(reopened(self._repository, self.root, paths))

    @contextmanager
    def changing(self) -> Iterator[Repository]:
        """Hold the repository, as a command that writes does, and see it as it then is.

        Raises `SystemFailure` where another keeps it too long.
        """
        with locked(self.root, wait=WAIT, command="avtale desk"):
            self.changed()
            yield self()

    def _look(self) -> None:
        seen = stamps(self.root)
        paths = changed_files(self._seen, seen)
        if self._repository is None or paths is None:
            self._repository = _without_plans(Repository.open(self.root))
        elif paths:
            self._repository = _without_plans(reopened(self._repository, self.root, paths))
        self._seen = seen  # taken before reading: what changed meanwhile is read at the next look
        self._looked = time.monotonic()


def _without_plans(repository: Repository) -> Repository:
    """A plan that somebody laid among the documents is no document of the desk's: it is shown on no page, whatever asks."""
    shown = tuple(entry for entry in repository.entries if not _is_plan(entry.source))
    return replace(repository, entries=shown) if len(shown) < len(repository.entries) else repository


def _is_plan(source: Source) -> bool:
    """Whether it is one, or may be: a file that cannot be read and speaks of plans."""
    if isinstance(source.data, dict) and not source.problems:
        return source.data.get("kind") == PLAN
    return PLAN in source.text


def kept(repository: Repository, key: Hashable, make: Callable[[], T]) -> T:
    """What `make` finds out about the repository, once as long as it is as it is."""
    found: T | None = repository.kept.get(("desk", key))
    if found is None:
        found = repository.kept[("desk", key)] = make()
    return found
