"""Take out, put in, add and move whole parts of a YAML file, every other byte kept.

Beside `avtale.source.edit`, which sets single values. A comment above or beside a key stays when the key goes;
comments inside a part go with it. Whatever is done is read again and given out only where exactly that happened.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from avtale.errors import Unfit
from avtale.source import pointer as pointers
from avtale.source.comments import comments
from avtale.source.dump import dump
from avtale.source.edit import BOM, Text, cannot, same
from avtale.source.read import Place, Source, parse


def remove(raw: bytes, pointer: str, *, name: str = "<tekst>") -> bytes:
    """The file `raw` without the key or list item at `pointer`; as it is where there is none.

    Raises `Unfit` where the file cannot be read, or where what is left would say something else.
    """
    source = _readable(raw, name)
    *path, last = pointers.split(pointer)
    holder, place = _holder(source, path)
    if isinstance(holder, dict) and last in holder:
        key: str | int = last
        holder.pop(last)
    elif isinstance(holder, list) and last.isdecimal() and int(last) < len(holder):
        key = int(last)
        holder.pop(key)
    else:
        return raw
    if place is None or not holder:
        raise cannot(name, pointer)
    text = Text(source.text)
    edited = _out_of_flow(text, place, key) if place.flow else _out_of_block(text, place, key)
    if edited is None:
        raise cannot(name, pointer)
    return _checked(raw, edited, source, pointer, name)


def put_in(raw: bytes, pointer: str, value: Any, *, after: str | None = None, name: str = "<tekst>") -> bytes:
    """The file `raw` with the new key at `pointer`, after the key `after` of the same mapping (else at its end).

    Raises `Unfit` where the key is there already, its mapping is not, or it cannot be done cleanly.
    """
    source = _readable(raw, name)
    *path, key = pointers.split(pointer)
    holder, place = _holder(source, path)
    if not isinstance(holder, dict) or key in holder or not holder or place is None:
        raise cannot(name, pointer)
    before: str = after if after is not None and after in holder else list(holder)[-1]
    text = Text(source.text)
    if place.flow:
        end = _end(text, place.children[before])
        edited = text.with_(end, end, f", {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    else:
        indent = place.children[before].key_column
        edited = _below(text, place, before, _lines({key: value}, indent), spaced=not path)
    holder[key] = value
    return _checked(raw, edited, source, pointer, name)


def add_item(raw: bytes, pointer: str, value: Any, *, at: int | None = None, name: str = "<tekst>") -> bytes:
    """The file `raw` with `value` as a new item of the list at `pointer`: as number `at`, else as the last.

    Raises `Unfit` where there is no such list, or it is empty, or it cannot be done cleanly.
    """
    source = _readable(raw, name)
    holder, place = _holder(source, pointers.split(pointer))
    if not isinstance(holder, list) or not holder or place is None:
        raise cannot(name, pointer)
    number = len(holder) if at is None else min(at, len(holder))
    text = Text(source.text)
    if place.flow:
        flow = json.dumps(value, ensure_ascii=False)
        if number < len(holder):
            start = _start(text, place.children[number])
            edited = text.with_(start, start, f"{flow}, ")
        else:
            end = _end(text, place.children[number - 1])
            edited = text.with_(end, end, f", {flow}")
    else:
        dash = _dash(text, place.children[min(number, len(holder) - 1)])
        if dash is None:
            raise cannot(name, pointer)
        indent = dash - text.line_start(dash)
        written = dump({"": [value]}).decode().split("\n")[1:-1]  # below its key, indented by two
        lines = [indent * " " + line[2:] if line else "" for line in written]
        if number < len(holder):
            line_break = text.line_end(dash)[1]
            edited = text.with_(dash, dash, line_break.join(lines).lstrip(" ") + line_break + " " * indent)
        else:
            edited = _below(text, place, number - 1, lines, spaced=False)
    holder.insert(number, value)
    return _checked(raw, edited, source, pointer, name)


def reorder(raw: bytes, pointer: str, order: Sequence[int], *, name: str = "<tekst>") -> bytes:
    """The file `raw` with the items of the list at `pointer` in a new order, each given by where it stands now.

    A comment above or beside an item goes with it. One above the first goes along only where other items have
    theirs, else it speaks of the whole list. Raises `Unfit` where it cannot be done cleanly.
    """
    source = _readable(raw, name)
    holder, place = _holder(source, pointers.split(pointer))
    if not isinstance(holder, list) or place is None or sorted(order) != list(range(len(holder))):
        raise cannot(name, pointer)
    text = Text(source.text)
    spans = _item_spans(text, place)
    if spans is None:
        raise cannot(name, pointer)
    said = [text.text[start:end] for start, end in spans]
    edited = text.text
    for (start, end), number in reversed(list(zip(spans, order, strict=True))):
        edited = edited[:start] + said[number] + edited[end:]
    before = sorted(comments(source))
    holder[:] = [holder[number] for number in order]
    changed = _checked(raw, edited, source, pointer, name)
    if sorted(comments(parse(changed, name))) != before:
        raise cannot(name, pointer)
    return changed


def _item_spans(text: Text, place: Place) -> list[tuple[int, int]] | None:
    """From where to where each item of a list stands, without its last line break."""
    items = list(place.children.values())
    if place.flow:
        return [(_start(text, item), _end(text, item)) for item in items]
    dashes = [_dash(text, item) for item in items]
    lines = [text.line_start(dash) for dash in dashes if dash is not None]
    ends = [text.line_end(_end(text, item))[0] for item in items]
    if len(lines) != len(items):
        return None
    starts = lines[:1]
    for end, line in zip(ends, lines[1:], strict=False):  # what stands between two items is above the second
        starts.append(min(end + len(text.line_end(end)[1]), line))
    if starts[1:] != lines[1:]:
        while (above := _comment_above(text, starts[0])) is not None:
            starts[0] = above
    return list(zip(starts, ends, strict=True))


def _comment_above(text: Text, line: int) -> int | None:
    above = text.line_start(line - 1) if line else 0
    return above if line and text.text[above:line].strip().startswith("#") else None


def _readable(raw: bytes, name: str) -> Source:
    source = parse(raw, name)
    if source.problems:
        raise Unfit(
            nb=f"{name} kan ikke endres før filen lar seg lese: {source.problems[0].nb}",
            en=f"{name} cannot be changed before it can be read: {source.problems[0].en}",
        )
    source.data = json.loads(json.dumps(source.data))  # no value is shared any more, as aliases do
    return source


def _holder(source: Source, path: list[str]) -> tuple[Any, Place | None]:
    try:
        return pointers.resolve(source.data, path), source.place(pointers.join(*path))
    except KeyError:
        return None, None


def _checked(raw: bytes, edited: str, wanted: Source, pointer: str, name: str) -> bytes:
    """`wanted.data` was changed along: what is written must read as that."""
    changed = (BOM if raw.startswith(BOM) else b"") + edited.encode()
    after = parse(changed, name)
    if after.problems or not same(after.data, wanted.data):
        raise cannot(name, pointer)
    return changed


def _out_of_block(text: Text, place: Place, key: str | int) -> str | None:
    child = place.children[key]
    end = _end(text, child)
    start = _dash(text, child) if isinstance(key, int) else text.offset(child.key_line, child.key_column)
    if start is None:
        return None
    line, (line_end, line_break) = text.line_start(start), text.line_end(end)
    rest = text.text[end:line_end].strip()
    if not text.text[line:start].strip(" "):
        if rest and not rest.startswith("#"):
            return None
        kept = text.text[line:start] + rest + line_break if rest else ""
        until = min(line_end + len(line_break), len(text.text))
        if (
            not kept
            and text.text[:line].endswith(line_break * 2)
            and text.text[until:].startswith(line_break)
        ):
            until += len(line_break)  # of the empty lines around it one is enough
        return text.with_(line, until, kept)
    # It stands beside the dash of a list item: the next key takes its place there.
    keys = list(place.children)
    after = keys.index(key) + 1
    if after == len(keys):
        return None
    following = place.children[keys[after]]
    until = text.offset(following.key_line, following.key_column)
    return None if "#" in text.text[end:until] else text.with_(start, until, "")


def _out_of_flow(text: Text, place: Place, key: str | int) -> str | None:
    keys = list(place.children)
    number = keys.index(key)
    child = place.children[key]
    start = _start(text, child)
    if number + 1 < len(keys):
        return text.with_(start, _start(text, place.children[keys[number + 1]]), "")
    return text.with_(_end(text, place.children[keys[number - 1]]), _end(text, child), "")


def _below(text: Text, place: Place, before: str | int, lines: list[str], *, spaced: bool) -> str:
    """`lines` below the part `before`; between parts of the top level an empty line where the author has them."""
    end, line_break = text.line_end(_end(text, place.children[before]))
    gap = line_break if spaced and text.text[end:].startswith(line_break * 2) else ""
    return text.with_(end, end, gap + "".join(line_break + line for line in lines))


def _lines(data: dict[str, Any], indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in dump(data, without=()).decode().split("\n")[:-1]]


def _start(text: Text, place: Place) -> int:
    return text.offset(place.key_line, place.key_column)


def _end(text: Text, place: Place) -> int:
    """Where the last character of a part's own text ends; the reader's mark of a block lies further on."""
    if place.children and not place.flow:
        return max(_end(text, child) for child in place.children.values())
    start = text.offset(place.line, place.column)
    return start + len(text.text[start : text.offset(place.end_line, place.end_column)].rstrip())


def _dash(text: Text, item: Place) -> int | None:
    """Where the dash of a list item stands; None where it has no line of its own."""
    dash = len(text.text[: text.offset(item.key_line, item.key_column)].rstrip()) - 1
    if dash < 0 or text.text[dash] != "-" or text.text[text.line_start(dash) : dash].strip(" "):
        return None
    return dash
