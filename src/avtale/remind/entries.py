"""The calendar entries that go with a letter: one all-day event for each deadline (RFC 5545).

The UID is that of the feed, so that a calendar that has both shows it once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from avtale.facts.agenda import Due
from avtale.publish.calendar import PRODID


def entries(dues: Iterable[tuple[Due, str]], now: dt.datetime) -> bytes:
    """Each with what it is called; UTF-8 with CRLF."""
    made = Calendar()
    for name, value in (("prodid", PRODID), ("version", "2.0"), ("method", "PUBLISH")):
        made.add(name, value)
    for due, summary in dues:
        key, duty, date = due.name
        event = Event()
        event.add("uid", f"{key}.{duty}.{date.isoformat()}@avtale")
        event.add("dtstamp", now.astimezone(dt.UTC))
        event.add("dtstart", due.due)
        event.add("dtend", due.due + dt.timedelta(days=1))
        event.add("summary", summary)
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    data: bytes = made.to_ical()
    return data
