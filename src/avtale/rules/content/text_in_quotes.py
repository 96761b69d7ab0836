"""Quotes from Word stand around the whole text."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format import labels
from avtale.format.quotes import in_quotes
from avtale.locales import languages
from avtale.rules.rule import RuleContext, problem
from avtale.source import pointer as pointers

_LONG = 60  # characters of a title that a message quotes


def check(context: RuleContext) -> Iterator[Problem]:
    """Where the schema does not tell of the value already."""
    source = context.entry.source
    faulty = {found.pointer for found in context.entry.problems}
    for pointer, bare in in_quotes(source.text, source.data):
        if pointer in faulty:
            continue
        nb, en = (_label(str(context.document.kind), pointer, lang) for lang in ("nb", "en"))
        right, right_en = (
            (f"Skriv {bare}", f"Write {bare}") if len(bare) <= _LONG else ("Slett dem", "Delete them")
        )
        yield problem(
            pointer,
            f"{nb}: anførselstegnene fra Word (“ ”) blir med på siden. {right}.",
            f"{en}: the quotes from Word (“ ”) are printed on the page. {right_en}.",
        )


def _label(kind: str, pointer: str, lang: str) -> str:
    path = [pointers.index(part) if part.isdecimal() else part for part in pointers.split(pointer)]
    if path[-1] in languages():  # a text in one of its languages
        path.pop()
    return labels.label(labels.property_at(kind, path), str(path[-1]), lang)
