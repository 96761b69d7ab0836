"""Which languages a document is rendered in, and two of them on one page."""

from __future__ import annotations

from avtale.errors import UsageError
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.model import Agreement, Document
from avtale.locales import labels, languages
from avtale.render.words import Words

__all__ = ["page_languages", "rank", "sides"]

BETWEEN = "+"
"""What stands between two languages side by side: nb+se."""


def page_languages(entry: DocumentFile, repository: Repository) -> tuple[str, ...]:
    """The languages to render in where none is asked for: those the document must be there in, else its own.

    A document that says neither gets that of the settings, else bokmål. A language that we have no words in is left out.
    """
    document, settings = entry.document, repository.settings
    named = (document.languages or (document.language,)) if document is not None else ()
    found = tuple(dict.fromkeys(lang for lang in named if lang in languages()))
    return found or (settings.language if settings.language in languages() else "nb",)


def sides(lang: str) -> tuple[str, ...]:
    """The languages of a page: one, or two side by side. Raises `UsageError` for one there are no words in."""
    found = tuple(lang.split(BETWEEN))
    for each in found:
        labels(each)
    if len(found) > 2 or len(set(found)) != len(found):
        raise UsageError(
            nb=f"«{lang}» er ikke ett språk eller to ulike. Skriv for eksempel nb+se.",
            en=f"“{lang}” is not one language, nor two that differ. Write for example nb+se.",
        )
    return found


def rank(document: Document, lang: str) -> str:
    """Said in `lang`: which language holds where the texts differ, all alike, or that nothing is agreed of it."""
    terms = document.terms if isinstance(document, Agreement) else None
    words = Words(labels(lang))
    if terms is None or not terms.authoritative_languages:
        return words.labels("sides.open")
    return words.authoritative(terms.authoritative_languages)
