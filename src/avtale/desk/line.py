"""The line of those who want to act: whoever comes to hold the repository acts for all who wait, each in a commit of their own.

To hold it, to look at the disk, to ask git and to wait for the disk take longer than what each of them does; among many
who save at once that is done once for all. What two of them do to one file is two commits all the same.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from avtale.desk.gate import step_aside
from avtale.desk.git.commit import Note, git_of
from avtale.desk.git.noted import Noted
from avtale.desk.repository import Current
from avtale.errors import AvtaleError, SystemFailure
from avtale.facts.repository import Repository
from avtale.source.write import telling

_MOST = 20
"""So many at a time: who came first is not to wait for all who came later."""


class Act(Struct, eq=False):
    """What somebody does, and in whose name; afterwards what it gave, or what went wrong, and whether it wrote."""

    note: Note
    do: Callable[[Repository], Any]
    broken: str
    """What the commit says beside its message where it was broken off."""
    given: Any = None
    error: BaseException | None = None
    wrote: bool = False
    done: bool = False


class Line:
    """Those who want to act in the repository that `current` is of."""

    def __init__(self, current: Current) -> None:
        self._current = current
        self._waiting: deque[Act] = deque()
        self._turn = threading.Lock()

    def through(self, act: Act) -> Any:
        """Do it, when it is its turn. What it gave. Raises what it raised, and `SystemFailure` and `StateError` as `avtale.desk.acts.act`."""
        step_aside()
        self._waiting.append(act)
        with self._turn:
            while not act.done:
                self._hold([self._waiting.popleft() for _ in range(min(_MOST, len(self._waiting)))])
        if act.error is not None:
            raise act.error
        return act.given

    def _hold(self, acts: list[Act]) -> None:
        try:
            with self._current.changing() as repository:
                assert repository.root is not None
                git = git_of(repository.root)
                self._all(acts, Noted(git, repository.root) if git is not None else None)
        except BaseException as error:
            for act in acts:
                act.error = act.error or error
        finally:
            for act in acts:
                act.done = True

    def _all(self, acts: list[Act], noted: Noted | None) -> None:
        if noted is not None:
            noted.begin()
        for act in acts:
            self._one(act, noted)
        try:
            if noted is not None:
                noted.commit()
        except SystemFailure as error:
            for act in acts:
                act.error = act.error or (error if act.wrote else None)

    def _one(self, act: Act, noted: Noted | None) -> None:
        written: list[Path] = []

        def about_to_write(path: Path) -> None:
            if noted is not None:
                noted.about_to_write(path)
            written.append(path)

        if noted is not None:
            noted.notes.append(act.note)
        try:
            with telling(about_to_write):
                act.given = act.do(self._current())
        except BaseException as error:
            act.error = error
            if noted is not None:
                noted.broken_off(act.broken)
        act.wrote = bool(written)
        if written:
            with suppress(AvtaleError):  # told to whoever asks next
                self._current.wrote(written)
