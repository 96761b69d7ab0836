"""Which part of one list is which part of another: by name, else by likeness; who moved, who was renamed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Any

from msgspec import Struct

LIKE = 0.6
"""From this share of words in common on, two parts are the same one in other words (difflib's ratio)."""
_MOST = 400  # comparisons of part with part; beyond it only equal parts are matched


class Pair(Struct, frozen=True):
    """Two lists and which index of the new one each index of the old one is. `named`: by ids, so that order counts."""

    old: list[Any]
    new: list[Any]
    matched: dict[int, int]
    named: bool

    def in_order(self, renamed: dict[int, int]) -> Iterator[tuple[int | None, int | None]]:
        """Every part once, as the new list has them; one that is gone after the one it followed."""
        pairs = {**self.matched, **renamed}
        back = {new: old for old, new in pairs.items()}
        following: dict[int | None, list[int]] = {}
        last: int | None = None
        for index in range(len(self.old)):
            if index in pairs:
                last = pairs[index]
            else:
                following.setdefault(last, []).append(index)
        yield from ((index, None) for index in following.get(None, ()))
        for index in range(len(self.new)):
            yield back.get(index), index
            yield from ((gone, None) for gone in following.get(index, ()))

    @staticmethod
    def label(index: int | None, other: int | None) -> str:
        """What a part without a name is called: its number."""
        return str(index if index is not None else other)


def by_name(old: list[Any], new: list[Any], name: Callable[[Any], str | None]) -> Pair | None:
    """Match parts by what they are known by; None where one has no name, or two have the same."""
    names = [[name(part) for part in parts] for parts in (old, new)]
    if any(None in each or len(set(each)) < len(each) for each in names):
        return None
    places = {each: index for index, each in enumerate(names[1])}
    return Pair(old, new, {i: places[each] for i, each in enumerate(names[0]) if each in places}, True)


def by_likeness(old: list[Any], new: list[Any], text: Callable[[Any], str]) -> Pair:
    """Match equal parts first, in order; then, between those, the likest."""
    keys = [[words(part, text) for part in parts] for parts in (old, new)]
    frozen = [[tuple(each) for each in side] for side in keys]
    matched: dict[int, int] = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, frozen[0], frozen[1], autojunk=False).get_opcodes():
        if tag == "equal":
            matched |= dict(zip(range(i1, i2), range(j1, j2), strict=True))
        elif tag == "replace":
            matched |= _likest(keys, range(i1, i2), range(j1, j2), in_order=True)
    return Pair(old, new, matched, False)


def renamed(pair: Pair, name: Callable[[Any], str | None]) -> dict[int, int]:
    """Old parts whose id is gone and that stand under a new id with much the same content."""
    if not pair.named:
        return {}
    taken = set(pair.matched.values())
    gone = [index for index in range(len(pair.old)) if index not in pair.matched]
    came = [index for index in range(len(pair.new)) if index not in taken]
    if not gone or not came:
        return {}
    keys = [
        [words({k: v for k, v in part.items() if str(v) != name(part)}, str) for part in parts]
        for parts in (pair.old, pair.new)
    ]
    return _likest(keys, gone, came, in_order=False)


def moved_names(pair: Pair) -> set[int]:
    """Indexes in the new list of the fewest named parts that must have moved for the order to be what it is."""
    if not pair.named:
        return set()
    places = [pair.matched[index] for index in sorted(pair.matched)]
    ends: list[int] = []  # the longest run that kept its order (patience sorting)
    tails: list[int] = []
    before: list[int | None] = []
    for number, place in enumerate(places):
        at = bisect_left(ends, place)
        before.append(tails[at - 1] if at else None)
        if at == len(ends):
            ends.append(place)
            tails.append(number)
        else:
            ends[at], tails[at] = place, number
    kept: set[int] = set()
    number_or_none = tails[-1] if tails else None
    while number_or_none is not None:
        kept.add(places[number_or_none])
        number_or_none = before[number_or_none]
    return set(places) - kept


def words(value: Any, text: Callable[[Any], str]) -> list[str]:
    """Every word of a value, keys included, whatever it is made of."""
    if isinstance(value, dict):
        return [word for key in sorted(value) for word in (f"{key}:", *words(value[key], text))]
    if isinstance(value, list):
        return ["[", *(word for item in value for word in words(item, text)), "]"]
    return ["null"] if value is None else text(value).split()


def _likest(keys: list[list[list[str]]], old: Any, new: Any, *, in_order: bool) -> dict[int, int]:
    found: dict[int, int] = {}
    if len(old) * len(new) > _MOST:
        places = {tuple(keys[1][index]): index for index in new}
        return {index: places[key] for index in old if (key := tuple(keys[0][index])) in places}
    scores = sorted(
        (-SequenceMatcher(None, keys[0][i], keys[1][j], autojunk=False).ratio(), i, j)
        for i in old
        for j in new
    )
    for score, i, j in scores:
        crossing = in_order and any((i - a) * (j - b) < 0 for a, b in found.items())
        if -score >= LIKE and i not in found and j not in found.values() and not crossing:
            found[i] = j
    return found
