"""The chain: programme → agreement → routine → plan. What stands above binds what stands below (docs/architecture.md, "The chain").

`resolve` gives a document whole, as seen from below: its own, what it has from the documents it is based on,
and what amendments in force on the day have changed, with the document and version behind each value.
"""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from avtale.facts.amended import Applied, amended_entry, amendments_of, apply
from avtale.facts.joined import OWN, Joined, Mark, Move
from avtale.facts.left_out import leave_out, place_of, required
from avtale.facts.links import MENTIONED_ONLY, Link, Links
from avtale.facts.merge import join_to
from avtale.facts.repository import Entry, Repository
from avtale.facts.resolved import Origin, Resolved, parties_of
from avtale.facts.tree import put

__all__ = [
    "MENTIONED_ONLY",
    "Chain",
    "Link",
    "Origin",
    "Resolved",
    "chain",
    "place_of",
    "required",
    "resolve",
]


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


class Chain(Links):
    """Every chain of a repository on one day. Nothing here calls itself for a parent, so no chain is too long."""

    def __init__(self, repository: Repository, on: dt.date) -> None:
        super().__init__(repository, on)
        self._resolved: dict[str, Resolved] = {}

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

    def _composed(self, entry: Entry) -> Resolved:
        data = entry.source.data if isinstance(entry.source.data, dict) else {}
        parents = tuple(self._resolved[parent.name] for parent in self._nearest_parents(entry))
        found = Resolved(entry, data, {"": Mark("own", None, "")}, parents=parents)
        above = _combined(parents)
        if above is not None:
            joined = join_to(above, data, {**above.parties, **parties_of(data)})
            found.data, found.marks, found.placed = joined.data, joined.marks, joined.placed
            found.moves, found.above = tuple(joined.moves), above
            leave_out(found)
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
