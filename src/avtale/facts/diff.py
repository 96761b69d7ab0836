"""What differs between two documents: every value by its place, and the parts that moved or got another id.

Two documents differ exactly where their fingerprints do: quoting and the order of keys are no difference,
the order of a list is one. Parts are matched by id (steps by letter), the rest by what they are likest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from avtale.facts.pairing import Pair, by_likeness, by_name, moved_names, renamed
from avtale.format.shape import Shape, document_shape, known_by
from avtale.source.pointer import join

How = Literal["added", "removed", "changed", "moved", "renamed"]
ABSENT: Final = type("Absent", (), {"__repr__": lambda _: "ABSENT", "__bool__": lambda _: False})()
"""What stands where nothing does; null is a value."""
WHOLE = frozenset({"age", "quantity"})
"""Objects that are one value: half an age span says nothing."""
_UNKNOWN = Shape({})


class Change(Struct, frozen=True):
    """One difference. `at` and `was` name parts by id, in the new document and in the old.

    `old_pointer` and `new_pointer` are RFC 6901 with numbers, None where the value is not there. A part that
    moved or was renamed is told once; what else is different in it is told by changes of its own.
    """

    how: How
    at: str
    was: str
    shape: Shape
    old: Any
    new: Any
    old_pointer: str | None
    new_pointer: str | None


class _Place(Struct, frozen=True):
    """The same place in both documents: by ids, and by numbers."""

    at: str = ""
    was: str = ""
    new: str = ""
    old: str = ""

    def key(self, name: str) -> _Place:
        step = join(name)
        return _Place(self.at + step, self.was + step, self.new + step, self.old + step)

    def part(self, at: str | int, was: str | int, new: int, old: int) -> _Place:
        return _Place(self.at + join(at), self.was + join(was), self.new + join(new), self.old + join(old))


def diff(old: dict[str, Any], new: dict[str, Any]) -> tuple[Change, ...]:
    """Every change from `old` to `new`, both as `avtale.source.read` gives them, in the order of the schema."""
    return tuple(_across(list(_compared(document_shape(), old, new, _Place(), plain=False))))


def plain_diff(shape: Shape, old: Any, new: Any, at: str) -> Iterator[Change]:
    """The differences of one field alone: lists without ids are one value, and nothing is moved or renamed."""
    yield from _compared(shape, old, new, _Place(at, at, at, at), plain=True)


def same(old: Any, new: Any) -> bool:
    """Whether two values are the same to the fingerprint: 3 and '3' are, null and nothing are not."""
    if old is ABSENT or new is ABSENT:
        return old is new
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(same(value, new[key]) for key, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(same, old, new))
    if isinstance(old, (dict, list)) or isinstance(new, (dict, list)) or old is None or new is None:
        return old is new
    return as_text(old) == as_text(new)


def as_text(value: Any) -> str:
    """A scalar as its text without quotes."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _compared(shape: Shape, old: Any, new: Any, place: _Place, *, plain: bool) -> Iterator[Change]:
    if same(old, new) or (plain and old == new):
        return
    if isinstance(old, dict) and isinstance(new, dict) and shape.fields and shape.name not in WHOLE:
        known = [key for key in shape.fields if key in old or key in new]
        for key in (*known, *(key for key in {**old, **new} if key not in shape.fields)):
            field = shape.fields.get(key, _UNKNOWN)
            yield from _compared(
                field, old.get(key, ABSENT), new.get(key, ABSENT), place.key(key), plain=plain
            )
    elif (pair := _paired(shape, old, new, plain=plain)) is not None:
        yield from _parts(shape.item or _UNKNOWN, pair, place, plain=plain)
    else:
        yield _change(shape, old, new, place)


def _paired(shape: Shape, old: Any, new: Any, *, plain: bool) -> Pair | None:
    """Two lists with their parts matched; None where the list is one value."""
    before, after = ([] if each is None or each is ABSENT else each for each in (old, new))
    if not isinstance(before, list) or not isinstance(after, list) or not (before or after) or not shape.item:
        return None
    if shape.has_id and (pair := by_name(before, after, known_by)) is not None:
        return pair
    if plain or not (before and after and shape.item.fields):
        return None  # a list without ids that came or went is told as one
    return by_likeness(before, after, as_text)


def _parts(item: Shape, pair: Pair, place: _Place, *, plain: bool) -> Iterator[Change]:
    names = {} if plain else renamed(pair, known_by)
    moved = set() if plain else moved_names(pair)
    for old_index, new_index in pair.in_order(names):
        old = pair.old[old_index] if old_index is not None else ABSENT
        new = pair.new[new_index] if new_index is not None else ABSENT
        was = known_by(old) or pair.label(old_index, new_index)
        at = known_by(new) or (was if new is ABSENT else pair.label(new_index, old_index))
        was = at if old is ABSENT else was
        here = place.part(at, was, new_index or 0, old_index or 0)
        if old is ABSENT or new is ABSENT:
            yield _change(item, old, new, here)
            continue
        if old_index in names:
            yield replace(_change(item, old, new, here), how="renamed")
        elif new_index in moved:
            yield replace(_change(item, old, new, here), how="moved")
        told = set(_ids(item)) if old_index in names else set()
        left = [{k: v for k, v in part.items() if k not in told} if told else part for part in (old, new)]
        yield from _compared(item, left[0], left[1], here, plain=plain)


def _across(changes: list[Change]) -> Iterator[Change]:
    """Parts taken out of one list and put into another are one part that moved, with what else became of it."""
    gone = {key: change for change in changes if change.how == "removed" and (key := _identity(change))}
    came = {key: change for change in changes if change.how == "added" and (key := _identity(change))}
    both = gone.keys() & came.keys()
    for change in changes:
        key = _identity(change)
        if key not in both or change.how not in ("added", "removed"):
            yield change
        elif change.how == "added":
            left = gone[key]
            yield replace(change, how="moved", was=left.was, old=left.old, old_pointer=left.old_pointer)
            place = _Place(change.at, left.was, change.new_pointer or "", left.old_pointer or "")
            yield from _compared(change.shape, left.old, change.new, place, plain=False)


def _identity(change: Change) -> tuple[str, str] | None:
    """What a part is known by wherever it stands: its definition and its id."""
    part = change.new if change.how == "added" else change.old
    if not isinstance(part, dict) or "id" not in change.shape.fields or not isinstance(part.get("id"), str):
        return None
    return change.shape.name, part["id"]


def _ids(item: Shape) -> tuple[str, ...]:
    own = tuple(key for key in ("id", "letter") if key in item.fields)
    return own or tuple(key for key in ("number",) if key in item.fields)


def _change(shape: Shape, old: Any, new: Any, place: _Place) -> Change:
    how: How = "added" if old is ABSENT else "removed" if new is ABSENT else "changed"
    return Change(
        how,
        place.was if new is ABSENT else place.at,
        place.at if old is ABSENT else place.was,
        shape,
        None if old is ABSENT else old,
        None if new is ABSENT else new,
        None if old is ABSENT else place.old,
        None if new is ABSENT else place.new,
    )
