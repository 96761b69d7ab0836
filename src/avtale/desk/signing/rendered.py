"""The PDF of an approved version, as `avtale render` makes it of the day: the same bytes whoever asks, drawn once."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Hashable
from concurrent.futures import Future

from msgspec import Struct

from avtale.desk.errors import not_here
from avtale.desk.signing.drawing import Drawing
from avtale.facts.repository import DocumentFile, Repository
from avtale.findings import Finding
from avtale.render.document import render
from avtale.render.job import Job
from avtale.render.languages import page_languages
from avtale.render.logo import pictures


class Rendered(Struct, frozen=True):
    """The file by its name, and what was noticed. One with an error is not to be signed, and not given out."""

    name: str
    pdf: bytes
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.severity == "error")


def rendering(
    drawing: Drawing, entry: DocumentFile, repository: Repository, on: dt.date, lang: str, told_in: str
) -> Future[Rendered]:
    """The PDF in `lang`, under way or there. Raises `NotHere` for a language that the version is not rendered in."""
    if lang not in page_languages(entry, repository):
        raise not_here()

    def make() -> Rendered:
        made = render(entry, repository, on=on, lang=lang, formats=("pdf",), told_in=told_in)
        return Rendered(f"{made.name}.pdf", made.files["pdf"], made.findings)

    return drawing.begin(_made_of(Job(entry, repository, on, lang), told_in), make)


def _made_of(job: Job, told_in: str) -> Hashable:
    """All that the bytes depend on (`avtale.render.surroundings`), so that it is drawn anew only where they would differ."""
    stated = job.statement("full").properties()
    drawn = hashlib.sha256(repr((job.embedded, pictures(job.repository))).encode()).hexdigest()
    return (job.stem, job.lang, job.on, job.profile, drawn, stated, told_in)
