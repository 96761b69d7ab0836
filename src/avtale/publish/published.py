"""What was published before, known from the calendar that lies there: what of it stays as it is, and what is cancelled.

An event that says the same keeps its bytes, so that a calendar in which nothing changed is not written anew. One that says
something else gets the stamp and number of the day it changed (RFC 5545, 3.8.7.4). One that is no more stays as cancelled, with a
mark before its name for calendars that show it all the same, until nobody can have missed it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from icalendar import Event

from avtale.message import Message

_KEPT_CANCELLED = dt.timedelta(days=90)
_CANCELLED = Message("Bortfalt", "Cancelled")
_BEGIN, _END = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"
_STAMPS = (b"DTSTAMP:", b"LAST-MODIFIED:", b"SEQUENCE:")

_WELL_STAMPED = [
    re.compile(rb"\r\n%s\r\n" % line)
    for line in (rb"DTSTAMP:\d{8}T\d{6}Z", rb"LAST-MODIFIED:\d{8}T\d{6}Z", rb"SEQUENCE:\d{1,9}")
]


def events_in(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Each event in the lines of a calendar, with the line ends it was written with; one that is cut off is none."""
    held: list[bytes] = []
    for each in lines:
        line = each.rstrip(b"\r\n") + b"\r\n"
        if line == _BEGIN:
            held = [line]
        elif held:
            held.append(line)
            if line == _END:
                yield b"".join(held)
                held = []


def written_events(whole: bytes) -> list[bytes]:
    """The same of events that were written here, and stand one behind the other."""
    end = b"\r\n" + _END
    return [event + end for event in whole.split(end)[:-1]]


def by_group(data: bytes) -> dict[str, list[bytes]]:
    """The events of a calendar of ours by the document they are of (`avtale.publish.events.group_of`)."""
    found: dict[str, list[bytes]] = {}
    for event in events_in(data.splitlines(keepends=True)):
        found.setdefault(group(event), []).append(event)
    return found


def group(event: bytes) -> str:
    """What the UID of an event has up to its first full stop."""
    return _named(event)[0].partition(b".")[0].decode("utf-8", "replace")


def renewed(old: Iterable[bytes], new: Sequence[bytes], on: dt.date, lang: str) -> list[bytes]:
    """The events of a document as they are published on the day `on`, where `old` are those published before."""
    before = {_named(event): event for event in old}
    now = {_named(event): event for event in new}
    found = [_numbered(event, before[name]) if name in before else event for name, event in now.items()]
    for name, event in before.items():
        if name not in now and not name[1]:  # an exception that is gone: the series tells of that day
            found += _gone(event, on, lang)
    return found


def _numbered(event: bytes, before: bytes) -> bytes:
    if _bare(event) == _bare(before) and all(stamp.search(before) for stamp in _WELL_STAMPED):
        return before
    number, last = _sequence(event), _sequence(before)
    if number > last:
        return event
    return event.replace(b"\r\nSEQUENCE:%d\r\n" % number, b"\r\nSEQUENCE:%d\r\n" % (last + 1))


def _gone(event: bytes, on: dt.date, lang: str) -> Iterator[bytes]:
    if b"\r\nSTATUS:CANCELLED\r\n" in event:
        since = next((line[8:16] for line in event.splitlines() if line.startswith(b"DTSTAMP:")), b"")
        if since > (on - _KEPT_CANCELLED).strftime("%Y%m%d").encode():
            yield event
        return
    try:
        cancelled = Event.from_ical(event)
    except ValueError:
        return
    if cancelled.errors:  # somebody wrote in it: what no reader understands is nobody's event
        return
    number, stamp = _sequence(event), dt.datetime.combine(on, dt.time(), dt.UTC)
    said = cancelled.get("summary", "")
    language = {"LANGUAGE": said.params["LANGUAGE"]} if "LANGUAGE" in getattr(said, "params", {}) else {}
    for name in ("dtstamp", "last-modified", "sequence", "status", "summary"):
        cancelled.pop(name, None)
    cancelled.add("dtstamp", stamp)
    cancelled.add("last-modified", stamp)
    cancelled.add("sequence", max(number + 1, (on - dt.date(1970, 1, 1)).days))
    cancelled.add("status", "CANCELLED")
    cancelled.add("summary", f"{_CANCELLED.text(lang)}: {said}", parameters=language)
    yield cancelled.to_ical()


def _named(event: bytes) -> tuple[bytes, bytes]:
    """UID and RECURRENCE-ID."""
    whole = event.replace(b"\r\n ", b"")
    return _line(whole, b"UID:")[4:], _line(whole, b"RECURRENCE-ID")


def _line(whole: bytes, begin: bytes) -> bytes:
    """The first line that begins so, of an event whose lines are not folded; empty where there is none."""
    at = whole.find(b"\r\n" + begin) + 2
    return whole[at : whole.find(b"\r\n", at)] if at > 1 else b""


def _sequence(event: bytes) -> int:
    text = next((line[9:] for line in event.splitlines() if line.startswith(b"SEQUENCE:")), b"0").strip()
    return int(text) if text.isdigit() and len(text) < 10 else 0


def _bare(event: bytes) -> list[bytes]:
    return [line for line in event.splitlines() if not line.startswith(_STAMPS)]
