"""Plain data as YAML bytes: what goes into a PDF as its source, and what `new` begins from.

The order of the keys is the author's. Comments are gone with the reading; `silences` are left out, since they
are the house's own notes (docs/architecture.md, "What leaves the house").
"""

from __future__ import annotations

from typing import Any

from avtale.source.scalar import block, scalar

_LONGEST_KEY = 900  # a YAML reader need not look further than 1024 characters for the colon


def dump(data: dict[str, Any], *, without: tuple[str, ...] = ("silences",)) -> bytes:
    """UTF-8 YAML of a document's data as `avtale.source.read` gives it, without the top-level keys `without`.

    Reading it back gives the same data. The same data gives the same bytes.
    """
    kept = {key: value for key, value in data.items() if key not in without}
    return ("\n".join(_mapping(kept, 0)) + "\n").encode() if kept else b"{}\n"


def _mapping(data: dict[str, Any], indent: int) -> list[str]:
    lines = []
    for key, value in data.items():
        name, space = scalar(key), " " * indent
        if len(name) > _LONGEST_KEY:
            lines.append(f"{space}? {name}")
            name = ""
        first, *rest = _value(value, indent + 2)
        lines.append(f"{space}{name}:{' ' if first else ''}{first}")
        lines += rest
    return lines


def _sequence(items: list[Any], indent: int) -> list[str]:
    lines = []
    for item in items:
        first, *rest = _value(item, indent + 2)
        if not first and isinstance(item, dict):  # its first key stands beside the dash
            first, *rest = rest
            first = first[indent + 2 :]
        lines.append(f"{' ' * indent}-{' ' if first else ''}{first}")
        lines += rest
    return lines


def _value(value: Any, indent: int) -> list[str]:
    """What follows the colon or dash, and the lines below it."""
    if isinstance(value, dict):
        return ["", *_mapping(value, indent)] if value else ["{}"]
    if isinstance(value, list):
        return ["", *_sequence(value, indent)] if value else ["[]"]
    if isinstance(value, str) and (lines := block(value, indent)) is not None:
        return lines
    return [scalar(value)]
