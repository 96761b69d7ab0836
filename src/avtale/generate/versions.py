"""How a routine as it stands and as the list makes it differ, and what is changed in its text for a new version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from avtale.national_number import masked
from avtale.source.editing import set_fields


class Difference(Struct, frozen=True):
    """One value that is written: where, what stood there and what comes (None: nothing)."""

    pointer: str
    old: str | None
    new: str | None


def without_day(data: Mapping[str, Any]) -> dict[str, Any]:
    """Without the first day: a new version begins on a day of its own."""
    header = data.get("control_header")
    kept = (
        {key: value for key, value in header.items() if key != "effective_from"}
        if isinstance(header, dict)
        else {}
    )
    return {**data, "control_header": kept}


def at_version(text: str, version: str) -> str:
    """The file with that version in its header."""
    if f"  version: '{version}'\n" in text:
        return text
    return set_fields(text.encode(), {"/control_header/version": version}).decode()


def unapproved(text: str) -> str:
    """Without the two lines that `approve` writes; a new version has not been approved."""
    return re.sub(r"^  approved_(?:by|on):.*\r?\n", "", text, flags=re.MULTILINE)


def shown(text: str, lang: str) -> str:
    """A piece of a file on one line, as a message quotes it."""
    short = " / ".join(
        line.strip()
        for line in masked(text).splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    )
    if not short:
        return "ingenting" if lang == "nb" else "nothing"
    short = short if len(short) <= 120 else f"{short[:119]}…"
    return f"«{short}»" if lang == "nb" else f"“{short}”"


def leaves(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Every value that holds no others, as text, with its pointer."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, f"{pointer}/{index}")
    else:
        yield pointer, str(value)


def compared(old: Any, new: Any) -> Iterator[Difference]:
    """Each value that is not the same in both, in the order of the old and then of the new."""
    before, after = dict(leaves(old)), dict(leaves(new))
    for pointer in dict.fromkeys((*before, *after)):
        if before.get(pointer) != after.get(pointer):
            yield Difference(pointer, before.get(pointer), after.get(pointer))
