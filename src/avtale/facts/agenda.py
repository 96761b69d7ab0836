"""Everything that falls due, in one list: what `due`, `check`, mail, calendar, portal and desk tell of.

An item is the same from version to version by its key, id and the day its rule gives (`Due.name`); the day it must be done by
may be another, where that day is moved off a weekend, a holiday or the school's holidays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from avtale.facts.duties import DutyKind, FollowUp
from avtale.facts.lead_times import lead_time
from avtale.facts.occurrences import Occurrence, OccurrenceStatus, occurrences
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.validity import ahead_of
from avtale.facts.version import order
from avtale.format.model import Document, FollowUpPlan
from avtale.format.owners import named, spelled
from avtale.format.values import Text

DueKind = Literal[DutyKind, "signature", "certificate", "timestamp", "fetch", "consent", "deletion"]


class Due(Struct, frozen=True):
    """One thing that falls due once.

    `status` on the day asked about: `done` is recorded, `missed` is past and is not, `passed` is a past day on which nobody
    had to do anything (notice, end), `due` is today or later.
    """

    entry: DocumentFile
    """The version that gives it."""
    id: str
    """The duty's id; also "signature.<party>", "certificate.<party>", "timestamp", "fetch.<party>", "consent.<id>", "deletion"."""
    kind: DueKind
    date: dt.date
    """The day its rule gives: its identity, with key and id."""
    due: dt.date
    """The day it must be done by: `date`, or the day that is moved to."""
    warn_from: dt.date
    """The first day to tell of it."""
    opens: dt.date | None
    """The first day on which it may be done, where there is such a day."""
    status: OccurrenceStatus
    done_on: dt.date | None
    owners: tuple[str, ...]
    """The ids of the roles, parties and bodies that owe it, as the document writes them, a word for all parties spelled out."""
    what: Text | None
    evidence_wanted: Text | None
    """What shows that it was done; None where the log's entry is enough."""
    source: str | None
    pointer: str
    follow_up: FollowUp | None = None
    """The rule that gives it, where a duty of the document does; with it a calendar can say how it recurs."""
    begins: dt.date | None = None
    """The first day of the version that gives it."""

    @property
    def key(self) -> str:
        return self.entry.key or ""

    @property
    def name(self) -> tuple[str, str, dt.date]:
        """Key, id and date: the same from version to version."""
        return (self.key, self.id, self.date)

    @property
    def overdue(self) -> bool:
        return self.status == "missed"

    def near(self, on: dt.date) -> bool:
        """Whether the day lies within its lead time, and it is not done."""
        return self.status == "due" and self.warn_from <= on


def agenda(
    repository: Repository,
    on: dt.date,
    *,
    entries: Iterable[DocumentFile] | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    plans: bool = False,
) -> list[Due]:
    """What the documents, or only the entries given, make fall due from `first` to `last`, by due date; as it stands on `on`.

    Where both are None: everything so far, and five years ahead. Of an item that two versions give, the newest tells. Plans
    give theirs only with `plans`, those given among `entries` or, without, those of the repository.
    """
    wanted = (
        (*repository.entries, *(repository.plans if plans else ())) if entries is None else tuple(entries)
    )
    found: dict[tuple[str, str, dt.date], Due] = {}
    for entry in sorted(wanted, key=lambda entry: (entry.key or "", order(entry.version), entry.name)):
        if entry.key and (plans or not isinstance(entry.document, FollowUpPlan)):
            for one in entry_agenda(entry, repository, on):
                found[one.name] = one
    chosen = (
        one
        for one in found.values()
        if (first is None or one.due >= first) and (last is None or one.due <= last)
    )
    return sorted(chosen, key=lambda one: (one.due, one.name))


def entry_agenda(entry: DocumentFile, repository: Repository, on: dt.date) -> Iterator[Due]:
    """All that one version makes fall due."""
    if entry.document is None:
        return
    closed = repository.register.closing(entry.key, entry.version) is not None
    for one in occurrences(entry, repository, on):
        if not (closed and one.status == "missed"):  # closing it ended its follow-up
            yield _of_duty(one, entry.document, repository)


def _of_duty(one: Occurrence, document: Document, repository: Repository) -> Due:
    duty = one.duty
    warn = ahead_of(one.date, lead_time(duty.kind, repository.settings))
    return Due(
        one.entry,
        duty.id,
        duty.kind,
        one.date,
        one.date,
        max(warn, one.begins) if one.begins else warn,
        None,
        one.status,
        one.done_on,
        owners(duty.owner, document),
        duty.what,
        None,
        duty.source,
        duty.pointer,
        duty,
        one.begins,
    )


def owners(written: tuple[str, ...], document: Document) -> tuple[str, ...]:
    """Who owes what has these owners: the parties where it says all of them; where it says nobody, who issues the document."""
    parties = tuple(party.id for party in document.parties if party.id)
    if written:
        return spelled(written, parties, named(document))
    header = document.control_header
    issuer = header.issuer if header else None
    return (issuer,) if issuer else parties[:1]
