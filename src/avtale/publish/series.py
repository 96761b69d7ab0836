"""Days that come round, as one recurrence rule of RFC 5545 (3.3.10) with the days it leaves out.

Only the forms that every calendar reads: every so many days or weeks, or a day of the month every so many months or years,
counted from its end where that is what the days have in common ([MS-OXCICAL] 2.1.3.2.2 lists those that Outlook keeps; it
drops RDATE and skips an event with another rule). A day the rule does not give stands outside of it.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule
from msgspec import Struct

from avtale.format.values import Period

_LAST = -1
_LONGEST: dict[int, int] = {DAILY: 999, WEEKLY: 99, MONTHLY: 99, YEARLY: 8}
"""The longest interval that Exchange keeps (its recurrence elements: 999 days, 99 weeks, 99 months)."""
_NAMES: dict[int, str] = {DAILY: "DAILY", WEEKLY: "WEEKLY", MONTHLY: "MONTHLY", YEARLY: "YEARLY"}


class Series(Struct, frozen=True):
    """A rule, the days that follow it (`dates`) and those to take out of it, none of which is ours (`without`)."""

    rule: dict[str, object]
    dates: tuple[dt.date, ...]
    without: tuple[dt.date, ...]


def series(dates: Sequence[dt.date], every: Period) -> Series | None:
    """The rule that gives most of `dates`, which rise; None where none gives two of them, and half of them.

    `every` is how often they are meant to come. Working days follow no rule. Of "the 30th of each month" February stands
    outside: a month without the day has none by the RFC, while Outlook takes its last, which is therefore taken out.
    """
    found = _frequency(every)
    if found is None or len(dates) < 2:
        return None
    frequency, interval = found
    last = dates[-1]
    steps = [date for date in dates if _in_step(date, last, every)]
    day = _day_in_common(steps) if frequency in (MONTHLY, YEARLY) else 0
    chosen = [date for date in steps if not day or date.day == _in_month(date, day)]
    if len(chosen) < 2 or 2 * len(chosen) < len(dates):
        return None
    by = {"BYMONTHDAY": day} if day else {}
    by |= {"BYMONTH": last.month} if frequency == YEARLY else {}
    options: dict[str, Any] = {name.lower(): value for name, value in by.items()}
    options |= {"dtstart": _midnight(chosen[0]), "until": _midnight(chosen[-1]), "interval": interval}
    given = rrule(frequency, **options)
    without = {one.date() for one in given} - set(chosen)
    without |= {date for date in steps if chosen[0] < date < chosen[-1] and date.day < day}
    rule: dict[str, object] = {"FREQ": _NAMES[frequency], **({"INTERVAL": interval} if interval > 1 else {})}
    return Series({**rule, **by, "UNTIL": chosen[-1]}, tuple(chosen), tuple(sorted(without)))


def _frequency(every: Period) -> tuple[Literal[0, 1, 2, 3], int] | None:
    frequency: Literal[0, 1, 2, 3]
    count = every.count
    if every.unit == "hour":
        frequency, interval = DAILY, -(-count // 24)
    elif every.unit in ("month", "year"):
        months = count * (12 if every.unit == "year" else 1)
        frequency, interval = (MONTHLY, months) if months % 12 else (YEARLY, months // 12)
    elif every.unit in ("day", "week"):
        frequency, interval = (WEEKLY if every.unit == "week" else DAILY), count
    else:
        return None
    return (frequency, interval) if 0 < interval <= _LONGEST[frequency] else None


def _day_in_common(dates: Sequence[dt.date]) -> int:
    """The day of the month that most of them have, counted from its end where more have that."""
    day, count = Counter(date.day for date in dates).most_common(1)[0]
    return day if count >= sum(date.day == _in_month(date, _LAST) for date in dates) else _LAST


def _in_step(date: dt.date, last: dt.date, every: Period) -> bool:
    if every.unit in ("month", "year"):
        months = (last.year - date.year) * 12 + last.month - date.month
        return months % (every.count * (12 if every.unit == "year" else 1)) == 0
    days = {"hour": -(-every.count // 24), "day": every.count, "week": 7 * every.count}
    return (last - date).days % days[every.unit] == 0


def _in_month(date: dt.date, day: int) -> int:
    return monthrange(date.year, date.month)[1] if day == _LAST else day


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())
