"""From when to when a document holds, as far as its own words let it be computed."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from msgspec import Struct

from avtale.facts.working_days import working_days_from
from avtale.format.model import Adoption, Agreement, DayOfYear, Document, Validity
from avtale.format.values import Period
from avtale.partial_date import PartialDate, on

MONTHS = {"month": 1, "year": 12}
_MOST_WORKING_DAYS = 20_000  # some eighty years


class Decided(Struct, frozen=True):
    """What others than the document have decided of its span: bodies, parties, events, amendments.

    `adopted` pairs a body with the day it adopted the document, `terminated` a party with the day it gave
    notice. `begun` and `ended` are the days on which an event it waits for happened. `approved_on` is, for a transcription,
    the day its original was signed.
    """

    adopted: tuple[tuple[str, dt.date], ...] = ()
    terminated: tuple[tuple[str, dt.date], ...] = ()
    begun: dt.date | None = None
    ended: dt.date | None = None
    prolonged_to: dt.date | None = None
    approved_on: dt.date | None = None


NOTHING_DECIDED = Decided()


class ValidSpan(Struct, frozen=True):
    """The days a document is valid, both included.

    `end` None with `open_ended` means until something ends it. `waits` is True where it begins with something
    that has not happened. Without a start and not waiting it holds from when it was agreed. `determined` is
    False where the text does not let the dates be computed. `terminated`: notice was given, and gave the end.

    Where only a month or a year is known, `start` and `end` are the last days they can be, by which it has certainly
    begun and ended, and `start_from` and `end_from` the first: in between nobody can tell (decision 33).
    """

    start: dt.date | None
    end: dt.date | None
    open_ended: bool = False
    waits: bool = False
    terminated: bool = False
    start_from: dt.date | None = None
    end_from: dt.date | None = None

    @property
    def first(self) -> PartialDate | None:
        """The first day, as far as it is known."""
        return PartialDate(self.start_from or self.start, self.start) if self.start else None

    @property
    def last(self) -> PartialDate | None:
        """The last day, as far as it is known."""
        return PartialDate(self.end_from or self.end, self.end) if self.end else None

    def is_unclear(self, on: dt.date) -> bool:
        """Whether the day lies where only a month or a year is known."""
        first, last = self.first, self.last
        return bool(
            (first and first.first <= on < first.last)
            or (last and not last.exact and last.first <= on <= last.last)
        )

    @property
    def determined(self) -> bool:
        if self.waits:
            return False
        return self.end is not None or (self.start is not None and self.open_ended)

    def has_begun(self, on: dt.date) -> bool:
        if self.start is not None:
            return self.start <= on
        return self.end is not None and not self.waits

    def has_ended(self, on: dt.date) -> bool:
        return self.end is not None and self.end < on


def valid_span(document: Document, decided: Decided = NOTHING_DECIDED) -> ValidSpan:
    """The span that `validity` states, in any of the forms of docs/domain.md, given what is `decided` so far.

    `to` goes before `duration`, which counts from the real start. An earlier end by notice or event goes before
    both. An end alone begins when the document takes effect, by its header, or was approved.
    """
    validity = document.validity
    if validity is None:
        return ValidSpan(None, None)
    first, waits = _start(document, validity, decided)
    start = first.last if first else None
    last = validity.to
    if last is None and first is not None and validity.duration is not None:
        last = lasting(first, validity.duration)
    end = last.last if last else None
    if end is not None and decided.prolonged_to is not None:
        end = max(end, decided.prolonged_to)
    given = _terminated(document, validity, decided)
    ends = [day for day in (end, given, decided.ended) if day is not None]
    end = min(ends, default=None)
    terminated = given is not None and end == given
    return ValidSpan(
        start,
        end,
        end is None and runs_on(validity),
        waits,
        terminated,
        first.first if first and not first.exact else None,
        last.first if last and not last.exact and end == last.last else None,
    )


def _start(document: Document, validity: Validity, decided: Decided) -> tuple[PartialDate | None, bool]:
    condition = validity.begins_when
    if condition is None or (condition.event is None and not condition.adoptions and not adopters(document)):
        if validity.from_ is None and validity.to is not None:
            header = document.control_header
            taken = (header.effective_from if header else None) or decided.approved_on
            return (on(taken) if taken and taken <= validity.to.last else None), False
        return validity.from_, False
    days = [validity.from_]
    if condition.adoptions or (condition.event is None and adopters(document)):
        adopted = sorted((day for _, day in adoptions(document, decided)), key=_by_last)
        needed = adoptions_needed(document)
        if len(adopted) < needed:
            return None, True
        days.append(adopted[needed - 1])
    if condition.event is not None:
        if decided.begun is None:
            return None, True
        days.append(on(decided.begun))
    return max((day for day in days if day is not None), key=_by_last), False


def lasting(first: PartialDate, duration: Period) -> PartialDate:
    """The last day of what begins on the first and lasts so long."""
    return PartialDate(*(after(day, duration) - dt.timedelta(days=1) for day in (first.first, first.last)))


def adopters(document: Document) -> tuple[Adoption, ...]:
    """The bodies that are to adopt the document, as it lists them."""
    return document.adoptions if isinstance(document, Agreement) else ()


def adoptions_needed(document: Document) -> int:
    """How many bodies must adopt it before it begins; all that are listed where no number is given."""
    condition = document.validity.begins_when if document.validity else None
    return (condition.adoptions if condition else None) or len(adopters(document))


def adoptions(document: Document, decided: Decided) -> list[tuple[str, PartialDate]]:
    """Each body that has adopted it and when first: by the document itself or the register, only those listed."""
    listed = {_name(each.body): each.body for each in adopters(document) if each.body}
    stated = [(each.body, each.on) for each in adopters(document) if each.body and each.on]
    recorded = [(body, on(day)) for body, day in decided.adopted]
    first: dict[str, tuple[str, PartialDate]] = {}
    for body, day in sorted([*stated, *recorded], key=lambda pair: _by_last(pair[1])):
        if not listed or _name(body) in listed:
            first.setdefault(_name(body), (listed.get(_name(body)) or body, day))
    return list(first.values())


def _by_last(day: PartialDate) -> dt.date:
    return day.last


def _name(body: str) -> str:
    return " ".join(body.split()).casefold()


def runs_on(validity: Validity) -> bool:
    """Whether it is to hold without a last day, until something ends it."""
    return bool(
        validity.until_replaced
        or validity.ends_when
        or validity.revised_every
        or validity.termination
        or validity.notice
        or validity.lapses_when
    )


def goes_on(document: Document) -> bool:
    """Whether the document holds for the others when one party leaves, as there must then be two left to do."""
    terms = document.validity.termination if document.validity else None
    return bool(terms and terms.others_continue) and len(document.parties) > 2


def _terminated(document: Document, validity: Validity, decided: Decided) -> dt.date | None:
    """The last day that notice given gives; None while too few have given it."""
    parties = {party.id for party in document.parties if party.id}
    given: dict[str, dt.date] = {}
    for party, day in decided.terminated:
        if not parties or party in parties:
            given[party] = min(day, given.get(party, day))
    ends = [notice_effect(validity, day, party) for party, day in given.items()]
    if goes_on(document):
        # Those who leave go one by one; it ends when a single party is left.
        needed = max(len(parties) - 1, 1)
        return sorted(ends)[needed - 1] if len(ends) >= needed else None
    if validity.ends_when is not None and validity.ends_when.terminated_by == "all":
        return max(ends) if ends and set(given) >= parties else None
    return min(ends, default=None)


def notice_effect(validity: Validity, given: dt.date, party: str | None = None) -> dt.date:
    """The last day of validity when notice is given on the day `given`.

    A period of notice counts from that day; where notice must be given by a day of the year, from that day,
    the first that comes: demanded by 1 October and 15 months gives 1 January. A `party` may have a period of its own.
    """
    terms = validity.termination
    own = next((one.notice for one in validity.per_party if one.party == party and one.notice), None)
    notice = own or (terms.notice if terms else None) or validity.notice
    if terms is not None and terms.demand_by is not None:
        cut_off = next_day_of_year(terms.demand_by, given)
        period = terms.ends_after or notice
        return after(cut_off, period) if period else cut_off
    return after(given, notice) if notice else given


def next_day_of_year(day: DayOfYear, on: dt.date) -> dt.date:
    """The first such day on or after `on`; a day the month does not have is its last."""
    month = day.month if day.month and 1 <= day.month <= 12 else 12
    for year in (on.year, min(on.year + 1, dt.MAXYEAR)):
        found = clipped(dt.date(year, month, 1), day.day or 31)
        if found >= on:
            return found
    return dt.date.max


def after(day: dt.date, period: Period) -> dt.date:
    """The day `period` later; Past the calendar's end: its last day."""
    return _moved(day, period, 1)


def ahead_of(day: dt.date, period: Period) -> dt.date:
    """The day `period` earlier. Before the calendar's beginning: its first day."""
    return _moved(day, period, -1)


def _moved(day: dt.date, period: Period, direction: int) -> dt.date:
    # A period is an author's text: "99999 years" must give an answer, and soon.
    try:
        if period.unit == "working day":
            return working_days_from(day, min(period.count, _MOST_WORKING_DAYS) * direction)
        if period.unit == "hour":  # a document knows days alone: the one on which the last hour runs out
            return day + dt.timedelta(days=-(-period.count // 24)) * direction
        if period.unit in MONTHS:
            return months_later(day, period.count * MONTHS[period.unit] * direction)
        return day + dt.timedelta(**{f"{period.unit}s": period.count}) * direction
    except (OverflowError, ValueError):
        return dt.date.max if direction > 0 else dt.date.min


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; a day the month does not have is its last. Raises `ValueError` or `OverflowError` past
    what a calendar has. (`relativedelta` says the same in twelve times the time, and an agenda asks for every day of it.)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return clipped(dt.date(year, month + 1, 1), day.day)


def clipped(month: dt.date, day: int) -> dt.date:
    """That day of the month, or its last."""
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))
