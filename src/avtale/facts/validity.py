"""From when to when a document holds, as far as its own words let it be computed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from avtale.format.model import Document
from avtale.format.values import Period

_MOST_WORKING_DAYS = 20_000  # some eighty years


@dataclass(frozen=True, slots=True)
class ValidSpan:
    """The days a document is valid, both included.

    `end` None with `open_ended` means until something replaces it; `determined` is False
    where the text does not let the dates be computed.
    """

    start: dt.date | None
    end: dt.date | None
    open_ended: bool = False

    @property
    def determined(self) -> bool:
        return self.start is not None and (self.end is not None or self.open_ended)

    def has_begun(self, on: dt.date) -> bool:
        return self.start is not None and self.start <= on

    def has_ended(self, on: dt.date) -> bool:
        return self.end is not None and self.end < on


def valid_span(document: Document) -> ValidSpan:
    """The span that `validity` states: from–to, or from and duration, or until replaced."""
    validity = document.validity
    if validity is None:
        return ValidSpan(None, None)
    start, end = validity.from_, validity.to
    if end is None and start is not None and validity.duration is not None:
        end = after(start, validity.duration) - dt.timedelta(days=1)
    return ValidSpan(start, end, open_ended=end is None and bool(validity.until_replaced))


def after(day: dt.date, period: Period) -> dt.date:
    """The day `period` later; working days leave out Saturdays and Sundays. Past the calendar's end: its last day."""
    return _moved(day, period, 1)


def ahead_of(day: dt.date, period: Period) -> dt.date:
    """The day `period` earlier. Before the calendar's beginning: its first day."""
    return _moved(day, period, -1)


def _moved(day: dt.date, period: Period, direction: int) -> dt.date:
    # A period is an author's text: "99999 years" must give an answer, and soon.
    try:
        if period.unit != "working day":
            return day + _delta(period) * direction
        left = min(period.count, _MOST_WORKING_DAYS)
        while left:
            day += dt.timedelta(days=direction)
            left -= day.weekday() < 5
        return day
    except (OverflowError, ValueError):
        return dt.date.max if direction > 0 else dt.date.min


def _delta(period: Period) -> relativedelta:
    units = {"day": "days", "week": "weeks", "month": "months", "year": "years"}
    return relativedelta(**{units[period.unit]: period.count})  # type: ignore[arg-type]
