"""Three texts made one: what was generated last, the file as it stands, and what is generated now.

An author's change is kept, a change in the list is taken in; where both changed the same lines, neither is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from merge3 import Merge3
from msgspec import Struct


class Clash(Struct, frozen=True):
    """Lines that both changed: the first line (1-based) in the file, and the three texts."""

    line: int
    base: str
    mine: str
    new: str


class Merged(Struct, frozen=True):
    """The text that came of it, and what clashed; with clashes the text keeps the file's own lines there."""

    text: str
    clashes: tuple[Clash, ...] = ()


_MOST = 4000
"""Lines of which each is looked for among the others: of twice as many that takes four times as long."""


def merge(base: str, mine: str, new: str) -> Merged:
    """Merge by lines. `mine` is the file; its line ends are kept. Of very long texts where both changed something far apart, all
    between is one clash.
    """
    line_break = "\r\n" if "\r\n" in mine else "\n"
    texts = [text.replace("\r\n", "\n").split("\n") for text in (base, mine, new)]
    first, last = _alike(texts) if max(map(len, texts)) > _MOST else (0, 0)
    whole = texts[1]
    before, own, coming = (text[first : len(text) - last] for text in texts)
    lines = whole[:first]
    clashes = []
    for region in _regions(before, own, coming):
        if region[0] == "unchanged":
            lines += before[region[1] : region[2]]
        elif region[0] in ("same", "a"):
            lines += own[region[1] : region[2]]
        elif region[0] == "b":
            lines += coming[region[1] : region[2]]
        elif region[0] == "conflict":
            _, was_from, was_to, own_from, own_to, new_from, new_to = region
            lines += own[own_from:own_to]
            parts = before[was_from:was_to], own[own_from:own_to], coming[new_from:new_to]
            line = min(first + own_from + 1, len(whole))
            clashes.append(Clash(line, *("\n".join(part) for part in parts)))
    return Merged(line_break.join([*lines, *whole[len(whole) - last :]]), tuple(clashes))


def _alike(texts: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many lines all of them begin with, and how many more they end with."""
    base, mine, new = texts
    least = min(map(len, texts))
    first = next((at for at in range(least) if not base[at] == mine[at] == new[at]), least)
    rest = range(1, least - first + 1)
    return first, next((at - 1 for at in rest if not base[-at] == mine[-at] == new[-at]), len(rest))


def _regions(before: list[str], own: list[str], coming: list[str]) -> Iterable[tuple[Any, ...]]:
    if max(map(len, (before, own, coming))) <= _MOST:
        return Merge3(before, own, coming).merge_regions()
    if own in (before, coming):
        return [("b", 0, len(coming))]
    if coming == before:
        return [("a", 0, len(own))]
    return [("conflict", 0, len(before), 0, len(own), 0, len(coming))]
