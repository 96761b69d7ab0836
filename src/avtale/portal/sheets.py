"""What pages of the portal are made with: lists over as many pages as it takes, and what every page has around its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from markupsafe import Markup, escape
from msgspec import Struct, field

from avtale.facts.repository import Repository
from avtale.format.called import owner_name
from avtale.locales import labels
from avtale.portal.bodies import Body, BodyKind
from avtale.portal.card import Card, Cards
from avtale.portal.lines import DueLine, Line, Speech, SuspectLine
from avtale.render.bounded import PAGE_SECONDS, bounded
from avtale.render.templates import environment, explained

T = TypeVar("T")

LINES = 50
"""Lines of a page of a list."""
FEW = 10
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


class BodyLine(Struct, frozen=True):
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


def page_of(template: str, lang: str, overrides: Sequence[Path], shown: dict[str, Any]) -> str:
    """One page from a template of `templates/portal/`."""
    with explained():
        text: str = (
            environment(overrides)
            .get_template(f"portal/{template}.html.jinja")
            .render(t=labels(lang), **shown)
        )
    return text


class Sheets:
    """Makes pages in one language, each as where it lies and its bytes."""

    def __init__(self, edition: Edition, lang: str) -> None:
        self.edition, self.lang = edition, lang
        self.speech = Speech(lang)

    def due(self, code: int, top: str = "") -> DueLine:
        return self.speech.due(*self.edition.found.due(code), top)

    def line(self, card: Card, top: str = "") -> Line:
        return self.speech.line(card, top)

    def suspect(self, pair: tuple[Card, tuple[str, str, dt.date | None]], top: str = "") -> SuspectLine:
        card, (parent, changed, day) = pair
        return SuspectLine(
            self.speech.title(card.document),
            self.speech.address(card, top),
            Markup(escape(self.speech.t("portal.changed"))).format(
                parent=self.called(parent), changed=self.called(changed)
            ),
            self.speech.day(day),
        )

    def called(self, name: str) -> Markup:
        place = self.edition.places.get(name)
        if place is None:
            return Markup("")
        card = self.edition.cards[place]
        version = "" if card.withheld else card.entry.version or ""
        return Markup("{} {}").format(self.speech.title(card.document), version).strip()

    def body(self, body: Body, top: str = "") -> BodyLine:
        return BodyLine(body.name(self.lang), f"{top}{body.kind}/{body.slug}.html", len(body.cards))

    def some(self, found: Sequence[T], line: Callable[[T, str], Any], address: str, top: str = "") -> Some:
        return Some(tuple(line(one, top) for one in found[:FEW]), len(found), address)

    def list(
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
            yield self.page(
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

    def page(self, path: str, template: str, title: str, **shown: Any) -> tuple[str, bytes]:
        t = self.speech.t
        top = "../" * path.count("/")
        here = path.partition("/")[0] if "/" not in path else ""
        menu = [(t(f"portal.{word}"), f"{top}{file}.html", here == file) for word, file in _MENU]
        around = {
            "lang": self.lang,
            "title": title,
            "site": t("portal.site"),
            "owner": owner_name(self.edition.repository.settings) or "",
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
