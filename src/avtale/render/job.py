"""One document to render, as of a day and in a language, with all that its files are made from: each found once.

The marks every reader has to know of (utkast, utgått, erstattet av …) come from the document's state on the day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from avtale.facts.decided import decided, first_day
from avtale.facts.overrides import templates_fingerprint
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.state import State, state
from avtale.facts.validity import adoptions
from avtale.facts.version import names_file
from avtale.format.bind import everything, load
from avtale.format.called import own_language
from avtale.format.fingerprint import LEFT_OUT_OF_HEADER
from avtale.format.model import Document, Reference
from avtale.inheritance.chain import chain
from avtale.inheritance.effective import EffectiveDocument
from avtale.inheritance.inherited import inherited
from avtale.lifecycle.requirements import no_document
from avtale.message import Message
from avtale.partial_date import PartialDate
from avtale.render.bounded import PAGE_SECONDS, bounded
from avtale.render.languages import rank, sides
from avtale.render.logo import logo_element
from avtale.render.marks import Mark, marks_for
from avtale.render.page import ACCENT, Edition, Medium, Page, page_html
from avtale.render.revisions import revision_rows
from avtale.render.side_by_side import side_by_side
from avtale.render.statement import Form, Statement, versions_here
from avtale.render.surroundings import surroundings
from avtale.render.templates import overriding_folders, rendered
from avtale.source.dump import dump
from avtale.source.editing import remove
from avtale.source.read import Source, parse

if TYPE_CHECKING:
    from avtale.render.pdf import Profile


class Job(Struct, frozen=True, dict=True):
    """What to render: `entry` of `repository` as of the day `on`, in `lang`; `pointing` for one who writes it (`View.pointing`)."""

    entry: DocumentFile
    repository: Repository
    on: dt.date
    lang: str
    pointing: bool = False

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages of the page: one, or two side by side. Raises `UsageError` for one there are no words in."""
        return sides(self.lang)

    @property
    def stem(self) -> str:
        """The files' name without language and ending."""
        return source_stem(self.entry)

    @cached_property
    def source(self) -> Source:
        """The file, without an approver that the register does not know.

        Else a PDF made before the approval would bear one, and could be signed as if it had it.
        """
        entry = self.entry
        header = entry.header
        claims = [field for field in LEFT_OUT_OF_HEADER if header and getattr(header, field)]
        if not claims or entry.transcribed or self.repository.register.approval(entry.key, entry.version):
            return entry.source
        raw = entry.source.text.encode()
        for field in claims:
            raw = remove(raw, f"/control_header/{field}", name=entry.name)
        return parse(raw, entry.name)

    @cached_property
    def document(self) -> Document:
        """What `source` says. Raises `StateError` where that is no document."""
        entry = self.entry
        found = entry.document if entry.document is None or self.source is entry.source else load(self.source)
        if found is not None:
            return found
        raise no_document(entry, Message("gjengis", "rendered"))

    @cached_property
    def embedded(self) -> bytes:
        """The YAML that goes into the PDF: the data alone, or the file as it stands where the settings say so."""
        rendering = self.repository.settings.rendering
        if rendering is not None and rendering.keep_comments:
            return self.source.text.encode()
        return dump(self.source.data)

    @property
    def effective(self) -> EffectiveDocument:
        """What holds on the day, with what is above."""
        return chain(self.repository, self.on).resolve(self.entry)

    @property
    def overrides(self) -> tuple[Path, ...]:
        """The folders of the county's own templates."""
        return overriding_folders(self.repository)

    @property
    def profile(self) -> Profile:
        """The profile of PDF/A for the file."""
        return archive_profile(self.repository)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """What every reader has to know of the state on the day; none for what is in force."""
        entry, now = self.entry, state(self.entry, self.repository, self.on)
        other = now.superseded_by
        replaced_by = None if other is None else other.version if other.key == entry.key else str(other)
        return marks_for(
            now.name,
            lang=self.lang,
            begins=first_day(entry, self.repository),
            ends=now.span.end,
            ended=now.span.has_ended(self.on) and not _replaced_before_its_end(now, self.repository),
            replaced_by=replaced_by,
        )

    @cached_property
    def _edition(self) -> Edition:
        """What a page for the screen and one for paper have in common."""
        entry, repository = self.entry, self.repository
        settings = repository.settings
        found = inherited(self.effective, self.document)
        apart = [found.local, *(group.document for group in found.groups)] if found else []
        return Edition(
            document=self.document,
            lang=self.lang,
            on=self.on,
            medium="screen",
            pointing=self.pointing,
            marks=self.marks,
            issuer=settings.owner.names if settings.owner else (),
            known=_titles((self.document, *apart), repository),
            accent=(settings.rendering.accent_colour if settings.rendering else None) or ACCENT,
            overrides=self.overrides,
            adopted=_adopted(entry, repository),
            taken_over=_taken_over(entry, repository),
            inherited=found,
            names_above=chain(repository, self.on).named_above(entry),
            revisions=revision_rows(entry, repository, self.lang),
        )

    def page(self, medium: Medium) -> Page:
        """The page for the screen, or for paper, where it has the fields to be signed in."""
        if len(self.langs) > 1:
            return self._both(medium)
        paper, document = medium == "paper", self.document
        edition = replace(
            self._edition,
            medium=medium,
            fields=paper and document.transcribed_from is None,
            font_css=font_css(medium),
            logo=logo_element(self.repository, self.lang, own_language(document), paper=paper),
        )
        return bounded(page_html, Page, self.overrides, PAGE_SECONDS, edition)

    def _both(self, medium: Medium) -> Page:
        """The pages of two languages, laid side by side."""
        pages = [replace(self, lang=lang).page(medium) for lang in self.langs]
        note = [rank(self.document, lang) for lang in self.langs]
        sheets = ("side_by_side", *(("side_by_side_screen",) if medium == "screen" else ()))
        style = "\n".join(rendered(f"styles/{name}.css", self.overrides, {}) for name in sheets)
        html = side_by_side([page.html for page in pages], self.langs, note, Markup(style))
        problems = tuple(dict.fromkeys(problem for page in pages for problem in page.problems))
        return replace(pages[0], html=html, problems=problems)

    def statement(self, form: Form, around: str | None = None) -> Statement:
        """What a PDF says of how it was rendered. Raises `SystemFailure` where Pango is missing."""
        around = around or surroundings(self.entry, self.repository)
        templates = templates_fingerprint(self.repository)
        return Statement(self.on, self.lang, form, versions_here(), templates, around)


