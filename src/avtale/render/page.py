"""A document as one HTML page, for the screen or for `write_pdf`, from the same templates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from markupsafe import Markup, escape
from msgspec import Struct, field
from msgspec.structs import replace

from avtale.errors import UsageError
from avtale.facts.validity import runs_on
from avtale.findings import Problem
from avtale.format.called import short_title
from avtale.format.model import Document, Name, Section
from avtale.inheritance.inherited import Inherited
from avtale.locales import labels
from avtale.partial_date import PartialDate
from avtale.render.colour import ACCENT, usable_accent
from avtale.render.marks import Mark
from avtale.render.outline import Chapter, chapters
from avtale.render.places import PARTS, standard_heading
from avtale.render.revision_row import RevisionRow
from avtale.render.sandbox import for_templates
from avtale.render.templates import environment, explained
from avtale.render.view import KnownTitles, View
from avtale.render.words import Words

__all__ = ["ACCENT", "Edition", "Mark", "Medium", "Page", "page_html"]

Medium = Literal["screen", "paper"]
_NOTHING: dict[str, Any] = dict.fromkeys(("target_groups", "based_on", "roles"), ())


class Page(Struct, frozen=True):
    """The HTML, the document's title with code and version, and what was noticed on the way.

    `chapters` are its sections as numbered, `numbers` each duty's number by its pointer.
    """

    html: str
    title: str
    problems: tuple[Problem, ...] = field(default=())
    chapters: tuple[Chapter, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)


class Edition(Struct, frozen=True, kw_only=True):
    """A document to be shown: in which language, as of which day, for which medium, and what is known around it.

    `on` decides which of a party's dated names holds where the document has no effective date.
    `fields` places the inputs that become signature fields (paper only, never for a transcription).
    `issuer` names the owner of the repository where the control header names no party. `known` gives the titles
    of the repository's documents by key and version. `font_css` is `font_face_css(embed=True)` for the screen.
    `accent` is #rrggbb from the settings; one that white text cannot be read on is not used, and a problem says so.
    `overrides` are folders searched for templates first. `adopted` tells when, and in which case, each body
    adopted the document; `taken_over` who vouches for a transcription, on what day, and where the original lies; `inherited` is what a local routine has from what it is based on, and `names_above` holds
    the parties and roles that are named there. `revisions` are the rows of the revision table, `logo` the owner's
    picture as an element. `pointing`: for one who writes it (`View.pointing`).
    """

    document: Document
    lang: str
    on: dt.date
    medium: Medium
    marks: Sequence[Mark] = ()
    fields: bool = False
    issuer: Sequence[Name] = ()
    known: KnownTitles = field(default_factory=dict)
    accent: str | None = None
    font_css: str = ""
    overrides: Sequence[Path] = ()
    adopted: Mapping[str, tuple[PartialDate, str | None]] = field(default_factory=dict)
    taken_over: Mapping[str, Any] = field(default_factory=dict)
    inherited: Inherited | None = None
    names_above: Document | None = None
    revisions: Sequence[RevisionRow] = ()
    logo: Markup | None = None
    pointing: bool = False


def page_html(edition: Edition) -> Page:
    """The whole page. Reads no file but templates and labels; the same edition gives the same text.

    Raises `UsageError` for a language or kind there is nothing for, `StateError` for a template that breaks.
    """
    words = labels(edition.lang)
    colour, as_given = usable_accent(edition.accent)
    inherited = edition.inherited
    document = inherited.local if inherited else edition.document
    view = View(
        document,
        Words(words),
        edition.on,
        edition.known,
        inherited,
        edition.names_above,
        pointing=edition.pointing,
    )
    if not f"{document.kind or ''}".isidentifier():
        raise UsageError(nb="Dokumentet har ikke noe dokumentslag.", en="The document has no kind.")
    with explained():
        templates = environment(edition.overrides)
        header = document.control_header
        issuing = view.party(header.issuer) if header else None
        context: dict[str, Any] = {
            "doc": document,
            "header": header,
            "issuer": view.names(issuing) if issuing else view.ordered(tuple(edition.issuer)),
            "lang": edition.lang,
            "t": words,
            "view": view,
            "words": view.words,
            "say": view.say,
            "marks": (*edition.marks, *((Mark(words("mark.invented")),) if document.invented else ())),
            "runs_on": document.validity is not None and runs_on(document.validity),
            "adopted": dict(edition.adopted),
            "taken_over": dict(edition.taken_over),
            "inherited": inherited,
            "revisions": tuple(edition.revisions),
            "logo": edition.logo,
            "medium": edition.medium,
            "fields": edition.fields and edition.medium == "paper" and document.transcribed_from is None,
            "accent": colour,
            "font_css": Markup(edition.font_css),
            "title": _title(view),
        }

        numbered: list[Chapter] = []
        apart: set[str] = set()  # what stands within another section otherwise, and has one of its own here
        rest = document

        def body(identifier: str, number: str) -> Markup:
            template = templates.get_template(f"sections/{identifier}.html.jinja")
            shown = document if identifier in apart else rest
            return Markup(template.render({**context, "doc": shown}, number=number))

        def clauses(section: Section, number: str) -> Markup:
            template = templates.get_template("macros/clauses.html.jinja")
            return Markup(template.render(context, clauses=section.clauses, number=number))

        def heading(identifier: str) -> Markup:
            return escape(standard_heading(identifier, document.kind, words))

        @for_templates
        def outline(standard: Sequence[str]) -> list[Chapter]:
            nonlocal apart, rest
            apart = {one.id for one in document.sections if one.id in PARTS and one.id not in standard}
            rest = replace(
                document, **{name: _NOTHING.get(name) for name in apart if hasattr(document, name)}
            )
            numbered[:] = chapters(
                standard,
                document.sections,
                body=body,
                clauses=clauses,
                heading=heading,
                say=view.say,
                prose=view.prose,
                numbers=view.numbers,
                style=document.numbering,
                part=lambda number: words("numbering.part", n=number),
            )
            return numbered

        context["outline"] = outline
        html = templates.get_template(f"kinds/{document.kind}.html.jinja").render(context)
    problems = (*_problems(view), *(() if as_given else (_weak_accent(edition.accent),)))
    return Page(html, context["title"], problems, tuple(numbered), view.numbers)


def _title(view: View) -> str:
    """IOVLS-S Samarbeidsavtale NAV og OT 1.01: what a window, a list of files and the PDF's metadata show."""
    header = view.document.control_header
    short = view.plain(short_title(view.document))
    pieces = (header.code if header else None, short, header.version if header else None)
    return " ".join(piece for piece in pieces if piece) or view.document.key or view.words.labels("untitled")


def _weak_accent(colour: str | None) -> Problem:
    return Problem(
        "accent-colour-unreadable",
        "/rendering/accent_colour",
        nb=f"Fargen «{colour}» i innstillingene er for lys til å leses (under 4,5 : 1), så dokumentet fikk {ACCENT}. "
        "Velg en mørkere.",
        en=f"The colour “{colour}” of the settings is too light to be read (below 4.5 : 1), so the document got {ACCENT}. "
        "Choose a darker one.",
    )


def _problems(view: View) -> tuple[Problem, ...]:
    if not view.foreign:
        return ()
    first = view.foreign[0]
    count = len({text.pointer for text in view.foreign})
    return (
        Problem(
            "text-not-translated",
            first.pointer,
            nb=f"{count} tekster finnes ikke på «{view.lang}» og står på sitt eget språk. Legg til oversettelser, eller "
            "gjør dokumentet på språket det er skrevet på.",
            en=f"{count} texts are not there in “{view.lang}” and stand in their own language. Add translations, or "
            "render the document in the language it is written in.",
            severity="notice",
        ),
    )
