"""Texts that YAML has cut at a comma or made a field of at a colon, known by the field that is then unknown.

`does: bytte låser, lamper og vinduer` in `{…}` is a text and a field without a value; `- Ønsket: et hus` in a list of texts
is a field with a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from avtale.findings import Problem
from avtale.format import labels
from avtale.message import Message
from avtale.source import pointer as pointers
from avtale.source.read import Place, Source
from avtale.source.unquoted import Unquoted, between


class Cut(Struct, frozen=True):
    """The whole text, the pointers of the fields that its pieces have become, and what is told."""

    whole: Unquoted
    pieces: frozenset[str]
    message: Message


def told(source: Source, problems: list[Problem], kind: str) -> list[Problem]:
    """The problems, with those of a text that was cut told as one, at the first piece."""
    cut = {problem.pointer: found for problem, found in cuts(source, problems, kind)}
    inside = {piece for found in cut.values() for piece in found.pieces}
    return [
        replace(problem, nb=cut[problem.pointer].message.nb, en=cut[problem.pointer].message.en, meant="")
        if problem.pointer in cut
        else problem
        for problem in problems
        if problem.pointer not in inside or problem.pointer in cut
    ]


def cuts(source: Source, problems: list[Problem], kind: str) -> Iterator[tuple[Problem, Cut]]:
    """Each text that was cut, by the problem of its first piece."""
    unknown = {problem.pointer: problem for problem in problems if problem.code == "schema-unknown-key"}
    done: set[str] = set()
    for problem in problems:
        path = pointers.split(problem.pointer)
        if problem.pointer not in unknown or not path or problem.pointer in done:
            continue
        above = pointers.join(*path[:-1])
        held, place = pointers.resolve(source.data, path[:-1]), source.place(above)
        if not isinstance(held, dict) or place is None:
            continue
        found = (
            _at_commas(source, held, place, above, path[-1], unknown)
            if place.flow and held[path[-1]] is None
            else _at_colon(source, held, place, path, kind)
        )
        if found is not None:
            done |= found.pieces
            yield problem, found


def _at_commas(
    source: Source, held: dict[str, Any], place: Place, above: str, first: str, unknown: dict[str, Problem]
) -> Cut | None:
    keys = list(held)
    at = keys.index(first)
    pieces = []
    for key in keys[at:]:
        if held[key] is not None or above + pointers.join(key) not in unknown:
            break
        pieces.append(key)
    if not any(" " in key or not unknown[above + pointers.join(key)].meant for key in pieces):
        return None  # a field that is misspelt, and has no value yet
    before = keys[at - 1] if at else None
    if before is None or not isinstance(held[before], str):
        return None
    begun, last = place.children[before], place.children[pieces[-1]]
    end = (last.key_line, last.key_column + len(pieces[-1]))
    whole = between(source.text, f"{before}: ", (begun.line, begun.column), end)
    if whole is None or ": " in whole.said or not whole.said.endswith(pieces[-1]):
        return None
    return Cut(
        whole,
        frozenset(above + pointers.join(key) for key in pieces),
        Message(
            "Teksten er delt ved kommaet, og resten leses som et eget felt. Sett hele teksten i anførselstegn: «{line}».",
            "The text is cut at the comma, and the rest is read as a field. Put the whole text in quotes: “{line}”.",
            line=whole.shown(),
        ),
    )


def _at_colon(source: Source, held: dict[str, Any], place: Place, path: list[str], kind: str) -> Cut | None:
    """A text in one language, of which the words before a colon have become a field; a language is written small."""
    key, value = path[-1], place.children.get(path[-1])
    above: list[str | int] = [pointers.index(part) if part.isdecimal() else part for part in path[:-1]]
    languages = labels.property_at(kind, above).get("properties", {})
    if len(held) > 1 or value is None or isinstance(held[key], (dict, list)) or "nb" not in languages:
        return None
    if (
        not (" " in key or key[:1].isupper())
        or source.lines[place.line][place.column : place.column + 1] == "{"
    ):
        return None
    whole = between(source.text, "", (value.key_line, value.key_column), (value.end_line, value.end_column))
    if whole is None:
        return None
    return Cut(
        whole,
        frozenset((pointers.join(*path),)),
        Message(
            "Kolonet gjør teksten til et felt. Sett hele teksten i anførselstegn: «{line}».",
            "The colon makes a field of the text. Put the whole text in quotes: “{line}”.",
            line=whole.shown(),
        ),
    )
