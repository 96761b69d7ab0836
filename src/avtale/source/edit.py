"""Change single values in a YAML file and keep every other byte: comments, order, quoting, line ends.

A round trip through a YAML library keeps comments but lays out again what it did not understand. Here only the
characters of the value itself are replaced, or one line is added, by the positions the reader keeps.
The result is read again, and given out only where exactly the asked change happened.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from avtale.errors import Unfit
from avtale.source import pointer as pointers
from avtale.source.lines import BREAK
from avtale.source.read import Place, Source, parse
from avtale.source.scalar import Scalar, scalar

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BOM = b"\xef\xbb\xbf"


def set_fields(raw: bytes, changes: Mapping[str, Scalar], *, name: str = "<tekst>") -> bytes:
    """The file `raw` with the value at each JSON pointer set; a key that is missing is added to its mapping.

    The mapping must be there, as must the item of a list, and the old value no list or mapping. Raises `Unfit` where the file
    cannot be read or the change cannot be made without touching anything else; nothing is half done.
    """
    for pointer, value in changes.items():
        raw = _set(raw, pointer, value, name)
    return raw


def replace_values(raw: bytes, changes: Mapping[str, Scalar], *, name: str = "<tekst>") -> bytes:
    """The file `raw` with the single values at several JSON pointers replaced, in two readings however many there are.

    Each must be there. Raises `Unfit` where one of them cannot be replaced without touching anything else.
    """
    source = _readable(raw, name)
    text = Text(source.text)
    expected = json.loads(json.dumps(source.data))  # no value is shared any more, as aliases do
    edits = []
    for pointer, value in changes.items():
        *path, key = pointers.split(pointer)
        place = source.place(pointers.join(*path))
        try:
            holder: Any = pointers.resolve(expected, path)
            at: str | int = int(key) if isinstance(holder, list) else key
            child = place.children[at] if place is not None else None
            old = holder[at]
        except (KeyError, IndexError, ValueError, TypeError) as error:
            raise cannot(name, pointer) from error
        if child is None or isinstance(old, (dict, list)):
            raise cannot(name, pointer)
        edits.append(_replacement(text, child, value))
        holder[at] = value
    edited, before = text.text, len(text.text)
    for start, end, new in sorted(edits, reverse=True):
        if end > before:  # the same characters twice, as an alias has them
            raise cannot(name, next(iter(changes)))
        edited, before = edited[:start] + new + edited[end:], start
    changed = (BOM if raw.startswith(BOM) else b"") + edited.encode()
    after = parse(changed, name)
    if after.problems or not same(after.data, expected):
        raise cannot(name, next(iter(changes)))
    return changed


def _readable(raw: bytes, name: str) -> Source:
    source = parse(raw, name)
    if source.problems:
        raise Unfit(
            nb=f"{name} kan ikke endres før filen lar seg lese: {source.problems[0].nb}",
            en=f"{name} cannot be changed before it can be read: {source.problems[0].en}",
        )
    return source


def _set(raw: bytes, pointer: str, value: Scalar, name: str) -> bytes:
    source = _readable(raw, name)
    *path, key = pointers.split(pointer)
    try:
        holder = pointers.resolve(source.data, path)
    except KeyError:
        holder = None
    place = source.place(pointers.join(*path))
    at: str | int = int(key) if isinstance(holder, list) and key.isdecimal() else key
    known = dict(enumerate(holder)) if isinstance(holder, list) else holder
    if not isinstance(known, dict) or place is None or isinstance(known.get(at), (dict, list)):
        raise cannot(name, pointer)
    if at in known and same(known[at], value):
        return raw
    text = Text(source.text)
    if at in known:
        edited = text.with_(*_replacement(text, place.children[at], value))
    elif isinstance(holder, list):
        raise cannot(name, pointer)
    else:
        edited = _added(text, place, key, value)
    changed = (BOM if raw.startswith(BOM) else b"") + edited.encode()
    if not _exactly(source, parse(changed, name), [*path, key], value):
        raise cannot(name, pointer)
    return changed


class Text:
    """A text with its lines as the YAML reader counts them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in BREAK.finditer(text))]

    def offset(self, line: int, column: int) -> int:
        return self.starts[line] + column

    def line_start(self, offset: int) -> int:
        """Where the line with `offset` begins."""
        return self.starts[bisect_right(self.starts, offset) - 1]

    def line_end(self, offset: int) -> tuple[int, str]:
        """Where the line with `offset` ends, and the line break to write after it."""
        match = BREAK.search(self.text, offset)
        if match is not None:
            return match.start(), match[0]
        first = BREAK.search(self.text)
        return len(self.text), first[0] if first else "\n"

    def with_(self, start: int, end: int, new: str) -> str:
        return self.text[:start] + new + self.text[end:]


