"""Where every document stands on a day, and what falls due next (docs/architecture.md, "The contract", status)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from msgspec import Struct

from avtale.facts.occurrences import Occurrence, next_due, occurrences
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.seen import Seen
from avtale.facts.signatures import Signed, signed
from avtale.facts.state import OVER, State, state
from avtale.facts.undecided import Told, undecided
from avtale.format.called import own_title
from avtale.format.model import Document, RegisterEvent
from avtale.inheritance.suspects import Suspect, suspicions
from avtale.partial_date import PartialDate


class StatusRow(Struct, frozen=True):
    """One version of one document: its state, its signatures, what is due next, missed, not decided,
    and what has changed above it that nobody has looked at."""

    entry: DocumentFile
    document: Document
    state: State
    signed: Signed
    next: Occurrence | None
    missed: tuple[Occurrence, ...]
    """What is past and not logged; of a transcription that nobody took over, what nobody could have logged either."""
    undecided: tuple[Told, ...] = ()
    suspects: tuple[Suspect, ...] = ()

    taken_over: RegisterEvent | None = None

    @property
    def followed(self) -> bool:
        """Whether somebody follows it up: a transcription is followed up when it is taken over."""
        return self.document.transcribed_from is None or self.taken_over is not None

    @property
    def title(self) -> str | None:
        """The short title of the control header, else the full one, in the document's own language."""
        return own_title(self.document)

    def as_json(self) -> dict[str, Any]:
        """The contract's object; dates are ISO or None."""
        span = self.state.span
        return {
            "key": self.entry.key,
            "kind": self.document.kind,
            "id": self.entry.id,
            "version": self.entry.version,
            "title": self.title,
            "state": self.state.name,
            "valid_from": _iso(span.first),
            "valid_to": _iso(span.last),
            "next_due": _iso(self.next.due if self.next else None),
            "next_duty": self.next.duty.id if self.next else None,
            "signed": self.signed.as_data(),
            **({"taken_over": _iso(self.taken_over.on)} if self.taken_over else {}),
            "file": self.entry.name,
        }


def status(
    repository: Repository,
    on: dt.date,
    only: Collection[DocumentFile] | None = None,
    seen: Seen | None = None,
) -> list[StatusRow]:
    """Every readable version in `repository`, or only the entries given, by key and version, as of the day `on`.

    `seen` are the signatures that the one who asks has verified. A file that cannot be read as a document has no state and is left out: `check` tells what is wrong.
    """
    wanted = repository.entries if only is None else only
    in_order = sorted(wanted, key=lambda entry: entry.in_order)
    return [
        _line(entry, entry.document, repository, on, seen) for entry in in_order if entry.document is not None
    ]


def _line(
    entry: DocumentFile, document: Document, repository: Repository, on: dt.date, seen: Seen | None
) -> StatusRow:
    found = occurrences(entry, repository, on)
    now = state(entry, repository, on)
    missed = tuple(one for one in found if one.status == "missed" and now.name != "closed")
    taken_over = repository.frozen_by(entry) if document.transcribed_from is not None else None
    followed = document.transcribed_from is None or taken_over is not None
    left = undecided(entry, repository, on) if followed and now.name not in OVER else ()
    above = tuple(one for one in suspicions(entry, repository, on) if one.review is None)
    count = signed(entry, repository, seen)
    return StatusRow(entry, document, now, count, next_due(found), missed, left, above, taken_over)


def _iso(day: dt.date | PartialDate | None) -> str | None:
    return str(day) if day else None
