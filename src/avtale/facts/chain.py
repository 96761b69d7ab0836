"""The chain: programme → agreement → routine → plan. What stands above binds what stands below (DESIGN.md).

`resolve` gives a document whole, as seen from below: its own, what it has from the documents it is based on,
and what amendments in force on the day have changed, with the document and version behind each value.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from avtale.facts.amended import Applied, amended_entry, amendments_of, apply
from avtale.facts.merge import OWN, How, Joined, Mark, Move, duties_in, join_to
from avtale.facts.repository import Entry, Repository
from avtale.facts.state import state
from avtale.facts.tree import at, compact, locate, put, without
from avtale.facts.version import order
from avtale.format.model import Reference, Routine
from avtale.source.pointer import parent as above_pointer

MENTIONED_ONLY = ("mentions", "legal_basis")
"""Relations of a reference that make no parent."""

Missing = Literal["key", "version"]


@dataclass(frozen=True, slots=True)
class Link:
    """One line of `based_on` that names a document by key: the document it leads to, or what is missing."""

    reference: Reference
    parent: Entry | None
    missing: Missing | None = None
    in_circle: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
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


@dataclass(eq=False)
class Resolved:
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
        return _parties(self.data)

    @cached_property
    def names(self) -> dict[str, str]:
        """What to call each party, role and target group, by id."""
        found: dict[str, str] = {}
        for party in _list(self.data, "parties"):
            names = [name.get("name") for name in _list(party, "names")]
            found |= {str(party.get("id")): str(name) for name in names[:1] if name}
        for part in (*_list(self.data, "roles"), *_list(self.data, "target_groups")):
            title = part.get("title")
            title = next(iter(title.values()), None) if isinstance(title, dict) else title
            found |= {str(part.get("id")): str(title)} if title else {}
        return found

    def ids(self, section: str) -> list[str]:
        """The ids of the parts of one section, in order."""
        return [str(part["id"]) for part in _list(self.data, section) if isinstance(part.get("id"), str)]

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


def resolve(entry: Entry, repository: Repository, on: dt.date) -> Resolved:
    """The document in `entry` whole on the day `on`, with what it has from above and what amendments changed.

    A parent that is missing or stands in a circle with its child gives nothing; `check` tells of it.
    """
    return chain(repository, on).resolve(entry)


def chain(repository: Repository, on: dt.date) -> Chain:
    """The chains of a repository on a day; what was resolved once is kept as long as the repository is open."""
    key = ("chain", on)
    if key not in repository.kept:
        repository.kept[key] = Chain(repository, on)
    found: Chain = repository.kept[key]
    return found


class Chain:
    """Every chain of a repository on one day. Nothing here calls itself for a parent, so no chain is too long."""

    def __init__(self, repository: Repository, on: dt.date) -> None:
        self.repository, self.on = repository, on
        self._resolved: dict[str, Resolved] = {}
        self._links: dict[str, tuple[Link, ...]] = {}
        self._free: set[str] = set()  # of circles, so far as known

    def resolve(self, entry: Entry) -> Resolved:
        waiting = [entry]
        while waiting:
            one = waiting[-1]
            missing = [p for p in self.parents(one) if p.name not in self._resolved]
            if one.name in self._resolved:
                waiting.pop()
            elif missing:
                waiting += missing
            else:
                self._resolved[one.name] = self._composed(one)
        return self._resolved[entry.name]

    def parents(self, entry: Entry) -> list[Entry]:
        """The documents `entry` is based on that are there and in no circle with it, each once."""
        found = [link.parent for link in self.links(entry) if link.parent is not None and not link.in_circle]
        return list({parent.name: parent for parent in found}.values())

    def links(self, entry: Entry) -> tuple[Link, ...]:
        """Each line of `based_on` that leads, or should lead, to a document of the repository."""
        if entry.name not in self._links:
            self._look_for_circles(entry)
            free = entry.name in self._free
            self._links[entry.name] = tuple(
                Link(link.reference, link.parent, link.missing, not free and self._circular(entry, link))
                for link in self._lines(entry)
            )
        return self._links[entry.name]

    def circle(self, entry: Entry) -> tuple[Entry, ...]:
        """The shortest way from `entry` up to itself, itself first; () where it stands in no circle."""
        self._look_for_circles(entry)
        if entry.name in self._free:
            return ()
        return self._way(entry, entry)

    def _lines(self, entry: Entry) -> Iterator[Link]:
        for reference in entry.document.based_on if entry.document else ():
            if reference.key is None or reference.relation in MENTIONED_ONLY:
                continue
            known = self.repository.versions.get(reference.key)
            if known is None:
                yield Link(reference, None, "key")
                continue
            if reference.version is None:
                others = [other for other in known if other is not entry] or known
                yield Link(reference, self._current(others))
                continue
            wanted = order(reference.version)
            parent = next((other for other in known if order(other.version) == wanted), None)
            yield Link(reference, parent, None if parent else "version")

    def _current(self, known: list[Entry]) -> Entry:
        """The version in force on the day, else the newest."""
        states = ("in_force", "expires_soon")
        in_force = [each for each in known if state(each, self.repository, self.on).name in states]
        return (in_force or known)[-1]

    def _up(self, entry: Entry) -> list[Entry]:
        return [link.parent for link in self._lines(entry) if link.parent is not None]

    def amendment_moves(self, amendment: Entry) -> tuple[Move, ...]:
        """How the bounds that an amendment sets stand to what is above the document it amends; each points into the amendment."""
        amended = amended_entry(amendment, self.repository)
        tree = self.resolve(amended) if amended else None
        if tree is None or tree.above is None:
            return ()
        applied = apply(amendment, tree.plain)
        joined = join_to(tree.above, applied.data, {**tree.above.parties, **tree.parties})
        return tuple(
            replace(move, pointer=f"{change.pointer}/{'duty' if change.duty else 'value'}")
            for move in joined.moves
            for place, change in applied.changed.items()
            if move.pointer == place or move.pointer.startswith(f"{place}/")
        )

    def _look_for_circles(self, entry: Entry) -> None:
        """Mark what stands above `entry`, itself too, as free of circles where all of it is."""
        if entry.name in self._free:
            return
        path: set[str] = set()
        done: set[str] = set()
        waiting: list[tuple[Entry, bool]] = [(entry, False)]
        clean = True
        while waiting:
            one, leaving = waiting.pop()
            if leaving:
                path.discard(one.name)
                done.add(one.name)
            elif one.name in path:
                clean = False
            elif one.name not in done and one.name not in self._free:
                path.add(one.name)
                waiting.append((one, True))
                waiting += [(parent, False) for parent in self._up(one)]
        if clean:
            self._free |= done

    def _circular(self, entry: Entry, link: Link) -> bool:
        return link.parent is not None and (link.parent is entry or bool(self._way(link.parent, entry)))

    def _way(self, start: Entry, goal: Entry) -> tuple[Entry, ...]:
        """The shortest way up from `start` to just below `goal`, `start` first; () where there is none."""
        ways: deque[tuple[Entry, ...]] = deque([(start,)])
        seen: set[str] = set()
        while ways:
            way = ways.popleft()
            for parent in self._up(way[-1]):
                if parent is goal:
                    return way
                if parent.name not in seen:
                    seen.add(parent.name)
                    ways.append((*way, parent))
        return ()

    def _composed(self, entry: Entry) -> Resolved:
        data = entry.source.data if isinstance(entry.source.data, dict) else {}
        parents = tuple(self._resolved[parent.name] for parent in self._nearest_parents(entry))
        found = Resolved(entry, data, {"": Mark("own", None, "")}, parents=parents)
        above = _combined(parents)
        if above is not None:
            joined = join_to(above, data, {**above.parties, **_parties(data)})
            found.data, found.marks, found.placed = joined.data, joined.marks, joined.placed
            found.moves, found.above = tuple(joined.moves), above
            _leave_out(found)
        return self._amended(found)

    def _nearest_parents(self, entry: Entry) -> list[Entry]:
        """The parents without those that stand above another of them: what they say comes through that one."""
        parents = self.parents(entry)
        if len(parents) < 2:
            return parents
        further = {up.name for parent in parents for up in self._resolved[parent.name].ancestors}
        return [parent for parent in parents if parent.name not in further]

    def _amended(self, found: Resolved) -> Resolved:
        found.plain = found.data
        for amendment in amendments_of(found.entry, self.repository, self.on):
            applied: Applied = apply(amendment, found.data)
            found.data = applied.data
            found.marks = {place: mark for place, mark in found.marks.items() if not applied.replaced(place)}
            found.marks |= applied.marks
            found.amendments = (*found.amendments, amendment)
        return found


def _combined(parents: tuple[Resolved, ...]) -> Resolved | None:
    """Several parents as one: what only one says stands, the first before the others, and the stricter bound holds."""
    if not parents:
        return None
    found = parents[0]
    for other in parents[1:]:
        own = {key: value for key, value in found.data.items() if key not in OWN}
        joined = join_to(other, own, {**other.parties, **found.parties})
        _hold_the_stricter(joined, other)
        marks = {
            place: Mark("inherited", found, mark.pointer) if mark.home is None else mark
            for place, mark in joined.marks.items()
        }
        found = Resolved(found.entry, joined.data, marks)
    return found


def _hold_the_stricter(joined: Joined, other: Resolved) -> None:
    for move in joined.moves:
        if move.relation == "broken":
            joined.data = put(joined.data, move.out, move.above)
            joined.marks[move.out] = Mark("inherited", other, move.above_pointer)


def _leave_out(found: Resolved) -> None:
    """Take away what a routine leaves out and may leave out; the rest stays, and a rule tells of it."""
    document = found.entry.document
    for each in document.left_out if isinstance(document, Routine) else ():
        place = place_of(found, each.id)
        if place is not None and not required(at(found.data, place)):
            found.left_out[place] = str(each.reason or "")
            found.data = without(found.data, place)


LEAVABLE = ("meetings", "presence", "routine_steps", "target_groups")


def place_of(found: Resolved, name: str | None) -> str | None:
    """Where the part that a routine leaves out stands in the tree above it; None where there is none of that name."""
    if name is None or found.above is None:
        return None
    place = found.above.duties.get(name)
    for section in LEAVABLE if place is None else ():
        place = (
            place
            or locate(found.above.data, f"/{section}/{name}")
            or locate(found.above.data, f"/{section}/{name.upper()}")
        )
    return place


def required(part: Any) -> bool:
    """Whether nobody below may leave a part out: it is marked so, it is a «skal», or it says whom to reach."""
    if not isinstance(part, dict):
        return False
    if part.get("required") is True or part.get("strength") == "shall":
        return True
    if "age" in part or "ways_in" in part or part.get("everyone") is True:
        return True
    actions = part.get("actions")
    return isinstance(actions, list) and any(required(action) for action in actions)


def _parties(data: Any) -> dict[str, str]:
    return {str(role.get("id")): str(role["party"]) for role in _list(data, "roles") if role.get("party")}


def _list(data: Any, key: str) -> list[dict[str, Any]]:
    items = data.get(key) if isinstance(data, dict) else None
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
