"""A document's way out: entry → page → the bytes of a PDF and an HTML file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from msgspec import Struct

from avtale.catalogue.finding import finding
from avtale.errors import UsageError
from avtale.facts.repository import DocumentFile, Repository
from avtale.findings import Finding, Problem
from avtale.format.called import owner_name, text_in
from avtale.render.bounded import PAPER_SECONDS, bounded
from avtale.render.job import Job
from avtale.render.languages import page_languages
from avtale.render.logo import pictures
from avtale.render.page import Page
from avtale.render.problems import RenderProblem
from avtale.render.sending import too_large
from avtale.source.lines import end_of
from avtale.source.read import Source

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
    entry: DocumentFile,
    repository: Repository,
    *,
    on: dt.date,
    lang: str | None = None,
    formats: Sequence[str] = FORMATS,
    told_in: str = "nb",
    signed_files: Collection[str] | None = None,
    stated_surroundings: str | None = None,
) -> Rendering:
    """Render a document as of the day `on`, in `lang`, to the bytes of each of `formats`; nothing is written.

    `lang` is one language, or two side by side (`nb+se`); without, the first that the document is written in.

    The same input and day give the same bytes. The HTML shows who has signed the PDF by the register;
    `signed_files` limits that to files with these digests (SHA-256), as a page made earlier did. `stated_surroundings` is
    what an earlier rendering said of what it depended on, to make that one again. Findings are told in `told_in`. Raises `StateError` for a file
    that is no document or a template that breaks, `UsageError` for an unknown language or format, and
    `SystemFailure` where a library that draws is missing.
    """
    require_formats(formats)
    lang = lang or page_languages(entry, repository)[0]
    job = Job(entry, repository, on, lang)
    job.document  # noqa: B018 - raises where there is none
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    if "pdf" in formats:
        page = job.page("paper")
        files["pdf"], found = _pdf(page, job, stated_surroundings)
        problems += [*page.problems, *(as_problem(one, entry.source) for one in found)]
        problems += too_large(entry, repository, on, len(files["pdf"]))
    if "html" in formats:
        from avtale.render.fonts import with_fallback_fonts

        page = job.page("screen")
        files["html"] = _stated(with_fallback_fonts(page.html), job, signed_files).encode()
        problems += page.problems
    findings = tuple(sorted({finding(problem, entry.source, told_in) for problem in problems}))
    return Rendering(f"{job.stem}.{lang}", files, findings)


render_document = render  # as avtale has it, flat


def require_formats(formats: Sequence[str]) -> None:
    """Raises `UsageError` where a format is unknown, or none is named."""
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        listed = ", ".join(FORMATS)
        raise UsageError(
            nb=f"Formatet «{', '.join(unknown)}» finnes ikke. Velg blant: {listed}.",
            en=f"There is no format “{', '.join(unknown)}”. Choose among: {listed}.",
        )


def _stated(html: str, job: Job, signed_files: Collection[str] | None) -> str:
    from avtale.render.stated import signed_by, stated

    entry = job.entry
    if not entry.key or not entry.version:
        return html
    return stated(
        html,
        key=entry.key,
        version=entry.version,
        on=job.on,
        lang=job.lang,
        told_in=job.langs[0],
        source=job.embedded,
        signed=signed_by(entry, job.repository, signed_files),
    )


def _pdf(page: Page, job: Job, around: str | None) -> tuple[bytes, tuple[RenderProblem, ...]]:
    from avtale.render.pdf import Attachment, Pdf, PdfMeta, write_pdf

    author, document = owner_name(job.repository.settings) or "", job.document
    subject = text_in(document.subject, document, job.langs[0])
    said = job.statement("full", around).properties()
    created = dt.datetime.combine(job.on, dt.time(), dt.UTC)
    meta = PdfMeta(page.title, job.langs[0], created, author, subject, stated=said)
    source = Attachment(f"{job.stem}.yaml", job.embedded)
    pdf = bounded(
        write_pdf,
        Pdf,
        job.overrides,
        PAPER_SECONDS,
        page.html,
        meta=meta,
        source=source,
        profile=job.profile,
        pictures=pictures(job.repository),
    )
    return pdf.data, pdf.problems


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
