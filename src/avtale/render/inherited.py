"""What a local routine has from the documents it is based on, taken apart from what it says itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from avtale.facts.chain import Resolved, place_of, resolve
from avtale.facts.merge import OWN
from avtale.facts.repository import Entry, Repository
from avtale.facts.tree import at
from avtale.format.bind import bind
from avtale.format.model import KINDS, Agreement, Amendment, Document, Routine

_LISTS = ("target_groups", "presence", "responsibilities", "meetings")
_NOT_SHOWN = frozenset({"parties", "roles"})  # named where they are used


class Group(Struct, frozen=True):
    """What comes from one document: its title, key and version, and a document of that part alone."""

    title: str
    key: str
    version: str
    document: Document


class Note(Struct, frozen=True):
    """A bound that is stricter or wider here than above: which field, what stood there, and where."""

    field: str
    above: Any
    title: str
    version: str


class Inherited(Struct, frozen=True):
    """A routine taken apart. `local` holds its own parts, each whole; `groups` what it has from above.

    `notes` tell, by the pointer of a part in `local`, which bounds differ from those above.
    """

    local: Document
    groups: tuple[Group, ...]
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)
    """What a part that is left out is called above, by the id it is left out by."""


def inherited(entry: Entry, repository: Repository, on: dt.date) -> Inherited | None:
    """Take a routine apart as of the day `on`; None for another kind, and where nothing stands above it."""
    if not isinstance(entry.document, Routine):
        return None
    found = resolve(entry, repository, on)
    if found.above is None:
        return None
    return _Apart(found).done()


def names_above(entry: Entry, repository: Repository, on: dt.date) -> Document | None:
    """A document with the parties, roles and target groups that stand above `entry`, or in what it amends; None without."""
    if isinstance(entry.document, Amendment):
        amends = entry.document.amends
        known = repository.versions.get(amends.key or "", []) if amends else []
        wanted = [each for each in known if amends and amends.version in (None, each.version)] or known
        return wanted[-1].document if wanted else None
    if entry.document is None or not any(reference.key for reference in entry.document.based_on):
        return None
    above = resolve(entry, repository, on).above
    if above is None:
        return None
    return bind(
        Agreement,
        {key: above.whole.get(key, []) for key in ("parties", "roles", "target_groups")},
        "/inherited",
    )


class _Apart:
    def __init__(self, found: Resolved) -> None:
        self.found = found
        self.own = set(found.placed.values())
        self.local: dict[str, Any] = dict(found.entry.source.data)
        self.rest: dict[str, dict[str, Any]] = {}
        self.entries: dict[str, Entry] = {}
        self.notes: dict[str, tuple[Note, ...]] = {}

    def done(self) -> Inherited:
        for section in _LISTS:
            self._list(section)
        self._steps()
        for key, value in self.found.whole.items():
            if (
                key not in OWN
                and key not in self.local
                and key not in (*_LISTS, "routine_steps", *_NOT_SHOWN)
            ):
                self._from(f"/{key}")[key] = value
        local = bind(Routine, self.local)
        assert local is not None
        return Inherited(local, tuple(self._groups()), self.notes, dict(self._left_out()))

    def _list(self, section: str) -> None:
        mine: list[Any] = []
        for index, part in enumerate(self.found.data.get(section) or ()):
            place = f"/{section}/{index}"
            if part is None:
                continue
            if place in self.own:
                self._note(f"/{section}/{len(mine)}", place)
                mine.append(part)
            else:
                self._from(place).setdefault(section, []).append(part)
        if section in self.local or mine:
            self.local[section] = mine

    def _steps(self) -> None:
        steps: list[Any] = []
        for index, step in enumerate(self.found.data.get("routine_steps") or ()):
            if not isinstance(step, dict):
                continue
            head = {key: value for key, value in step.items() if key != "actions"}
            mine: list[Any] = []
            there: dict[str, list[Any]] = {}
            for number, action in enumerate(step.get("actions") or ()):
                place = f"/routine_steps/{index}/actions/{number}"
                if action is None:
                    continue
                if place in self.own:
                    self._note(f"/routine_steps/{len(steps)}/actions/{len(mine)}", place)
                    mine.append(action)
                else:
                    self._from(place)
                    there.setdefault(self._home(place), []).append(action)
            if mine:
                steps.append({**head, "actions": mine})
            for home, actions in there.items():
                self.rest[home].setdefault("routine_steps", []).append({**head, "actions": actions})
        if "routine_steps" in self.local or steps:
            self.local["routine_steps"] = steps

    def _home(self, place: str) -> str:
        entry = self.found.origin(place).entry
        self.entries[entry.name] = entry
        return entry.name

    def _from(self, place: str) -> dict[str, Any]:
        """The data so far from the document that the value at `place` comes from."""
        return self.rest.setdefault(self._home(place), {})

    def _note(self, pointer: str, place: str) -> None:
        notes = []
        for move in self.found.moves:
            if move.out.startswith(f"{place}/") and move.relation in ("narrowed", "widened"):
                over = self.found.origin(move.out).over
                entry = over[0].entry if over else self.found.entry
                notes.append(Note(move.field, move.above, _title(entry), entry.version or ""))
        if notes:
            self.notes[pointer] = tuple(notes)

    def _groups(self) -> Iterator[Group]:
        order = [entry.name for entry in self.found.ancestors]
        for number, name in enumerate(
            sorted(self.rest, key=lambda name: order.index(name) if name in order else -1)
        ):
            entry = self.entries[name]
            kind = KINDS.get(entry.document.kind or "", Agreement) if entry.document else Agreement
            # an amendment's own kind has no place for what it added to the agreement
            kind = kind if kind in (KINDS["programme"], KINDS["routine"]) else Agreement
            head = {
                "kind": "agreement" if kind is Agreement else kind.__name__.lower(),
                "language": self._language(entry),
            }
            document = bind(kind, {**head, **self.rest[name]}, f"/inherited/{number}")
            if document is not None and len(self.rest[name]):
                yield Group(_title(entry), entry.key or "", entry.version or "", document)

    def _left_out(self) -> Iterator[tuple[str, str]]:
        document, above = self.found.entry.document, self.found.above
        for each in document.left_out if isinstance(document, Routine) else ():
            place = place_of(self.found, each.id)
            part = at(above.data, place) if above is not None and place else None
            said = (part.get("does") or part.get("title")) if isinstance(part, dict) else None
            said = next(iter(said.values()), None) if isinstance(said, dict) else said
            if each.id and said:
                yield each.id, str(said)

    def _language(self, entry: Entry) -> str:
        return (entry.document.language if entry.document else None) or "nb"


def _title(entry: Entry) -> str:
    document = entry.document
    header = document.control_header if document else None
    title = (document.title if document else None) or (header.title if header else None)
    return str(title) if title else entry.key or entry.name
