"""The pages of the portal in one language. Each is as large whatever the number of documents: lists go over several pages."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from heapq import nsmallest
from typing import get_args

from markupsafe import Markup

from avtale.facts.state import StateName
from avtale.format.schema import kinds
from avtale.portal.bodies import Body
from avtale.portal.document_page import document_pages
from avtale.portal.sheets import FEW, LISTS, Edition, Sheets
from avtale.publish.words import clean, document_kind


def pages(edition: Edition, lang: str, script: str) -> Iterator[tuple[str, bytes]]:
    """Each page of the site in `lang`: where it lies, and its bytes. `script` is what the search runs."""
    yield from _Pages(edition, lang, script).all()


class _Pages(Sheets):
    def __init__(self, edition: Edition, lang: str, script: str) -> None:
        super().__init__(edition, lang)
        self.script = script
        self.missed, self.near = edition.found.by_day(missed=True), edition.found.by_day(missed=False)
        self.suspects = [(card, one) for card in edition.cards for one in card.suspects]
        self.current = sorted(
            edition.cards,
            key=lambda card: (card.over, self.speech.title(card.document).striptags().casefold(), card.stem),
        )

    def all(self) -> Iterator[tuple[str, bytes]]:
        t, edition = self.speech.t, self.edition
        yield from self.list("overdue", t("portal.overdue"), t("portal.overdue.none"), self.missed, self.due)
        yield from self.list(
            "suspects", t("portal.suspects"), t("portal.suspects.none"), self.suspects, self.suspect
        )
        yield from self.list("near", t("portal.near"), t("portal.near.none"), self.near, self.due)
        yield from self.list(
            "documents", t("portal.documents"), t("portal.documents.none"), self.current, self.line
        )
        for kind, name in LISTS.items():
            known = sorted(edition.bodies[kind], key=lambda one: one.name(self.lang).casefold())
            yield from self.list(name, t(f"portal.{name}"), t(f"portal.{name}.none"), known, self.body)
            for body in known:
                yield from self._body_pages(body)
        for place, card in enumerate(edition.cards):
            if not card.withheld:
                yield from document_pages(self, place)
        yield self.page(
            "search",
            "search",
            t("portal.search"),
            script=Markup(self.script),
            sha256=_sha256(self.script),
            parts=edition.parts,
            said=[
                *((kind, document_kind(kind, self.lang)) for kind in kinds()),
                *((state, t(f"state.{state}")) for state in get_args(StateName)),
            ],
        )
        yield self._front()

    def _front(self) -> tuple[str, bytes]:
        counts = [
            (self.speech.t(f"portal.{name}"), f"{name}.html", count)
            for name, count in (
                ("documents", len(self.edition.cards)),
                *((name, len(self.edition.bodies[kind])) for kind, name in LISTS.items()),
            )
        ]
        return self.page(
            "index",
            "front",
            self.speech.t("portal.front"),
            overdue=self.some(self.missed, self.due, "overdue.html"),
            suspects=self.some(self.suspects, self.suspect, "suspects.html"),
            near=self.some(self.near, self.due, "near.html"),
            counts=counts,
            day=self.speech.day(self.edition.on),
            unread=0 if self.edition.public else self.edition.unread,
        )

    def _body_pages(self, body: Body) -> Iterator[tuple[str, bytes]]:
        found = sorted((self.edition.cards[place] for place in body.cards), key=lambda card: card.over)
        pressing = self.edition.found
        codes = (
            code
            for place in body.cards
            for some in (pressing.missed, pressing.near)
            for code in some.of(place)
        )
        base = f"{body.kind}/{body.slug}"
        numbered = self.list(
            base,
            body.name(self.lang),
            self.speech.t("portal.documents.none"),
            found,
            self.line,
            template="body",
            names=[
                name
                for each in body.names
                if each.name and (name := clean(each.name)) != body.name(self.lang)
            ],
            number=body.number or "",
            dues=self.some(nsmallest(FEW, codes), self.due, "", "../"),
        )
        yield from numbered


def _sha256(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
