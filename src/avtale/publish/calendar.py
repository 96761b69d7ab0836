"""The calendar feed: RFC 5545 with the properties of RFC 7986, read anew by those who subscribe to it.

Subscribed calendars ignore alarms, so a warning is an event of its own (`avtale.publish.events`). SEQUENCE and DTSTAMP come from
the day on which an event was last changed, by the calendar that lay there before (`avtale.publish.published`): a later one outranks
an earlier one (RFC 5546, 2.1.5), and what has not changed keeps its bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from icalendar import Calendar, Timezone
from msgspec import Struct

from avtale.errors import StateError
from avtale.facts.agenda import Due, agenda
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.called import owner_name
from avtale.format.model import Settings
from avtale.locales import require_language
from avtale.message import Message
from avtale.publish.events import event_of, events_of, group_of
from avtale.publish.published import by_group, renewed
from avtale.publish.words import clean

PRODID = "-//avtale//avtale//NO"
_NAME = Message("Frister i avtalene", "Deadlines of the agreements")


class Feed(Struct, frozen=True):
    """A calendar file, and what stands in it: deadlines, warnings, and the deadlines that were missed."""

    data: bytes
    deadlines: int
    warnings: int
    missed: int


def calendar(
    repository: Repository,
    on: dt.date,
    *,
    lang: str = "nb",
    only: Collection[DocumentFile] | None = None,
    before: bytes = b"",
) -> Feed:
    """Everything that falls due under the documents, or only those given, as of the day `on`; UTF-8 with CRLF.

    A deadline that was missed stays on its day and says so; one that was done says so and loses its warning. Texts are in `lang`
    ("nb" or "en"; a document's own words in `lang` where it has them). `before` is the calendar of ours that this one takes the
    place of: what stands in it and no more falls due is cancelled.
    """
    require_language(lang)
    found = agenda(repository, on, entries=only)
    return feed(found, on, lang=lang, settings=repository.settings, before=before)


def unread_names(repository: Repository) -> list[str]:
    """The documents that cannot be read, or what froze them: their deadlines would be told as cancelled."""
    register = repository.register
    return [
        one.name
        for one in repository.entries
        if one.document is None
        or (repository.frozen_by(one) is None and register.unread(one.key, one.version))
    ]


def require_all_read(repository: Repository) -> None:
    """Raise `StateError` where a deadline would be told as cancelled since something cannot be read."""
    unread = unread_names(repository)
    if unread:
        raise StateError(
            nb="{names} eller godkjenningen kan ikke leses, og frister som står, ville blitt avlyst. Ingen kalender er skrevet. "
            "Rett det «avtale check» sier.",
            en="{names} or its approval cannot be read, and deadlines that stand would have been cancelled. No calendar was written. "
            "Mend what “avtale check” says.",
            names=[*unread[:3], *(["…"] if unread[3:] else [])],
        )


def feed(
    found: Iterable[Due], on: dt.date, *, lang: str = "nb", settings: Settings, before: bytes = b""
) -> Feed:
    """The calendar of what is given, which must be of readable documents with a key."""
    by_key = groupby(sorted(found, key=lambda one: group_of(one.key)), key=lambda one: group_of(one.key))
    made = {group: events_of(dues, on, lang) for group, dues in by_key}
    old = by_group(before)
    parts: list[bytes] = []
    for group in sorted(made.keys() | old.keys()):
        new = [told.event for told in made[group].events] if group in made else []
        parts += renewed(old.get(group, []), new, on, lang)
    head, tail = frame(settings, lang)
    return Feed(
        head + (b"".join(parts) or NOTHING) + tail,
        sum(each.deadlines for each in made.values()),
        sum(each.warnings for each in made.values()),
        sum(each.missed for each in made.values()),
    )


def entry(*found: Due, on: dt.date, lang: str = "nb", settings: Settings | None = None) -> bytes:
    """The calendar entry of one thing that falls due, or of several, to go with a mail: a calendar with an event for each.

    Its UID is that of the day where it stands alone in a feed. The same on the same day. Raises `UsageError` for a language
    without messages.
    """
    require_language(lang)
    head, tail = frame(settings or Settings(), lang)
    return head + (b"".join(event_of(one, on, lang) for one in found) or NOTHING) + tail


def frame(settings: Settings, lang: str, *, name: str = "", uid: str = "") -> tuple[bytes, bytes]:
    """What stands before the events of a calendar called `name`, and after them."""
    made = Calendar()
    for key, value in _head(settings, lang, name):
        made.add(key, value)
    if uid:
        made.add("uid", uid)  # RFC 7986, 5.3
    made.add("refresh-interval", dt.timedelta(days=1), parameters={"VALUE": "DURATION"})  # RFC 7986, 5.7
    head, end, _ = made.to_ical().partition(b"END:VCALENDAR")
    return head, end + b"\r\n"


NOTHING = Timezone.from_tzid("UTC").to_ical()
"""What a calendar of no events holds, as it must hold some component (RFC 5545, 3.6)."""


def is_ours(data: bytes) -> bool:
    """Whether a file begins as a calendar that this module wrote."""
    lines = data[:1000].splitlines()
    return lines[:1] == [b"BEGIN:VCALENDAR"] and f"PRODID:{PRODID}".encode() in lines


def _head(settings: Settings, lang: str, name: str) -> Iterator[tuple[str, object]]:
    owner = owner_name(settings)
    text = clean(name) if name else _NAME.text(lang)
    called = f"{text} – {clean(owner)}" if owner else text
    yield from (("prodid", PRODID), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"))
    yield from (("name", called), ("x-wr-calname", called), ("x-wr-timezone", "Europe/Oslo"))
    yield "x-published-ttl", "P1D"
