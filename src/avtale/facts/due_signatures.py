"""What falls due of a document's signatures: those that are missing, what proves them, and the file at the signing service."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from avtale.facts.decided import first_day
from avtale.facts.due import Due, single
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.signatures import signed_file
from avtale.facts.signing_service import days_kept
from avtale.facts.state import OVER, needs_approval, state
from avtale.format.model import Document, RegisterEvent
from avtale.format.signing import required_fields


def signature_dues(entry: DocumentFile, repository: Repository, on: dt.date) -> Iterator[Due]:
    """The items of one version: none of a draft, a transcription, a plan, and what is over and needs no proof."""
    document = entry.document
    approval = repository.register.approval(entry.key, entry.version)
    if document is None or not needs_approval(document) or approval is None or approval.on is None:
        return
    if not hasattr(document, "signatories"):
        return
    over = state(entry, repository, on).name in OVER
    file = [event for event in signed_file(entry, repository) if event.on]
    begins = max(first_day(entry, repository) or approval.on, approval.on)
    for party, day in _signing(document, file):
        if day is not None or not over:
            yield single(
                *(entry, repository, on, f"signature.{party}", "signature", begins),
                owner=(party,),
                done_on=day,
                opens=approval.on,
                pointer="/signatories" if getattr(document, "signatories", ()) else "/parties",
            )
    if not over:
        yield from _fetching(entry, repository, on, file)
    yield from _proofs(entry, repository, on, file)


def _signing(document: Document, file: list[RegisterEvent]) -> Iterator[tuple[str, dt.date | None]]:
    """Each party that signs, with the day the last of its signatories did; None while one is missing."""
    for party, needed in Counter(required_fields(document).values()).items():
        days = sorted(event.on for event in file if event.party == party and event.on)
        yield party, days[needed - 1] if len(days) >= needed else None


def _fetching(
    entry: DocumentFile, repository: Repository, on: dt.date, file: list[RegisterEvent]
) -> Iterator[Due]:
    """The signed file, where it was sent to a service that deletes it: it may have been signed the same day."""
    kept = days_kept(repository.settings)
    for sent in repository.register.of(entry.key, entry.version, "sending"):
        if sent.on is not None and kept is not None:
            fetched = min((event.on for event in file if event.on and event.on >= sent.on), default=None)
            by = sent.on + dt.timedelta(days=kept)
            yield single(entry, repository, on, "fetch", "fetch", by, done_on=fetched, opens=sent.on)


def _proofs(
    entry: DocumentFile, repository: Repository, on: dt.date, file: list[RegisterEvent]
) -> Iterator[Due]:
    """When the certificates behind the signatures end, and when each archive timestamp does; a later timestamp settles it."""
    stamps = sorted(
        (one.timestamp_until, one.on)
        for one in repository.register.of(entry.key, entry.version, "timestamp")
        if one.timestamp_until and one.on
    )
    for event in file:
        if event.party and event.certificate_until:
            stamped = min((day for _, day in stamps), default=None)
            yield single(
                *(
                    entry,
                    repository,
                    on,
                    f"certificate.{event.party}",
                    "certificate",
                    event.certificate_until,
                ),
                done_on=stamped,
            )
    for number, (until, _) in enumerate(stamps):
        renewed = min((day for _, day in stamps[number + 1 :]), default=None)
        yield single(entry, repository, on, "timestamp", "timestamp", until, done_on=renewed)
