"""Two changes of one document made one, part by part: where a line of text meets another, its fields need not.

Who changes the deadline of a duty and who changes its wording both get through, however the file is laid out. Only where
both changed the same field to different things is there something to choose.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
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
        of_mine = {other: number for number, other in in_mine.items()}
        of_theirs = {other: number for number, other in in_theirs.items()}
        new_mine = [number for number in range(len(mine)) if number not in of_mine]
        new_theirs = [number for number in range(len(theirs)) if number not in of_theirs]
        both = paired([mine[number] for number in new_mine], [theirs[number] for number in new_theirs])
        alike = {
            new_theirs[other]: new_mine[one]
            for one, other in both.items()
            if _alike(mine[new_mine[one]], theirs[new_theirs[other]])
        }
        # The order of the one that moved something leads; what the other added stands behind what it follows there.
        leads_mine = not _moved(in_theirs)
        lead, follow = (mine, theirs) if leads_mine else (theirs, mine)
        lead_base, follow_base = (of_mine, of_theirs) if leads_mine else (of_theirs, of_mine)
        same_new = {mine_: theirs_ for theirs_, mine_ in alike.items()} if leads_mine else alike
        order: list[tuple[str, int]] = [
            ("base", lead_base[number]) if number in lead_base else ("lead", number)
            for number in range(len(lead))
        ]
        there = set(order)
        order += [("base", number) for number in follow_base.values() if ("base", number) not in there]
        leading = {other: one for one, other in same_new.items()}
        behind: dict[tuple[str, int] | None, list[tuple[str, int]]] = {None: []}
        last: tuple[str, int] | None = None
        for number in range(len(follow)):
            if number in follow_base:
                last = ("base", follow_base[number])
            elif number in leading:
                last = ("lead", leading[number])
            else:
                behind.setdefault(last, []).append(("follow", number))
        made = []
        whole = chain(behind[None], *((part, *behind.get(part, ())) for part in order))
        for kind, number in whole:
            if kind == "base":
                one = mine[in_mine[number]] if number in in_mine else GONE
                other = theirs[in_theirs[number]] if number in in_theirs else GONE
                at = in_mine.get(number, number)
                made.append(self.value(base[number], one, other, pointer + join(at)))
            elif kind == "lead" and number in same_new:
                one, other = lead[number], follow[same_new[number]]
                pair = (one, other) if leads_mine else (other, one)
                made.append(
                    self.value(GONE, *pair, pointer + join(number if leads_mine else same_new[number]))
                )
            else:
                made.append((lead if kind == "lead" else follow)[number])
        return [item for item in made if item is not GONE]


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
