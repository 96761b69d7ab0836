"""The register: one immutable file per event, under agreements/register/<key>/<version>/ (docs/architecture.md, "What is kept, and where").

Files are added and never changed, so two branches that each add an event do not conflict. The name of a file says what
it is, and a version has one approval: whatever else lies there does not count, and is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from avtale.errors import StateError
from avtale.facts.real import LITTER
from avtale.facts.version import names_file
from avtale.findings import Problem
from avtale.format.bind import bind
from avtale.format.model import RegisterEvent
from avtale.format.validate import schema_problems
from avtale.source.dump import dump
from avtale.source.read import Source, files_below, read_listed
from avtale.source.write import is_leftover, write_whole

_ONE = ("approval", "takeover")
"""What freezes a version, once: such an event has the name of its kind and no other."""
_SUFFIX = ".yaml"


class Event(Struct, frozen=True):
    """One file of the register as read: its record, or the problems that keep it from counting."""

    path: Path
    source: Source
    record: RegisterEvent | None
    problems: tuple[Problem, ...] = ()


class Register(Struct, frozen=True, dict=True):
    """Every event of a repository, sorted by path. An event with problems is kept and never counts."""

    folder: Path
    events: tuple[Event, ...] = ()

    def path(self, key: str | None, version: str | None, name: str) -> Path:
        """Where an event of a version lies, or would."""
        return self.folder / str(key) / str(version) / f"{name}{_SUFFIX}"

    def of(self, key: str | None, version: str | None, event: str) -> list[RegisterEvent]:
        """The records of one kind of event ("approval", "signature", "withdrawal") of one version."""
        return list(self._index.get((key, version, event), ()))

    def approval(self, key: str | None, version: str | None) -> RegisterEvent | None:
        """The approval of a version, or None."""
        found = self.of(key, version, "approval")
        return found[0] if found else None

    def withdrawal(self, key: str | None, version: str | None) -> RegisterEvent | None:
        """What withdrew a version, or None; the first of several."""
        return next(iter(self.of(key, version, "withdrawal")), None)

    def closing(self, key: str | None, version: str | None) -> RegisterEvent | None:
        """What ended the follow-up of a version that holds no more, or None; the first of several."""
        return min(self.of(key, version, "closing"), key=lambda each: each.on or dt.date.max, default=None)

    def unread(self, key: str | None, version: str | None) -> bool:
        """Whether a file about this version lies there that does not count: it may have been an approval."""
        folder = self.folder / str(key) / str(version)
        return any(
            event.path.parent == folder or event.path in (folder, *folder.parents)
            for event in self._uncounted
        )

    @cached_property
    def _uncounted(self) -> list[Event]:
        return [event for event in self.events if event.problems]

    @cached_property
    def by_key(self) -> dict[str | None, list[Event]]:
        """Every event that counts, by the key of its document."""
        found: dict[str | None, list[Event]] = {}
        for event in self.events:
            if event.record is not None and not event.problems:
                found.setdefault(event.record.key, []).append(event)
        return found

    @cached_property
    def _index(self) -> dict[tuple[str | None, str | None, str | None], list[RegisterEvent]]:
        found: dict[tuple[str | None, str | None, str | None], list[RegisterEvent]] = {}
        for record in (event.record for events in self.by_key.values() for event in events):
            if record is not None:
                found.setdefault((record.key, record.version, record.event), []).append(record)
        return found


def load_register(folder: Path, name: str, known: Mapping[Path, Event] = MappingProxyType({})) -> Register:
    """Read every event under `folder` that is not `known`; `name` is how findings call the folder. A missing folder is an empty register."""
    return Register(
        folder,
        tuple(
            known.get(path) or _read(path, folder, name)
            for path in files_below(folder, "*")
            if path.name.casefold() not in LITTER and not is_leftover(path.name)
        ),
    )


def _read(path: Path, folder: Path, name: str) -> Event:
    called = f"{name}/{path.relative_to(folder).as_posix()}"
    if path.suffix != _SUFFIX and not path.is_dir():  # a folder is one that cannot be looked into
        return Event(path, Source(called), None, (_no_event(path.relative_to(folder)),))
    source = read_listed(path, called)
    problems = schema_problems(source, "register_event")
    record = bind(RegisterEvent, source.data)
    if not problems and record is not None:
        problems = _misplaced(path.relative_to(folder), record)
    return Event(path, source, record, tuple(problems))


def _misplaced(path: Path, record: RegisterEvent) -> list[Problem]:
    """An event must lie in the folder of its own key and version, or it could vouch for another document."""
    if record.event in _ONE:
        if path.parts == (record.key, record.version, f"{record.event}{_SUFFIX}"):
            return []
        return [_second(path, record)]
    named = path.stem.split("-")[0] == record.event
    if path.parts[:-1] == (record.key, record.version) and named:
        return []
    right = f"{record.key}/{record.version}/{path.name if named else f'{record.event}.yaml'}"
    return [
        Problem(
            "register-misplaced",
            "/key",
            f"Hendelsen hører hjemme i {right}, men ligger i {path.as_posix()}. Flytt den dit den hører til, eller hent den gamle filen fra git.",
            f"The event belongs in {right} but lies in {path.as_posix()}. Move it back, or restore the old file from git.",
        )
    ]


def _second(path: Path, record: RegisterEvent) -> Problem:
    right = f"{record.key}/{record.version}/{record.event}{_SUFFIX}"
    told, told_en = ("godkjenning", "approval") if record.event == "approval" else ("overtakelse", "takeover")
    return Problem(
        "register-misplaced",
        "/event",
        f"En versjon har én {told}, og den ligger i {right}. Denne ligger i {path.as_posix()} og teller ikke. "
        "Slett den, eller hent den gamle filen fra git.",
        f"A version has one {told_en}, and it lies in {right}. This one lies in {path.as_posix()} and does not count. "
        "Delete it, or restore the old file from git.",
    )


def _no_event(path: Path) -> Problem:
    return Problem(
        "register-misplaced",
        "",
        f"{path.as_posix()} er ingen hendelse: en hendelse heter noe med «{_SUFFIX}» til slutt, slik avtale skriver den. "
        "Flytt filen ut av registeret, eller hent den gamle fra git.",
        f"{path.as_posix()} is no event: the name of an event ends in “{_SUFFIX}”, as avtale writes it. "
        "Move the file out of the register, or restore the old one from git.",
    )


def add_event(
    register: Register,
    event: str,
    key: str | None,
    version: str | None,
    on: dt.date,
    said: Mapping[str, str | bool | dt.date | None],
    *,
    name: str | None = None,
) -> Path:
    """Write a new file of the kind `event` about a version, called `name` where a version has several; its path.

    `on` is the day it happened, `said` what else it tells; what is None is not written.
    Raises `UsageError` where the file exists: an event is never changed, and `StateError` where no folder can be named so.
    """
    if not names_file(str(key), str(version)):
        raise StateError(
            nb=f"«{key}» og «{version}» kan ikke være navn på mapper i registeret. Kjør «avtale check» og rett dem.",
            en=f"“{key}” and “{version}” cannot name folders of the register. Run “avtale check” and mend them.",
        )
    head = {"event": event, "key": str(key), "version": str(version), "on": on}
    record = {
        field: value.isoformat() if isinstance(value, dt.date) else value
        for field, value in {"format": 1, **head, **said}.items()
        if value is not None
    }
    path = register.path(key, version, name or event)
    write_whole(path, dump(record), replace=False)
    return path
