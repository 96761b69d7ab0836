"""What the rules about languages share: which texts stand in several, and how to say one in words."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from avtale.format import labels
from avtale.format.values import Text
from avtale.rules.rule import Facts
from avtale.source import pointer as pointers

_LONGEST = 60


class Version(Struct, frozen=True):
    """A text in one language, with its pointer."""

    lang: str
    text: str
    pointer: str


def pairs(facts: Facts) -> Iterator[tuple[Text, Version, Version]]:
    """Every text that stands in several languages: each other language with the document's own, or with the first."""
    if not facts.multilingual:
        return
    own = facts.document.language or "nb"
    for text in facts.said:
        if len(text.values) < 2:
            continue
        versions = [Version(lang, said, f"{text.pointer}/{lang}") for lang, said in text.values]
        first = next((each for each in versions if each.lang == own), versions[0])
        for each in versions:
            if each is not first:
                yield text, first, each


def label(text: Text, facts: Facts, lang: str) -> str:
    """What a message calls a text: «Formål» (text)."""
    return labels.label(*_named(text.pointer, facts), lang)


def _named(pointer: str, facts: Facts) -> tuple[dict[str, object], str]:
    path = [int(part) if part.isdigit() else part for part in pointers.split(pointer)]
    while path and isinstance(path[-1], int):
        path.pop()
    kind = facts.document.kind or "agreement"
    return labels.property_at(kind, path), str(path[-1]) if path else ""


def quoted(words: tuple[str, ...], lang: str) -> str:
    """The words that differ, each in quotation marks; "nothing of it" where there are none."""
    mark = "«{}»" if lang == "nb" else "“{}”"
    said = ", ".join(mark.format(word) for word in words)
    if not said:
        return "ikke" if lang == "nb" else "it is not there"
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
