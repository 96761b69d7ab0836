"""A date of which perhaps only the month or the year is known."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from msgspec import Struct

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")


class PartialDate(Struct, frozen=True):
    """The first and the last day it can be: one and the same where the day is known, else those of the month or year."""

    first: dt.date
    last: dt.date

    @property
    def exact(self) -> bool:
        return self.first == self.last

    @property
    def whole_year(self) -> bool:
        return self.first == self.last.replace(month=1, day=1) and self.last == self.first.replace(
            month=12, day=31
        )

    @property
    def whole_month(self) -> bool:
        return self.first == self.last.replace(day=1) and self.last == _month_end(self.first)

    def __str__(self) -> str:
        """As a file has it, 2017-06-01, 2017-06 or 2017; what was computed from such a one, as a span of days."""
        if self.exact:
            return str(self.last)
        if self.whole_year or self.whole_month:
            return f"{self.first:%Y-%m}"[: 4 if self.whole_year else 7]
        return f"{self.first}/{self.last}"


def on(day: dt.date) -> PartialDate:
    """A day that is known."""
    return PartialDate(day, day)


def parse(value: str) -> PartialDate | None:
    """2017-06-01, 2017-06 or 2017; None for anything else, and for a day that no calendar has."""
    found = _FORM.match(value)
    if found is None:
        return None
    year, month, day = found.groups(default="")
    try:
        first = dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return on(first)
    return PartialDate(first, _month_end(first if month else first.replace(month=12)))


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=monthrange(day.year, day.month)[1])
