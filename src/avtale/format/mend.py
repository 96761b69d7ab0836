"""Mend what is safe to mend in a file: values that say beyond doubt what they mean, but in the wrong form.

- a date the Norwegian way, `24.10.2022`, becomes `2022-10-24`;
- a bare `true` or `false` in a text field gets its quotes;
- a whole number or true/false in quotes, where the field asks for one, loses them (`ja` and `nei` become true and false);
- characters that nobody sees and nothing needs (a soft hyphen, a space without width) are taken away, in comments too;
- a no-break space or hyphen in a date, a number or a word that has to be exact becomes the ordinary one;
- a text without quotes that has a colon, or in `{…}` a comma, gets its quotes;
- a name or title that stands whole in the “quotes” of Word loses them;
- the names of a party are put in the order Norwegian, Sami, Kven; comments go with their names.

Everything else is left to the author, as are `01/02/2026` (whose month is which?) and `null` (a word, or nothing?).
Only the characters of the value change, or names change places; comments and layout stay byte for byte.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, TypeVar

from avtale.errors import StateError
from avtale.findings import Problem
from avtale.format import labels, schema, split, suggest
from avtale.format.names import in_order
from avtale.format.quotes import in_quotes
from avtale.format.shape import is_day
from avtale.format.validate import document_problems, tree_problems
from avtale.source import pointer as pointers
from avtale.source.editing import BOM, reorder, set_fields
from avtale.source.letters import STRAYS, hits, plain, without_unseen
from avtale.source.lines import lines
from avtale.source.read import Source, parse
from avtale.source.scalar import Scalar
from avtale.source.unquoted import Unquoted, with_colon

_T = TypeVar("_T")
_DOTTED = re.compile(r"\s*[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}\s*\Z")
_INTEGER = re.compile(r"\s*(0|-?[1-9][0-9]{0,17})\s*\Z")
_MOST_TRIES = 200
"""Readings of the file in one mending: enough for any that a person wrote; the next run goes on where this one ended."""
_YES_NO = {"true": True, "ja": True, "false": False, "nei": False}


def mended(raw: bytes, name: str = "<tekst>") -> bytes:
    """The document file `raw` with what is safe mended; the same bytes where there is nothing.

    A change is kept only where it takes away the fault it is meant for and brings no other. All are tried at
    once, then in halves, so that a long file with many of them is not read anew for each.
    """
    raw = _with_quotes(_without_strays(raw, name), name)
    source = parse(raw, name)
    kind = source.data.get("kind") if isinstance(source.data, dict) else None
    if source.problems or kind not in schema.kinds():
        return raw
    problems = document_problems(source)
    at = [(problem, right_value(source, str(kind), problem)) for problem in problems]
    text = lines(source.text)
    wanted = [
        (problem, right)
        for problem, right in at
        if right is not None and not _has_anchor(source, problem.pointer, text)
    ]
    waiting = [wanted] if wanted else []
    for _ in range(_MOST_TRIES):
        if not waiting:
            break
        some = waiting.pop()
        changes = {problem.pointer: right for problem, right in some}
        with suppress(StateError):  # more than the values would change
            tried = set_fields(raw, changes, name=name)
            left = document_problems(parse(tried, name))
            if set(left) < set(problems) and not {problem for problem, _ in some} & set(left):
                raw, problems = tried, left
                continue
        waiting += _halves(some)
    return _with_names_in_order(_without_quotes(raw, name), name)


def _without_strays(raw: bytes, name: str) -> bytes:
    """The file without what takes no room and does no work; as it was where it would then say anything else."""
    source = parse(raw, name)
    text = source.text
    strays = [at for at, kind in hits(text) if text[at] in STRAYS and kind != "control"]
    if source.problems or not strays:
        return raw
    kept, last = [], 0
    for at in strays:
        kept.append(text[last:at])
        last = at + 1
    tried = (BOM if raw.startswith(BOM) else b"") + ("".join(kept) + text[last:]).encode()
    after = parse(tried, name)
    if after.problems or _said(after.data) != _said(source.data):
        return raw
    return tried if len(document_problems(after)) <= len(document_problems(source)) else raw


def _said(data: Any) -> Any:
    """The data as text, without anything invisible: what may change when a stray goes is only that."""
    if isinstance(data, dict):
        return {without_unseen(key): _said(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_said(value) for value in data]
    return without_unseen(str(data))


def _with_quotes(raw: bytes, name: str) -> bytes:
    """The file with quotes around each text that YAML cuts; as it was where it can still not be read, or a text is none.

    A file that cannot be read is told of one fault at a time, and so mended.
    """
    source = parse(raw, name)
    said: set[str] = set()
    for _ in range(_MOST_TRIES):
        found = _cut(source)
        if found is None:
            break
        after = parse(found.put_in(source.text), name)
        if after.problems and (not source.problems or after.problems[0].place == source.problems[0].place):
            return raw
        said.add(found.said)
        source = after
    if source.problems or not said:
        return raw
    for problem in document_problems(source):
        value = pointers.resolve(source.data, pointers.split(problem.pointer))
        if isinstance(value, str) and value in said:
            return raw  # it was no text
    return (BOM if raw.startswith(BOM) else b"") + source.text.encode()


def _cut(source: Source) -> Unquoted | None:
    """The next text of the file that needs quotes, where that is sure."""
    if source.problems:
        problem = source.problems[0]
        line, column = problem.place or (1, 1)
        found = (
            with_colon(lines(source.text), line - 1, column - 1) if problem.code == "file-syntax" else None
        )
    elif isinstance(source.data, dict) and (kind := str(source.data.get("kind"))) in schema.kinds():
        problems = tree_problems(source.data, kind)
        found = next((cut.whole for _, cut in split.cuts(source, problems, kind)), None)
    else:
        found = None
    return found if found is not None and found.sure else None


def _without_quotes(raw: bytes, name: str) -> bytes:
    """Names and titles without the quotes of Word; none where the file would then say anything else."""
    source = parse(raw, name)
    text = lines(source.text)
    wanted: dict[str, Scalar] = {
        pointer: bare
        for pointer, bare in in_quotes(source.text, source.data)
        if not _has_anchor(source, pointer, text)
    }
    if not wanted:
        return raw
    with suppress(StateError):
        tried = set_fields(raw, wanted, name=name)
        if set(document_problems(parse(tried, name))) <= set(document_problems(source)):
            return tried
    return raw


def _with_names_in_order(raw: bytes, name: str) -> bytes:
    """A party whose names cannot be read for sure, or moved cleanly, is left to the author."""
    source = parse(raw, name)
    faulty = {"/".join(problem.pointer.split("/")[:4]) for problem in document_problems(source)}
    parties = source.data.get("parties")
    orders: list[tuple[str, list[int]]] = []
    for number, party in enumerate(parties if isinstance(parties, list) else ()):
        names = party.get("names") if isinstance(party, dict) else None
        place = f"/parties/{number}/names"
        if not isinstance(names, list) or place in faulty:
            continue
        order = in_order([each.get("language") for each in names])
        if order != sorted(order):
            orders.append((place, order))
    waiting = [orders] if orders else []
    for _ in range(_MOST_TRIES):
        if not waiting:
            break
        some = waiting.pop()
        try:
            raw = reorder(raw, dict(some), name=name)
        except StateError:
            waiting += _halves(some)
    return raw


def _halves(some: list[_T]) -> list[list[_T]]:
    """What cannot be done at once perhaps can for some of it; a single one stays as it is. The first half last."""
    middle = len(some) // 2
    return [some[middle:], some[:middle]] if middle else []


def _has_anchor(source: Source, pointer: str, text: list[str]) -> bool:
    """Whether an anchor or a tag stands before the value: replacing the value would take it away."""
    line, column = source.position(pointer)
    return text[line - 1][column - 1 : column] in tuple("&!*")


def right_value(source: Source, kind: str, problem: Problem) -> Scalar:
    """What the value at a problem of the schema should be; None where that is not beyond doubt."""
    if problem.code not in ("schema-date", "schema-type", "schema-value", "schema-pattern", "schema-kind"):
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
    bare = plain(value)
    if bare != value and bare.isascii() and not value.isascii():
        value = bare
        if wanted != "integer" and wanted != "boolean" and not _DOTTED.match(value):
            return value
    elif problem.code not in ("schema-date", "schema-type"):
        return None
    if is_day(spec):
        return suggest.iso_date(value) if _DOTTED.match(value) else None
    if wanted == "integer":
        match = _INTEGER.match(value)
        return int(match[1]) if match else None
    return _YES_NO.get(value.strip().lower()) if wanted == "boolean" else None
