"""What pages of the portal say of a document, in one language: its title, its state, what falls due."""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup, escape
from msgspec import Struct

from avtale.facts.agenda import Due
from avtale.facts.withheld import legal_basis
from avtale.format.called import own_language, short_title
from avtale.format.model import Document
from avtale.format.values import Text
from avtale.locales import Labels, labels
from avtale.portal.card import Card, Next, Pressed
from avtale.publish.words import clean, document_kind, owners_called, shortened
from avtale.render.words import Words


class Line(Struct, frozen=True):
    """A document in a list. `address` is "" where it has no page, since it is exempt."""

    title: Markup
    address: str
    kind: str
    version: str
    state: str
    mark: str
    valid: str
    next: Markup
    next_day: str
    signed: str
    exempt: str
    missed: int
    suspect: bool


class DueLine(Struct, frozen=True):
    """Something that falls due, in a list."""

    day: str
    what: Markup
    who: str
    title: Markup
    address: str
    status: str


class SuspectLine(Struct, frozen=True):
    """A document, and what has changed above it."""

    title: Markup
    address: str
    said: Markup
    day: str


class Speech:
    """Words in one language. `top` leads from a page to the folder of its language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.t: Labels = labels(lang)
        self.words = Words(self.t)

    def said(self, text: Text | str | None, document: Document) -> Markup:
        """A text of a document; one that stands in another language than the page says so."""
        own = own_language(document)
        value, lang = (
            (text, own) if isinstance(text, str) else text.in_language(self.lang, own) if text else ("", own)
        )
        value = clean(value)
        if lang == self.lang or not value:
            return escape(value)
        return Markup('<span lang="{}">{}</span>').format(lang, value)

    def title(self, document: Document) -> Markup:
        """The short title of its control header, else the full one, else its key."""
        return self.said(short_title(document) or document.key, document)

    def address(self, card: Card, top: str) -> str:
        return "" if card.withheld else f"{top}document/{card.stem}.html"

    def line(self, card: Card, top: str) -> Line:
        document = card.document
        return Line(
            title=self.title(document),
            address=self.address(card, top),
            kind=document_kind(document.kind or "", self.lang),
            version=card.entry.version or "",
            state="" if card.withheld else self.state(card),
            mark="" if card.withheld else card.state.name,
            valid="" if card.withheld else self.valid(card),
            next=self.what(card.next, document) if card.next else Markup(""),
            next_day=self.day(card.next.due) if card.next else "",
            signed="" if card.withheld else self.signed(card),
            exempt=self.exempt(document),
            missed=card.missed,
            suspect=bool(card.suspects),
        )

    def state(self, card: Card) -> str:
        return self.t(f"state.{card.state.name}")

    def exempt(self, document: Document) -> str:
        basis = legal_basis(document)
        return f"{self.t('header.shielding')}: {basis}" if basis else ""

    def valid(self, card: Card) -> str:
        first, last = (
            self.words.date(day) if day else "" for day in (card.state.span.first, card.state.span.last)
        )
        return f"{first} – {last}".strip() if first or last else ""

    def signed(self, card: Card) -> str:
        counted = card.signed
        return (
            self.t("revision.signed.n", n=counted.recorded, of=counted.required) if counted.required else ""
        )

    def day(self, day: dt.date | None) -> str:
        return self.words.date(day) if day else ""

    def what(self, due: Due | Next, document: Document) -> Markup:
        """What falls due: "Møte: Ledermøte"."""
        kind = escape(self.t(f"due.kind.{due.kind}"))
        if due.what is None or due.kind == "expiry":
            return kind
        value, lang = due.what.in_language(self.lang, own_language(document))
        short = shortened(clean(value))
        told = escape(short) if lang == self.lang else Markup('<span lang="{}">{}</span>').format(lang, short)
        return Markup("{}: {}").format(kind, told)

    def due(self, due: Due | Pressed, card: Card, top: str) -> DueLine:
        who = ", ".join(due.who if isinstance(due, Pressed) else owners_called(due))
        return DueLine(
            self.day(due.due),
            self.what(due, card.document),
            who,
            self.title(card.document),
            self.address(card, top),
            "" if due.status == "passed" else self.t(f"due.status.{due.status}"),
        )
