"""The same file written otherwise: every value quoted, none quoted, or one thing spoilt."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

from avtale.format import labels
from avtale.format.validate import schema_problems
from avtale.source.read import Place, Source, parse

# What people write where something else belongs: the wrong language, form, kind of value, or nothing.
WRONG = (
    *("skal", "ja", "nei", "norsk", "Åse Ødegård", "to år", "3 virkedager", "kommune"),
    *(
        "31.12.2026",
        "2026-02-30",
        "2026-13-01",
        "2026-1-1",
        "2026",
        "1.10",
        "0301",
        "12",
        "-1",
        "13",
        "99999",
    ),
    *("true", "false", "null", "~", "", "''", "'4'", "'true'", "'2026-08-01'", "OT Veileder", "974 760 673"),
    *("[a, b]", "[]", "{nb: Tekst}", "{no: Tekst}", "{}", "[{id: a}]", "- x"),
)
KEYS = ("parter", "titel", "Title", "eier", "frist", "ukjent", "fra", "id", "name", "on", "'true'", "12")

Leaf = tuple[list[str | int], Place, Any]


def quoted(text: str, name: str) -> str:
    """Every plain value in quotes where the schema `name` asks for a text, and every key."""
    source = parse(text)
    edits = []
    for path, place, value in leaves(source):
        edits += _quoted_key(text, place, path)
        start, end = _span(text, place)
        plain = bool(text[start:end]) and text[start] not in "'\"|>&*"
        if plain and isinstance(value, (str, int)) and not isinstance(value, bool):
            kind = labels.property_at(name, path).get("type")
            if kind not in ("integer", "boolean"):
                edits.append((start, end, "'" + text[start:end].replace("'", "''") + "'"))
    return _edited(text, edits)


def unquoted(text: str, name: str) -> str:
    """No value in quotes that reads as the same text without, and follows the schema `name`."""
    wanted = _as_text(parse(text).data)
    for _, place, value in reversed(list(leaves(parse(text)))):
        start, end = _span(text, place)
        if text[start : start + 1] in ("'", '"') and isinstance(value, str) and value and "\n" not in value:
            without = text[:start] + value + text[end:]
            source = parse(without)
            if not source.problems and _as_text(source.data) == wanted and not schema_problems(source, name):
                text = without
    return text


def spoilt(text: str, chance: random.Random) -> str:
    """One to three values, keys or lines made wrong. It can still be read."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        for _ in range(20):
            other = _spoilt_once(text, chance)
            source = parse(other)
            if other != text and not source.problems and isinstance(source.data, dict):
                text = other
                break
    return text


def leaves(source: Source) -> Iterator[Leaf]:
    """Every value that holds no others, with its path and place, in the order of the file."""
    waiting: list[Leaf] = [([], source.root, source.data)] if source.root else []
    while waiting:
        path, place, value = waiting.pop()
        if isinstance(value, (dict, list)) and value:
            items = value.items() if isinstance(value, dict) else enumerate(value)
            waiting += reversed([([*path, key], place.children[key], inner) for key, inner in items])
        else:
            yield path, place, value


def _spoilt_once(text: str, chance: random.Random) -> str:
    _, place, _ = chance.choice(list(leaves(parse(text))))
    start, end = _span(text, place)
    what = chance.random()
    if what < 0.6:
        return _edited(text, [(start, end, chance.choice(WRONG))])
    key = _offset(text, place.key_line, place.key_column)
    name = re.compile(r"[A-Za-z_]+(?=:)").match(text, key)
    if what < 0.8 and name:
        new = chance.choice((*KEYS, name[0].capitalize(), name[0][:-1], name[0] + "r"))
        return _edited(text, [(name.start(), name.end(), new)])
    line = text.rfind("\n", 0, key) + 1
    if what < 0.9 and name and not text[line:key].strip():  # the whole line away
        return _edited(text, [(line, text.find("\n", end) + 1, "")])
    if name and not text[line:key].strip():  # a value where there was none
        return _edited(
            text, [(line, line, f"{text[line:key]}{chance.choice(KEYS)}: {chance.choice(WRONG)}\n")]
        )
    return text


def _quoted_key(text: str, place: Place, path: list[str | int]) -> list[tuple[int, int, str]]:
    if not isinstance(path[-1], str):
        return []
    start = _offset(text, place.key_line, place.key_column)
    end = start + len(path[-1])
    return [(start, end, f"'{path[-1]}'")] if text[start : end + 1] == f"{path[-1]}:" else []


def _span(text: str, place: Place) -> tuple[int, int]:
    return _offset(text, place.line, place.column), _offset(text, place.end_line, place.end_column)


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line):
        start = text.index("\n", start) + 1
    return start + column


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    return value if isinstance(value, bool) or value is None else str(value)
