"""The short form: a routine or an agreement on one page, with the names and telephone numbers of the day.

It is no version of the document: people come and go without one, so it is neither signed nor does it carry
the source. What does not fit on the page is left out, the agreement's least urgent duties first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from avtale.catalogue.finding import finding
from avtale.errors import StateError
from avtale.facts.repository import DocumentFile, Repository
from avtale.findings import Problem
from avtale.format.bind import parts
from avtale.format.model import ContactEntry, Document, Duty
from avtale.locales import labels
from avtale.render.bounded import PAGE_SECONDS, PAPER_SECONDS, bounded
from avtale.render.colour import accent_of
from avtale.render.document import FORMATS, Rendering, as_problem, require_formats
from avtale.render.job import Job, font_css
from avtale.render.marks import Mark
from avtale.render.page import Medium
from avtale.render.templates import environment, explained
from avtale.render.view import View
from avtale.render.words import Words

KINDS_WITH_SHORT = ("routine", "agreement")


class Group(Struct, frozen=True):
    """Duties under one heading."""

    heading: str
    duties: tuple[Duty, ...]


def render_short(
    entry: DocumentFile,
    repository: Repository,
    *,
    on: dt.date,
    lang: str = "nb",
    formats: Sequence[str] = FORMATS,
    told_in: str = "nb",
) -> Rendering:
    """One page of the document as of the day `on`: office, people, meetings, who does what. Nothing is written.

    Raises `StateError` for a kind that has no short form, or a file that is no document.
    """
    require_formats(formats)
    if entry.document is None or entry.document.kind not in KINDS_WITH_SHORT:
        raise StateError(
            nb=f"{entry} har ingen kortform; bare avtaler og lokale rutiner har det.",
            en=f"{entry} has no short form; only agreements and local routines have one.",
        )
    job = Job(entry, repository, on, lang)
    document = job.effective.document
    assert document is not None
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    if "pdf" in formats:
        files["pdf"], problems = _paper(job, document)
    if "html" in formats:
        from avtale.render.fonts import with_fallback_fonts

        html = _html(job, document, _groups(job, document)[0], "screen")
        files["html"] = with_fallback_fonts(html).encode()
    findings = tuple(sorted({finding(problem, entry.source, told_in) for problem in problems}))
    return Rendering(f"{job.stem}.short.{lang}", files, findings)


def people(job: Job) -> list[ContactEntry]:
    """Who holds each role on the day: the document's own first, then those of the documents above; a role
    that is listed and that nobody holds stands there without a name."""
    entry, book = job.entry, job.repository.contacts
    shown: list[ContactEntry] = []
    for one in (entry, *job.effective.ancestors):
        held = [each for each in book.of(one.key) if each in book.held(one.key, each.role, job.on)]
        shown += [each for each in held if each not in shown]
    contacts: Any = getattr(entry.document, "contacts", None)
    held_roles = {each.role for each in shown}
    for listed in contacts.items if contacts else ():
        if listed.role and listed.role not in held_roles:
            shown.insert(0, ContactEntry(role=listed.role))
    return shown


def _paper(job: Job, document: Document) -> tuple[bytes, list[Problem]]:
    """The first selection of duties that fits on one page."""
    import io

    import pikepdf

    from avtale.render.pdf import Pdf, PdfMeta, write_pdf

    created = dt.datetime.combine(job.on, dt.time(), dt.UTC)
    meta = PdfMeta(_title(job.entry), job.lang, created, stated=job.statement("short").properties())
    for groups in _groups(job, document):
        html = _html(job, document, groups, "paper")
        pdf = bounded(write_pdf, Pdf, job.overrides, PAPER_SECONDS, html, meta=meta, profile=job.profile)
        with pikepdf.open(io.BytesIO(pdf.data)) as opened:
            if len(opened.pages) == 1:
                return pdf.data, [as_problem(each, job.entry.source) for each in pdf.problems]
    nb = "Kortformen får ikke plass på én side. Ta bort noe av det lokale."
    en = "The short form does not fit on one page. Take away some of what is local."
    return pdf.data, [Problem("render-layout", "", nb, en)]


def _title(entry: DocumentFile) -> str:
    header = entry.header
    return f"{(header.title if header else None) or entry.key} {entry.version or ''}".rstrip()


def _groups(job: Job, document: Document) -> list[list[Group]]:
    """Selections of duties, the fullest first."""
    own = {duty.id for duty in parts(job.entry.document, Duty)} if job.entry.document else set()
    every = [duty for duty in parts(document, Duty) if duty.does is not None]
    local = [duty for duty in every if duty.id in own]
    above = [duty for duty in every if duty.id not in own]
    pressing = [duty for duty in above if duty.deadline is not None and duty.deadline.within is not None]
    here = labels(job.lang)("overview")
    parent = next((_title(one) for one in job.effective.ancestors), here)

    def made(rest: list[Duty], mine: list[Duty] = local) -> list[Group]:
        named = ((here, mine), (parent, rest))
        return [Group(heading, tuple(duties)) for heading, duties in named if duties]

    return [made(above), made(pressing), made([]), made([], local[:20]), made([], [])]


def _html(job: Job, document: Document, groups: Sequence[Group], medium: Medium) -> str:
    shown = {
        "office": getattr(document, "office", None),
        "name": str(job.entry),
        "title": _title(job.entry),
        "marks": job.marks,
        "people": people(job),
        "groups": groups,
        "medium": medium,
        "accent": accent_of(job.repository.settings),
        "font_css": Markup(font_css(medium)),
    }
    return bounded(
        short_page, str, job.overrides, PAGE_SECONDS, document, job.lang, job.on, job.overrides, shown
    )


def short_page(
    document: Document, lang: str, on: dt.date, overrides: Sequence[Path], shown: dict[str, Any]
) -> str:
    """The HTML of the short form; `shown` goes to the template, and a mark besides where the document is invented."""
    words = labels(lang)
    view = View(document, Words(words), on)
    invented = (Mark(words("mark.invented")),) if document.invented else ()
    shown = {**shown, "marks": (*shown["marks"], *invented)}
    own = {
        "doc": document,
        "lang": lang,
        "t": words,
        "view": view,
        "words": view.words,
        "say": view.say,
        "on": on,
    }
    with explained():
        html: str = environment(overrides).get_template("short.html.jinja").render(own | shown)
    return html