def _replacement(text: Text, place: Place, value: Scalar) -> tuple[int, int, str]:
    """From where to where the value stands, and what to write there."""
    start = text.offset(place.line, place.column)
    end = text.offset(place.end_line, place.end_column)
    end = start + len(
        text.text[start:end].rstrip(" \t\r\n")
    )  # a block text is said to end where the next line begins
    before = text.text[start - 1 : start]
    gap = " " if before and not before.isspace() and before not in "[," else ""
    return start, end, gap + _like(text.text[start:end], value)


def _like(old: str, value: Scalar) -> str:
    """`value` quoted as the author quoted the old one, where it then still reads as `value`."""
    if not isinstance(value, str) or not value.isprintable() or re.search(r"""["'\\]""", value):
        return scalar(value)
    if len(old) > 1 and old[0] == old[-1] and old[0] in "'\"":
        return f"{old[0]}{value}{old[0]}"
    return value if _DATE.fullmatch(value) and _DATE.fullmatch(old) else scalar(value)


def _added(text: Text, place: Place, key: str, value: Scalar) -> str:
    entry = f"{scalar(key)}: {scalar(value)}"
    if place.flow:
        if not place.children:
            start = text.offset(place.line, place.column)
            start = text.text.index("{", start) + 1
            return text.with_(start, start, entry)
        last = list(place.children.values())[-1]
        end = text.offset(last.end_line, last.end_column)
        return text.with_(end, end, f", {entry}")
    columns = [child.key_column for child in place.children.values()]
    if not columns:
        return text.text
    indent = " " * columns[0]
    simple = [child for child in place.children.values() if _on_one_line(text, child)]
    if simple:
        end, line_break = text.line_end(text.offset(simple[-1].end_line, simple[-1].end_column))
        return text.with_(end, end, f"{line_break}{indent}{entry}")
    # Every value is a list, a mapping or a block, whose ends the reader does not know: go before the first key.
    first = next(iter(place.children.values()))
    start = text.offset(first.key_line, first.key_column)
    return text.with_(start, start, f"{entry}{text.line_end(start)[1]}{indent}")


def _on_one_line(text: Text, child: Place) -> bool:
    if child.children or child.key_line != child.line or child.line != child.end_line:
        return False
    after = text.offset(child.end_line, child.end_column)
    rest = text.text[after : text.line_end(after)[0]].strip()
    return not rest or rest.startswith("#")


def _exactly(before: Source, after: Source, path: list[str], value: Scalar) -> bool:
    if after.problems:
        return False
    expected = json.loads(json.dumps(before.data))  # no value is shared any more, as aliases do
    holder = expected
    for part in path[:-1]:
        holder = holder[int(part)] if isinstance(holder, list) else holder[part]
    holder[int(path[-1]) if isinstance(holder, list) else path[-1]] = value
    return same(after.data, expected)


def same(one: Any, other: Any) -> bool:
    """Equal, with true not the same as 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def cannot(name: str, pointer: str) -> Unfit:
    return Unfit(
        nb=f"{name}: {pointer} kan ikke settes uten å endre noe mer. Skriv det inn for hånd.",
        en=f"{name}: {pointer} cannot be set without changing more. Write it in by hand.",
    )
