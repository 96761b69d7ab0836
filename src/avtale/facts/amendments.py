"""Amendments: what each of them amends, and which of them hold for a document on a day."""

from __future__ import annotations

import datetime as dt

from avtale.facts.decided import entry_span, first_day
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.state import superseding
from avtale.facts.version import order
from avtale.format.model import Amendment, Document


def amends(document: Document | None) -> tuple[str, str | None] | None:
    """The key and version a document amends; None where it is no amendment or names none."""
    if not isinstance(document, Amendment) or document.amends is None or document.amends.key is None:
        return None
    return document.amends.key, document.amends.version


def amendments_of(entry: DocumentFile, repository: Repository, on: dt.date | None) -> list[DocumentFile]:
    """The approved amendments of a version that are in force on the day, or every approved one (None); the oldest first."""
    found = [
        other
        for other in repository.amendments.get(entry.key or "", ())
        if other is not entry
        and repository.agreed(other)
        and _names(other, entry, repository)
        and (on is None or _in_force(other, repository, on))
    ]
    return sorted(
        found, key=lambda each: (begins(each, repository) or dt.date.max, each.key or "", order(each.version))
    )


def amended_entry(entry: DocumentFile, repository: Repository) -> DocumentFile | None:
    """The version that an amendment amends; None where it is not in the repository."""
    named = amends(entry.document)
    known = repository.versions.get(named[0], ()) if named else ()
    return next((other for other in known if _names(entry, other, repository)), None)


def begins(entry: DocumentFile, repository: Repository) -> dt.date | None:
    """The first day of a document: of its validity, else the day its control header says, else of its approval."""
    frozen, header = repository.frozen_by(entry), entry.header
    stated = entry_span(entry, repository).start or (header.effective_from if header else None)
    return stated or (frozen.signed_on or frozen.on if frozen else None)


def _in_force(entry: DocumentFile, repository: Repository, on: dt.date) -> bool:
    start = first_day(entry, repository) or begins(entry, repository)
    ended = entry_span(entry, repository).has_ended(on)
    return start is not None and start <= on and not ended and superseding(entry, repository, on) is None


def _names(amendment: DocumentFile, entry: DocumentFile, repository: Repository) -> bool:
    """Without a version an amendment is of the newest there is."""
    named = amends(amendment.document)
    if named is None or not entry.named_by(*named):
        return False
    return named[1] is not None or repository.versions[named[0]][-1] is entry
