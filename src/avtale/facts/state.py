"""The state of a document on a day, by the contract's order (docs/architecture.md, "The contract", status)."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from avtale.facts.decided import entry_span, first_day, has_begun
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.validity import ValidSpan, ahead_of
from avtale.facts.version import order
from avtale.format.model import Document, FollowUpPlan
from avtale.format.values import Period

StateName = Literal[
    "withdrawn",
    "closed",
    "superseded",
    "expired",
    "draft",
    "undetermined",
    "approved",
    "expires_soon",
    "in_force",
]
OVER: frozenset[StateName] = frozenset({"withdrawn", "closed", "superseded", "expired"})
"""The states of what nobody works by any more."""

WARN_OF_EXPIRY = Period(3, "month")


class State(Struct, frozen=True):
    """The state's name, the span it was computed from, and the entry that supersedes, if one does."""

    name: StateName
    span: ValidSpan
    superseded_by: DocumentFile | None = None


def state(entry: DocumentFile, repository: Repository, on: dt.date) -> State:
    """The first state that holds of `entry` on the day `on`. The entry must have a document."""
    document = entry.document
    if document is None:
        raise ValueError(f"{entry.name} has no document")
    span = entry_span(entry, repository)
    if repository.register.withdrawal(entry.key, entry.version) is not None:
        return State("withdrawn", span)
    if repository.register.closing(entry.key, entry.version) is not None:
        return State("closed", span)
    successor = superseding(entry, repository, on)
    if successor is not None:
        return State("superseded", span, successor)
    if span.has_ended(on):
        return State("expired", span)
    if needs_approval(document) and repository.frozen_by(entry) is None:
        return State("draft", span)
    if not span.determined or span.is_unclear(on):
        return State("undetermined", span)
    if not has_begun(entry, repository, on):
        return State("approved", span)
    lead = repository.settings.lead_times
    warn = (lead.expiry if lead else None) or WARN_OF_EXPIRY
    if span.end is not None and ahead_of(span.end, warn) <= on:
        return State("expires_soon", span)
    return State("in_force", span)


def needs_approval(document: Document) -> bool:
    """Whether a document is a draft until it is approved: a transcription is not, nor a plan, which is only signed."""
    return document.transcribed_from is None and not isinstance(document, FollowUpPlan)


def superseding(
    entry: DocumentFile, repository: Repository, on: dt.date, *, besides: DocumentFile | None = None
) -> DocumentFile | None:
    """The approved document, or the transcription taken over, that has begun and replaces `entry`: a higher version, or one that names it.

    `besides` is one that is not asked.
    """
    found = [one for one in _replacing(entry, repository, on) if one is not besides]
    return max(found, key=lambda other: order(other.version), default=None)


def superseded_from(entry: DocumentFile, repository: Repository) -> dt.date | None:
    """The first day on which an approved document replaces `entry`, in the past or to come; None where none does."""
    starts = (first_day(other, repository) for other in _replacing(entry, repository, dt.date.max))
    return min((start for start in starts if start is not None), default=None)


def replaces(other: DocumentFile, entry: DocumentFile) -> bool:
    """Whether a document takes the place of `entry` when it is agreed: a higher version, or one that says that it supersedes it."""
    if other is entry or other.document is None:
        return False
    higher = other.key == entry.key and order(other.version) > order(entry.version)
    return higher or any(entry.named_by(each.key, each.version) for each in other.document.supersedes)


def _replacing(entry: DocumentFile, repository: Repository, on: dt.date) -> list[DocumentFile]:
    return [
        other
        for other in repository.replacing.get(entry.key or "", ())
        if replaces(other, entry) and repository.agreed(other) and has_begun(other, repository, on)
    ]
