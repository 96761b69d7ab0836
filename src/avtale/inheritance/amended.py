"""What the changes of an amendment make of the tree of the document it amends.

A change names its place with the ids of parts (`/routine_steps/C/actions/tell/deadline/within`) and may quote the
old wording. What does not fit is left undone and told of (`rules/chain/amendment_unmatched`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct, field

from avtale.facts.repository import DocumentFile
from avtale.findings import Problem
from avtale.format.model import Amendment, Change
from avtale.format.validate import tree_problems
from avtale.inheritance.joined import Mark
from avtale.inheritance.tree import at, locate, put, without
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


def apply(amendment: DocumentFile, data: dict[str, Any]) -> Applied:
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


def unfit(amendment: DocumentFile, data: dict[str, Any]) -> Iterator[tuple[Change, Problem]]:
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
