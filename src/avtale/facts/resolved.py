"""A document whole as seen from below, and where each value of it comes from."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from avtale.facts.joined import How, Mark, Move
from avtale.facts.merge import duties_in
from avtale.facts.repository import Entry
from avtale.facts.tree import at, compact
from avtale.source.pointer import parent as above_pointer


class Origin(Struct, frozen=True):
    """Where a value comes from: the document whose file says it, the place there, and its paragraph if it tells one.

    `how` is how it stands in the document that was asked; `made` how it stands in `entry`; `over` is the value
    it narrowed, widened or changed, with where that came from.
    """

    how: How
    entry: Entry
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


class Resolved(Struct, eq=False, dict=True):
    """One document whole. `data` is its tree; a part that was left out stands as None (see `whole`)."""

    entry: Entry
    data: dict[str, Any]
    marks: dict[str, Mark]
    moves: tuple[Move, ...] = ()
    placed: dict[str, str] = field(default_factory=dict)
    parents: tuple[Resolved, ...] = ()
    left_out: dict[str, str] = field(default_factory=dict)
    amendments: tuple[Entry, ...] = ()
    above: Resolved | None = None
    plain: dict[str, Any] = field(default_factory=dict)
    """The tree before amendments."""

    @cached_property
    def duties(self) -> Mapping[str, str]:
        """The place of each duty in the tree, by its id."""
        return {
            str(duty["id"]): place for place, duty in reversed(list(duties_in(self.data))) if "id" in duty
        }

    @cached_property
    def parties(self) -> Mapping[str, str]:
        """Each role's party, by the role's id."""
        return parties_of(self.data)

    @cached_property
    def names(self) -> dict[str, str]:
        """What to call each party, role and target group, by id."""
        found: dict[str, str] = {}
        for party in dicts_in(self.data, "parties"):
            names = [name.get("name") for name in dicts_in(party, "names")]
            found |= {str(party.get("id")): str(name) for name in names[:1] if name}
        for part in (*dicts_in(self.data, "roles"), *dicts_in(self.data, "target_groups")):
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

    @property
    def ancestors(self) -> Iterator[Entry]:
        """Every document above this one, the nearest first, each once."""
        waiting, seen = deque(self.parents), {self.entry.name}
        while waiting:
            one = waiting.popleft()
            if one.entry.name not in seen:
                seen.add(one.entry.name)
                yield one.entry
                waiting += one.parents

    def origin(self, pointer: str) -> Origin:
        """Where the value at a place of the tree comes from."""
        node, how = self, None
        while True:
            mark, rest = _nearest(node.marks, pointer)
            if isinstance(mark.home, Resolved):
                node, pointer, how = mark.home, mark.pointer + rest, how or mark.how
                continue
            over = mark.over if not rest else None
            was = (over[0].origin(over[1]), over[2]) if over else None
            home = mark.home if isinstance(mark.home, Entry) else node.entry
            return Origin(how or mark.how, home, mark.pointer + rest, mark.how, was)


def _nearest(marks: dict[str, Mark], pointer: str) -> tuple[Mark, str]:
    place = pointer
    while place not in marks:
        place = above_pointer(place)
    return marks[place], pointer[len(place) :]


def parties_of(data: Any) -> dict[str, str]:
    """Each role's party in a document's data, by the role's id."""
    return {str(role.get("id")): str(role["party"]) for role in dicts_in(data, "roles") if role.get("party")}


def dicts_in(data: Any, key: str) -> list[dict[str, Any]]:
    """The parts of one section that can be read as such."""
    items = data.get(key) if isinstance(data, dict) else None
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
