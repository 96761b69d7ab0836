"""One reading of a YAML file, what is to be changed in it, and one reading of what came of it.

A round trip through a YAML library keeps comments but lays out again what it did not understand. Here only the
characters of a part itself are replaced, taken out or put in, by the positions the reader keeps.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import msgspec

from avtale.errors import StateError
from avtale.source import pointer as pointers
from avtale.source.comments import comments
from avtale.source.dump import yaml_lines
from avtale.source.editing.text import Change, Text
from avtale.source.read import MAX_BYTES, Place, Source, parse
from avtale.source.scalar import Scalar, scalar

BOM = b"\xef\xbb\xbf"
_said = msgspec.json.Encoder(order="deterministic").encode
Reader = Callable[[bytes, str], Source]
"""Gives a file's bytes, with its name, as read; nobody changes what is in it."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Editor:
    """Asks are by JSON pointers into the file as it was read; of one list only one may add, take out or move items.

    Each ask raises `StateError` where it cannot be done without touching anything else. `done` gives the new bytes.
    """

    def __init__(
        self,
        raw: bytes,
        name: str,
        *,
        max_bytes: int = MAX_BYTES,
        plain_days: bool = False,
        read: Reader | None = None,
    ) -> None:
        """`plain_days`: a new day is written without quotes, as people write it. `read` reads in place of `parse`."""
        self.raw, self.name, self.plain_days = raw, name, plain_days
        self.read = read or partial(parse, max_bytes=max_bytes)
        self.source = self.read(raw, name)
        if self.source.problems:
            problem = self.source.problems[0]
            raise StateError(
                nb=f"{name} kan ikke endres før filen lar seg lese: {problem.nb}",
                en=f"{name} cannot be changed before it can be read: {problem.en}",
            )
        self.text = Text(self.source.text)
        self.wanted = json.loads(json.dumps(self.source.data))  # no value is shared any more, as aliases do
        self._replaced: list[Change] = []
        self._added: list[Change] = []  # after what is replaced at the same place
        self._moves = False
        self.asked: list[str] = []

    def set(self, pointer: str, value: Scalar) -> None:
        """Set a single value; a key that is missing is added to its mapping, which must be there."""
        *path, key = pointers.split(pointer)
        holder, place = self._holder(pointer, path)
        at: str | int = int(key) if isinstance(holder, list) and key.isdecimal() else key
        known = dict(enumerate(holder)) if isinstance(holder, list) else holder
        if not isinstance(known, dict) or place is None or isinstance(known.get(at), (dict, list)):
            raise self.cannot(pointer)
        if at in known and same(known[at], value):
            return
        if at in known and at in place.children:
            self._replaced.append(self._replacement(place.children[at], value))
        elif at in known or isinstance(holder, list):
            raise self.cannot(pointer)
        else:
            self._added.append(self._line_for(place, key, value, pointer, first=not known))
        holder[at] = value

    def put_in(self, pointer: str, value: Any, after: str | None, *, first: bool = False) -> None:
        """Add a key with any value, below the key `after` of the same mapping, else at the mapping's end, or as its `first`."""
        *path, key = pointers.split(pointer)
        holder, place = self._holder(pointer, path)
        if not isinstance(holder, dict) or key in holder or not holder or place is None:
            raise self.cannot(pointer)
        if first and not place.flow:
            self._above(next(iter(place.children.values())), {key: value})
            holder[key] = value
            return
        before = place.children[after if after is not None and after in holder else list(holder)[-1]]
        end = self.text.end(before)
        if place.flow:
            self._added.append((end, end, f", {json.dumps(key)}: {_flow(value)}"))
        else:
            lines = yaml_lines({key: value}, indent=before.key_column, plain_days=self.plain_days)
            self._below(end, lines, spaced=not path)
        holder[key] = value

    def replace(self, pointer: str, value: Any) -> None:
        """Put any value in place of another that is there; a comment behind the old one stays, one inside it does not."""
        *path, key = pointers.split(pointer)
        holder, place = self._holder(pointer, path)
        at: str | int = int(key) if isinstance(holder, list) and key.isdecimal() else key
        known = range(len(holder)) if isinstance(holder, list) else holder
        if (
            not isinstance(known, (dict, range))
            or place is None
            or at not in known
            or at not in place.children
        ):
            raise self.cannot(pointer)
        child = place.children[at]
        start, end = self.text.value_start(child), self.text.end(child)
        if place.flow or child.flow:
            self._replaced.append((start, max(start, end), _flow(value)))
        else:
            self._replaced += self._laid_out(child, at, value, pointer)
        holder[at] = value

    def add_items(self, pointer: str, items: Sequence[tuple[int, Any]]) -> None:
        """Put items into a list before the items they name by number, at its end where there is no such number."""
        holder, place = self._holder(pointer, pointers.split(pointer))
        if not isinstance(holder, list) or place is None:
            raise self.cannot(pointer)
        if not holder:
            self._begin(place, [value for _, value in items])
        for number, value in items if holder else ():
            self._add_item(place, number, value, pointer)
        before: dict[int, list[Any]] = {}
        for number, value in items:
            before.setdefault(min(number, len(holder)), []).append(value)
        merged = [each for number, item in enumerate(holder) for each in (*before.get(number, ()), item)]
        holder[:] = [*merged, *before.get(len(holder), ())]

    def remove(self, pointer: str) -> None:
        """Take out a key or list item, where it is there; what it stands in must not become empty."""
        *path, last = pointers.split(pointer)
        holder, place = self._holder(pointer, path)
        is_item = isinstance(holder, list) and last.isdecimal() and int(last) < len(holder)
        if not is_item and not (isinstance(holder, dict) and last in holder):
            return
        key: str | int = int(last) if is_item else last
        holder.pop(key)
        if place is None or not holder:
            raise self.cannot(pointer)
        change = self._out_of_flow(place, key) if place.flow else self._out_of_block(place, key)
        if change is None:
            raise self.cannot(pointer)
        self._replaced.append(change)

    def reorder(self, pointer: str, order: Sequence[int]) -> None:
        """Put the items of a list in a new order, each given by where it stands now; no comment may be lost."""
        holder, place = self._holder(pointer, pointers.split(pointer))
        if not isinstance(holder, list) or place is None or sorted(order) != list(range(len(holder))):
            raise self.cannot(pointer)
        spans = self._item_spans(place)
        if spans is None:
            raise self.cannot(pointer)
        said = [self.text.text[start:end] for start, end in spans]
        self._replaced += [(*span, said[number]) for span, number in zip(spans, order, strict=True)]
        holder[:] = [holder[number] for number in order]
        self._moves = True

    def done(self) -> bytes:
        """The changed file. Raises `StateError` where reading it does not give exactly what was asked."""
        edited = self.text.changed([*self._replaced, *self._added])
        if edited == self.text.text and same(self.source.data, self.wanted):
            return self.raw
        if edited is not None:
            changed = (BOM if self.raw.startswith(BOM) else b"") + edited.encode()
            after = self.read(changed, self.name)
            lost = self._moves and sorted(comments(after)) != sorted(comments(self.source))
            if not after.problems and not lost and same(after.data, self.wanted):
                return changed
        raise self.cannot(", ".join(self.asked))

    def cannot(self, pointer: str) -> StateError:
        return StateError(
            nb=f"{self.name}: {pointer} kan ikke settes uten å endre noe mer. Skriv det inn for hånd.",
            en=f"{self.name}: {pointer} cannot be set without changing more. Write it in by hand.",
        )

    def _holder(self, pointer: str, path: Sequence[str]) -> tuple[Any, Place | None]:
        self.asked.append(pointer)
        try:
            return pointers.resolve(self.wanted, path), self.source.place(pointers.join(*path))
        except KeyError:
            return None, None

    def _replacement(self, place: Place, value: Scalar) -> Change:
        start, end = self.text.value_start(place), self.text.end(place)
        before = self.text.text[start - 1 : start]
        gap = " " if before and not before.isspace() and before not in "[," else ""
        return start, end, gap + _like(self.text.text[start:end], value, plain_days=self.plain_days)

    def _laid_out(self, child: Place, at: str | int, value: Any, pointer: str) -> list[Change]:
        """A value in block style in place of the one at `child`: beside its key or dash, and below it."""
        text, start = self.text, self.text.start(child)
        begins, end = text.value_start(child), text.end(child)
        dash = text.dash(child) if isinstance(at, int) else None
        if isinstance(at, int) and dash is None:
            raise self.cannot(pointer)
        head = text.text[start if dash is None else dash : begins].rstrip()
        after = (start if dash is None else dash) + len(head)
        if head[-1:] != ("-" if isinstance(at, int) else ":") or text.text[after:begins].strip():
            raise self.cannot(pointer)  # a comment, an anchor or a tag stands between
        indent = after - 1 - text.line_start(after - 1) if isinstance(at, int) else child.key_column
        whole: Any = [value] if isinstance(at, int) else {at: value}
        first, *rest = yaml_lines(whole, indent=indent, plain_days=self.plain_days)
        beside = first[indent + 1 :] if isinstance(at, int) else first[indent + len(scalar(str(at))) + 1 :]
        line_end, line_break = text.line_end(max(end, after))
        behind = text.text[max(end, after) : line_end]
        below = "".join(line_break + line for line in rest)
        return [(after, line_end, f"{beside}{behind.rstrip() if behind.strip() else ''}{below}")]

    def _above(self, child: Place, new: dict[str, Any]) -> None:
        """A key in front of the first of its mapping, which may stand beside a dash."""
        start, indent = self.text.start(child), child.key_column
        first, *rest = yaml_lines(new, indent=indent, plain_days=self.plain_days)
        line_break = self.text.line_end(start)[1]
        lines = line_break.join([first[indent:], *rest])
        self._added.append((start, start, f"{lines}{line_break}{' ' * indent}"))

    def _line_for(self, place: Place, key: str, value: Scalar, pointer: str, *, first: bool) -> Change:
        text, children = self.text, list(place.children.values())
        days = any(_DATE.fullmatch(text.text[text.value_start(one) : text.end(one)]) for one in children)
        entry = f"{scalar(key)}: {_like('', value, plain_days=self.plain_days or days)}"  # as its neighbours
        if place.flow:
            end = text.end(children[-1]) if children else text.text.index("{", text.value_start(place)) + 1
            return end, end, entry if first else f", {entry}"
        if not children:  # what an alias stands for
            raise self.cannot(pointer)
        indent = " " * children[0].key_column
        simple = [child for child in children if self._on_one_line(child)]
        if simple:
            end, line_break = text.line_end(text.end(simple[-1]))
            return end, end, f"{line_break}{indent}{entry}"
        # Every value is a list, a mapping or a block: go before the first key.
        start = text.start(children[0])
        return start, start, f"{entry}{text.line_end(start)[1]}{indent}"

    def _on_one_line(self, child: Place) -> bool:
        if child.children or child.key_line != child.line or child.line != child.end_line:
            return False
        after = self.text.offset(child.end_line, child.end_column)
        rest = self.text.text[after : self.text.line_end(after)[0]].strip()
        return not rest or rest.startswith("#")

    def _below(self, end: int, lines: Sequence[str], *, spaced: bool = False) -> None:
        """`lines` below the line with `end`; `spaced`: after an empty line where the author has them."""
        end, line_break = self.text.line_end(end)
        gap = line_break if spaced and self.text.text[end:].startswith(line_break * 2) else ""
        self._added.append((end, end, gap + "".join(line_break + line for line in lines)))

    def _add_item(self, place: Place, number: int, value: Any, pointer: str) -> None:
        text, count = self.text, len(place.children)
        neighbour = place.children[min(number, count - 1)]
        at = text.start(neighbour) if number < count else text.end(neighbour)
        if place.flow:
            self._added.append((at, at, f"{_flow(value)}, " if number < count else f", {_flow(value)}"))
            return
        dash = text.dash(neighbour)
        if dash is None:
            raise self.cannot(pointer)
        lines = yaml_lines([value], indent=dash - text.line_start(dash), plain_days=self.plain_days)
        if number < count:
            line = text.line_start(dash)
            self._added.append((line, line, "".join(each + text.line_end(dash)[1] for each in lines)))
        else:
            self._below(at, lines)

    def _begin(self, place: Place, items: Sequence[Any]) -> None:
        """The items of a list that is empty, below its key."""
        start, end, text = self.text.value_start(place), self.text.end(place), self.text.text
        line_end = self.text.line_end(end)[0]
        if end == line_end:  # nothing after it: no space is left behind
            start = len(text[:start].rstrip(" "))
        self._replaced.append((start, max(start, end), ""))
        self._below(line_end, yaml_lines(items, indent=place.key_column + 2, plain_days=self.plain_days))

    def _item_spans(self, place: Place) -> list[tuple[int, int]] | None:
        """From where to where each item of a list stands, without its last line break.

        A comment above or beside an item is of it. One above the first is so only where other items have theirs, else
        it speaks of the whole list.
        """
        text, items = self.text, list(place.children.values())
        if place.flow:
            return [(text.start(item), text.end(item)) for item in items]
        dashes = [text.dash(item) for item in items]
        lines = [text.line_start(dash) for dash in dashes if dash is not None]
        ends = [text.line_end(text.end(item))[0] for item in items]
        if len(lines) != len(items):
            return None
        starts = lines[:1]
        for end, line in zip(
            ends, lines[1:], strict=False
        ):  # what stands between two items is above the second
            starts.append(min(end + len(text.line_end(end)[1]), line))
        if starts[1:] != lines[1:]:
            while (above := self._comment_above(starts[0])) is not None:
                starts[0] = above
        return list(zip(starts, ends, strict=True))

    def _comment_above(self, line: int) -> int | None:
        above = self.text.line_start(line - 1) if line else 0
        return above if line and self.text.text[above:line].strip().startswith("#") else None

    def _out_of_block(self, place: Place, key: str | int) -> Change | None:
        source, text, child = self.text, self.text.text, place.children[key]
        end = source.end(child)
        start = source.dash(child) if isinstance(key, int) else source.start(child)
        if start is None:
            return None
        line, (line_end, line_break) = source.line_start(start), source.line_end(end)
        rest = text[end:line_end].strip()
        if not text[line:start].strip(" "):
            if rest and not rest.startswith("#"):
                return None
            kept = text[line:start] + rest + line_break if rest else ""
            until = min(line_end + len(line_break), len(text))
            if not kept and text[:line].endswith(line_break * 2) and text[until:].startswith(line_break):
                until += len(line_break)  # of the empty lines around it one is enough
            return line, until, kept
        # It stands beside the dash of a list item: the next key takes its place there.
        keys = list(place.children)
        after = keys.index(key) + 1
        if after == len(keys):
            return None
        until = source.start(place.children[keys[after]])
        return None if "#" in text[end:until] else (start, until, "")

    def _out_of_flow(self, place: Place, key: str | int) -> Change:
        keys = list(place.children)
        number, child = keys.index(key), place.children[key]
        if number + 1 < len(keys):
            return self.text.start(child), self.text.start(place.children[keys[number + 1]]), ""
        return self.text.end(place.children[keys[number - 1]]), self.text.end(child), ""


def _like(old: str, value: Scalar, *, plain_days: bool) -> str:
    """`value` quoted as the author quoted the old one, where it then still reads as `value`."""
    if not isinstance(value, str) or not value.isprintable() or re.search(r"""["'\\]""", value):
        return scalar(value)
    if len(old) > 1 and old[0] == old[-1] and old[0] in "'\"":
        return f"{old[0]}{value}{old[0]}"
    return value if _DATE.fullmatch(value) and (plain_days or _DATE.fullmatch(old)) else scalar(value)


def _flow(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def same(one: Any, other: Any) -> bool:
    """Equal, with true not the same as 1."""
    return _said(one) == _said(other)
