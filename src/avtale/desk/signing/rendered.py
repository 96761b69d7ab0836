"""The PDF of a version, as `avtale render` makes it of the day: the same bytes whoever asks, drawn once."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from concurrent.futures import Future

from msgspec import Struct
from starlette.responses import Response

from avtale.desk.errors import not_here
from avtale.desk.visit import Visit
from avtale.errors import StateError
from avtale.facts.repository import DocumentFile
from avtale.findings import Finding
from avtale.render.document import render
from avtale.render.job import Job
from avtale.render.languages import page_languages
from avtale.render.logo import pictures
from avtale.wording import told_in


class Rendered(Struct, frozen=True):
    """The file by its name, and what was noticed. One with an error is not to be signed, and not given out."""

    name: str
    pdf: bytes
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.severity == "error")


def rendering(visit: Visit, entry: DocumentFile, lang: str) -> Future[Rendered]:
    """The PDF in `lang`, under way or there. Raises `NotHere` for a language that the version is not rendered in."""
    repository, on, told = visit.repository, visit.today, told_in(visit.lang)
    if lang not in page_languages(entry, repository):
        raise not_here()

    def make() -> Rendered:
        made = render(entry, repository, on=on, lang=lang, formats=("pdf",), told_in=told)
        return Rendered(f"{made.name}.pdf", made.files["pdf"], made.findings)

    return visit.desk.drawing.begin(_made_of(Job(entry, repository, on, lang), told), make)


def drawn(visit: Visit, entry: DocumentFile, lang: str) -> Rendered:
    """The same when it is there. Raises `StateError` for one with errors, as `avtale render` writes none."""
    made = visit.desk.drawing.wait(rendering(visit, entry, lang))
    if made.errors:
        raise StateError(
            nb=f"Filen blir ikke gitt ut: {made.errors[0].message}",
            en=f"The file is not given out: {made.errors[0].message}",
        )
    return made


def given_out(visit: Visit, entry: DocumentFile) -> Response:
    """The file to keep, in the language that the address has."""
    made = drawn(visit, entry, visit.named("lang"))
    return visit.file(made.pdf, made.name)


def _made_of(job: Job, told: str) -> Hashable:
    """All that the bytes depend on (`avtale.render.surroundings`), so that it is drawn anew only where they would differ."""
    stated = job.statement("full").properties()
    content = hashlib.sha256(repr((job.embedded, pictures(job.repository))).encode()).hexdigest()
    return (job.stem, job.lang, job.on, job.profile, content, stated, told)
