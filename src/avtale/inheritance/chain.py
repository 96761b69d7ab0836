"""The chain: programme → agreement → routine → plan. What stands above binds what stands below (docs/architecture.md, "The chain").

`resolve` gives the effective document: the file's own words, what it has from the documents it is based on, and what
amendments in force on the day have changed. It is computed once a run and kept with the repository.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from msgspec.structs import replace

from avtale.facts.amendments import amended_entry, amendments_of
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.model import Amendment, Document
from avtale.inheritance.amended import apply
from avtale.inheritance.clauses import from_below
from avtale.inheritance.effective import EffectiveDocument, parties_of
from avtale.inheritance.joined import OWN, Joined, Mark, Move
from avtale.inheritance.left_out import left_out
from avtale.inheritance.links import Links
from avtale.inheritance.merge import join_to
from avtale.inheritance.tree import put, without


def resolve(entry: DocumentFile, repository: Repository, on: dt.date) -> EffectiveDocument:
    """The document in `entry` as it holds on the day `on`, with what it has from above and what amendments changed.

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
        self._resolved: dict[str, EffectiveDocument] = {}

    def resolve(self, entry: DocumentFile) -> EffectiveDocument:
        """The document in `entry` as it holds on the day (see `avtale.inheritance.chain.resolve`)."""
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

    def amended(self, amendment: DocumentFile) -> EffectiveDocument | None:
        """What an amendment amends; None where that is not in the repository, and for what is no amendment."""
        entry = amended_entry(amendment, self.repository)
        return self.resolve(entry) if entry else None

    def as_amended(self, amendment: DocumentFile) -> DocumentFile:
        """An amendment with its own words as later amendments leave it; what amends those counts too, each once."""
        below: dict[str, list[DocumentFile]] = {}
        order = [amendment]
        for one in order:  # grows while it is read: no chain of amendments is too long
            below[one.name] = [
                other for other in amendments_of(one, self.repository, self.on) if other.name not in below
            ]
            order += below[one.name]
        made: dict[str, DocumentFile] = {}
        for one in reversed(order):
            data = one.source.data
            for later in below[one.name]:
                data = apply(made[later.name], data).data
            made[one.name] = one if data is one.source.data else one.saying(data)
        return made[amendment.name]

    def before(self, amendment: DocumentFile) -> dict[str, Any] | None:
        """The tree of what an amendment amends, as the approved amendments before it leave it, whatever the day."""
        found = self.amended(amendment)
        if found is None:
            return None
        data = found.plain
        for earlier in amendments_of(found.entry, self.repository, None):
            if earlier is amendment:
                break
            data = apply(self.as_amended(earlier), data).data
        return data

    def amendment_moves(self, amendment: DocumentFile) -> tuple[Move, ...]:
        """How the bounds that an amendment sets stand to what is above the document it amends; each points into the amendment."""
        found = self.amended(amendment)
        if found is None or found.above is None:
            return ()
        applied = apply(amendment, found.plain)
        joined = join_to(found.above, applied.data, {**found.above.parties, **found.parties})
        return tuple(
            replace(move, pointer=f"{change.pointer}/{'duty' if change.duty else 'value'}")
            for move in joined.moves
            for place, change in applied.changed.items()
            if move.pointer == place or move.pointer.startswith(f"{place}/")
        )

    def named_above(self, entry: DocumentFile) -> Document | None:
        """The parties, roles and target groups that `entry` may name besides its own: those above it, or in what it amends."""
        if isinstance(entry.document, Amendment):
            amends = entry.document.amends
            newest = self.repository.versions.get((amends.key if amends else None) or "", [None])[-1]
            amended, seen = amended_entry(entry, self.repository) or newest, {entry.name}
            while amended and isinstance(amended.document, Amendment) and amended.name not in seen:
                seen.add(amended.name)  # an amendment of an amendment names those of the agreement
                amended = amended_entry(amended, self.repository) or amended
            return amended.document if amended else None
        above = self.resolve(entry).above
        return above.named if above is not None else None

    def _composed(self, entry: DocumentFile) -> EffectiveDocument:
        own = entry.source.data if isinstance(entry.source.data, dict) else {}
        parents = tuple(self._resolved[parent.name] for parent in self._nearest_parents(entry))
        above = _combined(tuple(from_below(parent) for parent in parents))
        if above is None:
            joined, gone = Joined(own, {"": Mark("own", None, "")}), {}
        else:
            joined = join_to(above, own, {**above.parties, **parties_of(own)})
            gone = left_out(entry, above, joined.data)
        plain = joined.data
        for place in gone:
            plain = without(plain, place)
        data, marks = plain, joined.marks
        amendments = [self.as_amended(each) for each in amendments_of(entry, self.repository, self.on)]
        for amendment in amendments:
            applied = apply(amendment, data)
            data = applied.data
            marks = {
                place: mark for place, mark in marks.items() if not applied.replaced(place)
            } | applied.marks
        return EffectiveDocument(
            entry=entry,
            data=data,
            marks=marks,
            moves=tuple(joined.moves),
            placed=joined.placed,
            parents=parents,
            above=above,
            left_out=gone,
            plain=plain,
            amendments=tuple(amendments),
        )

    def _nearest_parents(self, entry: DocumentFile) -> list[DocumentFile]:
        """The parents without those that stand above another of them: what they say comes through that one."""
        parents = self.parents(entry)
        if len(parents) < 2:
            return parents
        further = {up.name for parent in parents for up in self._resolved[parent.name].ancestors}
        return [parent for parent in parents if parent.name not in further]


def _combined(parents: tuple[EffectiveDocument, ...]) -> EffectiveDocument | None:
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
        found = EffectiveDocument(found.entry, joined.data, marks)
    return found


def _hold_the_stricter(joined: Joined, other: EffectiveDocument) -> None:
    for move in joined.moves:
        if move.relation == "broken":
            joined.data = put(joined.data, move.out, move.above)
            joined.marks[move.out] = Mark("inherited", other, move.above_pointer)
