"""What a child's value is to its parent's: the same, narrower, wider, or what the direction forbids.

The directions stand in the schemas (`x-direction`; docs/architecture.md, "The chain"). `within`: a child may only narrow.
`covers`: a child may only widen, raise or add. Everything here works on plain data as it was read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

from avtale.format.owners import ALL, COLLECTIVE, EACH
from avtale.format.shape import Shape
from avtale.format.values import Period, date, date_or_part, period
from avtale.partial_date import PartialDate

Relation = Literal["equal", "narrowed", "widened", "broken", "unclear"]
"""`broken` is against the direction; `unclear` where the two cannot be put in order, such as a month and 30 days."""

STRENGTHS = {"may": 0, "will": 1, "should": 2, "shall": 3}
CONSENTS = {"when_needed": 0, "required": 1}
_DAYS = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "year": (365, 366)}


def relation(shape: Shape, above: Any, below: Any, parties: Mapping[str, str]) -> Relation | None:
    """How `below` stands to `above` under the shape's direction; None where either cannot be read.

    `parties` gives each role's party by the role's id: a role of a party stands within the party.
    """
    size = _size(shape, above, below, parties)
    if size is None or size in ("equal", "unclear"):
        return size
    if shape.direction == "within":
        return "narrowed" if size == "smaller" else "broken"
    return "widened" if size == "larger" else "broken"


_Size = Literal["smaller", "larger", "equal", "other", "unclear"]


def _size(shape: Shape, above: Any, below: Any, parties: Mapping[str, str]) -> _Size | None:
    if shape.refers == "actor" and isinstance(below, list) and any(each in COLLECTIVE for each in below):
        return "equal" if above == below else "larger"
    if shape.name == "array":
        return _sets(above, below, parties if shape.refers else {})
    if shape.name == "identifier":
        if not isinstance(above, str) or not isinstance(below, str):
            return None
        return "equal" if above == below else "smaller" if parties.get(below) == above else "other"
    if shape.name == "actors":
        return _owners(above, below, parties)
    if shape.name == "period":
        one, other = period(above), period(below)
        return _periods(one, other) if one and other else None
    if shape.name == "date_or_part":
        first_day, second_day = date_or_part(above), date_or_part(below)
        return _days(first_day, second_day) if first_day and second_day else None
    if shape.name == "quantity":
        return _quantities(above, below)
    first, second = _number(shape, above), _number(shape, below)
    if first is None or second is None:
        return None
    return _ordered(first, second)


def _number(shape: Shape, value: Any) -> float | dt.date | None:
    if shape.name == "strength":
        return STRENGTHS.get(value) if isinstance(value, str) else None
    if shape.name == "date":
        return date(value)
    if shape.name == "boolean":
        return int(value) if isinstance(value, bool) else None
    if shape.name == "string":
        return CONSENTS.get(value) if isinstance(value, str) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _ordered(above: Any, below: Any) -> _Size:
    return "equal" if above == below else "smaller" if below < above else "larger"


def _quantities(above: Any, below: Any) -> _Size | None:
    """From–to: what the child leaves out of it, it has from its parent."""
    if not isinstance(above, dict) or not isinstance(below, dict):
        return None
    low, high = _ends(above)
    new_low, new_high = _ends({**above, **below})
    if (low, high) == (new_low, new_high):
        return "equal"
    return "smaller" if new_low >= low and new_high <= high else "larger"


def _ends(value: dict[str, Any]) -> tuple[float, float]:
    low, high = value.get("min"), value.get("max")
    return (low if isinstance(low, int) else 0, high if isinstance(high, int) else float("inf"))


def _periods(above: Period, below: Period) -> _Size:
    one, other = _exact(above), _exact(below)
    if one[0] == other[0]:
        return _ordered(one[1], other[1])
    (low, high), (new_low, new_high) = _in_days(above), _in_days(below)
    if new_high <= low:
        return "smaller"
    return "larger" if new_low > high else "unclear"


def _days(above: PartialDate, below: PartialDate) -> _Size:
    """In order only where every day of the one comes before, or with, every day of the other."""
    if above == below:
        return "equal"
    if below.last <= above.first:
        return "smaller"
    return "larger" if below.first > above.last else "unclear"


def _exact(value: Period) -> tuple[str, int]:
    """In its smallest exact unit: days and weeks are hours, years are months, working days are themselves."""
    factor = {"day": ("hour", 24), "week": ("hour", 168), "year": ("month", 12)}
    unit, times = factor.get(value.unit, (value.unit, 1))
    return unit, value.count * times


def _in_days(value: Period) -> tuple[int, int]:
    """The fewest and the most days it can be. Working days: none of them, or all of a spring's, pass over holidays."""
    if value.unit == "working day":
        fewest = value.count + 2 * ((value.count - 1) // 5)
        return fewest, fewest + 13 + 3 * (value.count // 50)
    if value.unit == "hour":
        return value.count // 24, -(-value.count // 24)
    low, high = _DAYS[value.unit]
    return value.count * low, value.count * high


def _sets(above: Any, below: Any, parties: Mapping[str, str]) -> _Size | None:
    if not isinstance(above, list) or not isinstance(below, list):
        return None
    one, other = [_plain(item) for item in above], [_plain(item) for item in below]
    missing = [item for item in one if not any(item & own for own in _with_party(other, parties))]
    added = [item for item in other if not any(item & each for each in one)]
    if missing:
        return "other" if added else "smaller"
    return "larger" if added else "equal"


def _owners(above: Any, below: Any, parties: Mapping[str, str]) -> _Size | None:
    """A role stands within its party. Nobody who is bound jointly may be left out; what each party has, each may take on itself."""
    if not isinstance(above, (str, list)) or not isinstance(below, (str, list)):
        return None
    one, other = _ids(above), _ids(below)
    if one == other:
        return "equal"
    if EACH in one:
        return "smaller"
    own = {parties.get(each, each) for each in other} | other
    added = [each for each in other if each not in one and parties.get(each) not in one]
    return "other" if added or not one <= own else "smaller"


def _ids(value: str | list[Any]) -> frozenset[str]:
    """The owners in a file, all parties together by one word."""
    found = [value] if isinstance(value, str) else [each for each in value if isinstance(each, str)]
    return frozenset(ALL[0] if each in ALL else each for each in found)


def missing_from(above: list[Any], below: list[Any], parties: Mapping[str, str]) -> list[Any]:
    """The items of `above` that `below` does not have."""
    own = _with_party([_plain(item) for item in below], parties)
    return [item for item in above if not any(_plain(item) & each for each in own)]


def _with_party(items: list[frozenset[str]], parties: Mapping[str, str]) -> list[frozenset[str]]:
    """To tell a role is to tell its party."""
    return [item | {parties[one] for one in item if one in parties} for item in items]


def _plain(item: Any) -> frozenset[str]:
    """A text as it compares: in every language it has, without case and extra space."""
    values = item.values() if isinstance(item, dict) else (item,)
    return frozenset(" ".join(str(value).split()).casefold() for value in values)


def age_relations(above: dict[str, Any], below: dict[str, Any]) -> dict[str, Relation]:
    """How a child's age span stands to its parent's, for each end it states: "from" and "to".

    To and including 21 is under 22; to the end of the year of the 21st birthday ends before that and after
    under 21. A beginning told as an event can only be the same event.
    """
    found: dict[str, Relation] = {}
    start = _start(above, below)
    if start is not None:
        found["from"] = start
    one, other = _age_end(above), _age_end(below)
    if one is not None and other is not None:
        found["to"] = "equal" if one == other else "widened" if other > one else "broken"
    return found


def _start(above: dict[str, Any], below: dict[str, Any]) -> Relation | None:
    one, other = above.get("from"), below.get("from")
    if isinstance(one, int) and isinstance(other, int):
        return "equal" if one == other else "widened" if other < one else "broken"
    event, own = above.get("from_event"), below.get("from_event")
    if (one is None and event is None) or (other is None and own is None):
        return None
    if event is not None and own is not None and _plain(event) & _plain(own):
        return "equal"
    return "unclear"


def _age_end(age: dict[str, Any]) -> tuple[int, int] | None:
    """Where the span ends, as years and a part of a year: 0 the birthday itself, 1 the end of that year."""
    to = age.get("to")
    if not isinstance(to, int):
        return None
    bound = age.get("to_bound")
    return (to, 0) if bound == "under" else (to, 1) if bound == "end_of_year" else (to + 1, 0)
