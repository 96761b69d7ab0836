"""The pages of the portal in one language. Each is as large whatever the number of documents: lists go over several pages."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import nsmallest
from pathlib import Path
from typing import Any, TypeVar

from markupsafe import Markup, escape
from msgspec import Struct, field

from avtale.facts.agenda import Due
from avtale.facts.amendments import amended_entry
from avtale.facts.history import revisions
from avtale.facts.repository import Repository
from avtale.format.model import Amendment
from avtale.locales import labels
from avtale.portal.bodies import Body, BodyKind
from avtale.portal.card import Card, Cards
from avtale.portal.documents import files_of
from avtale.portal.words import DueLine, Line, Speech, SuspectLine
from avtale.publish.year import year_rows, year_svg
from avtale.render.bounded import PAGE_SECONDS, bounded
from avtale.render.revisions import revision_row
from avtale.render.templates import environment, explained
from avtale.wording import told_in

T = TypeVar("T")

LINES = 50
"""Lines of a page of a list."""
_FEW = 10
"""Lines of a list that stands on a page about something else."""
LISTS: dict[BodyKind, str] = {"party": "parties", "office": "offices", "school": "schools"}


class Edition(Struct, frozen=True, kw_only=True):
    """All that pages are made from: the cards, their files by name, whom they concern, and the languages of the site."""

    repository: Repository
    on: dt.date
    langs: tuple[str, ...]
    cards: Sequence[Card]
    found: Cards
    bodies: Mapping[BodyKind, Sequence[Body]]
    overrides: tuple[Path, ...]
    accent: str
    pdf: bool
    public: bool
    parts: int
    unread: int
    places: dict[str, int] = field(default_factory=dict)
    """Where in the list of cards each file's is."""
    below: dict[str, list[int]] = field(default_factory=dict)
    """By file name: what is based on it."""
    concerned: Sequence[Sequence[Body]] = ()
    """For each card the bodies it concerns."""


class Entry(Struct, frozen=True):
    """A line of a list of parties, offices or schools."""

    name: str
    address: str
    count: int


class Some(Struct, frozen=True):
    """The first lines of a list, how many there are, and where all of them are."""

    lines: tuple[Any, ...]
    count: int
    address: str


def style(overrides: tuple[Path, ...], accent: str, font_css: str) -> bytes:
    """The one style sheet of the site, with our fonts in it."""
    with explained():
        text = environment(overrides).get_template("portal/site.css").render(accent=accent)
    return f"{font_css}\n{text}".encode()


def pages(edition: Edition, lang: str, script: str) -> Iterator[tuple[str, bytes]]:
    """Each page of the site in `lang`: where it lies, and its bytes. `script` is what the search runs."""
    yield from _Pages(edition, lang, script).all()


def page_of(template: str, lang: str, overrides: Sequence[Path], shown: dict[str, Any]) -> str:
    """One page from a template of `templates/portal/`."""
    with explained():
        text: str = (
            environment(overrides)
            .get_template(f"portal/{template}.html.jinja")
            .render(t=labels(lang), **shown)
        )
    return text


