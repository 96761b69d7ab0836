"""What the register and approved amendments have decided of a document's span, and the span that follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec.structs import replace

from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.validity import NOTHING_DECIDED, Decided, ValidSpan, valid_span
from avtale.format.model import Amendment, Change
from avtale.format.values import date


def entry_span(entry: DocumentFile, repository: Repository) -> ValidSpan:
    """The days an entry holds, with what is decided so far; without a document, none.

    One without a validity of its own has that of what it is based on, from the day its control header says.
    """
    holder = _holder(entry, repository)
    if holder.document is None:
        return ValidSpan(None, None)
    span = valid_span(holder.document, decided(holder, repository))
    if holder is entry or span.start is None:
        return span
    taken = entry.header.effective_from if entry.header else None
    return replace(span, start=taken, start_from=None) if taken and taken > span.start else span


def first_day(entry: DocumentFile, repository: Repository) -> dt.date | None:
    """The day a version is taken into use: the later of its validity's first day and “Gjelder fra” in its header.

    None where that is not decided. A new version mostly keeps the validity of the one before, and its header alone
    tells when it takes over. A transcription begins as its text says: its header is often younger than the agreement.
    """
    return _first_day(entry, entry_span(entry, repository))


def has_begun(entry: DocumentFile, repository: Repository, on: dt.date) -> bool:
    """Whether a version is in use on the day, or has been (see `first_day`)."""
    span = entry_span(entry, repository)
    day = _first_day(entry, span)
    return span.has_begun(on) and (day is None or day <= on)


def _first_day(entry: DocumentFile, span: ValidSpan) -> dt.date | None:
    header = entry.header
    if header is None or span.waits or entry.transcribed:
        return span.start
    return max((day for day in (span.start, header.effective_from) if day), default=None)


def _holder(entry: DocumentFile, repository: Repository) -> DocumentFile:
    """The nearest document above, the entry itself first, that has a validity; the entry where none has."""
    held = (one for one in lineage(entry, repository) if one.document and one.document.validity)
    return next(held, entry)


def lineage(entry: DocumentFile, repository: Repository) -> Iterator[DocumentFile]:
    """The entry, and the documents above it, the nearest first, as far as they are in the repository."""
    seen, one = set[str](), entry
    while one.name not in seen:
        yield one
        seen.add(one.name)
        above = _above(one, repository)
        if above is None:
            return
        one = above


def _above(entry: DocumentFile, repository: Repository) -> DocumentFile | None:
    """The first document of the repository that `entry` is based on; the newest where no version is named."""
    for each in entry.document.based_on if entry.document else ():
        if each.key is None or each.relation in ("mentions", "legal_basis"):
            continue
        known = repository.versions.get(each.key, ())
        found = [other for other in known if other.named_by(each.key, each.version)]
        if found:
            return found[-1]
    return None


def decided(entry: DocumentFile, repository: Repository) -> Decided:
    """What has been recorded of one version: adoptions, notices, events it waits for, prolongations, its approval or signing.

    Several records of one event: the first day counts.
    """
    key, version, register = entry.key, entry.version, repository.register
    if key is None:
        return NOTHING_DECIDED
    frozen = repository.frozen_by(entry)
    decided_on = (frozen.on if frozen.event == "approval" else frozen.signed_on) if frozen else None
    adopted = register.of(key, version, "adoption")
    terminated = register.of(key, version, "termination")
    beginnings = [each.on for each in register.of(key, version, "beginning") if each.on]
    endings = [each.on for each in register.of(key, version, "ending") if each.on]
    return Decided(
        adopted=tuple(
            (each.body, each.on)
            for each in adopted
            # what was adopted is the content as it stands
            if each.body and each.on and each.fingerprint in (None, entry.fingerprint)
        ),
        terminated=tuple((each.party, each.on) for each in terminated if each.party and each.on),
        begun=min(beginnings, default=None),
        ended=min(endings, default=None),
        prolonged_to=_prolonged(key, version, repository),
        approved_on=decided_on,
    )


def _prolonged(key: str, version: str | None, repository: Repository) -> dt.date | None:
    """The day an approved amendment prolongs a version to; the latest of several."""
    days = []
    for entry in repository.amendments.get(key, ()):
        amendment = entry.document
        if not isinstance(amendment, Amendment) or amendment.amends is None:
            continue
        if amendment.amends.version not in (None, version):
            continue
        if repository.agreed(entry):
            longer = (each for each in amendment.changes if each.action == "prolongs")
            days += [day for each in longer if (day := _prolonged_to(each, entry, repository))]
    return max(days, default=None)


def _prolonged_to(change: Change, amendment: DocumentFile, repository: Repository) -> dt.date | None:
    """The day that a change names, or an amendment of the amendment put in its place."""
    day = change.to
    for later in repository.amendments.get(amendment.key or "", ()):
        if isinstance(later.document, Amendment) and repository.agreed(later):
            for each in later.document.changes:
                if each.at == f"/changes/{change.id}/to" and each.value is not None:
                    day = date(str(each.value)) or day
    return day
