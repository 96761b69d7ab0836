"""Change and add items of a list of mappings in a YAML file, and keep every other byte, in one reading.

For a list of some thousand items, where setting one value at a time would read the file as often.
As in `avtale.source.edit`, the result is read again and given out only where exactly the asked change happened.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from avtale.errors import Unfit
from avtale.source.dump import dump
from avtale.source.lines import BREAK
from avtale.source.read import MAX_BYTES, Place, Source, parse
from avtale.source.scalar import Scalar, scalar

_BOM = b"\xef\xbb\xbf"
Change = tuple[int, int, str]


def edit_list(
    raw: bytes,
    key: str,
    changes: Mapping[int, Mapping[str, Scalar]],
    inserts: Sequence[tuple[int, Mapping[str, Scalar]]],
    *,
    name: str = "<tekst>",
    max_bytes: int = MAX_BYTES,
) -> bytes:
    """The file with `changes` made to items of its top-level list `key`, and `inserts` put before the items they name.

    The number of items as an insert's place means the end. Inserts at one place keep their order. Raises `Unfit`
    where the file cannot be read, the list is written on one line, or a change would touch anything else.
    """
    source = parse(raw, name, max_bytes=max_bytes)
    items = source.data.get(key) if isinstance(source.data, dict) else None
    place = source.root.children.get(key) if source.root else None
    if source.problems or not isinstance(items, list) or place is None or (items and place.flow):
        raise _cannot(name, key, source)
    text = _Lines(source.text)
    edits = [
        edit
        for index, values in changes.items()
        for field, value in values.items()
        if (edit := _change(text, place.children[index], items[index], field, value)) is not None
    ]
    edits += _inserts(text, key, place, len(items), inserts)
    changed = (_BOM if raw.startswith(_BOM) else b"") + text.with_(edits).encode()
    if not _exactly(source, parse(changed, name, max_bytes=max_bytes), key, changes, inserts):
        raise _cannot(name, key, source)
    return changed


class _Lines:
    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in BREAK.finditer(text))]
        first = BREAK.search(text)
        self.line_break = first[0] if first else "\n"

    def offset(self, line: int, column: int) -> int:
        return self.starts[line] + column

    def end_of_line(self, offset: int) -> int:
        match = BREAK.search(self.text, offset)
        return match.start() if match else len(self.text)

    def end_of(self, place: Place) -> int:
        """Where the line ends that a value ends on; a mapping or block is said to end where the next thing begins."""
        while place.children:
            place = list(place.children.values())[-1]
        start, end = self.offset(place.line, place.column), self.offset(place.end_line, place.end_column)
        return self.end_of_line(start + len(self.text[start:end].rstrip()))

    def with_(self, edits: Sequence[Change]) -> str:
        parts, at = [], 0
        for start, end, new in sorted(edits, key=lambda edit: edit[0]):  # stable: same place, given order
            parts += [self.text[at:start], new]
            at = end
        return "".join([*parts, self.text[at:]])


def _change(text: _Lines, item: Place, data: Any, field: str, value: Scalar) -> Change | None:
    child = item.children.get(field)
    if child is not None:
        if data[field] == value and type(data[field]) is type(value):
            return None
        start, end = text.offset(child.line, child.column), text.offset(child.end_line, child.end_column)
        gap = " " if start and not text.text[start - 1].isspace() else ""
        return start, start + len(text.text[start:end].rstrip()), gap + scalar(value)
    if item.flow:
        last = list(item.children.values())[-1]
        end = text.offset(last.end_line, last.end_column)
        return end, end, f", {scalar(field)}: {scalar(value)}"
    end = text.end_of(item)
    column = next(iter(item.children.values())).key_column
    return end, end, f"{text.line_break}{' ' * column}{scalar(field)}: {scalar(value)}"


def _inserts(
    text: _Lines, key: str, place: Place, count: int, inserts: Sequence[tuple[int, Mapping[str, Scalar]]]
) -> list[Change]:
    if not inserts:
        return []
    if count == 0:
        start, end = text.offset(place.line, place.column), text.offset(place.end_line, place.end_column)
        lines = [line for _, item in inserts for line in _item(key, item, 2)]
        rest = text.end_of_line(end)
        all_of_it = "".join(f"{text.line_break}{line}" for line in lines)
        end = max(start, start + len(text.text[start:end].rstrip()))
        if end == rest:  # nothing after it: no space is left behind
            start = len(text.text[:start].rstrip(" "))
        return [(start, end, ""), (rest, rest, all_of_it)]
    dash = _dash(text, place.children[0])
    indent = dash - text.text.rfind("\n", 0, dash) - 1
    edits = []
    for index, item in inserts:
        written = _item(key, item, indent)
        if index >= count:
            at = text.end_of(place.children[count - 1])
            edits.append((at, at, "".join(text.line_break + line for line in written)))
        else:
            at = text.text.rfind("\n", 0, _dash(text, place.children[index])) + 1
            edits.append((at, at, "".join(line + text.line_break for line in written)))
    return edits


def _dash(text: _Lines, item: Place) -> int:
    return text.text.rindex("-", 0, text.offset(item.line, item.column))


def _item(key: str, item: Mapping[str, Scalar], indent: int) -> list[str]:
    lines = dump({key: [dict(item)]}).decode().splitlines()[1:]
    before = len(lines[0]) - len(lines[0].lstrip())
    return [" " * indent + line[before:] for line in lines]


def _exactly(
    before: Source,
    after: Source,
    key: str,
    changes: Mapping[int, Mapping[str, Scalar]],
    inserts: Sequence[tuple[int, Mapping[str, Scalar]]],
) -> bool:
    if after.problems:
        return False
    expected = json.loads(json.dumps(before.data))  # no value is shared any more, as aliases do
    items = [{**item, **changes.get(index, {})} for index, item in enumerate(expected[key])]
    added: dict[int, list[dict[str, Scalar]]] = {}
    for index, item in inserts:
        added.setdefault(min(index, len(items)), []).append(dict(item))
    whole = [each for index, item in enumerate([*items, None]) for each in (*added.get(index, ()), item)]
    items = whole[:-1]
    expected[key] = items
    return json.dumps(after.data, sort_keys=True) == json.dumps(expected, sort_keys=True)


def _cannot(name: str, key: str, source: Source) -> Unfit:
    if source.problems:
        return Unfit(
            nb=f"{name} kan ikke endres før filen lar seg lese: {source.problems[0].nb}",
            en=f"{name} cannot be changed before it can be read: {source.problems[0].en}",
        )
    return Unfit(
        nb=f"{name}: listen «{key}:» kan ikke endres uten å røre noe mer. Skriv hvert element på egne linjer.",
        en=f"{name}: the list “{key}:” cannot be changed without touching more. Write each item on lines of its own.",
    )