class _Pages:
    def __init__(self, edition: Edition, lang: str, script: str) -> None:
        self.edition, self.lang, self.script = edition, lang, script
        self.speech = Speech(lang)
        self.missed, self.near = edition.found.missed.by_day(), edition.found.near.by_day()
        self.suspects = [(card, one) for card in edition.cards for one in card.suspects]
        self.current = sorted(
            edition.cards,
            key=lambda card: (card.over, self.speech.title(card.document).striptags().casefold(), card.stem),
        )

    def all(self) -> Iterator[tuple[str, bytes]]:
        t, edition = self.speech.t, self.edition
        yield from self._list(
            "overdue", t("portal.overdue"), t("portal.overdue.none"), self.missed, self._due
        )
        yield from self._list(
            "suspects", t("portal.suspects"), t("portal.suspects.none"), self.suspects, self._suspect
        )
        yield from self._list("near", t("portal.near"), t("portal.near.none"), self.near, self._due)
        yield from self._list(
            "documents", t("portal.documents"), t("portal.documents.none"), self.current, self._line
        )
        for kind, name in LISTS.items():
            known = sorted(edition.bodies[kind], key=lambda one: one.name(self.lang).casefold())
            yield from self._list(name, t(f"portal.{name}"), t(f"portal.{name}.none"), known, self._body)
            for body in known:
                yield from self._body_pages(body)
        for place, card in enumerate(edition.cards):
            if not card.withheld:
                yield from self._document(place, card, edition.concerned[place])
        yield self._page(
            "search",
            "search",
            t("portal.search"),
            script=Markup(self.script),
            sha256=_sha256(self.script),
            parts=edition.parts,
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
        return self._page(
            "index",
            "front",
            self.speech.t("portal.front"),
            overdue=self._some(self.missed, self._due, "overdue.html"),
            suspects=self._some(self.suspects, self._suspect, "suspects.html"),
            near=self._some(self.near, self._due, "near.html"),
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
        numbered = self._list(
            base,
            body.name(self.lang),
            self.speech.t("portal.documents.none"),
            found,
            self._line,
            template="body",
            names=[each.name for each in body.names if each.name and each.name != body.name(self.lang)],
            number=body.number or "",
            dues=self._some(nsmallest(_FEW, codes), self._due, "", "../"),
        )
        yield from numbered

    def _document(self, place: int, card: Card, concerned: Sequence[Body]) -> Iterator[tuple[str, bytes]]:
        speech, edition = self.speech, self.edition
        document, base = card.document, f"document/{card.stem}"
        agenda = edition.found.agenda(place)
        missed = edition.found.missed.of(place)[::-1]
        coming: dict[str, Due] = {}
        for due in agenda:
            if due.status == "due":
                coming.setdefault(due.id, due)
        below = [edition.cards[one] for one in edition.below.get(card.entry.name, ())]
        if len(below) > _FEW:
            yield from self._list(
                f"{base}.below",
                f"{speech.t('portal.below')}: {speech.title(document).striptags()}",
                "",
                below,
                self._line,
            )
        files = files_of(card, edition.repository, pdf=edition.pdf)
        title = speech.title(document)
        yield self._page(
            base,
            "document",
            title.striptags(),
            heading=title,
            full=speech.said(document.title, document) if document.title else "",
            line=speech.line(card, "../"),
            facts=self._facts(card),
            files=[
                (speech.t(f"portal.read.{form}", language=_called(lang, self.lang)), f"../../{path}", lang)
                for form, made in (("html", files.pages), ("pdf", files.pdfs))
                for lang, path in made
            ],
            calendar=f"../../{files.calendar}" if files.calendar else "",
            suspects=[self._suspect((card, one), "../") for one in card.suspects],
            missed=self._some(missed, self._due, "", "../"),
            coming=[speech.due(due, card, "../") for due in list(coming.values())[:LINES]],
            year=self._year(agenda),
            chain=[(speech.t(f"portal.{name}"), lines) for name, lines in self._chain(card) if lines],
            below=self._some(below, self._line, f"{card.stem}.below.html", "../"),
            concerned=self._concerned(concerned),
            history=(
                history := [
                    revision_row(one, self.lang)
                    for one in reversed(revisions(card.entry, edition.repository))
                ]
            ),
            dates=[speech.day(row.date) for row in history],
        )

    def _year(self, agenda: Sequence[Due]) -> dict[str, Any] | None:
        """The year as a picture, without today in it: else every page would be another every day."""
        year, told = self.edition.on.year, told_in(self.lang)
        found = [one for one in agenda if one.due.year == year]
        if not found:
            return None
        svg = year_svg(found, year, on=dt.date(year + 1, 1, 1), lang=told)
        return {"number": year, "lang": told, "svg": Markup(svg), "rows": year_rows(found, year, told)}

    def _concerned(self, concerned: Sequence[Body]) -> list[tuple[str, list[Entry]]]:
        named = {kind: [self._body(one, "../") for one in concerned if one.kind == kind] for kind in LISTS}
        return [(self.speech.t(f"portal.{LISTS[kind]}"), some) for kind, some in named.items() if some]

    def _facts(self, card: Card) -> list[tuple[str, str]]:
        t, document = self.speech.t, card.document
        header = document.control_header
        facts = [
            (t("portal.kind"), self.speech.kind(document)),
            (t("header.id"), card.entry.id),
            (t("header.version"), card.entry.version),
            (t("portal.valid"), self.speech.valid(card)),
            (t("portal.signed"), self.speech.signed(card)),
            (t("header.owner"), header.owner if header else None),
            (t("header.shielding"), header.shielding if header else None),
        ]
        return [(label, said) for label, said in facts if said]

    def _chain(self, card: Card) -> Iterator[tuple[str, list[Line]]]:
        edition = self.edition
        yield "above", [line for name in card.above if (line := self._named(name))]
        if isinstance(card.document, Amendment):
            amended = amended_entry(card.entry, edition.repository)
            yield "amends", [line for line in [self._named(amended.name if amended else "")] if line]
        other = card.state.superseded_by
        if other is not None and other.key != card.entry.key:
            yield "replaced_by", [line for line in [self._named(other.name)] if line]
        amending = edition.repository.amendments.get(card.entry.key or "", ())
        yield "amended_by", [line for one in amending if (line := self._named(one.name))][:_FEW]
        versions = edition.repository.versions.get(card.entry.key or "", ())
        yield (
            "versions",
            [line for one in reversed(versions) if one is not card.entry and (line := self._named(one.name))][
                :_FEW
            ],
        )

    def _named(self, name: str) -> Line | None:
        place = self.edition.places.get(name)
        return None if place is None else self.speech.line(self.edition.cards[place], "../")

    def _due(self, code: int, top: str = "") -> DueLine:
        return self.speech.due(*self.edition.found.due(code), top)

    def _line(self, card: Card, top: str = "") -> Line:
        return self.speech.line(card, top)

    def _suspect(self, pair: tuple[Card, tuple[str, str, dt.date | None]], top: str = "") -> SuspectLine:
        card, (parent, changed, day) = pair
        return SuspectLine(
            self.speech.title(card.document),
            self.speech.address(card, top),
            Markup(escape(self.speech.t("portal.changed"))).format(
                parent=self._called(parent), changed=self._called(changed)
            ),
            self.speech.day(day),
        )

    def _called(self, name: str) -> Markup:
        place = self.edition.places.get(name)
        if place is None:
            return Markup("")
        card = self.edition.cards[place]
        version = "" if card.withheld else card.entry.version or ""
        return Markup("{} {}").format(self.speech.title(card.document), version).strip()

    def _body(self, body: Body, top: str = "") -> Entry:
        return Entry(body.name(self.lang), f"{top}{body.kind}/{body.slug}.html", len(body.cards))

    def _some(self, found: Sequence[T], line: Callable[[T, str], Any], address: str, top: str = "") -> Some:
        return Some(tuple(line(one, top) for one in found[:_FEW]), len(found), address)

    def _list(
        self,
        base: str,
        heading: str,
        empty: str,
        found: Sequence[T],
        line: Callable[[T, str], Any],
        *,
        template: str = "list",
        **shown: Any,
    ) -> Iterator[tuple[str, bytes]]:
        """A list over as many pages as it takes: base.html, base-2.html, …"""
        many = max(1, -(-len(found) // LINES))
        top = "../" * base.count("/")
        own = base.rpartition("/")[2]

        def address(number: int) -> str:
            return f"{own}.html" if number == 1 else f"{own}-{number}.html"

        for number in range(1, many + 1):
            lines = [line(one, top) for one in found[(number - 1) * LINES : number * LINES]]
            turn = self.speech.t("portal.page", n=number, all=many) if many > 1 else ""
            yield self._page(
                base if number == 1 else f"{base}-{number}",
                template,
                f"{heading} – {turn}" if turn else heading,
                heading=heading,
                empty=empty,
                lines=lines,
                shape=type(lines[0]).__name__ if lines else "",
                turn=turn,
                count=len(found),
                before=address(number - 1) if number > 1 else "",
                after=address(number + 1) if number < many else "",
                **shown,
            )

    def _page(self, path: str, template: str, title: str, **shown: Any) -> tuple[str, bytes]:
        t, owner = self.speech.t, self.edition.repository.settings.owner
        top = "../" * path.count("/")
        name = next((each.name for each in owner.names if each.name), "") if owner else ""
        here = path.partition("/")[0] if "/" not in path else ""
        menu = [(t(f"portal.{word}"), f"{top}{file}.html", here == file) for word, file in _MENU]
        around = {
            "lang": self.lang,
            "title": title,
            "site": t("portal.site"),
            "owner": name,
            "top": top,
            "menu": menu,
            "langs": [
                (lang, labels(lang)("language"), f"{top}../{lang}/{path}.html") for lang in self.edition.langs
            ],
            "public": self.edition.public,
            "template": template,
        }
        html = bounded(
            page_of,
            str,
            self.edition.overrides,
            PAGE_SECONDS,
            template,
            self.lang,
            self.edition.overrides,
            around | shown,
        )
        return f"{self.lang}/{path}.html", html.encode()


_MENU = (
    ("front", "index"),
    ("documents", "documents"),
    *((name, name) for name in LISTS.values()),
    ("search", "search"),
)


def _called(lang: str, told_in: str) -> str:
    """What a language is called in another; by itself where that is not known."""
    name = labels(lang)
    return name(f"language.{told_in}") if f"language.{told_in}" in name else name("language")


def _sha256(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
