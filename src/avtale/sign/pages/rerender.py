"""Render anew what a PDF says it is: its embedded source, in the repository, for the day and language it states."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from msgspec import Struct
from msgspec.structs import replace

from avtale.conformance.objects import unpacked
from avtale.facts.register import Event, Register
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.bind import load
from avtale.render.document import render
from avtale.render.statement import Statement, read_statement
from avtale.render.surroundings import surroundings
from avtale.sign.embedded import EmbeddedSource
from avtale.source.comments import comments
from avtale.source.read import parse

__all__ = ["Rerendered", "entry_of", "notes_of_its_own", "rerendered", "statement_of"]


_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_LARGEST_XMP = 1_000_000  # bytes; ours has some five thousand


class Rerendered(Struct, frozen=True):
    """The bytes that rendering gives now, and the digest of what they depend on."""

    data: bytes
    surroundings: str


def statement_of(pdf: bytes) -> tuple[Statement | None, dt.date | None, str | None]:
    """What the file states; from one made before there were statements, its date and its language. Raises as pikepdf does."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        metadata = opened.Root.get("/Metadata")
        said = read_statement(unpacked(metadata, _LARGEST_XMP)) if metadata is not None else None
        if said is not None:
            return said, said.day, said.language
        info: Any = opened.trailer.get("/Info", {})
        created = str(info.get("/CreationDate", ""))
        language = str(opened.Root.get("/Lang", "")) or None
    try:
        return None, dt.datetime.strptime(created[2:10], "%Y%m%d").date(), language
    except ValueError:
        return None, None, language


def entry_of(source: EmbeddedSource, repository: Repository) -> DocumentFile | None:
    """The document of the repository that `source` is a version of, a follow-up plan too; None where there is none."""
    known: tuple[DocumentFile, ...] = (*repository.versions.get(source.key or "", ()), *repository.plans)
    for one in known:
        if (one.key, one.version) == (source.key, source.version):
            return one
    return None


def notes_of_its_own(source: EmbeddedSource, entry: DocumentFile) -> bool:
    """Whether a source that keeps its comments and silences has some that the file in the repository has not: no approval is of those."""
    embedded = parse(source.data, entry.name)
    told, here = embedded.data.get("silences"), entry.source.data
    more = told is not None and told != (here.get("silences") if isinstance(here, dict) else None)
    return more or not set(comments(embedded)) <= set(comments(entry.source))


def rerendered(
    source: EmbeddedSource, repository: Repository, day: dt.date, language: str, *, said: Statement | None
) -> Iterator[Rerendered]:
    """What rendering gives with the register as it is, and then as it was on `day`; nothing for an unknown document.

    Later events (a withdrawal, a successor that has begun) change a page and were not known when it was made.
    The digest of the surroundings that the file `said` is written as it was: whether the page is the same is asked, not
    whether anything around it is. Raises `SystemFailure` where Pango is missing, `StateError` where a template breaks, `UsageError` for an unknown language.
    """
    entry = entry_of(source, repository)
    if entry is None:
        return
    parsed = parse(source.data, entry.name)
    document = load(parsed)
    if parsed.problems or document is None:
        return
    itself = DocumentFile(entry.path, entry.name, parsed, document)
    plan = entry not in repository.entries
    others = tuple(itself if one is entry else one for one in repository.entries)
    tried: set[str] = set()
    for register in (repository.register, _known_on(repository.register, day, entry)):
        seen = replace(repository, entries=others, register=register, kept={})
        seen = seen.with_plan(itself) if plan else seen
        around = surroundings(itself, seen)
        if around not in tried:
            tried.add(around)
            # Of what the file says only a digest: in its place might stand words that nobody approved.
            digest = (
                said.surroundings if said is not None and _DIGEST.fullmatch(said.surroundings) else around
            )
            made = render(itself, seen, on=day, lang=language, formats=("pdf",), stated_surroundings=digest)
            yield Rerendered(made.files["pdf"], around)


def _known_on(register: Register, day: dt.date, entry: DocumentFile) -> Register:
    """The events up to `day`, and the document's own approval, which it had when it was made."""

    def known(event: Event) -> bool:
        record = event.record
        if record is None or record.on is None or record.on <= day:
            return True
        return record.event == "approval" and (record.key, record.version) == (entry.key, entry.version)

    return Register(register.folder, tuple(event for event in register.events if known(event)))
