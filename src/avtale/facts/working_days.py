"""Norwegian working days: neither Saturday, Sunday nor a public holiday. Every count of them goes through here.

The holidays are those of the law (lov 24. februar 1995 nr. 12 § 2; lov 26. april 1947 nr. 1), from the library
`holidays`, which knows 1947 to 2100; outside of those years a working day is any Monday to Friday.
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


def working_days_from(day: dt.date, count: int) -> dt.date:
    """The `count`th working day after `day`; before it where `count` is negative. `day` itself is never counted.

    Raises `OverflowError` where the calendar ends first.
    """
    step = dt.timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


@cache
def _of_year(year: int, language: str) -> dict[dt.date, str]:
    import holidays

    return dict(holidays.country_holidays("NO", years=year, language=language))
