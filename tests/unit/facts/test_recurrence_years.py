"""Over twenty years no occurrence of any recurrence is lost or doubled. The dates are counted here in another way: day by day."""

from __future__ import annotations

import calendar
import datetime as dt
from itertools import pairwise, takewhile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from avtale.facts.recurrence import Cadence, Moved
from avtale.format.values import Period

YEARS = 20
STARTS = st.dates(dt.date(2000, 1, 1), dt.date(2045, 12, 31))
MONTHLY = st.builds(
    Cadence,
    st.builds(Period, st.integers(1, 60), st.sampled_from(["month"]))
    | st.builds(Period, st.integers(1, 5), st.sampled_from(["year"])),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 31),
    st.booleans(),
)
DAILY = st.builds(
    Cadence,
    st.builds(Period, st.integers(1, 40), st.sampled_from(["day", "week"])),
    st.none() | st.integers(1, 12),
)


def _months(cadence: Cadence) -> int:
    return cadence.every.count * (12 if cadence.every.unit == "year" else 1)


def _until(cadence: Cadence | Moved, start: dt.date) -> list[dt.date]:
    end = start.replace(day=1, year=start.year + YEARS)
    return list(takewhile(lambda day: day < end, cadence.dates(start)))


def _counted(cadence: Cadence, start: dt.date) -> list[dt.date]:
    """The same dates by walking over every month of the twenty years and asking of each whether it has one."""
    step, found = _months(cadence), []
    month = cadence.month or start.month
    years = range(start.year - 1, start.year + YEARS + 1)
    days = [(year, each) for year in years for each in range(1, 13)]
    anchor = None
    for year, each in days:
        last = calendar.monthrange(year, each)[1]
        day = dt.date(year, each, min(cadence.day or 31, last))
        if 12 % step == 0:
            falls = (each - month) % step == 0
        else:  # from the first such month that has not passed
            if anchor is None and each == month and day >= start:
                anchor = year * 12 + each
            falls = anchor is not None and (year * 12 + each - anchor) % step == 0
        if falls and (day > start or (day == start and not cadence.later)):
            found.append(day)
    end = start.replace(day=1, year=start.year + YEARS)
    return [day for day in found if day < end]


def _check_monthly(cadence: Cadence, start: dt.date) -> None:
    if cadence.says_when:
        assert _until(cadence, start) == _counted(cadence, start)
        return
    # by the end of each period: the day after each is the start's own day of the month, or the month's last
    ends = [day + dt.timedelta(days=1) for day in _until(cadence, start)]
    first = start.year * 12 + start.month
    wanted = [first + _months(cadence) * number for number in range(1, len(ends) + 1)]
    assert [day.year * 12 + day.month for day in ends] == wanted
    assert all(day.day == min(start.day, calendar.monthrange(day.year, day.month)[1]) for day in ends)


def _check_daily(cadence: Cadence, start: dt.date) -> None:
    found = _until(cadence, start)
    step = cadence.every.count * (7 if cadence.every.unit == "week" else 1)
    assert found
    assert {(later - day).days for day, later in pairwise(found)} <= {step}
    if cadence.month is None:
        assert found[0] == start + dt.timedelta(days=step)
    assert found[0] >= start


@settings(max_examples=60)
@given(MONTHLY, STARTS)
@example(Cadence(Period(1, "year"), 2, 29), dt.date(2024, 2, 29))
@example(Cadence(Period(1, "month"), None, 31), dt.date(2026, 1, 31))
@example(Cadence(Period(1, "month"), None, 30), dt.date(2027, 2, 28))
@example(Cadence(Period(3, "month"), 11, 31), dt.date(2026, 3, 29))  # the night the clock is put forward
@example(Cadence(Period(1, "year"), 10, 25), dt.date(2026, 10, 25))  # and back
def test_what_comes_round_in_months(cadence: Cadence, start: dt.date) -> None:
    _check_monthly(cadence, start)


@settings(max_examples=30)
@given(DAILY, STARTS)
@example(Cadence(Period(1, "day")), dt.date(2028, 2, 28))
@example(Cadence(Period(1, "week"), 3), dt.date(2026, 3, 22))
def test_what_comes_round_in_days(cadence: Cadence, start: dt.date) -> None:
    _check_daily(cadence, start)


@settings(max_examples=20)
@given(MONTHLY, STARTS, st.integers(1, 200), st.booleans())
def test_what_hangs_on_another_comes_once_for_each(
    cadence: Cadence, start: dt.date, days: int, before: bool
) -> None:
    moved, by = Moved(cadence, Period(days, "day"), before), dt.timedelta(days=-days if before else days)
    end = start.replace(day=1, year=start.year + YEARS)
    base = list(takewhile(lambda day: day < end, cadence.dates(start)))
    wanted = [day + by for day in base if day + by >= start]
    assert list(takewhile(lambda day: day < end + by, moved.dates(start))) == wanted


@pytest.mark.extended
@settings(max_examples=20_000, deadline=None)
@given(MONTHLY, STARTS)
def test_what_comes_round_in_months_widely(cadence: Cadence, start: dt.date) -> None:
    _check_monthly(cadence, start)


@pytest.mark.extended
@settings(max_examples=5_000, deadline=None)
@given(DAILY, STARTS)
def test_what_comes_round_in_days_widely(cadence: Cadence, start: dt.date) -> None:
    _check_daily(cadence, start)
