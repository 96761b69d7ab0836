"""One event of a calendar as it is written: all day long, blocking no time.

Each line is escaped and folded by icalendar. Most lines are those of the event before, and to fold one takes longer than all else
that is done to a calendar: so lines are kept, and an event is put together of them.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TypedDict

from icalendar import Event

from avtale.publish.series import Series

_EPOCH = dt.date(1970, 1, 1)
_LINES = 1024


class Recurs(TypedDict, total=False):
    """How a series `comes`, or the day of the series that an exception stands `instead_of`."""

    comes: Series
    instead_of: dt.date


def written(
    uid: str,
    day: dt.date,
    summary: str,
    description: str,
    *,
    on: dt.date,
    lang: str,
    comes: Series | None = None,
    instead_of: dt.date | None = None,
) -> bytes:
    """The event as of the day `on`, its words in the language `lang`; its lines in the order that icalendar gives them."""
    stamp = dt.datetime.combine(on, dt.time(), dt.UTC)
    lines = [b"BEGIN:VEVENT\r\n", _line("SUMMARY", summary, lang), _line("DTSTART", day)]
    if day < dt.date.max:
        lines.append(_line("DTEND", day + dt.timedelta(days=1)))
    lines += [_line("DTSTAMP", stamp), _line("UID", uid)]
    if instead_of is not None:
        lines.append(_line("RECURRENCE-ID", instead_of))
    lines.append(_line("SEQUENCE", max(0, (on - _EPOCH).days)))
    if comes is not None:
        lines.append(_new_line("RRULE", comes.rule))
        lines += [_new_line("EXDATE", list(comes.without))] if comes.without else []
    lines += [_line("DESCRIPTION", description, lang), _line("LAST-MODIFIED", stamp)]
    return b"".join([*lines, b"TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"])


def _new_line(name: str, value: object, language: str = "") -> bytes:
    event = Event()
    event.add(name, value, parameters={"LANGUAGE": language} if language else {})
    line: bytes = event.content_line(name, event[name]).to_ical()
    return line + b"\r\n"


_line = lru_cache(_LINES)(_new_line)
