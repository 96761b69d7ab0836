"""What a list of offices asks for, compared with what there is: new, changed, unchanged, conflicting. Then written.

Planning writes nothing. Writing puts each file there whole or not at all, the routines first and the bases last,
so that a run that was stopped is finished by running again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from avtale.errors import AvtaleError, UsageError
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.root import CONTACTS_FILE, folder_within
from avtale.findings import Problem
from avtale.generate.base import base_bytes, base_path
from avtale.generate.columns import Layout, layout
from avtale.generate.offices import Office, read_offices
from avtale.generate.routine import Ground, ground
from avtale.generate.routine_plan import RoutinePlan, RoutineState
from avtale.generate.table import Table
from avtale.generate.work import Work
from avtale.source.read import Source
from avtale.source.write import Replacement, write_whole

DEFAULT_FOLDER = "rutiner"


class Plan(Struct, frozen=True):
    """The whole run. `problems` come with the file they stand in; a row with one has no item."""

    ground: Ground
    table: Table
    layout: Layout
    items: tuple[RoutinePlan, ...] = ()
    problems: tuple[tuple[Source, Problem], ...] = ()
    not_listed: tuple[str, ...] = ()
    contacts: bytes | Replacement | None = None

    def of(self, state: RoutineState) -> list[RoutinePlan]:
        return [item for item in self.items if item.state == state]


def plan(
    repository: Repository,
    parent: DocumentFile,
    table: Table,
    *,
    on: dt.date,
    by: str | None = None,
    mine: bool = False,
    role: str = "",
    progress: Callable[[Sequence[Office]], Iterator[Office]] = iter,
) -> Plan:
    """Compare a list of offices with the repository, as of the day `on`. Nothing is written.

    `by` is the author of what is new, else the one the settings name (`generate`, `written_by`). `mine`: where both
    the author and the list changed the same, the author's stands. `role` has the contact person, else the one that the settings name. `progress` may pass the
    offices on while it tells how far it has come. Raises `StateError` for an agreement routines cannot build on,
    `UsageError` without a repository.
    """
    if repository.root is None:
        raise UsageError(
            nb="Her er ingen samling å skrive rutinene i.",
            en="There is no repository to write the routines in.",
        )
    told = repository.settings.generate
    base = ground(parent, repository, on, role or (told.role if told else None))
    found = layout(table, told.columns if told else None) if not table.problems else Layout()
    whole = [*table.problems, *found.problems]
    if whole:
        return Plan(base, table, found, problems=tuple((table.source, problem) for problem in whole))
    offices, wrong = read_offices(table, found)
    if not offices and not wrong:
        wrong = [_no_office(table)]
    folder = folder_within(repository.root, (told and told.folder) or DEFAULT_FOLDER, "generate, folder")
    author = " ".join((by or (told.written_by if told else None) or "").split()) or None
    work = Work(repository, repository.root, base, on, mine, folder, author)
    items = [item for office in progress(offices) if (item := work.item(office, table.source)) is not None]
    problems = [*((table.source, problem) for problem in (*table.notes, *wrong)), *work.problems]
    contacts = work.contacts_file(items)
    # Where a row could not be read, or was hidden, nobody can say that an office is gone.
    missing = [] if problems else work.not_listed({item.key for item in items})
    problems += _begins_later(base, on)
    return Plan(base, table, found, tuple(items), tuple(problems), tuple(missing), contacts)


plan_routines = plan  # as avtale has it, flat


def _no_office(table: Table) -> Problem:
    return Problem(
        "office-list",
        "",
        f"{table.source.name} har overskrifter, men ingen kontorer under dem.",
        f"{table.source.name} has headings, but no offices below them.",
        place=(1, 1),
    )


def _begins_later(base: Ground, on: dt.date) -> list[tuple[Source, Problem]]:
    """A word on an agreement that does not hold yet: what builds on it waits for it."""
    if base.starts is None or base.starts <= on:
        return []
    nb = f"{base.parent} gjelder først fra {base.starts}. Ingen rutine som bygger på den, begynner før det."
    en = f"{base.parent} holds only from {base.starts}. No routine based on it begins before that."
    return [(base.parent.source, Problem("office-list", "/validity", nb, en, severity="warning"))]


def write(
    planned: Plan,
    repository: Repository,
    *,
    progress: Callable[[Sequence[RoutinePlan]], Iterator[RoutinePlan]] = iter,
) -> list[Path]:
    """Write what was planned, and give the files; where one cannot be written, those before it become what they were.

    `progress` as in `plan`. Raises `SystemFailure` where the disk is full or closed.
    """
    root = repository.root
    assert root is not None
    written: list[tuple[Path, bytes | None]] = []
    try:
        for item in progress(planned.items):
            if item.text is not None:
                _put(item.file, item.text.encode(), item.before)
                written.append((item.file, item.before))
        contacts = planned.contacts
        if contacts is not None:
            whole = isinstance(contacts, Replacement)
            write_whole(root / CONTACTS_FILE, contacts, replace=whole)
            written.append(
                (root / CONTACTS_FILE, contacts.before if isinstance(contacts, Replacement) else None)
            )
    except (AvtaleError, KeyboardInterrupt):
        _undo(written)
        raise
    for item in planned.items:
        if item.base is not None:
            write_whole(base_path(root, item.key), base_bytes(item.base))
    return [file for file, _ in written]


write_routines = write  # as avtale has it, flat


def _put(file: Path, text: bytes, before: bytes | None) -> None:
    """Write a routine where nothing stands, or in place of what it was compared with."""
    if before is None:
        write_whole(file, text, replace=False)
    else:
        write_whole(file, Replacement(before, text))


def _undo(written: Sequence[tuple[Path, bytes | None]]) -> None:
    """Put back what stood there. A disk that refuses is left as it is: what is there is whole, and a new run finishes it."""
    for file, before in reversed(written):
        with suppress(AvtaleError, OSError):
            if before is None:
                file.unlink()
            else:
                write_whole(file, before)
