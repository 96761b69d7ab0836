"""Renew a document: its next version, with a new span; the old version stays and the new one names it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from avtale.errors import StateError, UsageError
from avtale.facts.decided import entry_span
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.validity import ValidSpan, after
from avtale.format.dates import short
from avtale.format.model import Validity
from avtale.lifecycle.bump import next_version, stands
from avtale.lifecycle.file_change import FileChange
from avtale.lifecycle.requirements import require_sound
from avtale.lifecycle.transcription import own_version
from avtale.message import Message
from avtale.source.scalar import Scalar

_DAY = dt.timedelta(days=1)


def renew(
    entry: DocumentFile,
    repository: Repository,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    major: bool = False,
    to: Path | None = None,
    dry_run: bool = False,
) -> FileChange:
    """Write the next version of `entry`, valid from `start` to and including `end`.

    Without `start`: from the day after the old one ends. Without `end`: as the old text says by a duration, or that
    it has no end. Raises `UsageError` for a span that cannot be or is not known, `StateError` for a draft or one withdrawn.
    """
    document = require_sound(entry)
    if not stands(entry, repository):
        raise StateError(
            nb=f"{entry} er et utkast. Rett datoene i filen; bare det som er godkjent, fornyes.",
            en=f"{entry} is a draft. Correct the dates in the file; only what is approved is renewed.",
        )
    if repository.register.withdrawal(entry.key, entry.version) is not None:
        own = own_version(entry, repository)
        raise StateError(
            nb=f"{entry} er trukket tilbake og kan ikke fornyes. {own.nb}",
            en=f"{entry} is withdrawn and cannot be renewed. {own.en}",
        )
    validity, span = document.validity or Validity(), entry_span(entry, repository)
    start = start or (span.end + _DAY if span.end and span.end < dt.date.max else None)
    if start is None:
        raise UsageError(
            nb=f"{entry} har ingen siste dag å fortsette fra. Gi den første nye dagen med --from.",
            en=f"{entry} has no last day to go on from. Give the first new day with --from.",
        )
    changes, removed, last = _term(entry, validity, start, end)
    if last is not None and last < start:
        raise UsageError(
            nb=f"Siste dag ({short(last)}) kommer før første dag ({short(start)}).",
            en=f"The last day ({last}) comes before the first ({start}).",
        )
    if span.start is not None and start <= span.start:
        raise UsageError(
            nb=f"Fornyelsen begynner {short(start)}, men {entry} gjelder alt fra {short(span.start)}. Velg en senere dag.",
            en=f"The renewal begins on {start}, but {entry} holds from {span.start} already. Choose a later day.",
        )
    changes["/control_header/effective_from"] = start.isoformat()
    notes = _notes(entry, span, start)
    return next_version(
        entry, repository, changes, removed=removed, major=major, to=to, notes=notes, dry_run=dry_run
    )


def _term(
    entry: DocumentFile, validity: Validity, start: dt.date, end: dt.date | None
) -> tuple[dict[str, Scalar], tuple[str, ...], dt.date | None]:
    """What to set and to take out of the validity, and the last day it gives."""
    changes: dict[str, Scalar] = {"/validity/from": start.isoformat()}
    by_duration = after(start, validity.duration) - _DAY if validity.duration else None
    if end is None and validity.to is None:  # the old text computes its end, or has none
        return changes, (), by_duration
    last = end or by_duration
    if last is None:
        raise UsageError(
            nb=f"{entry} sier bare hvilken dag den slutter. Gi den nye siste dagen med --to.",
            en=f"{entry} only says on which day it ends. Give the new last day with --to.",
        )
    changes["/validity/to"] = last.isoformat()
    disagrees = by_duration is not None and by_duration != last
    return changes, ("/validity/duration",) if disagrees else (), last


def _notes(entry: DocumentFile, span: ValidSpan, start: dt.date) -> tuple[Message, ...]:
    found: list[Message] = []
    if span.end is not None and start - span.end > _DAY:
        found.append(
            Message(
                "Fra {first} til {last} gjelder ingen av dem.",
                "From {first} to {last} neither of them holds.",
                first=span.end + _DAY,
                last=start - _DAY,
            )
        )
    document = entry.document
    if document and document.validity and document.validity.retroactive:
        found.append(
            Message(
                "«Med tilbakevirkning» (validity: retroactive) står der fortsatt. Slett den om fornyelsen underskrives i tide.",
                "“Retroactive” (validity: retroactive) still stands there. Delete it if the renewal is signed in time.",
            )
        )
    header = document.control_header if document else None
    if header and header.next_review:
        found.append(
            Message(
                "«Neste revisjon» (control_header: next_review) er fortsatt {day}.",
                "“Next review” (control_header: next_review) is still {day}.",
                day=header.next_review,
            )
        )
    return tuple(found)
