"""What the rules about languages share: which texts stand in several, and how to say one in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from avtale.format import labels
from avtale.format.values import Text
from avtale.rules.rule import RuleContext
from avtale.source import pointer as pointers

if TYPE_CHECKING:
    from avtale.rules.language._values import Difference

_LONGEST = 60


class Version(Struct, frozen=True):
    """A text in one language, with its pointer."""

    lang: str
    text: str
    pointer: str


def pairs(context: RuleContext) -> Iterator[tuple[Text, Version, Version]]:
    """Every text that stands in several languages: each other language with the document's own, or with the first."""
    if not context.multilingual:
        return
    own = context.own_language
    for text in context.said:
        if len(text.values) < 2:
            continue
        versions = [Version(lang, said, f"{text.pointer}/{lang}") for lang, said in text.values]
        first = next((each for each in versions if each.lang == own), versions[0])
        for each in versions:
            if each is not first:
                yield text, first, each


def drifted(
    context: RuleContext, what: Literal["dates", "numbers"]
) -> Iterator[tuple[Text, Version, Version, Difference]]:
    """The texts of which two languages do not have the same dates, or numbers, and what each says."""
    if not context.multilingual:
        return
    from avtale.rules.language._values import date_difference, number_difference, values

    difference = date_difference if what == "dates" else number_difference
    for text, one, other in pairs(context):
        found = difference(values(one.text, one.lang), values(other.text, other.lang))
        if found is not None:
            yield text, one, other, found


def label(text: Text, context: RuleContext, lang: str) -> str:
    """What a message calls a text: «Formål» (text)."""
    return labels.label(*_named(text.pointer, context), lang)


def _named(pointer: str, context: RuleContext) -> tuple[dict[str, object], str]:
    path = [int(part) if part.isdigit() else part for part in pointers.split(pointer)]
    while path and isinstance(path[-1], int):
        path.pop()
    kind = context.document.kind or "agreement"
    return labels.property_at(kind, path), str(path[-1]) if path else ""


def quoted(words: tuple[str, ...], lang: str) -> str:
    """The words that differ, each in quotation marks; "nothing of it" where there are none."""
    mark = "«{}»" if lang == "nb" else "“{}”"
    said = ", ".join(mark.format(word) for word in words)
    if not said:
        return "ikke" if lang == "nb" else "it is not there"
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
