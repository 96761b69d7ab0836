"""A calendar read by two readers that are not ours, with what comes round spelled out."""

from __future__ import annotations

import datetime as dt

import icalendar
import recurring_ical_events
from ical.calendar_stream import IcsCalendarStream
from msgspec import Struct

FIRST, LAST = dt.date(1900, 1, 1), dt.date(2120, 1, 1)


class Day(Struct, frozen=True, order=True):
    """One day that a reader shows: when, of which event, and what it says."""

    day: dt.date
    uid: str
    summary: str


def days(data: bytes, *, cancelled: bool = False) -> list[Day]:
    """Every day of a calendar, in order, that both readers agree on."""
    read = icalendar.Calendar.from_ical(data)
    assert [part.errors for part in read.walk() if part.errors] == []
    expanded = recurring_ical_events.of(read).between(FIRST, LAST)
    ours = sorted(
        Day(event["dtstart"].dt, str(event["uid"]), str(event["summary"]))
        for event in expanded
        if cancelled or event.get("status") != "CANCELLED"
    )
    theirs = IcsCalendarStream.calendar_from_ics(data.decode("utf-8")).timeline
    listed = sorted(
        Day(event.dtstart, event.uid or "", event.summary or "")
        for event in theirs.overlapping(FIRST, LAST)
        if cancelled or event.status != "CANCELLED"
    )
    assert ours == listed
    return ours


def named(data: bytes) -> dict[str, Day]:
    """The days of the deadlines by the UID each has alone, which a day of a series gets from where the rule has it."""
    found: dict[str, Day] = {}
    read = icalendar.Calendar.from_ical(data)
    recurring = {str(event["uid"]) for event in read.walk("VEVENT") if "rrule" in event}
    for event in recurring_ical_events.of(read).between(FIRST, LAST):
        uid = str(event["uid"])
        if uid in recurring:
            where = event["recurrence-id"].dt
            uid = f"{uid.removesuffix('@avtale')}.{where}@avtale"
        assert uid not in found
        found[uid] = Day(event["dtstart"].dt, uid, str(event["summary"]))
    return found
