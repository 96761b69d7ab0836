"""The comments of a file, in order: whole lines and those behind a value."""

from __future__ import annotations

from avtale.source.lines import lines
from avtale.source.read import Place, Source


def comments(source: Source) -> tuple[str, ...]:
    """Each comment as written, from its "#" on. Empty where the file cannot be read."""
    if source.root is None:
        return ()
    inside: set[int] = set()
    ends: dict[int, int] = {}
    waiting = [source.root]
    while waiting:
        place = waiting.pop()
        if place.children:
            waiting += place.children.values()
        else:
            _scalar(place, inside, ends)
    found = []
    for number, line in enumerate(lines(source.text)):
        rest = line[ends.get(number, 0) :]
        at = 0 if rest.startswith("#") else rest.find(" #") + 1
        if number not in inside and (rest.startswith("#") or at):
            found.append(rest[at:].rstrip())
    return tuple(found)


def _scalar(place: Place, inside: set[int], ends: dict[int, int]) -> None:
    """Lines that are text of a value, where a "#" is no comment, and where values end on theirs."""
    inside.update(range(place.line + 1, place.end_line))
    if place.end_line == place.line or place.end_column:
        ends[place.end_line] = max(place.end_column, ends.get(place.end_line, 0))
