"""What a document is called and what its parties are, in which language: one place for who has to name them."""

from __future__ import annotations

from collections.abc import Iterable

from avtale.format.model import Document, Name, Settings
from avtale.format.values import Text


def own_language(document: Document | None) -> str:
    """The language of a text that names none: that of the document, bokmål where it says nothing."""
    return (document.language if document else None) or "nb"


def text_in(text: Text | None, document: Document | None, lang: str) -> str:
    """A text of the document in `lang` where it has that, else in its own language; "" for none."""
    return text.in_language(lang, own_language(document))[0] if text else ""


def short_title(document: Document | None) -> Text | None:
    """The short title of the control header, else the full one."""
    header = document.control_header if document else None
    return (header.title if header else None) or (document.title if document else None)


def own_title(document: Document) -> str | None:
    """The same in the document's own language."""
    return text_in(short_title(document), document, own_language(document)) or None


def first_name(names: Iterable[Name]) -> str | None:
    """The first of the names that is filled in."""
    return next((each.name for each in names if each.name), None)


def party_names(document: Document) -> dict[str, str]:
    """What each party is called, by id; not one that has no name."""
    return {party.id: name for party in document.parties if party.id and (name := first_name(party.names))}


def owner_name(settings: Settings) -> str | None:
    """Whose the repository is."""
    return first_name(settings.owner.names) if settings.owner else None
