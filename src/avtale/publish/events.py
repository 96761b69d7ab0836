"""What falls due as events of a calendar: the days of it, its early warnings, each all day long and blocking no time.

What comes round is one event with a rule; a day on which it says something else (done, not done, moved) is an exception of
it, by RECURRENCE-ID. The UID comes of key, duty and, where it stands alone, the day its rule gives: neither a new build nor a new
version adds an event. No person is named: owners are the roles and parties of the document.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby, pairwise
from typing import Unpack

from msgspec import Struct

from avtale.facts.agenda import Due
from avtale.facts.recurrence import Cadence, Moved, Rule
from avtale.facts.working_days import holiday, is_working_day, working_days_from
from avtale.format.called import short_title, text_in
from avtale.format.model import Document
from avtale.format.values import Period
from avtale.message import Message
from avtale.publish.event import Recurs, written
from avtale.publish.series import Series, series
from avtale.publish.words import clean, due_headline, evidence_said, owners_called, status_name
from avtale.wording import told_in, weekday

_KEY = re.compile("[a-z][a-z0-9_-]{0,99}")
_LONGEST_UID = 202
"""Bytes; Outlook may not tell longer ones apart ([MS-STANOICAL] 2.1.10)."""
_TEXTS = {
    "warning": Message("Varsel", "Warning"),
    "due": Message("Frist {date}", "Due {date}"),
    "in_days": Message("frist om {count} dager", "due in {count} days"),
    "in_a_month": Message("frist om en måned", "due in a month"),
    "in_months": Message("frist om {count} måneder", "due in {count} months"),
    "document": Message("Dokument: {text}", "Document: {text}"),
    "version": Message("versjon {version}", "version {version}"),
    "owner": Message("Ansvarlig: {text}", "Responsible: {text}"),
    "does": Message("Hva: {text}", "What: {text}"),
    "evidence": Message("Belegg: {text}", "Evidence: {text}"),
    "source": Message("Punkt: {text}", "Paragraph: {text}"),
    "opens": Message("Kan gjøres fra {date}.", "Can be done from {date}."),
    "was_missed": Message(
        "Fristen er passert, og loggen sier ikke at det er gjort.",
        "The day is past, and the log does not say that it was done.",
    ),
    "was_done": Message("Gjort {date}.", "Done {date}."),
    "moved": Message("Flyttet fra {weekday} {date}.", "Moved from {weekday} {date}."),
    "day_off": Message(
        "Dagen er {name}. Nærmeste virkedag før er {weekday} {date}.",
        "The day is a {name}. The nearest working day before is {weekday} {date}.",
    ),
}


class OwnedEvent(Struct, frozen=True):
    """An event, and who owes what it tells of."""

    event: bytes
    owners: tuple[str, ...]


class Made(Struct, frozen=True):
    """The events of one document, and how many days they stand for: deadlines, warnings, missed."""

    events: tuple[OwnedEvent, ...]
    deadlines: int
    warnings: int
    missed: int


def events_of(found: Iterable[Due], on: dt.date, lang: str) -> Made:
    """The events of what one document makes fall due, as of the day `on` and told in `lang`."""
    chosen = sorted({one.name: one for one in found}.values(), key=lambda one: one.name)
    events: list[OwnedEvent] = []
    warned = 0
    for _, of_duty in groupby(chosen, key=lambda one: one.id):
        dues = tuple(of_duty)
        writer, warnings = _Writer(dues[-1], on, lang), _after_the_last(dues)
        warned += len(warnings)
        events += [*writer.deadlines(dues), *writer.warnings(warnings)]
    return Made(tuple(events), len(chosen), warned, sum(one.status == "missed" for one in chosen))


def event_of(one: Due, on: dt.date, lang: str) -> bytes:
    """The event of one day by itself."""
    writer = _Writer(one, on, lang)
    return writer.single(writer.deadline(one)).event


def uid(key: str, *parts: str) -> str:
    """The UID of an event, which begins with its document's key; shortened by a fingerprint where it is too long."""
    whole = ".".join((group_of(key), *parts)) + "@avtale"
    if len(whole) <= _LONGEST_UID:
        return whole
    return f"{group_of(key)}.{_short(whole)}@avtale"


