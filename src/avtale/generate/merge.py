"""Three texts made one: what was generated last, the file as it stands, and what is generated now.

An author's change is kept, a change in the list is taken in; where both changed the same lines, neither is chosen.
"""

from __future__ import annotations

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


def merge(base: str, mine: str, new: str) -> Merged:
    """Merge by lines. `mine` is the file; its line ends are kept."""
    line_break = "\r\n" if "\r\n" in mine else "\n"
    texts = [text.replace("\r\n", "\n").split("\n") for text in (base, mine, new)]
    before, own, coming = texts
    lines: list[str] = []
    clashes = []
    for region in Merge3(before, own, coming).merge_regions():
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
            clashes.append(Clash(min(own_from + 1, len(own)), *("\n".join(part) for part in parts)))
    return Merged(line_break.join(lines), tuple(clashes))
