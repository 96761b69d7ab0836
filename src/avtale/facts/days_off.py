"""Where a deadline goes when its day is off: a weekend, a public holiday or, where it says so, the schools' holidays.

Which day the schools are closed is the county's to say, in the settings (`school_calendar`).
"""

from __future__ import annotations

import datetime as dt

from avtale.facts.working_days import is_working_day
from avtale.format.model import Settings

_ONE = dt.timedelta(days=1)
_LONGEST = 120
"""Days. No school is closed for longer; a holiday that lasts on has its year mistyped, and moves nothing."""


def moved(day: dt.date, moves: str | None, settings: Settings) -> dt.date:
    """The day that a deadline on `day` is moved to; `moves` as the format's field of that name. None is `stays`."""
    direction, _, school = (moves or "stays").partition("_")
    if direction not in ("before", "after"):
        return day
    found = day
    for _ in range(_LONGEST):
        if is_working_day(found) and not (school and school_holiday(found, settings)):
            return found
        try:
            found += _ONE if direction == "after" else -_ONE
        except OverflowError:
            return day
    return day


def school_holiday(day: dt.date, settings: Settings) -> bool:
    """Whether the schools of the county are closed on the day, by its own calendar."""
    return any(
        span.from_ is not None and span.to is not None and span.from_ <= day <= span.to
        for span in settings.school_calendar
    )
