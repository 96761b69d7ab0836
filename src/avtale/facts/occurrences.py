"""What falls due on which day, and whether it was done.

A version gives occurrences while it is the one that holds: from its first day to its last, or to
the day before a successor begins, or to its withdrawal. A draft gives none, a transcription what
fell due while it held (docs/decisions/0004-follow-up.md), and one that was taken over what falls due
from then on (0032).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from msgspec import Struct

from avtale.facts.days_off import moved
from avtale.facts.decided import entry_span, first_day
from avtale.facts.duties import MILESTONES, FollowUp, follow_ups, own_follow_ups
from avtale.facts.recurrence import Cadence, Moved
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.state import needs_approval, superseded_from
from avtale.facts.validity import ValidSpan, after
from avtale.facts.version import order
from avtale.format.model import Document, FollowUpPlan
from avtale.format.values import Period

OccurrenceStatus = Literal["done", "missed", "passed", "due"]
HORIZON = Period(5, "year")
"""So far ahead what recurs is listed, and once more where it recurs less often than that."""


class Occurrence(Struct, frozen=True):
    """One thing on one day: `date` is the one its rule gives, `due` the one it must be done by, where that is moved.

    `status` on the day asked about: `done` has a log entry, `missed` is past without one, `passed`
    is a past day that nobody had to do anything on (notice, expiry), `due` is today or later.
    """

    entry: DocumentFile
    duty: FollowUp
    date: dt.date
    status: OccurrenceStatus
    done_on: dt.date | None = None
    begins: dt.date | None = None
    """The first day of the version that gives it."""
    moved_to: dt.date | None = None

    @property
    def due(self) -> dt.date:
        return self.moved_to or self.date

    @property
    def name(self) -> tuple[str, str, dt.date]:
        """Key, duty and date: the same from version to version."""
        return (self.entry.key or "", self.duty.id, self.date)


_EARLIEST = dt.date(1900, 1, 1)
"""What is said to begin before this has its year mistyped; a monthly duty since year 1 is 24,000 days missed."""


class Window(Struct, frozen=True):
    """The days on which a version gives occurrences, both included; None is open."""

    first: dt.date | None
    last: dt.date | None
    recurring: bool
    """Whether the dates can be computed; if not, only dates written out are known."""
    counts_from: dt.date | None = None
    """The first day of the validity, which what recurs counts from, also where an earlier version held it first."""
    taken_over: dt.date | None = None
    """From when a transcription is followed up: what was due before, and is not logged, is nobody's to do."""

    def holds(self, day: dt.date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def window(entry: DocumentFile, repository: Repository) -> Window | None:
    """When `entry` gives occurrences, or None where it never does: a draft, or a file that cannot be read."""
    document = entry.document
    if document is None:
        return None
    frozen = repository.frozen_by(entry)
    if needs_approval(document) and frozen is None:
        return None
    span = entry_span(entry, repository)
    ends = [span.end] if span.end else []
    successor = superseded_from(entry, repository)
    if successor is not None:
        ends.append(successor - dt.timedelta(days=1) if successor > dt.date.min else successor)
    withdrawals = repository.register.of(entry.key, entry.version, "withdrawal")
    ends += [withdrawal.on for withdrawal in withdrawals if withdrawal.on]
    closing = repository.register.closing(entry.key, entry.version)
    ends += [closing.on] if closing is not None and closing.on else []
    taken_over = None
    if entry.transcribed:
        taken_over = frozen.on if frozen is not None else closing.on if closing is not None else None
    recurring = span.determined and (span.start is None or span.start >= _EARLIEST)
    first = first_day(entry, repository) if _follows(entry, repository) else span.start
    # of a year or month alone the first day after it: by then it has certainly begun
    counts = span.start
    if counts and span.start_from and counts < dt.date.max:
        counts += dt.timedelta(days=1)
    return Window(first, min(ends, default=None), recurring, counts or taken_over, taken_over)


def _follows(entry: DocumentFile, repository: Repository) -> bool:
    """Whether an earlier version, approved or the record of another's document, spoke until this one was taken into use."""
    return any(
        order(other.version) < order(entry.version)
        and (repository.frozen_by(other) is not None or other.transcribed)
        for other in repository.versions.get(entry.key or "", ())
    )


def occurrences(
    entry: DocumentFile, repository: Repository, on: dt.date, ahead: Period = HORIZON
) -> list[Occurrence]:
    """Everything `entry` makes fall due, past and so far `ahead`, by date; as it stands on the day `on`."""
    return _occurrences(entry, repository, on, follow_ups, ahead)


def next_occurrences(entry: DocumentFile, repository: Repository, on: dt.date) -> list[Occurrence]:
    """As `occurrences`, but only the next one of what recurs."""
    return _occurrences(entry, repository, on, follow_ups, Period(0, "day"))


def own_occurrences(entry: DocumentFile, repository: Repository, on: dt.date) -> list[Occurrence]:
    """As `occurrences`, but only those of the document itself (evaluation, review, revision, notice and end), and only the
    next one of what recurs.
    """
    return _occurrences(entry, repository, on, own_follow_ups, Period(0, "day"))


def _occurrences(
    entry: DocumentFile,
    repository: Repository,
    on: dt.date,
    which: Callable[[Document, ValidSpan], tuple[FollowUp, ...]],
    ahead: Period,
) -> list[Occurrence]:
    held = window(entry, repository)
    if held is None or entry.document is None:
        return []
    found: dict[tuple[str, dt.date], Occurrence] = {}  # two rules for one duty may fall on one day
    for duty in which(entry.document, entry_span(entry, repository)):
        for date in _dates(duty, held, on, ahead):
            record = repository.log.done(entry.key, duty.id, date)
            if record is None and held.taken_over is not None and date < held.taken_over:
                continue
            done_on = record.done_on if record and record.done_on and record.done_on <= on else None
            due = moved(date, duty.terms.moves, repository.settings) if duty.terms else date
            status = _status(duty, due, done_on, on)
            one = Occurrence(entry, duty, date, status, done_on, held.first, due if due != date else None)
            found.setdefault((duty.id, date), one)
    return sorted(found.values(), key=lambda occurrence: occurrence.date)


def all_occurrences(entries: Iterable[DocumentFile], repository: Repository, on: dt.date) -> list[Occurrence]:
    """The occurrences of several documents by date, each key, duty and date once: the newest version tells."""
    found: dict[tuple[str, str, dt.date], Occurrence] = {}
    for entry in sorted(entries, key=lambda entry: entry.in_order):
        if entry.key and not isinstance(entry.document, FollowUpPlan):  # no plan enters a feed
            found |= {one.name: one for one in occurrences(entry, repository, on)}
    return sorted(found.values(), key=lambda one: (one.date, one.name))


def began(entries: Iterable[DocumentFile], repository: Repository, duty: str) -> dt.date | None:
    """The first day on which one of the versions of a document gave the duty with this id.

    None where none does, or where that day is open or not decided.
    """
    days = []
    for entry in entries:
        held = window(entry, repository)
        if held is None or entry.document is None:
            continue
        if any(each.id == duty for each in follow_ups(entry.document, entry_span(entry, repository))):
            days.append(held.first)
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


def next_due(found: Iterable[Occurrence]) -> Occurrence | None:
    """The first that is still to come."""
    return min((one for one in found if one.status == "due"), key=lambda one: one.due, default=None)


def _dates(duty: FollowUp, held: Window, on: dt.date, so_far: Period) -> Iterator[dt.date]:
    if isinstance(duty.rule, dt.date):
        if held.holds(duty.rule):
            yield duty.rule
    elif isinstance(duty.rule, (Cadence, Moved)) and held.recurring and held.counts_from is not None:
        horizon, ahead = after(max(on, held.first or on), so_far), False
        for date in duty.rule.dates(held.counts_from):
            if (held.last is not None and date > held.last) or (ahead and date > horizon):
                return
            if held.first is not None and date < held.first:
                continue
            ahead = ahead or date >= on
            yield date


def _status(duty: FollowUp, due: dt.date, done_on: dt.date | None, on: dt.date) -> OccurrenceStatus:
    if done_on is not None:
        return "done"
    if due >= on:
        return "due"
    return "passed" if duty.kind in MILESTONES else "missed"


def undated(entry: DocumentFile, repository: Repository, on: dt.date) -> list[FollowUp]:
    """The deadlines of a version that holds, now or later, for which its words give no date."""
    held = window(entry, repository)
    if held is None or entry.document is None or (held.last is not None and held.last < on):
        return []
    recurring = held.recurring and held.counts_from is not None
    return [
        duty
        for duty in follow_ups(entry.document, entry_span(entry, repository))
        if duty.rule is None or (isinstance(duty.rule, (Cadence, Moved)) and not recurring)
    ]
