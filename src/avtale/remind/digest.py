"""What is to be told to whom on a day: the reminders whose time has come, gathered into one digest for each person.

Of each thing that falls due its owner is told once ahead, from the first day of its lead time, and once when it is missed; then
the deputy, then the leader, each after so long. Who has no address is passed over for the next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from avtale.facts.access import shared_with
from avtale.facts.agenda import Due, agenda
from avtale.facts.holders import Holder, holders
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.validity import after
from avtale.format.model import FollowUpPlan, Settings
from avtale.format.values import Period
from avtale.remind.address import Channel, Mailbox, mailbox
from avtale.remind.ledger import Reminder

Step = Literal["ahead", "overdue"]
Capacity = Literal["owner", "deputy", "leader"]
DEPUTY_AFTER, LEADER_AFTER = Period(1, "week"), Period(2, "week")


class Notice(Struct, frozen=True):
    """One reminder to one person: of what, ahead of it or because it was missed, and as what they are told."""

    due: Due
    step: Step
    since: dt.date
    """The first day on which it is to be told."""
    to: Mailbox | Channel
    reader: Holder
    owner: Holder
    capacity: Capacity

    @property
    def reminder(self) -> Reminder:
        key, duty, date = self.due.name
        return (key, duty, date.isoformat(), self.step, self.to.who)


class Notices(Struct, frozen=True):
    """What is to be told on a day, and what nobody can be told of: no address, or one that is none."""

    notices: tuple[Notice, ...]
    unreached: tuple[Due, ...]
    unusable: tuple[str, ...]


def to_tell(repository: Repository, on: dt.date, *, entries: Iterable[DocumentFile] | None = None) -> Notices:
    """Every reminder that is due on the day `on`, told before or not, by person and date; plans to those alone whom
    their consents name.
    """
    found: dict[Reminder, Notice] = {}
    unreached: list[Due] = []
    unusable: dict[str, None] = {}
    for due in agenda(repository, on, entries=entries, plans=True):
        if due.status not in ("due", "missed") or due.warn_from > on:
            continue
        reached = False
        for owner in holders(due, repository, on):
            for notice in _of(due, owner, repository.settings, unusable):
                if not _may_know(notice, on):
                    continue
                reached = True
                if notice.since <= on:
                    found.setdefault(notice.reminder, notice)
        if not reached and not isinstance(due.entry.document, FollowUpPlan):
            unreached.append(due)
    return Notices(tuple(found.values()), tuple(unreached), tuple(unusable))


def _of(due: Due, owner: Holder, settings: Settings, unusable: dict[str, None]) -> Iterator[Notice]:
    """The reminders of one thing for one owner, those whose time is to come too."""
    people: list[tuple[Capacity, Holder, Mailbox]] = []
    chain: tuple[tuple[Capacity, Holder | None], ...] = (
        ("owner", owner), ("deputy", owner.deputy), ("leader", owner.leader),
    )  # fmt: skip
    for capacity, holder in chain:
        to = mailbox(holder.email) if holder else None
        if holder is not None and to is not None:
            people.append((capacity, holder, to))
        elif holder is not None and holder.email:
            unusable[holder.email] = None
    if not people:
        return
    if not due.overdue:
        capacity, holder, to = people[0]
        yield Notice(due, "ahead", due.warn_from, to, holder, owner, capacity)
        return
    told = settings.reminders
    first = due.due + dt.timedelta(days=1)
    later = {
        "owner": first,
        "deputy": max(first, after(due.due, (told and told.deputy_after) or DEPUTY_AFTER)),
        "leader": max(first, after(due.due, (told and told.leader_after) or LEADER_AFTER)),
    }
    for number, (capacity, holder, to) in enumerate(people):
        yield Notice(due, "overdue", first if number == 0 else later[capacity], to, holder, owner, capacity)


def _may_know(notice: Notice, on: dt.date) -> bool:
    """Of a plan only the owner, and only where a consent in force names the role or its party."""
    entry = notice.due.entry
    if not isinstance(entry.document, FollowUpPlan):
        return True
    return notice.capacity == "owner" and bool(
        {notice.owner.role, notice.owner.party} & shared_with(entry, on)
    )
