"""Plain data as YAML: what goes into a PDF as its source, what `new` begins from, what `generate` makes.

The order of the keys is the author's. Comments are gone with the reading; a caller may say new ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from avtale.source.scalar import block, scalar

_LONGEST_KEY = 900  # a YAML reader need not look further than 1024 characters for the colon
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Path = tuple[str | int, ...]
Above = Callable[[Path, Any], Sequence[str]]
"""The lines to write above a key, by the way to it and its value: comments with their #, or empty lines."""


class Unwritten(Struct, frozen=True):
    """Stands for a value that is not there: only what is said above its key is written."""


def dump(data: Mapping[str, Any], *, without: tuple[str, ...] = ("silences",)) -> bytes:
    """UTF-8 YAML of a document's data as `avtale.source.read` gives it, without the top-level keys `without`.

    `silences` are left out: they are the house's own notes, and do not leave it.
    Reading it back gives the same data. The same data gives the same bytes.
    """
    kept = {key: value for key, value in data.items() if key not in without}
    return ("\n".join(yaml_lines(kept)) + "\n").encode() if kept else b"{}\n"


def yaml_lines(
    data: Mapping[str, Any] | Sequence[Any],
    *,
    indent: int = 0,
    above: Above = lambda _path, _value: (),
    plain_days: bool = False,
) -> list[str]:
    """The lines of a mapping or list that is not empty, each indented by `indent` spaces.

    `plain_days`: a day is written without quotes, as people write it. YAML 1.2 knows no dates, so it is read as the
    text it is, but an older reader makes something else of it.
    """
    write = _Writer(above, plain_days)
    return write.mapping(data, (), indent) if isinstance(data, Mapping) else write.sequence(data, (), indent)


class _Writer:
    def __init__(self, above: Above, plain_days: bool) -> None:
        self.above, self.plain_days = above, plain_days

    def mapping(self, data: Mapping[str, Any], path: Path, indent: int) -> list[str]:
        lines, space = [], " " * indent
        for key, value in data.items():
            here = (*path, key)
            lines += [space + line if line else "" for line in self.above(here, value)]
            if isinstance(value, Unwritten):
                continue
            name = scalar(key)
            if len(name) > _LONGEST_KEY:
                lines.append(f"{space}? {name}")
                name = ""
            first, *rest = self._value(value, here, indent + 2)
            lines.append(f"{space}{name}:{' ' if first else ''}{first}")
            lines += rest
        return lines

    def sequence(self, items: Sequence[Any], path: Path, indent: int) -> list[str]:
        lines, space = [], " " * indent
        for number, item in enumerate(items):
            first, *rest = self._value(item, (*path, number), indent + 2)
            if not first and isinstance(item, dict):  # its first key stands beside the dash
                start = next(at for at, line in enumerate(rest) if not line.lstrip().startswith("#"))
                lines += [space + line[indent + 2 :] for line in rest[:start]]
                first, *rest = rest[start:]
                first = first[indent + 2 :]
            lines.append(f"{space}-{' ' if first else ''}{first}")
            lines += rest
        return lines

    def _value(self, value: Any, path: Path, indent: int) -> list[str]:
        """What follows the colon or dash, and the lines below it."""
        if isinstance(value, dict):
            return ["", *self.mapping(value, path, indent)] if value else ["{}"]
        if isinstance(value, list):
            return ["", *self.sequence(value, path, indent)] if value else ["[]"]
        if isinstance(value, str) and (lines := block(value, indent)) is not None:
            return lines
        if self.plain_days and isinstance(value, str) and _DAY.fullmatch(value):
            return [value]
        return [scalar(value)]
