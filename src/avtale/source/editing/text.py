"""A text with its lines as the YAML reader counts them, and where in it a part begins and ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from avtale.source.lines import BREAK
from avtale.source.read import Place

Change = tuple[int, int, str]
"""From where to where characters go, and what stands there instead."""

_DASH = re.compile(r"( *)-[ \t]*(?:#.*)?\Z")

_SPACE = " \t\r\n\x85\u2028\u2029"  # what YAML leaves out after a value; a no-break space belongs to it


class Text:
    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in BREAK.finditer(text))]
        first = BREAK.search(text)
        self.line_break = first[0] if first else "\n"

    def offset(self, line: int, column: int) -> int:
        return self.starts[line] + column

    def line_start(self, offset: int) -> int:
        """Where the line with `offset` begins."""
        return self.starts[bisect_right(self.starts, offset) - 1]

    def line_end(self, offset: int) -> tuple[int, str]:
        """Where the line with `offset` ends, and the line break to write after it."""
        match = BREAK.search(self.text, offset)
        return (match.start(), match[0]) if match else (len(self.text), self.line_break)

    def start(self, place: Place) -> int:
        """Where a part begins: its key, or an item itself."""
        return self.offset(place.key_line, place.key_column)

    def value_start(self, place: Place) -> int:
        return self.offset(place.line, place.column)

    def end(self, place: Place) -> int:
        """Where the last character of a part's own text ends; the reader's mark of a block lies further on."""
        if place.children and not place.flow:
            return max(self.end(child) for child in place.children.values())
        start = self.value_start(place)
        return start + len(self.text[start : self.offset(place.end_line, place.end_column)].rstrip(_SPACE))

    def dash(self, item: Place) -> int | None:
        """Where the dash of a list item stands; None where it has no line of its own."""
        line = item.key_line
        before = self.text[self.starts[line] : self.start(item)]
        while line and (not before.strip() or before.lstrip().startswith("#")):
            line -= 1
            before = self.text[self.starts[line] : self.starts[line + 1]].rstrip()
        found = _DASH.match(before)
        return self.starts[line] + len(found[1]) if found else None

    def changed(self, changes: Sequence[Change]) -> str | None:
        """The text with all of `changes`, those at one place in the order given; None where two of them meet."""
        parts, at = [], 0
        for start, end, new in sorted(changes, key=lambda change: change[0]):
            if start < at:
                return None
            parts += [self.text[at:start], new]
            at = end
        return "".join([*parts, self.text[at:]])
