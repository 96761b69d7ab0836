"""A document's way out: entry → page → the bytes of a PDF and an HTML file.

The marks every reader has to know of (utkast, utgått, erstattet av …) come from the document's state on the day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from avtale.errors import Misuse, Unfit
from avtale.facts.decided import decided, first_day
from avtale.facts.overrides import templates_fingerprint
from avtale.facts.repository import Entry, Repository
from avtale.facts.state import State, state
from avtale.facts.validity import adoptions
from avtale.facts.version import names_file
from avtale.findings import Finding, Problem
from avtale.format.bind import load
from avtale.format.fingerprint import LEFT_OUT_OF_HEADER
from avtale.format.model import Document
from avtale.render.bounded import PAGE_SECONDS, PAPER_SECONDS, bounded
from avtale.render.inherited import inherited, names_above
from avtale.render.logo import logo_element, pictures
from avtale.render.marks import Mark, marks_for
from avtale.render.page import ACCENT, Page, page_html
from avtale.render.problems import RenderProblem
from avtale.render.revisions import revision_rows
from avtale.render.sending import too_large
from avtale.render.statement import Form, Statement, versions_here
from avtale.render.surroundings import surroundings
from avtale.render.templates import overriding_folders
from avtale.rules.check import finding
from avtale.source.dump import dump
from avtale.source.editing import remove
from avtale.source.lines import end_of
from avtale.source.read import Source, parse

if TYPE_CHECKING:
    from avtale.render.pdf import Profile

FORMATS = ("pdf", "html")
_CODES = {
    "fetch-refused": "render-fetch",
    "missing-glyph": "render-glyph",
    "conformance": "render-conformance",
}


class Rendering(Struct, frozen=True):
    """The files made of one document, by their format, and what was noticed on the way.

    `name` is the file name without its ending: <key>-<version>.<lang>.
    """

    name: str
    files: dict[str, bytes]
    findings: tuple[Finding, ...] = ()


def render(
    entry: Entry,
    repository: Repository,
    *,
    on: dt.date,
    lang: str = "nb",
    formats: Sequence[str] = FORMATS,
    told_in: str = "nb",
    signed_files: Collection[str] | None = None,
    stated_surroundings: str | None = None,
) -> Rendering:
    """Render a document as of the day `on`, in `lang`, to the bytes of each of `formats`; nothing is written.

    The same input and day give the same bytes. The HTML shows who has signed the PDF by the register;
    `signed_files` limits that to files with these digests (SHA-256), as a page made earlier did. `stated_surroundings` is
    what an earlier rendering said of what it depended on, to make that one again. Findings are told in `told_in`. Raises `Unfit` for a file
    that is no document or a template that breaks, `Misuse` for an unknown language or format, and
    `Surroundings` where a library that draws is missing.
    """
    require_formats(formats)
    document = _document(entry, repository)
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    if "pdf" in formats:
        page = _page(entry, document, repository, on, lang, paper=True)
        files["pdf"], found = _pdf(page, entry, document, repository, on, lang, stated_surroundings)
        problems += [*page.problems, *(as_problem(one, entry.source) for one in found)]
        problems += too_large(entry, repository, on, len(files["pdf"]))
    if "html" in formats:
        from avtale.render.fonts import with_fallback_fonts

        page = _page(entry, document, repository, on, lang, paper=False)
        files["html"] = _stated(
            with_fallback_fonts(page.html), entry, repository, on, lang, signed_files
        ).encode()
        problems += page.problems
    findings = tuple(sorted({finding(problem, entry.source, told_in) for problem in problems}))
    return Rendering(f"{source_stem(entry)}.{lang}", files, findings)


render_document = render  # as avtale has it, flat


def require_formats(formats: Sequence[str]) -> None:
    """Raises `Misuse` where a format is unknown, or none is named."""
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        listed = ", ".join(FORMATS)
        raise Misuse(
            nb=f"Formatet «{', '.join(unknown)}» finnes ikke. Velg blant: {listed}.",
            en=f"There is no format “{', '.join(unknown)}”. Choose among: {listed}.",
        )


def marks(entry: Entry, repository: Repository, on: dt.date, lang: str) -> tuple[Mark, ...]:
    """What every reader of a rendering has to know of the state on the day; none for what is in force."""
    now = state(entry, repository, on)
    other = now.superseded_by
    replaced_by = None if other is None else other.version if other.key == entry.key else str(other)
    return marks_for(
        now.name,
        lang=lang,
        begins=first_day(entry, repository),
        ends=now.span.end,
        ended=now.span.has_ended(on) and not _replaced_before_its_end(now, repository),
        replaced_by=replaced_by,
    )


def _replaced_before_its_end(now: State, repository: Repository) -> bool:
    """Whether another version took over while this one still held: then it did not expire, it was replaced."""
    start = first_day(now.superseded_by, repository) if now.superseded_by else None
    return start is not None and now.span.end is not None and start <= now.span.end


def embedded_source(entry: Entry, repository: Repository) -> bytes:
    """The YAML that goes into the PDF: the data alone, or the file as it stands where the settings say so."""
    rendering = repository.settings.rendering
    source = _source(entry, repository)
    if rendering is not None and rendering.keep_comments:
        return source.text.encode()
    return dump(source.data)


def _source(entry: Entry, repository: Repository) -> Source:
    """The file, without an approver that the register does not know.

    Else a PDF made before the approval would bear one, and could be signed as if it had it.
    """
    header = entry.document.control_header if entry.document else None
    claims = [field for field in LEFT_OUT_OF_HEADER if header and getattr(header, field)]
    transcribed = entry.document is not None and entry.document.transcribed_from is not None
    if not claims or transcribed or repository.register.approval(entry.key, entry.version):
        return entry.source
    raw = entry.source.text.encode()
    for field in claims:
        raw = remove(raw, f"/control_header/{field}", name=entry.name)
    return parse(raw, entry.name)


def source_stem(entry: Entry) -> str:
    """<key>-<version>; the file's own name where the document has none that can name a file."""
    return f"{entry.key}-{entry.version}" if names_file(entry.key, entry.version) else entry.path.stem


