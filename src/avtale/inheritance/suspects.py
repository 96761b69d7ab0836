"""Suspects: documents built on something that has changed since, until somebody has looked (docs/architecture.md, "The chain").

A new approved version above, an approved document that supersedes it, or an approved amendment makes each
document built on it suspect. A review in the register ends that: it says who looked, when, and what was decided.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Collection, Iterator
from typing import Any

from msgspec import Struct

from avtale.facts.amendments import amendments_of
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.state import OVER, replaces, state
from avtale.facts.version import order
from avtale.format.model import RegisterEvent
from avtale.inheritance.amended import apply
from avtale.inheritance.chain import Chain, chain
from avtale.inheritance.clauses import data_from_below, from_below
from avtale.inheritance.differences import Difference, differences
from avtale.inheritance.effective import EffectiveDocument
from avtale.inheritance.joined import Move
from avtale.inheritance.merge import join_to
from avtale.inheritance.tree import at, compact, locate


class Touch(Struct, frozen=True):
    """One difference above, with what the document itself says there, and the bound that would no longer hold."""

    difference: Difference
    local: Any = None
    breaks: Move | None = None


class Suspect(Struct, frozen=True):
    """One document and one change above it: what it is built on, what came since, and what somebody decided, if so.

    `via` are the documents between, where it is built on one that is itself suspect.
    """

    entry: DocumentFile
    parent: DocumentFile
    changed: DocumentFile
    via: tuple[DocumentFile, ...] = ()
    review: RegisterEvent | None = None
    line: str = ""
    """The pointer of the line of `based_on`."""

    def touches(self, repository: Repository, on: dt.date) -> tuple[Touch, ...]:
        """What is different in what the document inherits, and what of it touches its own words."""
        return _touches(self, chain(repository, on))


def suspects(
    repository: Repository,
    on: dt.date,
    only: Collection[DocumentFile] | None = None,
    *,
    reviewed: bool = False,
) -> list[Suspect]:
    """Every suspect by the day `on`, by key and version, or those among the entries given.

    With `reviewed` also those that have been looked at.
    """
    wanted = repository.entries if only is None else only
    in_order = sorted(wanted, key=lambda entry: entry.in_order)
    return [
        one
        for entry in in_order
        for one in suspicions(entry, repository, on)
        if reviewed or one.review is None
    ]


def suspicions(entry: DocumentFile, repository: Repository, on: dt.date) -> list[Suspect]:
    """What has changed above one document, reviewed or not; first what it is built on directly."""
    chains = chain(repository, on)
    if entry.document is None or not chains.links(entry) or gone(entry, repository, on):
        return []
    found: list[Suspect] = []
    waiting: deque[tuple[DocumentFile, tuple[DocumentFile, ...], str]] = deque([(entry, (), "")])
    seen: set[str] = set()
    while waiting:
        below, via, line = waiting.popleft()
        for link in chains.links(below):
            parent = link.parent
            if parent is None or link.in_circle or parent.name in seen:
                continue
            seen.add(parent.name)
            here = line or link.reference.pointer
            for changed in _since(parent, repository, on):
                review = _review(entry, changed, repository)
                between = _review(below, changed, repository) if via else None
                one = Suspect(entry, parent, changed, via, review, here)
                if via and (
                    (between is not None and between.decision == "kept") or not _reaching(one, chains)
                ):
                    continue
                if _made_before(entry, parent, changed, repository):
                    found.append(one)
            waiting.append((parent, (*via, parent), here))
    return found


def gone(entry: DocumentFile, repository: Repository, on: dt.date) -> bool:
    """Whether nobody works by a document any more: it was withdrawn or replaced, or has ended by its own words.

    One that ended only because what it is based on did is not gone; somebody must see to it.
    """
    name = state(entry, repository, on).name
    return name in OVER and not (
        name == "expired" and entry.document is not None and entry.document.validity is None
    )


def _since(parent: DocumentFile, repository: Repository, on: dt.date) -> list[DocumentFile]:
    """What was approved after `parent` by the day, and takes its place or changes it; the newest version only."""
    key = ("since", parent.name, on)
    if key not in repository.kept:
        repository.kept[key] = list(_found_since(parent, repository, on))
    found: list[DocumentFile] = repository.kept[key]
    return found


def _found_since(parent: DocumentFile, repository: Repository, on: dt.date) -> Iterator[DocumentFile]:
    others = [other for other in repository.replacing.get(parent.key or "", ()) if replaces(other, parent)]
    approved = [other for other in others if approved_by(other, repository, on)]
    newer = [other for other in approved if other.key == parent.key]
    yield from newer[-1:]
    yield from (other for other in approved if other.key != parent.key)
    yield from (each for each in amendments_of(parent, repository, None) if approved_by(each, repository, on))


def approved_by(entry: DocumentFile, repository: Repository, on: dt.date) -> bool:
    """Whether a version was approved or taken over by the day, and not withdrawn."""
    frozen = repository.frozen_by(entry)
    later = frozen is not None and frozen.on is not None and frozen.on > on
    return repository.agreed(entry) and not later


def _made_before(
    entry: DocumentFile, parent: DocumentFile, changed: DocumentFile, repository: Repository
) -> bool:
    """An amendment approved before a document was is known to it; a new version never is, or it would be built on."""
    if changed not in amendments_of(parent, repository, None):
        return True
    made = repository.frozen_by(entry)
    amended = repository.frozen_by(changed)
    return bool(made and made.on and amended and amended.on and made.on < amended.on)


def _review(entry: DocumentFile, changed: DocumentFile, repository: Repository) -> RegisterEvent | None:
    """The latest review of `entry` for this change."""
    found = [
        each
        for each in repository.register.of(entry.key, entry.version, "review")
        if each.parent == changed.key and order(each.parent_version) == order(changed.version)
    ]
    return max(found, key=lambda each: each.on or dt.date.min, default=None)


def _touches(suspect: Suspect, chains: Chain) -> tuple[Touch, ...]:
    new = _around(suspect, chains)[1]
    own, below = suspect.entry.source.data, chains.resolve(suspect.entry)
    joined = join_to(new, own, {**new.parties, **below.parties})
    broken = {move.pointer: move for move in joined.moves if move.relation == "broken"}
    found = []
    for difference in _reaching(suspect, chains):
        place = _own_place(own, difference.at, below)
        local = at(own, place) if place else None
        breaks = next(
            (m for p, m in broken.items() if place and (p == place or p.startswith(f"{place}/"))), None
        )
        found.append(Touch(difference, local, breaks))
    return tuple(found)


def _reaching(suspect: Suspect, chains: Chain) -> list[Difference]:
    """The differences that reach the document: a value that one between sets itself goes no further down."""
    key = ("differences", suspect.parent.name, suspect.changed.name, chains.on)
    kept = chains.repository.kept
    if key not in kept:
        old, new = _around(suspect, chains)
        kept[key] = differences(compact(old), new.whole)
    found: tuple[Difference, ...] = kept[key]
    if not suspect.via:
        return list(found)
    below = chains.resolve(suspect.entry)
    return [each for each in found if _comes_through(each, suspect, below)]


def _comes_through(difference: Difference, suspect: Suspect, below: EffectiveDocument) -> bool:
    place = locate(below.data, difference.at)
    if place is None:
        return difference.old is None or difference.new is not None
    return (
        below.origin(place).entry not in suspect.via
        or _own_place(suspect.entry.source.data, difference.at, below) is not None
    )


def _around(suspect: Suspect, chains: Chain) -> tuple[dict[str, Any], EffectiveDocument]:
    """What stands above before and after the change: two versions, or one before and after its amendment."""
    parent = chains.resolve(suspect.parent)
    data = chains.before(suspect.changed)
    if data is None or suspect.changed not in amendments_of(suspect.parent, chains.repository, None):
        return data_from_below(parent.data), from_below(chains.resolve(suspect.changed))
    applied = apply(suspect.changed, data)
    now = EffectiveDocument(suspect.parent, applied.data, {**parent.marks, **applied.marks})
    return data_from_below(data), from_below(now)


def _own_place(own: Any, place: str, below: EffectiveDocument) -> str | None:
    """Where the document itself says something of what differs; a duty may stand in another of its lists."""
    found = locate(own, place)
    if found is not None:
        return found
    parts = place.split("/")
    for index in range(len(parts), 2, -1):
        name = parts[index - 1]
        out = below.duties.get(name)
        down = next((down for down, placed in below.placed.items() if placed == out), None) if out else None
        if down is not None:
            return locate(own, "/".join((down, *parts[index:])))
    return None
