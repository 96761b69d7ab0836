"""Norwegian working days: neither Saturday, Sunday nor a public holiday.

A deadline keeps the date its rule gives. These only tell the reader when that day is no working day.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

_LANGUAGES = {"nb": "no", "en": "en_US"}
_SATURDAY = 5


def is_working_day(day: dt.date) -> bool:
    return day.weekday() < _SATURDAY and holiday(day) is None


def holiday(day: dt.date, lang: str = "nb") -> str | None:
    """The name in bokmål or English of the public holiday on `day`, or None."""
    return _of_year(day.year, _LANGUAGES["en" if lang == "en" else "nb"]).get(day)


def working_day_before(day: dt.date) -> dt.date:
    """The nearest working day before `day`."""
    day -= dt.timedelta(days=1)
    while not is_working_day(day):
        day -= dt.timedelta(days=1)
    return day


@cache
def _of_year(year: int, language: str) -> dict[dt.date, str]:
    import holidays

    return dict(holidays.country_holidays("NO", years=year, language=language))
