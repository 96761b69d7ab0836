"""Mend what is safe to mend in a file: values that say beyond doubt what they mean, but in the wrong form.

- a date the Norwegian way, `24.10.2022`, becomes `2022-10-24`;
- a bare `true` or `false` in a text field gets its quotes;
- a whole number or true/false in quotes, where the field asks for one, loses them (`ja` and `nei` become true and false);
- the names of a party are put in the order Norwegian, Sami, Kven; comments go with their names.

Everything else is left to the author, as are `01/02/2026` (whose month is which?) and `null` (a word, or nothing?).
Only the characters of the value change, or names change places; comments and layout stay byte for byte.
"""

from __future__ import annotations

import re
from contextlib import suppress

from avtale.errors import Unfit
from avtale.findings import Problem
from avtale.format import labels, schema, suggest
from avtale.format.names import in_order
from avtale.format.validate import document_problems
from avtale.source import pointer as pointers
from avtale.source.edit import set_fields
from avtale.source.lines import lines
from avtale.source.parts import reorder
from avtale.source.read import Source, parse
from avtale.source.scalar import Scalar

_DOTTED = re.compile(r"\s*[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}\s*\Z")
_INTEGER = re.compile(r"\s*(0|-?[1-9][0-9]{0,17})\s*\Z")
_YES_NO = {"true": True, "ja": True, "false": False, "nei": False}


def mended(raw: bytes, name: str = "<tekst>") -> bytes:
    """The document file `raw` with what is safe mended; the same bytes where there is nothing.

    Each change is kept only where it takes away the fault it is meant for and brings no other.
    """
    source = parse(raw, name)
    kind = source.data.get("kind") if isinstance(source.data, dict) else None
    if source.problems or kind not in schema.kinds():
        return raw
    problems = document_problems(source)
    for problem in problems:
        right = _right(source, str(kind), problem)
        if right is None or _has_anchor(source, problem.pointer):
            continue
        try:
            tried = set_fields(raw, {problem.pointer: right}, name=name)
        except Unfit:
            continue  # more than the value would change
        left = document_problems(parse(tried, name))
        if set(left) < set(problems) and problem not in left:
            raw, problems = tried, left
    return _with_names_in_order(raw, name)


def _with_names_in_order(raw: bytes, name: str) -> bytes:
    """A party whose names cannot be read for sure, or moved cleanly, is left to the author."""
    source = parse(raw, name)
    faults = [problem.pointer for problem in document_problems(source)]
    parties = source.data.get("parties")
    for number, party in enumerate(parties if isinstance(parties, list) else ()):
        names = party.get("names") if isinstance(party, dict) else None
        place = f"/parties/{number}/names"
        if not isinstance(names, list) or any(fault.startswith(place) for fault in faults):
            continue
        order = in_order([each.get("language") for each in names])
        if order == sorted(order):
            continue
        with suppress(Unfit):
            raw = reorder(raw, place, order, name=name)
    return raw


def _has_anchor(source: Source, pointer: str) -> bool:
    """Whether an anchor or a tag stands before the value: replacing the value would take it away."""
    line, column = source.position(pointer)
    return lines(source.text)[line - 1][column - 1 : column] in tuple("&!*")


def _right(source: Source, kind: str, problem: Problem) -> Scalar:
    """What the value at a problem should be; None where that is not beyond doubt."""
    if problem.code not in ("schema-date", "schema-type"):
        return None
    path = pointers.split(problem.pointer)
    value = pointers.resolve(source.data, path)
    spec = labels.property_at(kind, [pointers.index(part) if part.isdecimal() else part for part in path])
    wanted = spec.get("type")
    if isinstance(value, bool):
        return (
            str(value).lower()
            if wanted == "string" or (isinstance(wanted, list) and "string" in wanted)
            else None
        )
    if not isinstance(value, str):
        return None
    if spec.get("format") == "date":
        return suggest.iso_date(value) if _DOTTED.match(value) else None
    if wanted == "integer":
        match = _INTEGER.match(value)
        return int(match[1]) if match else None
    return _YES_NO.get(value.strip().lower()) if wanted == "boolean" else None
