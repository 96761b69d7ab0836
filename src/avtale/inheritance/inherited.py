"""What a local routine has from the documents it is based on, taken apart from what it says itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from avtale.facts.repository import DocumentFile
from avtale.format.bind import bind
from avtale.format.model import KINDS, Agreement, Document, Routine
from avtale.inheritance.effective import EffectiveDocument
from avtale.inheritance.joined import OWN
from avtale.inheritance.left_out import place_of

_LISTS = ("target_groups", "presence", "responsibilities", "meetings")
# Parties, roles and bodies are named where they are used.
_TAKEN_APART = OWN | {*_LISTS, "routine_steps", "parties", "roles", "bodies"}


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


def inherited(found: EffectiveDocument, document: Document) -> Inherited | None:
    """Take a routine, `document` as it is to be shown, apart; None for another kind, and where nothing stands above it."""
    if not isinstance(document, Routine) or found.above is None:
        return None
    return _Apart(found, found.above, document).done()


class _Apart:
    def __init__(self, found: EffectiveDocument, above: EffectiveDocument, document: Routine) -> None:
        self.found, self.above, self.document = found, above, document
        self.own = set(found.placed.values())
        self.local: dict[str, list[Any]] = {}
        self.rest: dict[str, dict[str, Any]] = {}
        self.entries: dict[str, DocumentFile] = {}
        self.notes: dict[str, tuple[Note, ...]] = {}

    def done(self) -> Inherited:
        for section in _LISTS:
            self._list(section)
        self._steps()
        self._clauses()
        for key, value in self.found.whole.items():
            if key not in self.found.entry.source.data and key not in _TAKEN_APART:
                self._from(f"/{key}")[key] = value
        parts = bind(Routine, self.local) or Routine()
        local = replace(self.document, **{section: getattr(parts, section) for section in self.local})
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
        self.local["routine_steps"] = steps

    def _clauses(self) -> None:
        """A duty among the routine's own clauses is whole there too."""
        if "sections" in self.found.data:
            self.local["sections"] = self.found.data["sections"]
            for place in self.own:
                if place.startswith("/sections/"):
                    self._note(place, place)

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
                "language": (entry.document.language if entry.document else None) or "nb",
            }
            document = bind(kind, {**head, **self.rest[name]}, f"/inherited/{number}")
            if document is not None and len(self.rest[name]):
                yield Group(_title(entry), entry.key or "", entry.version or "", document)

    def _left_out(self) -> Iterator[tuple[str, str]]:
        for each in self.document.left_out:
            place = place_of(self.above, each.id)
            part = self.above.value(place) if place else None
            said = (part.get("does") or part.get("title")) if isinstance(part, dict) else None
            said = next(iter(said.values()), None) if isinstance(said, dict) else said
            if each.id and said:
                yield each.id, str(said)


def _title(entry: DocumentFile) -> str:
    document = entry.document
    header = document.control_header if document else None
    title = (document.title if document else None) or (header.title if header else None)
    return str(title) if title else entry.key or entry.name
