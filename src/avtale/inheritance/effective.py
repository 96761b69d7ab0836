"""The effective document: what holds on a day, and where each value of it comes from."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from avtale.facts.repository import DocumentFile
from avtale.format.bind import bind
from avtale.format.model import KINDS, Agreement, Document, Duty, Part
from avtale.inheritance.joined import How, Mark, Move
from avtale.inheritance.merge import duties_in
from avtale.inheritance.tree import at, compact
from avtale.source.pointer import join
from avtale.source.pointer import parent as above_pointer

_NAMED = ("roles", "bodies", "target_groups")
"""The sections whose parts are called by their title."""


class Origin(Struct, frozen=True):
    """Where a value comes from: the document whose file says it, the place there, and its paragraph if it tells one.

    `how` is how it stands in the document that was asked; `made` how it stands in `entry`; `over` is the value
    it narrowed, widened or changed, with where that came from.
    """

    how: How
    entry: DocumentFile
    pointer: str
    made: How
    over: tuple[Origin, Any] | None = None

    @property
    def paragraph(self) -> str | None:
        """The paragraph as the document names it (`source`), of the value itself or of the part around it."""
        data, pointer = self.entry.source.data, self.pointer
        while True:
            part = at(data, pointer)
            if isinstance(part, dict):
                told = part.get("source") or part.get("paragraph")
                if isinstance(told, (str, int)):
                    return str(told)
                if part.get("letter") is not None and pointer:
                    return str(part["letter"])
            if not pointer:
                return None
            pointer = above_pointer(pointer)


class EffectiveDocument(Struct, frozen=True, eq=False, dict=True):
    """One document as it holds on a day: its own words, what it has from above, and what amendments changed.

    `data` is its tree, where a part that was left out stands as None, so that a place (a pointer into it) stays the same
    before and after. `marks` tell how values came there (ask `origin`), `moves` how each bound of the file stands to
    the one above, `placed` where each part of the file stands in the tree. `above` is all it is based on as one;
    `left_out` the reason for each place that it leaves out. `plain` is the tree before the `amendments`.
    """

    entry: DocumentFile
    data: dict[str, Any]
    marks: Mapping[str, Mark]
    moves: tuple[Move, ...] = ()
    placed: Mapping[str, str] = field(default_factory=dict)
    parents: tuple[EffectiveDocument, ...] = ()
    above: EffectiveDocument | None = None
    left_out: Mapping[str, str] = field(default_factory=dict)
    plain: dict[str, Any] = field(default_factory=dict)
    amendments: tuple[DocumentFile, ...] = ()

    @cached_property
    def document(self) -> Document | None:
        """The tree bound to the model of its kind; each part's pointer is its place. None where the kind is unknown."""
        kind = KINDS.get(str(self.data.get("kind")))
        return bind(kind, self.data) if kind is not None else None

    @cached_property
    def named(self) -> Agreement:
        """The parties, roles, bodies and target groups alone, as documents below name them; whatever kind this one is of."""
        found = {key: self.whole.get(key, []) for key in (*_NAMED, "parties")}
        return bind(Agreement, found, "/inherited") or Agreement()

    @cached_property
    def duties(self) -> Mapping[str, str]:
        """The place of each duty, by its id."""
        return {
            str(duty["id"]): place for place, duty in reversed(list(duties_in(self.data))) if "id" in duty
        }

    @cached_property
    def bound_duties(self) -> tuple[Duty, ...]:
        """Each duty as the model has it, also those that documents of this kind have no field of their own for."""
        found = (bind(Duty, self.value(place), place) for place in self.duties.values())
        return tuple(duty for duty in found if duty is not None)

    @cached_property
    def parties(self) -> Mapping[str, str]:
        """Each role's party, by the role's id."""
        return parties_of(self.data)

    @cached_property
    def names(self) -> dict[str, str]:
        """What to call each party, role, body and target group, by id."""
        found: dict[str, str] = {}
        for party in dicts_in(self.data, "parties"):
            names = [name.get("name") for name in dicts_in(party, "names")]
            found |= {str(party.get("id")): str(name) for name in names[:1] if name}
        for part in (part for section in _NAMED for part in dicts_in(self.data, section)):
            title = part.get("title")
            title = next(iter(title.values()), None) if isinstance(title, dict) else title
            found |= {str(part.get("id")): str(title)} if title else {}
        return found

    def ids(self, section: str) -> list[str]:
        """The ids of the parts of one section, in order."""
        return [str(part["id"]) for part in dicts_in(self.data, section) if isinstance(part.get("id"), str)]

    @property
    def whole(self) -> dict[str, Any]:
        """The tree without the places of parts that were left out."""
        whole: dict[str, Any] = compact(self.data)
        return whole

    def value(self, place: str) -> Any:
        """What stands at a place; None where nothing does."""
        return at(self.data, place)

    def field_of(self, part: Part, key: str) -> Any:
        """What stands in a field of a part of the file, also where the file leaves it out and it comes from above."""
        return at(self.data, self.placed.get(part.pointer, part.pointer) + join(key))

    @property
    def ancestors(self) -> Iterator[DocumentFile]:
        """Every document above this one, the nearest first, each once."""
        waiting, seen = deque(self.parents), {self.entry.name}
        while waiting:
            one = waiting.popleft()
            if one.entry.name not in seen:
                seen.add(one.entry.name)
                yield one.entry
                waiting += one.parents

    def origin(self, place: str) -> Origin:
        """Where the value at a place comes from."""
        node, how = self, None
        while True:
            mark, rest = _nearest(node.marks, place)
            if isinstance(mark.home, EffectiveDocument):
                node, place, how = mark.home, mark.pointer + rest, how or mark.how
                continue
            over = mark.over if not rest else None
            was = (over[0].origin(over[1]), over[2]) if over else None
            home = mark.home if isinstance(mark.home, DocumentFile) else node.entry
            return Origin(how or mark.how, home, mark.pointer + rest, mark.how, was)


def _nearest(marks: Mapping[str, Mark], place: str) -> tuple[Mark, str]:
    near = place
    while near not in marks:
        near = above_pointer(near)
    return marks[near], place[len(near) :]


def parties_of(data: Any) -> dict[str, str]:
    """Each role's party in a document's data, by the role's id."""
    return {str(role.get("id")): str(role["party"]) for role in dicts_in(data, "roles") if role.get("party")}


def dicts_in(data: Any, key: str) -> list[dict[str, Any]]:
    """The parts of one section that can be read as such."""
    items = data.get(key) if isinstance(data, dict) else None
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