def source_stem(entry: DocumentFile) -> str:
    """<key>-<version>; the file's own name where the document has none that can name a file."""
    return f"{entry.key}-{entry.version}" if names_file(entry.key, entry.version) else entry.path.stem


def archive_profile(repository: Repository) -> Profile:
    """The profile of PDF/A that the settings choose, for every PDF that is made."""
    rendering = repository.settings.rendering
    return "pdf/a-2a" if rendering and rendering.archive_profile == "pdf/a-2a" else "pdf/a-3a"


def font_css(medium: Medium) -> str:
    """The fonts that a page for the screen carries with it; on paper they are in the PDF."""
    if medium == "paper":
        return ""
    from avtale.render.fonts import font_face_css

    return font_face_css(embed=True)


def _replaced_before_its_end(now: State, repository: Repository) -> bool:
    """Whether another version took over while this one still held: then it did not expire, it was replaced."""
    start = first_day(now.superseded_by, repository) if now.superseded_by else None
    return start is not None and now.span.end is not None and start <= now.span.end


def _adopted(entry: DocumentFile, repository: Repository) -> dict[str, tuple[PartialDate, str | None]]:
    """When each body adopted the document, by the register, and in which case."""
    cases = {event.body: event.case for event in repository.register.of(entry.key, entry.version, "adoption")}
    if entry.document is None or not cases:
        return {}
    return {
        body: (day, cases.get(body)) for body, day in adoptions(entry.document, decided(entry, repository))
    }


def _taken_over(entry: DocumentFile, repository: Repository) -> dict[str, Any]:
    """By the register: who vouches for a transcription and on what day, where its original lies, and what is known of it."""
    event = repository.frozen_by(entry)
    if event is None or event.event != "takeover":
        return {}
    told = {
        "by": event.taken_over_by, "on": event.on, "where": event.where,
        "original": event.original, "signed_on": event.signed_on,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def _titles(shown: Iterable[Document], repository: Repository) -> dict[tuple[str, str | None], str]:
    """The titles, by key and version, of the documents that those shown refer to; not of all, who may be ten thousand."""
    keys = {part.key for one in shown for part in everything(one) if isinstance(part, Reference) and part.key}
    found: dict[tuple[str, str | None], str] = {}
    for key in keys:
        for entry in repository.versions.get(key, ()):
            title = entry.document.title if entry.document else None
            if title is not None:
                found[key, entry.version] = found[key, None] = str(title)
    return found