def _document(entry: Entry, repository: Repository) -> Document:
    document = None if entry.document is None else load(_source(entry, repository))
    if document is not None:
        return document
    first = entry.problems[0] if entry.problems else None
    raise Unfit(
        nb=f"{entry.name} kan ikke gjengis: {first.nb if first else 'filen er ikke noe dokument.'}",
        en=f"{entry.name} cannot be rendered: {first.en if first else 'the file is no document.'}",
    )


def _page(
    entry: Entry, document: Document, repository: Repository, on: dt.date, lang: str, *, paper: bool
) -> Page:
    settings = repository.settings
    css = ""
    if not paper:
        from avtale.render.fonts import font_face_css

        css = font_face_css(embed=True)
    overrides = overriding_folders(repository)
    return bounded(
        page_html,
        Page,
        overrides,
        PAGE_SECONDS,
        document,
        lang=lang,
        on=on,
        medium="paper" if paper else "screen",
        marks=marks(entry, repository, on, lang),
        fields=paper and document.transcribed_from is None,
        issuer=settings.owner.names if settings.owner else (),
        known=_titles(repository),
        accent=(settings.rendering.accent_colour if settings.rendering else None) or ACCENT,
        font_css=css,
        overrides=overrides,
        adopted=_adopted(entry, repository),
        inherited=inherited(entry, repository, on),
        names_above=names_above(entry, repository, on),
        revisions=revision_rows(entry, repository, lang),
        logo=logo_element(repository, lang, document.language or "nb", paper=paper),
    )


def _stated(
    html: str,
    entry: Entry,
    repository: Repository,
    on: dt.date,
    lang: str,
    signed_files: Collection[str] | None,
) -> str:
    from avtale.render.stated import signed_by, stated

    if not entry.key or not entry.version:
        return html
    return stated(
        html,
        key=entry.key,
        version=entry.version,
        on=on,
        lang=lang,
        source=embedded_source(entry, repository),
        signed=signed_by(entry, repository, signed_files),
    )


def _pdf(
    page: Page,
    entry: Entry,
    document: Document,
    repository: Repository,
    on: dt.date,
    lang: str,
    around: str | None,
) -> tuple[bytes, tuple[RenderProblem, ...]]:
    from avtale.render.pdf import Attachment, Pdf, PdfMeta, write_pdf

    owner = repository.settings.owner
    author = next((name.name for name in owner.names if name.name), "") if owner else ""
    subject = document.subject.in_language(lang, document.language or "nb")[0] if document.subject else ""
    said = statement(entry, repository, on, lang, "full", around).properties()
    created = dt.datetime.combine(on, dt.time(), dt.UTC)
    meta = PdfMeta(page.title, lang, created, author, subject, stated=said)
    source = Attachment(f"{source_stem(entry)}.yaml", embedded_source(entry, repository))
    overrides = overriding_folders(repository)
    pdf = bounded(
        write_pdf,
        Pdf,
        overrides,
        PAPER_SECONDS,
        page.html,
        meta=meta,
        source=source,
        profile=archive_profile(repository),
        pictures=pictures(repository),
    )
    return pdf.data, pdf.problems


def archive_profile(repository: Repository) -> Profile:
    """The profile of PDF/A that the settings choose, for every PDF that is made."""
    rendering = repository.settings.rendering
    return "pdf/a-2a" if rendering and rendering.archive_profile == "pdf/a-2a" else "pdf/a-3a"


def statement(
    entry: Entry, repository: Repository, on: dt.date, lang: str, form: Form, around: str | None = None
) -> Statement:
    """What a PDF of `entry` says of how it was rendered. Raises `Surroundings` where Pango is missing."""
    around = around or surroundings(entry, repository)
    return Statement(on, lang, form, versions_here(), templates_fingerprint(repository), around)


def _adopted(entry: Entry, repository: Repository) -> dict[str, tuple[dt.date, str | None]]:
    """When each body adopted the document, by the register, and in which case."""
    cases = {event.body: event.case for event in repository.register.of(entry.key, entry.version, "adoption")}
    if entry.document is None or not cases:
        return {}
    return {
        body: (day, cases.get(body)) for body, day in adoptions(entry.document, decided(entry, repository))
    }


def _titles(repository: Repository) -> dict[tuple[str, str | None], str]:
    found: dict[tuple[str, str | None], str] = {}
    for key, entries in repository.versions.items():
        for entry in entries:
            title = entry.document.title if entry.document else None
            if title is not None:
                found[key, entry.version] = found[key, None] = str(title)
    return found


def as_problem(found: RenderProblem, source: Source) -> Problem:
    """A problem of a rendering as one of the document's findings."""
    code = _CODES.get(found.code, "render-layout")
    place = _glyph_place(source) if code == "render-glyph" else None
    return Problem(code, "", found.nb, found.en, place=place)


def _glyph_place(source: Source) -> tuple[int, int] | None:
    """Where the first character that the font cannot draw stands in the file."""
    from avtale.render.fonts import missing_glyphs

    missing = missing_glyphs(source.text)
    offset = source.text.find(missing[0]) if missing else -1
    if offset < 0:
        return None
    return end_of(source.text[:offset])
