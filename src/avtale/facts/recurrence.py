"""When a rule such as "every 6 months, in February" falls due.

Without a day, what is to happen in a month falls due on the month's last day; a day the month
does not have is its last one. Without a month, what comes round in months or years falls due by the end of each
period counted from the start. No date is moved for a weekend: an occurrence is what the rule gives.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from avtale.facts.validity import MONTHS, after, ahead_of, clipped, months_later
from avtale.format.values import Period

_FAR = Period(200, "year")


class Cadence(Struct, frozen=True):
    """Every so often, perhaps in a given month (1–12) and on a given day (1–31)."""

    every: Period
    month: int | None = None
    day: int | None = None
    later: bool = False
    """Whether the first day itself is left out: what is to happen "every 4 years" from a day on."""

    @property
    def says_when(self) -> bool:
        """Whether the words say when: "every year" alone only says that it is done before each year is over."""
        months = self.every.count * MONTHS.get(self.every.unit, 0)
        return self.month is not None or months < 2

    def dates(self, start: dt.date) -> Iterator[dt.date]:
        """The dates from `start` on, in order and without end.

        A cadence that divides the year keeps to the same months every year, also before the given
        month comes round the first time. A longer one counts from the first such month.
        """
        if not self.says_when:
            dates = self._by_end(start)
        else:
            dates = self._by_month(start) if self.every.unit in MONTHS else self._by_day(start)
        try:
            yield from (date for date in dates if date > start or (date == start and not self.later))
        except (OverflowError, ValueError):  # past the last year a calendar has
            return

    def _by_month(self, start: dt.date) -> Iterator[dt.date]:
        step = self.every.count * MONTHS[self.every.unit]
        first = start.replace(month=self.month or start.month, day=1)
        day = self.day or 31
        if 12 % step == 0:
            first = first.replace(month=(first.month - 1) % step + 1)
        elif clipped(first, day) < start:
            first = months_later(first, 12)
        count = 0
        while True:
            yield clipped(months_later(first, step * count), day)
            count += 1

    def _by_end(self, start: dt.date) -> Iterator[dt.date]:
        """The last day of each period, counted from the start as a duration is (`facts/validity`)."""
        step, count = self.every.count * MONTHS[self.every.unit], 1
        while True:
            yield months_later(start, step * count) - dt.timedelta(days=1)
            count += 1

    def _by_day(self, start: dt.date) -> Iterator[dt.date]:
        date = after(start, self.every)
        if self.month is not None:
            date = clipped(start.replace(month=self.month, day=1), self.day or 1)
        while date < dt.date.max:
            yield date
            date = after(date, self.every)


class Moved(Struct, frozen=True):
    """So long after each date of another rule, or before it: "two weeks before the meeting"."""

    base: Cadence | Moved
    by: Period
    before: bool = False

    @property
    def says_when(self) -> bool:
        return self.base.says_when

    def dates(self, start: dt.date) -> Iterator[dt.date]:
        """As those of the other, in their order; what would come before the start is left out."""
        if self.before and ahead_of(after(start, _FAR), self.by) < start:
            return  # it never comes, and to find that out day by day takes seconds
        for date in self.base.dates(start):
            moved = self.move(date)
            if moved >= start:
                yield moved

    def move(self, date: dt.date) -> dt.date:
        return ahead_of(date, self.by) if self.before else after(date, self.by)


Rule = Cadence | Moved
