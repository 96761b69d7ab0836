"""Two changes of one document made one, part by part: where a line of text meets another, its fields need not.

Who changes the deadline of a duty and who changes its wording both get through, however the file is laid out. Only where
both changed the same field to different things is there something to choose.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, Literal

from msgspec import Struct

from avtale.source.editing.editor import same
from avtale.source.editing.whole import paired
from avtale.source.pointer import join

Side = Literal["mine", "theirs"]


class Gone(Struct, frozen=True):
    """Stands for what one of the two took out."""


GONE = Gone()


class Clash(Struct, frozen=True):
    """A part that both changed: its JSON pointer in the data of `mine`, and the three values; `GONE` where it is not there."""

    pointer: str
    base: Any
    mine: Any
    theirs: Any


class Merged(Struct, frozen=True):
    """The data that came of it, and what clashed; there the data has what `theirs` says."""

    data: Any
    clashes: tuple[Clash, ...] = ()


def merge(base: Any, mine: Any, theirs: Any, chosen: Mapping[str, Side] | None = None) -> Merged:
    """The data of two documents that both come from `base`; `chosen` settles clashes, by their pointers."""
    work = _Merge(chosen or {})
    return Merged(work.value(base, mine, theirs, ""), tuple(work.clashes))


merge_documents = merge  # as avtale has it, flat


class _Merge:
    def __init__(self, chosen: Mapping[str, Side]) -> None:
        self.chosen = chosen
        self.clashes: list[Clash] = []

    def value(self, base: Any, mine: Any, theirs: Any, pointer: str) -> Any:
        if same_part(mine, theirs) or same_part(theirs, base):
            return mine
        if same_part(mine, base):
            return theirs
        if isinstance(mine, dict) and isinstance(theirs, dict):
            return self._mapping(base if isinstance(base, dict) else {}, mine, theirs, pointer)
        if isinstance(mine, list) and isinstance(theirs, list):
            return self._list(base if isinstance(base, list) else [], mine, theirs, pointer)
        return self._clash(base, mine, theirs, pointer)

    def _clash(self, base: Any, mine: Any, theirs: Any, pointer: str) -> Any:
        if (side := self.chosen.get(pointer)) is not None:
            return mine if side == "mine" else theirs
        self.clashes.append(Clash(pointer, base, mine, theirs))
        return theirs

    def _mapping(
        self, base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any], pointer: str
    ) -> dict[str, Any]:
        keys = list(theirs)
        for before, key in zip([None, *mine], mine, strict=False):  # where mine has it, behind the same one
            if key not in theirs:
                keys.insert(
                    keys.index(before) + 1 if before in keys else 0 if before is None else len(keys), key
                )
        made = {
            key: self.value(
                base.get(key, GONE), mine.get(key, GONE), theirs.get(key, GONE), pointer + join(key)
            )
            for key in keys
        }
        return {key: value for key, value in made.items() if value is not GONE}

    def _list(self, base: list[Any], mine: list[Any], theirs: list[Any], pointer: str) -> list[Any]:
        in_mine, in_theirs = paired(base, mine), paired(base, theirs)
        if _moved(in_mine) and _moved(in_theirs):
            return list(self._clash(base, mine, theirs, pointer))
        items = [_Item(number, in_mine.get(number), in_theirs.get(number)) for number in range(len(base))]
        items += _added(mine, theirs, set(in_mine.values()), set(in_theirs.values()))
        made = [
            self.value(
                _at(base, item.base), _at(mine, item.mine), _at(theirs, item.theirs), pointer + item.step
            )
            for item in _in_order(items, "theirs" if _moved(in_theirs) else "mine")
        ]
        return [value for value in made if value is not GONE]


class _Item(Struct, frozen=True):
    """One item of a list, by its number in each of the three; None where it is not there."""

    base: int | None
    mine: int | None
    theirs: int | None

    @property
    def step(self) -> str:
        """Its pointer in the list of `mine`; where that has it no more, in the base."""
        return join(next(number for number in (self.mine, self.base, self.theirs) if number is not None))


def _added(
    mine: list[Any], theirs: list[Any], of_mine: Collection[int], of_theirs: Collection[int]
) -> Iterator[_Item]:
    """What is none of the items that either has from the base; what both added alike is one."""
    new_mine = [number for number in range(len(mine)) if number not in of_mine]
    new_theirs = [number for number in range(len(theirs)) if number not in of_theirs]
    pairs = paired([mine[number] for number in new_mine], [theirs[number] for number in new_theirs])
    both = {
        new_mine[one]: new_theirs[other]
        for one, other in pairs.items()
        if _alike(mine[new_mine[one]], theirs[new_theirs[other]])
    }
    yield from (_Item(None, number, both.get(number)) for number in new_mine)
    yield from (_Item(None, None, number) for number in new_theirs if number not in both.values())


def _in_order(items: Iterable[_Item], lead: Side) -> Iterator[_Item]:
    """As the one that leads has them, for that one moved something; what the other added stands behind what it follows there."""
    of_lead, of_other = attrgetter(lead), attrgetter("theirs" if lead == "mine" else "mine")
    there = sorted((item for item in items if of_lead(item) is not None), key=of_lead)
    there += (item for item in items if of_lead(item) is None and item.base is not None)
    behind: dict[_Item | None, list[_Item]] = {}
    last: _Item | None = None
    for item in sorted((item for item in items if of_other(item) is not None), key=of_other):
        if item.base is None and of_lead(item) is None:
            behind.setdefault(last, []).append(item)
        else:
            last = item
    yield from behind.get(None, ())
    for item in there:
        yield from (item, *behind.get(item, ()))


def _at(parts: list[Any], number: int | None) -> Any:
    return GONE if number is None else parts[number]


def same_part(one: Any, other: Any) -> bool:
    """Equal, where either may be gone."""
    if one is GONE or other is GONE:
        return one is other
    return same(one, other)


def _moved(pairs: Mapping[int, int]) -> bool:
    order = [other for _, other in sorted(pairs.items())]
    return order != sorted(order)


def _alike(one: Any, other: Any) -> bool:
    """Whether two that both added are one: the same id, or the same content."""
    if isinstance(one, dict) and isinstance(other, dict) and "id" in one:
        return bool(one["id"] == other.get("id"))
    return same(one, other)
