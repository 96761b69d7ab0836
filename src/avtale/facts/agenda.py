"""Everything that falls due, in one list: what `due`, `check`, mail, calendar, portal and desk tell of.

An item is the same from version to version by its key, id and the day its rule gives (`Due.name`); the day it must be done by
may be another, where that day is moved off a weekend, a holiday or the school's holidays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from avtale.facts.days_off import LONGEST_MOVE
from avtale.facts.due import Due as Due
from avtale.facts.due import DueKind as DueKind
from avtale.facts.due import naming, owners
from avtale.facts.due_plan import plan_dues
from avtale.facts.due_signatures import signature_dues
from avtale.facts.lead_times import lead_time
from avtale.facts.occurrences import HORIZON, Occurrence, occurrences
from avtale.facts.recurrence import Cadence
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.validity import after, ahead_of, months_later
from avtale.format.model import FollowUpPlan
from avtale.format.values import Period


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
    of_plans = repository.plans if plans else ()
    wanted = (*repository.entries, *of_plans) if entries is None else tuple(entries)
    ahead = HORIZON if last is None else _ahead(on, last)
    found: dict[tuple[str, str, dt.date], Due] = {}
    for entry in sorted(wanted, key=lambda entry: entry.in_order):
        if entry.key and (plans or not isinstance(entry.document, FollowUpPlan)):
            found |= {one.name: one for one in entry_agenda(entry, repository, on, ahead)}
    chosen = (
        one
        for one in found.values()
        if (first is None or one.due >= first) and (last is None or one.due <= last)
    )
    return sorted(chosen, key=lambda one: (one.due, one.name))


def _ahead(on: dt.date, last: dt.date) -> Period:
    """How far to look for dates that are due by `last`: what is moved forward may have a later one. Never beyond five years."""
    furthest = after(on, HORIZON) - on
    return Period(min(max((last - on).days, 0) + LONGEST_MOVE, furthest.days), "day")


def entry_agenda(
    entry: DocumentFile, repository: Repository, on: dt.date, ahead: Period = HORIZON
) -> Iterator[Due]:
    """All that one version makes fall due, so far `ahead`, in no order."""
    document = entry.document
    if document is None or not repository.followed(entry):
        return
    if isinstance(document, FollowUpPlan):
        yield from plan_dues(entry, repository, on)
        # a plan never enters the log, so nobody could say that it was done
        found = (due_of(one, repository) for one in occurrences(entry, repository, on, ahead))
        yield from (replace(one, status="passed") if one.overdue else one for one in found)
        return
    closed = repository.register.closing(entry.key, entry.version) is not None
    for one in occurrences(entry, repository, on, ahead):
        if not (closed and one.status == "missed"):  # closing it ended its follow-up
            yield due_of(one, repository)
    yield from signature_dues(entry, repository, on)


def due_of(one: Occurrence, repository: Repository) -> Due:
    """What falls due with one occurrence of a duty."""
    duty = one.duty
    warn = ahead_of(one.due, lead_time(duty.kind, repository.settings, duty.terms))
    owing = owners(duty.owner, one.entry, repository)
    return Due(
        entry=one.entry,
        id=duty.id,
        kind=duty.kind,
        date=one.date,
        due=one.due,
        warn_from=max(warn, one.begins) if one.begins else warn,
        opens=_opens(one),
        status=one.status,
        done_on=one.done_on,
        owners=owing,
        what=duty.what,
        evidence_wanted=duty.evidence,
        source=duty.source,
        pointer=duty.pointer,
        follow_up=duty,
        begins=one.begins,
        named_by=naming(owing, one.entry, repository),
    )


def _opens(one: Occurrence) -> dt.date | None:
    """The first day it may be done: as the document says, else of the month, the part of the year or the period it names."""
    duty, rule = one.duty, one.duty.rule
    if duty.terms is not None and duty.terms.opens is not None:
        return ahead_of(one.due, duty.terms.opens)
    try:
        if duty.months is not None:
            return months_later(one.date.replace(day=1), 1 - duty.months)
        if isinstance(rule, Cadence) and not rule.says_when:
            return ahead_of(one.date, rule.every) + dt.timedelta(days=1)
    except (OverflowError, ValueError):  # before the first year a calendar has
        return None
    return None
