"""Whom documents concern: each party, office and school once, however many documents name it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct, field

from avtale.format.model import Document, Name, Routine
from avtale.portal.card import Card
from avtale.publish.words import clean

BodyKind = Literal["party", "office", "school"]
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss"})
_LONGEST = 60


class Body(Struct):
    """A party, an office or a school, and the places in the list of cards of the documents that name it."""

    kind: BodyKind
    slug: str
    names: tuple[Name, ...]
    number: str | None = None
    cards: list[int] = field(default_factory=list)

    def name(self, lang: str) -> str:
        """Its name in a language, else its first."""
        own = [each.name for each in self.names if each.language == lang]
        return clean(next((each for each in (*own, *(each.name for each in self.names)) if each), self.slug))


def bodies(found: Iterable[Card]) -> dict[BodyKind, list[Body]]:
    """Those that the documents name, by name. One organisation number, or one name without a number, is one body."""
    known: dict[tuple[str, str], Body] = {}
    taken: set[str] = set()
    for place, card in enumerate(found):
        for kind, names, number in _named(card.document):
            called = _plain(names[0].name or "")
            body = known.get((kind, number or "")) or known.get((kind, called))
            if body is None or (number and body.number and number != body.number):
                body = Body(kind, _slug(called, number, taken, kind), names, number)
            known.setdefault((kind, called), body)
            if number:
                known.setdefault((kind, number), body)
            if not body.cards or body.cards[-1] != place:
                body.cards.append(place)
    every = {id(body): body for body in known.values()}.values()
    kinds: tuple[BodyKind, ...] = ("party", "office", "school")
    return {
        kind: sorted((one for one in every if one.kind == kind), key=lambda one: one.slug) for kind in kinds
    }


def _named(document: Document) -> Iterator[tuple[BodyKind, tuple[Name, ...], str | None]]:
    for party in document.parties:
        if party.names and party.names[0].name:
            yield "party", party.names, party.organisation_number
    office = document.office if isinstance(document, Routine) else None
    if office is not None and office.name:
        yield "office", (Name(name=office.name),), office.organisation_number
    if office is not None and office.school:
        yield "school", (Name(name=office.school),), None


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _slug(called: str, number: str | None, taken: set[str], kind: str) -> str:
    """A name for a file: ASCII letters, digits and hyphens; one that is taken gets a few digits of a digest."""
    letters = (
        unicodedata.normalize("NFKD", clean(called).translate(_LETTERS)).encode("ascii", "ignore").decode()
    )
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_LONGEST].rstrip("-") or kind
    if f"{kind}/{slug}" in taken:
        slug = f"{slug}-{hashlib.sha256(f'{called} {number}'.encode()).hexdigest()[:8]}"
    taken.add(f"{kind}/{slug}")
    return slug
