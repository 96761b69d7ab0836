"""A text without quotes that YAML cuts at its own sign: a colon and a space in it, or in `{…}` a comma.

What the author meant is the whole text in quotes. `sure` tells that nothing else can be meant by it.
"""

from __future__ import annotations

import re

from msgspec import Struct

from avtale.national_number import masked
from avtale.source.lines import BREAK, lines

_KEY = re.compile(r"( *+)((?:-[ ]++)*+)([^\s:#\"'\[{&*!|>%@`]++:[ ]++)?")
_OTHER_KEY = re.compile(r"\s*(?:-[ ]|[\w-]+:(?:\s|$)|#)")
_FLOW_KEY = re.compile(r"\s*([\w-]+:[ ]+)")
_FLOW_NEXT = re.compile(r"\s*+(?:[}\]]|,\s*+[\w-]+:(?:\s|$)|,?\s*+$)")
_NOT_PLAIN = frozenset("\"'[]{}&*!|>%@`#,")
_MANY = 80  # characters of the text that a message shows


class Unquoted(Struct, frozen=True):
    """Where such a text stands, 0-based and its end not included; `before` is what stands before it on its line."""

    line: int
    column: int
    end_line: int
    end_column: int
    before: str
    said: str
    sure: bool

    def shown(self) -> str:
        """The line as it should be, for a message."""
        return f"{self.before.strip()} {in_quotes(self.said)}".lstrip()

    def put_in(self, text: str) -> str:
        """The text of the file with this one in quotes."""
        ends = [0, *(found.end() for found in BREAK.finditer(text))]
        start, end = ends[self.line] + self.column, ends[self.end_line] + self.end_column
        return text[:start] + "'" + text[start:end].replace("'", "''") + "'" + text[end:]


def in_quotes(said: str) -> str:
    """A text in quotes for a message: of a long one the beginning, without its lines."""
    text = masked(" ".join(said.split()))  # before it is cut: half a national number is not known for one
    short = text if len(text) <= _MANY else f"{text[:_MANY].rstrip()} …"
    return "'" + short.replace("'", "''") + "'"


def with_colon(text: list[str], line: int, column: int, *, flow: bool | None = None) -> Unquoted | None:
    """The text with a colon at that place; None where the colon is that of a field, or the text begins above.

    `flow` tells whether it stands in `{…}`; None: where its line says so.
    """
    here = text[line] if line < len(text) else ""
    if here[column : column + 1] != ":":
        return None
    inside = here.rfind("{", 0, column) > here.rfind("}", 0, column)
    if inside if flow is None else flow:
        return _in_flow(here, line, column)
    begun = _KEY.match(here)
    if begun is None or not begun[3] or column < begun.end() or here[begun.end()] in _NOT_PLAIN:
        return None
    start, last = begun.end(), line
    while last + 1 < len(text) and _goes_on(text[last + 1], len(begun[1])):
        last += 1
    more = text[line + 1 : last + 1]
    end = len(text[last].rstrip())
    said = here[start : end if last == line else None]
    # a note after the text, or a field that is indented too far: the author must look
    sure = not any(_OTHER_KEY.match(each) for each in more) and " #" not in "\n".join([said, *more])
    if " #" in said:
        said = said[: said.index(" #")].rstrip()
        end = start + len(said)
        more, last = [], line
    whole = "\n".join([said, *more[:-1], *(each[:end] for each in more[-1:])])
    return Unquoted(line, start, last, end, here[:start], whole, sure)


def _goes_on(line: str, indent: int) -> bool:
    return bool(line.strip()) and len(line) - len(line.lstrip(" ")) > indent


def _in_flow(here: str, line: int, column: int) -> Unquoted | None:
    begun = max(here.rfind(sign, 0, column) for sign in "{[,") + 1
    key = _FLOW_KEY.match(here, begun, column)
    if key is None or here[key.end()] in _NOT_PLAIN:
        return None
    end = next((at for at in range(column, len(here)) if here[at] in ",}]"), len(here))
    said = here[key.end() : end].rstrip()
    sure = _FLOW_NEXT.match(here, end) is not None and " #" not in said
    return Unquoted(line, key.end(), line, key.end() + len(said), key[1], said, sure)


def between(text: str, before: str, start: tuple[int, int], end: tuple[int, int]) -> Unquoted | None:
    """The text from one place to another of the same line; None where it begins with a quote, or a note is in it."""
    all_lines = lines(text)
    if start[0] != end[0] or start[0] >= len(all_lines):
        return None
    said = all_lines[start[0]][start[1] : end[1]].rstrip()
    if not said or said[0] in _NOT_PLAIN or " #" in said:
        return None
    return Unquoted(*start, start[0], start[1] + len(said), before, said, True)
