"""Close what holds no more: an event in the register that ends its follow-up, and says why."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from msgspec import Struct

from avtale.errors import StateError, UsageError
from avtale.facts.decided import entry_span
from avtale.facts.register import add_event
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.dates import short
from avtale.lifecycle.requirements import refuse_numbers, refuse_plan, require_in_repository, require_name
from avtale.lifecycle.transcription import ended, over

ClosingReason = Literal["expired", "replaced", "history"]


class Closing(Struct, frozen=True):
    """What closing wrote, or would write. `before` tells that the very same stood in the register already."""

    closed_by: str
    on: dt.date
    because: ClosingReason
    event: Path
    before: bool = False


def close(
    entry: DocumentFile,
    repository: Repository,
    *,
    because: ClosingReason,
    by: str,
    on: dt.date,
    reason: str | None = None,
    dry_run: bool = False,
) -> Closing:
    """Record on the day `on` that `by` closed a transcription, or an approved version: nobody follows it up from then on.

    `because` it has ended ("expired"), something took its place ("replaced"), or it is only kept as a record ("history").
    It is no withdrawal: what it said held. The same said again changes nothing. With `dry_run` nothing is written. Raises
    `UsageError` for an empty name, a day before it began and outside a repository, `StateError` for a draft, a plan, what
    was withdrawn or closed otherwise, and for "expired" of what has a last day that has not passed.
    """
    require_in_repository(entry, repository)
    by, reason = require_name(by), " ".join((reason or "").split())
    refuse_numbers(by, reason)
    event = repository.register.path(entry.key, entry.version, "closing")
    known = repository.register.closing(entry.key, entry.version)
    same = known is not None and (known.closed_by, known.because, known.reason or "") == (by, because, reason)
    if known is not None and same and known.on is not None:
        return Closing(by, known.on, because, event, before=True)
    _refuse(entry, repository, because, on)
    if not dry_run:
        said = {"closed_by": by, "because": because, "reason": reason or None}
        add_event(repository.register, "closing", entry.key, entry.version, on, said)
    return Closing(by, on, because, event)


def _refuse(entry: DocumentFile, repository: Repository, because: ClosingReason, on: dt.date) -> None:
    refuse_plan(entry, "Skriv i planen at den er avsluttet.", "Write in the plan that it has ended.")
    if entry.document is None or not entry.key or not entry.version:
        raise StateError(
            nb=f"{entry.name} kan ikke leses. Kjør «avtale check {entry.name}» og rett den først.",
            en=f"{entry.name} cannot be read. Run “avtale check {entry.name}” and mend it first.",
        )
    if ended(entry, repository):
        raise over(entry, repository)
    frozen, span = repository.frozen_by(entry), entry_span(entry, repository)
    if frozen is None and not entry.transcribed:
        raise StateError(
            nb=f"{entry} er ikke godkjent, så det er ingenting å avslutte. Et utkast kan slettes.",
            en=f"{entry} is not approved, so there is nothing to close. A draft can be deleted.",
        )
    first = (frozen.on if frozen is not None else None) or span.start
    if first is not None and on < first:
        raise UsageError(
            nb=f"{entry} kan ikke være avsluttet {short(on)}, før {short(first)}. Rett dagen med --on.",
            en=f"{entry} cannot have been closed on {on}, before {first}. Correct the day with --on.",
        )
    if because == "expired" and span.end is not None and not span.has_ended(on):
        raise StateError(
            nb=f"{entry} gjelder til {short(span.end)} og er ikke gått ut. Gjelder den ikke lenger, si hvorfor: --because replaced "
            "eller --because history.",
            en=f"{entry} holds until {span.end} and has not ended. Where it holds no more, say why: --because replaced or "
            "--because history.",
        )