def group_of(key: str) -> str:
    """What the UIDs of a document have up to their first full stop, and its file is called: its key, where that is one."""
    if _KEY.fullmatch(key):
        return key
    return f"{re.sub('[^a-z0-9_-]+', '-', key.lower())[:60]}-{_short(key)}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class _Item(Struct, frozen=True):
    """A day of a duty, or of its warning, and what is said of it."""

    of: Due
    date: dt.date
    """Where the rule has it."""
    day: dt.date
    """Where it stands."""
    summary: str
    lines: tuple[str, ...]
    alone: str
    """Its summary where it is an event of its own."""


def _after_the_last(dues: Sequence[Due]) -> list[Due]:
    """What there is a warning of: all that is not done, where the time before it is over when it comes.

    A warning a month ahead of a monthly meeting would be the meeting before.
    """
    before = {
        one.name: last.due
        for last, one in pairwise(dues)
        if (rule := _comes_round(one)) and rule == _comes_round(last)
    }
    return [
        one
        for one in dues
        if one.status != "done" and before.get(one.name, dt.date.min) < one.warn_from < one.due
    ]


class _Writer(Struct, frozen=True, dict=True):
    """Writes the events of one duty; `last` is the last day of it, which knows the words of them all."""

    last: Due
    on: dt.date
    lang: str

    def deadlines(self, dues: Sequence[Due]) -> Iterator[OwnedEvent]:
        items = [self.deadline(one) for one in dues]
        return self._events(items, self._words, ())

    def deadline(self, one: Due) -> _Item:
        said, lines = self._words_of(one)
        mark = status_name(one.status, self.lang).capitalize() if one.status in ("missed", "done") else ""
        told = f"{mark}: {said}" if mark else said
        return _Item(one, one.date, one.due, told, (*self._of_the_day(one), *lines), told)

    def warnings(self, dues: Sequence[Due]) -> Iterator[OwnedEvent]:
        head, (_, lines) = self._text("warning"), self._words
        items = []
        for one in dues:
            told = f"{head}: {self._words_of(one)[0]}"
            day, due = one.warn_from, self._text("due", date=one.due)
            items.append(_Item(one, day, day, f"{told} ({self._lead(one)})", lines, f"{told} ({due})"))
        usual = Counter(item.summary for item in items).most_common(1)
        return self._events(items, (usual[0][0], lines) if usual else None, ("warning",))

    def _events(
        self, items: list[_Item], plain: tuple[str, tuple[str, ...]] | None, of: tuple[str, ...]
    ) -> Iterator[OwnedEvent]:
        """One event for what a rule gives, which says what is `plain`, and one for each of the others."""
        rule = next((rule for item in reversed(items) if (rule := _comes_round(item.of))), None)
        inside: list[_Item] = []
        if rule is not None and plain is not None:
            regular = _in_order(
                item
                for item in items
                if _comes_round(item.of) == rule and (not of or item.summary == plain[0])
            )
            found = series([item.date for item in regular], _every(rule[0]))
            if found is not None:
                inside = [item for item in regular if item.date in found.dates]
                yield from self._series(found, inside, plain, of)
        for item in items:
            if item not in inside:
                yield self.single(item, *of)

    def single(self, item: _Item, *of: str) -> OwnedEvent:
        """A day by itself."""
        name = uid(self.last.key, self.last.id, item.of.date.isoformat(), *of)
        return OwnedEvent(self._event(name, item.day, item.alone, item.lines), item.of.owners)

    def _series(
        self, found: Series, items: list[_Item], plain: tuple[str, tuple[str, ...]], of: tuple[str, ...]
    ) -> Iterator[OwnedEvent]:
        name = uid(self.last.key, self.last.id, *of)
        yield OwnedEvent(self._event(name, found.dates[0], *plain, comes=found), items[0].of.owners)
        for item in items:
            if item.day != item.date or (item.summary, item.lines) != plain:
                event = self._event(name, item.day, item.summary, item.lines, instead_of=item.date)
                yield OwnedEvent(event, item.of.owners)

    def _event(
        self, name: str, day: dt.date, said: str, lines: Sequence[str], **more: Unpack[Recurs]
    ) -> bytes:
        return written(name, day, said, "\n".join(lines), on=self.on, lang=told_in(self.lang), **more)

    def _text(self, name: str, /, **values: object) -> str:
        return _TEXTS[name].text(self.lang, **values)

    def _words_of(self, one: Due) -> tuple[str, tuple[str, ...]]:
        """What it is called, and what is said of it whichever day it is: that of the last, where it is the same duty."""
        last = self.last
        same = one.follow_up is last.follow_up is not None and one.entry is last.entry
        if same and one.owners == last.owners:
            return self._words
        return self._said(one), tuple(self._lines(one))

    @cached_property
    def _words(self) -> tuple[str, tuple[str, ...]]:
        return self._said(self.last), tuple(self._lines(self.last))

    def _said(self, one: Due) -> str:
        document = _document(one)
        named = text_in(short_title(document), document, self.lang) or one.key
        return f"{due_headline(one, self.lang)} – {clean(named)}"

    def _lead(self, one: Due) -> str:
        """How long after its warning it falls due."""
        if one.due.day != one.warn_from.day:
            return self._text("in_days", count=(one.due - one.warn_from).days)
        months = (one.due.year - one.warn_from.year) * 12 + one.due.month - one.warn_from.month
        return self._text("in_a_month") if months == 1 else self._text("in_months", count=months)

    def _of_the_day(self, one: Due) -> Iterator[str]:
        """What is said of one day and not of the others."""
        lang = told_in(self.lang)
        if one.by_done and one.status in ("missed", "done"):
            yield self._text(f"was_{one.status}", date=one.done_on or "")
        if one.due != one.date:
            yield self._text("moved", weekday=weekday(one.date, lang), date=one.date)
        if one.status == "due" and not is_working_day(one.due):
            before = working_days_from(one.due, -1)
            name = holiday(one.due, self.lang) or weekday(one.due, lang)
            yield self._text("day_off", name=name, weekday=weekday(before, lang), date=before)
        if one.status in ("missed", "due") and one.opens is not None:
            yield self._text("opens", date=one.opens)

    def _lines(self, one: Due) -> Iterator[str]:
        document = _document(one)
        does = text_in(one.what, document, self.lang) if one.kind != "expiry" else None
        version = self._text("version", version=one.entry.version) if one.entry.version else None
        said = {
            "does": does,
            "owner": ", ".join(owners_called(one)),
            "evidence": evidence_said(one, self.lang),
            "source": one.source,
            "document": ", ".join(part for part in (one.key, one.entry.id, version) if part),
        }
        yield from (self._text(name, text=clean(text)) for name, text in said.items() if text)


def _document(one: Due) -> Document:
    assert one.entry.document is not None
    return one.entry.document


def _comes_round(one: Due) -> tuple[Rule, tuple[str, ...]] | None:
    """What all days of a series share: the rule that gives them, and who owes them, who may be another in the next version."""
    rule = one.follow_up.rule if one.follow_up else None
    return (rule, one.owners) if isinstance(rule, (Cadence, Moved)) else None


def _every(rule: Rule) -> Period:
    return rule.every if isinstance(rule, Cadence) else _every(rule.base)


def _in_order(items: Iterable[_Item]) -> list[_Item]:
    """Those that stand between the ones before and after: Outlook keeps no exception that passes another day of its series."""
    found: list[_Item] = []
    for item in items:
        if not found or max(found[-1].day, found[-1].date) < min(item.day, item.date):
            found.append(item)
    return found
