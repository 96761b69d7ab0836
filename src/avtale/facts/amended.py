"""Amendments: which of them hold for a document on a day, and what their changes make of it.

A change names its place with the ids of parts (`/routine_steps/C/actions/tell/deadline/within`) and may quote the
old wording. What does not fit is left undone and told of (`rules/chain/amendment_unmatched`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct, field

from avtale.facts.decided import entry_span, first_day
from avtale.facts.merge import Mark
from avtale.facts.repository import Entry, Repository
from avtale.facts.state import superseding
from avtale.facts.tree import at, locate, put, without
from avtale.facts.version import order
from avtale.findings import Problem
from avtale.format.model import Amendment, Change, Document
from avtale.format.validate import tree_problems
from avtale.source.pointer import parent as above_pointer

TERM_END = "/validity/to"
Fault = Literal["nowhere", "old", "taken", "empty"]
"""Why a change cannot be made: no such place, another old wording, the id is taken, nothing to put there."""


class Applied(Struct):
    """A tree after an amendment's changes, the marks of what they touched, and the changes that could not be made."""

    data: dict[str, Any]
    marks: dict[str, Mark] = field(default_factory=dict)
    faults: list[tuple[Change, Fault, Any]] = field(default_factory=list)
    changed: dict[str, Change] = field(default_factory=dict)

    def replaced(self, place: str) -> bool:
        """Whether what an older mark told of is gone, since an amendment put another in its place."""
        return any(place.startswith(f"{changed}/") for changed in self.changed)


def amends(document: Document | None) -> tuple[str, str | None] | None:
    """The key and version a document amends; None where it is no amendment or names none."""
    if not isinstance(document, Amendment) or document.amends is None or document.amends.key is None:
        return None
    return document.amends.key, document.amends.version


def amendments_of(entry: Entry, repository: Repository, on: dt.date | None) -> list[Entry]:
    """The approved amendments of a version that are in force on the day, or every approved one (None); the oldest first."""
    found = [
        other
        for other in repository.amendments.get(entry.key or "", ())
        if other is not entry
        and _approved(other, repository)
        and _names(other, entry, repository)
        and (on is None or _in_force(other, repository, on))
    ]
    return sorted(
        found, key=lambda each: (begins(each, repository) or dt.date.max, each.key or "", order(each.version))
    )


def amended_entry(entry: Entry, repository: Repository) -> Entry | None:
    """The version that an amendment amends; None where it is not in the repository."""
    named = amends(entry.document)
    known = repository.versions.get(named[0], ()) if named else ()
    return next((other for other in known if _names(entry, other, repository)), None)


def begins(entry: Entry, repository: Repository) -> dt.date | None:
    """The first day of a document: of its validity, else the day its control header says, else of its approval."""
    document, approval = entry.document, repository.register.approval(entry.key, entry.version)
    header = document.control_header if document else None
    stated = entry_span(entry, repository).start or (header.effective_from if header else None)
    return stated or (approval.on if approval else None)


def _approved(entry: Entry, repository: Repository) -> bool:
    register = repository.register
    return register.approval(entry.key, entry.version) is not None and not register.of(
        entry.key, entry.version, "withdrawal"
    )


def _in_force(entry: Entry, repository: Repository, on: dt.date) -> bool:
    start = first_day(entry, repository) or begins(entry, repository)
    ended = entry_span(entry, repository).has_ended(on)
    return start is not None and start <= on and not ended and superseding(entry, repository, on) is None


def _names(amendment: Entry, entry: Entry, repository: Repository) -> bool:
    """Without a version an amendment is of the newest there is."""
    named = amends(amendment.document)
    if named is None or named[0] != entry.key:
        return False
    if named[1] is not None:
        return order(named[1]) == order(entry.version)
    return repository.versions[named[0]][-1] is entry


def apply(amendment: Entry, data: dict[str, Any]) -> Applied:
    """`data` with the changes of an amendment made, in the order they stand."""
    done = Applied(data)
    document = amendment.document
    for change in document.changes if isinstance(document, Amendment) else ():
        raw = at(amendment.source.data, change.pointer)
        for place, value, key in _steps(change, raw if isinstance(raw, dict) else {}, done):
            if key is None:
                done.data = without(done.data, place)
            else:
                done.data = put(done.data, place, value)
                place = _ended(done.data, place)
                done.marks[place] = Mark("amended", amendment, f"{change.pointer}/{key}")
            done.changed[place] = change
    return done


def unfit(amendment: Entry, data: dict[str, Any]) -> Iterator[tuple[Change, Problem]]:
    """What the format turns down of that which the changes put into `data`, each with its change."""
    done = apply(amendment, data)
    for problem in tree_problems(done.data, str(data.get("kind"))):
        for place, change in done.changed.items():
            if place in done.marks and (problem.pointer == place or problem.pointer.startswith(f"{place}/")):
                yield change, problem


def _steps(change: Change, raw: dict[str, Any], done: Applied) -> Iterator[tuple[str, Any, str | None]]:
    """What to put where, and from which key of the change; the key is None for what is taken away."""
    if change.action == "prolongs":
        if change.to is None:
            done.faults.append((change, "empty", None))
            return
        yield TERM_END, raw["to"], "to"
        if at(done.data, "/validity/duration") is not None:  # the new last day stands for it
            yield "/validity/duration", None, None
        return
    where = change.at or ""
    found = locate(done.data, where) if where else None
    key = "duty" if "duty" in raw else "value"
    if change.action in ("replaces", "removes"):
        if found is None:
            done.faults.append((change, "nowhere", None))
            return
        stands = at(done.data, found)
        if "old" in raw and not _same(raw["old"], stands):
            done.faults.append((change, "old", stands))
            return
        if change.action == "removes":
            yield found, None, None
            return
    if raw.get(key) is None:
        done.faults.append((change, "empty", None))
    elif change.action == "replaces" and found is not None:
        yield found, raw[key], key
    elif change.action == "adds":
        yield from _added(change, raw, key, where, found, done)


def _added(
    change: Change, raw: dict[str, Any], key: str, where: str, found: str | None, done: Applied
) -> Iterator[tuple[str, Any, str | None]]:
    holder = at(done.data, found) if found is not None else None
    if isinstance(holder, list):
        taken = isinstance(raw[key], dict) and locate(holder, f"/{raw[key].get('id')}") is not None
        if taken:
            done.faults.append((change, "taken", None))
        else:
            yield f"{found}/-", raw[key], key
        return
    above = above_pointer(where)
    place = locate(done.data, above) if above else "" if where else None
    if found is not None:
        done.faults.append((change, "taken", holder))
    elif place is None or not isinstance(at(done.data, place), dict):
        done.faults.append((change, "nowhere", None))
    else:
        last = where.rpartition("/")[2]
        yield f"{place}/{last}", [raw[key]] if key == "duty" else raw[key], key


def _ended(data: Any, place: str) -> str:
    """The place of what was put at the end of a list."""
    if not place.endswith("/-"):
        return place
    above = above_pointer(place)
    return f"{above}/{len(at(data, above)) - 1}"


def _same(old: Any, stands: Any) -> bool:
    """Whether the old wording is the one that stands, but for spaces; one language of several is enough."""
    one, other = _words(old), _words(stands)
    return bool(one & other) if one and other else False


def _words(value: Any) -> set[str]:
    values = value.values() if isinstance(value, dict) else (value,)
    return {
        " ".join(str(each).split())
        for each in values
        if isinstance(each, (str, int)) and not isinstance(each, bool)
    }
