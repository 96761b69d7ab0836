"""One run: what is to be told on the day, told by whatever carries it, with the ledger between.

The order holds the promise: entered as attempted, handed over, entered as sent. What is in doubt from an earlier run is told once
more in the letter it had, and after that not again unless somebody asks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from msgspec import Struct, field

from avtale.errors import AvtaleError
from avtale.message import Message
from avtale.remind.digest import Notice
from avtale.remind.ledger import Ledger, LedgerEntry, Reminder
from avtale.remind.outcome import Handover, InDoubt, NotTaken

MOST_DOUBTS = 2
"""Attempts that may have arrived, after which nothing is sent without being asked for."""


class Parcel(Struct, frozen=True):
    """What goes to one person at once: all that stands open for them, and of it what is told with this."""

    notices: tuple[Notice, ...]
    new: tuple[Notice, ...]
    name: str = ""
    """The Message-ID it had when it was tried before; "" for the first time."""

    @property
    def who(self) -> str:
        return self.notices[0].to.spec


class Plan(Struct, frozen=True):
    """What a run is to send, and what it leaves."""

    parcels: tuple[Parcel, ...]
    doubtful: tuple[Parcel, ...]
    """Tried twice without an answer: left alone."""
    known: tuple[Reminder, ...] = ()
    """With a new ledger: what is older than the day it answers from, and is taken to be told."""


class Report(Struct):
    """How a run went, in the order of what happened."""

    sent: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    """Of those sent, who may have had it before."""
    failed: list[tuple[str, Message]] = field(default_factory=list)
    in_doubt: list[tuple[str, Message]] = field(default_factory=list)
    stopped: AvtaleError | None = None
    """Why the rest was not tried."""
    waiting: int = 0
    """How many were not tried."""


class Carrier(Protocol):
    """What brings a parcel to its reader."""

    def name(self, parcel: Parcel) -> str:
        """What the ledger calls it: its Message-ID."""

    def carry(self, parcel: Parcel, handover: Handover) -> None:
        """Raises `NotTaken`, `InDoubt`, or an `AvtaleError` where no other can be carried either."""


def plan(
    notices: Iterable[Notice], ledger: Ledger, since: dt.date, *, again: bool = False, left: bool = False
) -> Plan:
    """What is to be sent of the notices of a day. With a new ledger only what was to be told from `since` on.

    `again`: also what was tried twice without an answer. `left`: also what the ledger, when it was new, left from `since` on.
    """
    people: dict[str, list[Notice]] = {}
    known = []
    for notice in notices:
        if ledger.is_new and notice.since < since:
            known.append(notice.reminder)
        people.setdefault(notice.to.who, []).append(notice)
    old = set(known)
    parcels: list[Parcel] = []
    doubtful: list[Parcel] = []
    for its in people.values():
        letters: dict[tuple[str, bool], list[Notice]] = {}
        for notice in its:
            entry = _known(notice, ledger)
            untold = entry.sent is None or (left and not entry.letter and notice.since >= since)
            if untold and notice.reminder not in old:
                stuck = entry.doubts >= MOST_DOUBTS and not again
                # what is in doubt goes with the letter it was tried in, all else with the new one of the day
                letters.setdefault((entry.letter if entry.doubts else "", stuck), []).append(notice)
        for (name, stuck), new in letters.items():
            (doubtful if stuck else parcels).append(Parcel(tuple(its), tuple(new), name))
    return Plan(tuple(parcels), tuple(doubtful), tuple(known))


def _known(notice: Notice, ledger: Ledger) -> LedgerEntry:
    """What the ledger says; who was told that it was missed needs not hear that it is coming, whatever the clock says now."""
    key, duty, date, step, who = notice.reminder
    later = ledger.of((key, duty, date, "overdue", who)) if step == "ahead" else None
    return ledger.of(notice.reminder) or later or LedgerEntry("", 0, None)


def send(parcels: Sequence[Parcel], ledger: Ledger, carrier: Carrier, on: dt.date) -> Report:
    """Carry all of them; one that is not taken does not stop the rest. The ledger must have begun."""
    report = Report()
    for number, parcel in enumerate(parcels):
        reminders = [notice.reminder for notice in parcel.new]
        name = parcel.name or carrier.name(parcel)
        handover = Handover(_attempt(ledger, reminders, name), _undo(ledger, reminders))
        try:
            carrier.carry(parcel, handover)
            ledger.sent(reminders, on)
        except NotTaken as error:
            report.failed.append((parcel.who, error.why))
        except InDoubt as error:
            report.in_doubt.append((parcel.who, error.why))
        except AvtaleError as error:
            report.stopped, report.waiting = error, len(parcels) - number
            break
        else:
            report.sent.append(parcel.who)
            if parcel.name:
                report.again.append(parcel.who)
    return report


def _attempt(ledger: Ledger, reminders: Sequence[Reminder], name: str) -> Callable[[], None]:
    return lambda: ledger.attempt(reminders, name)


def _undo(ledger: Ledger, reminders: Sequence[Reminder]) -> Callable[[], None]:
    return lambda: ledger.refused(reminders)
