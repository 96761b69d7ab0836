"""The document as it will look, each part of it leading to its form."""

from __future__ import annotations

from avtale.desk.writing.work import Work
from avtale.format.shape import kind_shape
from avtale.render.fonts import with_fallback_fonts
from avtale.render.job import Job
from avtale.render.languages import page_languages
from avtale.render.places import section_of


def preview(work: Work) -> str:
    """The page of a draft for the screen, with the pointer of each text and part. Raises what keeps it from being rendered."""
    lang = page_languages(work.entry, work.around)[0]
    page = Job(work.entry, work.around, work.visit.today, lang, pointing=True).page("screen")
    return with_fallback_fonts(page.html)


def chapter_fields(kind: str) -> dict[str, str]:
    """For the anchor of each chapter of the page: the pointer of the part that stands there, for a click beside every text."""
    found: dict[str, str] = {}
    for field in kind_shape(kind).fields:
        section = section_of(kind, field)
        if field == section or f"del-{section}" not in found:
            found[f"del-{section}"] = f"/{field}"
    return found
