"""The calendar feed: RFC 5545, one all-day event for each deadline and one for its early warning.

Subscribed calendars ignore alarms, so a warning is an event of its own. The UID comes from key, duty
and occurrence: a new build, or a new version with the same duty, changes the event people have and
adds none. SEQUENCE and DTSTAMP come from the day asked about: a later build outranks an earlier one
(RFC 5546, 2.1.5), and the same day gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from icalendar import Calendar, Event, Timezone
from msgspec import Struct

from avtale.facts.lead_times import lead_time
from avtale.facts.occurrences import Occurrence, all_occurrences
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.validity import ahead_of
from avtale.facts.working_days import holiday, is_working_day, working_days_from
from avtale.format.model import Document, Settings
from avtale.locales import require_language
from avtale.message import Message
from avtale.publish.words import actors, clean, headline, what
from avtale.wording import told_in, weekday

PRODID = "-//avtale//avtale//NO"
_TEXTS = {
    "calendar": Message("Frister i avtalene", "Deadlines of the agreements"),
    "missed": Message("Ikke utført", "Not done"),
    "done": Message("Utført", "Done"),
    "warning": Message("Varsel", "Warning"),
    "due": Message("Frist {date}", "Due {date}"),
    "document": Message("Dokument: {text}", "Document: {text}"),
    "version": Message("versjon {version}", "version {version}"),
    "owner": Message("Ansvarlig: {text}", "Responsible: {text}"),
    "does": Message("Hva: {text}", "What: {text}"),
    "source": Message("Punkt: {text}", "Paragraph: {text}"),
    "was_missed": Message(
        "Fristen er passert, og loggen sier ikke at det er gjort.",
        "The day is past, and the log does not say that it was done.",
    ),
    "was_done": Message("Gjort {date}.", "Done {date}."),
    "day_off": Message(
        "Dagen er {name}. Nærmeste virkedag før er {weekday} {date}.",
        "The day is a {name}. The nearest working day before is {weekday} {date}.",
    ),
}
_EPOCH = dt.date(1970, 1, 1)


class Feed(Struct, frozen=True):
    """A calendar file, and what stands in it: deadlines, warnings, and the deadlines that were missed."""

    data: bytes
    deadlines: int
    warnings: int
    missed: int


def calendar(
    repository: Repository, on: dt.date, *, lang: str = "nb", only: Collection[DocumentFile] | None = None
) -> Feed:
    """Everything that falls due under the documents, or only those given, as of the day `on`; UTF-8 with CRLF.

    A deadline that was missed stays on its day and says so; one that was done says so and loses its
    warning. Texts are in `lang` ("nb" or "en"; a document's own words in `lang` where it has them).
    """
    require_language(lang)
    found = all_occurrences(repository.entries if only is None else only, repository, on)
    return feed(found, on, lang=lang, settings=repository.settings)


def feed(found: Iterable[Occurrence], on: dt.date, *, lang: str = "nb", settings: Settings) -> Feed:
    """The calendar of the occurrences given, which must be of readable documents with a key."""
    chosen = list({one.name: one for one in found}.values())
    warned = [(one, day) for one in chosen if (day := warning_day(one, settings)) is not None]
    made = Calendar()
    for name, value in _head(settings, lang):
        made.add(name, value)
    made.add("refresh-interval", dt.timedelta(days=1), parameters={"VALUE": "DURATION"})  # RFC 7986, 5.7
    for one in chosen:
        made.add_component(_Writer(one, on, lang).deadline())
    for one, day in warned:
        made.add_component(_Writer(one, on, lang).warning(day))
    if not chosen:  # a calendar must hold at least one component (RFC 5545, 3.6)
        made.add_component(Timezone.from_tzid("UTC"))
    missed = sum(one.status == "missed" for one in chosen)
    return Feed(made.to_ical(), len(chosen), len(warned), missed)


def is_ours(data: bytes) -> bool:
    """Whether a file begins as a calendar that this module wrote."""
    head = data[:1000]
    return head.startswith(b"BEGIN:VCALENDAR") and f"PRODID:{PRODID}\r\n".encode() in head


def uid(one: Occurrence, *, warning: bool = False) -> str:
    """The event's UID. No part can hold a full stop followed by a day, so two deadlines never share one."""
    key, duty, date = one.name
    return f"{key}.{duty}.{date.isoformat()}{'.warning' if warning else ''}@avtale"


def warning_day(one: Occurrence, settings: Settings) -> dt.date | None:
    """When to warn of what is not done: the lead time ahead, but not before the document begins."""
    if one.status == "done" or one.entry.document is None:
        return None
    day = ahead_of(one.date, lead_time(one.duty.kind, settings))
    start = one.begins
    day = max(day, start) if start else day
    return day if day < one.date else None


def _head(settings: Settings, lang: str) -> Iterator[tuple[str, object]]:
    text = _TEXTS["calendar"].text(lang)
    owner = settings.owner.names[0].name if settings.owner and settings.owner.names else None
    name = f"{text} – {clean(owner)}" if owner else text
    yield from (("prodid", PRODID), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"))
    yield from (("name", name), ("x-wr-calname", name), ("x-wr-timezone", "Europe/Oslo"))
    yield "x-published-ttl", "P1D"


class _Writer(Struct, frozen=True):
    """Writes the events of one occurrence."""

    one: Occurrence
    on: dt.date
    lang: str

    @property
    def document(self) -> Document:
        assert self.one.entry.document is not None
        return self.one.entry.document

    def deadline(self) -> Event:
        status = self.one.status
        mark = f"{_TEXTS[status].text(self.lang)}: " if status in ("missed", "done") else ""
        return self._event(uid(self.one), self.one.date, f"{mark}{self._said()}")

    def warning(self, day: dt.date) -> Event:
        head = _TEXTS["warning"].text(self.lang)
        due = _TEXTS["due"].text(self.lang, date=self.one.date)
        return self._event(uid(self.one, warning=True), day, f"{head}: {self._said()} ({due})")

    def _said(self) -> str:
        header = self.document.control_header
        title = (header.title if header else None) or self.document.title
        named = (
            title.in_language(self.lang, self.document.language or "nb")[0] if title else self.one.entry.key
        )
        return f"{headline(self.one, self.document, self.lang)} – {clean(named or '')}"

    def _event(self, name: str, day: dt.date, summary: str) -> Event:
        language = {"LANGUAGE": told_in(self.lang)}
        stamp = dt.datetime.combine(self.on, dt.time(), dt.UTC)
        event = Event()
        event.add("uid", name)
        event.add("dtstamp", stamp)
        event.add("last-modified", stamp)
        event.add("sequence", max(0, (self.on - _EPOCH).days))
        event.add("dtstart", day)
        if day < dt.date.max:
            event.add("dtend", day + dt.timedelta(days=1))
        event.add("summary", summary, parameters=language)
        event.add("description", "\n".join(self._lines()), parameters=language)
        event.add("transp", "TRANSPARENT")
        return event

    def _lines(self) -> Iterator[str]:
        lang, one = self.lang, self.one
        if one.status in ("missed", "done"):
            yield _TEXTS[f"was_{one.status}"].text(lang, date=one.done_on or "")
        if not is_working_day(one.date) and one.status == "due":
            yield self._day_off()
        said = what(one.duty, self.document, lang)
        if said:
            yield _TEXTS["does"].text(lang, text=said)
        if one.duty.owner:
            known = actors(self.document)
            yield _TEXTS["owner"].text(
                lang, text=clean(", ".join(known.get(each, each) for each in one.duty.owner))
            )
        if one.duty.source:
            yield _TEXTS["source"].text(lang, text=clean(one.duty.source))
        entry = one.entry
        version = _TEXTS["version"].text(lang, version=entry.version) if entry.version else None
        named = ", ".join(part for part in (entry.key, entry.id, version) if part)
        yield _TEXTS["document"].text(lang, text=clean(named))

    def _day_off(self) -> str:
        lang, day = told_in(self.lang), self.one.date
        before = working_days_from(day, -1)
        return _TEXTS["day_off"].text(
            lang,
            name=holiday(day, self.lang) or weekday(day, lang),
            weekday=weekday(before, lang),
            date=before,
        )
