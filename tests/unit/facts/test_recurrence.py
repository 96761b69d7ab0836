"""When a cadence falls due."""

from __future__ import annotations

import datetime as dt
import time
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.facts.recurrence import Cadence, Moved
from avtale.facts.validity import after
from avtale.format.values import Period, period

START = dt.date(2026, 8, 1)


def dates(every: str, month: int | None = None, day: int | None = None, start: dt.date = START) -> list[str]:
    length = period(every)
    assert length is not None
    return [date.isoformat() for date in islice(Cadence(length, month, day).dates(start), 4)]


@pytest.mark.parametrize(
    ("every", "month", "day", "expected"),
    [
        ("1 year", 4, None, ["2027-04-30", "2028-04-30", "2029-04-30", "2030-04-30"]),
        ("1 year", 8, 1, ["2026-08-01", "2027-08-01", "2028-08-01", "2029-08-01"]),
        ("6 months", 2, None, ["2026-08-31", "2027-02-28", "2027-08-31", "2028-02-29"]),
        ("3 months", 2, None, ["2026-08-31", "2026-11-30", "2027-02-28", "2027-05-31"]),
        ("6 months", 3, 15, ["2026-09-15", "2027-03-15", "2027-09-15", "2028-03-15"]),
        ("1 year", 2, 31, ["2027-02-28", "2028-02-29", "2029-02-28", "2030-02-28"]),
        ("2 years", 4, None, ["2027-04-30", "2029-04-30", "2031-04-30", "2033-04-30"]),
        ("2 years", 8, None, ["2026-08-31", "2028-08-31", "2030-08-31", "2032-08-31"]),
        ("5 months", 9, None, ["2026-09-30", "2027-02-28", "2027-07-31", "2027-12-31"]),
        ("1 month", None, 15, ["2026-08-15", "2026-09-15", "2026-10-15", "2026-11-15"]),
        ("1 month", None, None, ["2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30"]),
        ("2 weeks", None, None, ["2026-08-15", "2026-08-29", "2026-09-12", "2026-09-26"]),
        ("1 week", 9, 7, ["2026-09-07", "2026-09-14", "2026-09-21", "2026-09-28"]),
        ("10 working days", None, None, ["2026-08-14", "2026-08-28", "2026-09-11", "2026-09-25"]),
    ],
)
def test_dates(every: str, month: int | None, day: int | None, expected: list[str]) -> None:
    assert dates(every, month, day) == expected


@pytest.mark.parametrize(
    ("every", "start", "expected"),
    [
        ("1 year", START, ["2027-07-31", "2028-07-31", "2029-07-31", "2030-07-31"]),
        ("3 months", dt.date(2026, 1, 1), ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]),
        ("2 years", dt.date(2026, 1, 1), ["2027-12-31", "2029-12-31", "2031-12-31", "2033-12-31"]),
        ("1 year", dt.date(2024, 2, 29), ["2025-02-27", "2026-02-27", "2027-02-27", "2028-02-28"]),
        ("2 months", dt.date(2026, 12, 31), ["2027-02-27", "2027-04-29", "2027-06-29", "2027-08-30"]),
    ],
)
def test_without_a_month_it_falls_due_by_the_end_of_each_period(
    every: str, start: dt.date, expected: list[str]
) -> None:
    assert dates(every, start=start) == expected
    length = period(every)
    assert length is not None
    assert not Cadence(length).says_when


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        ("1 year", ["9999-12-31"]),
        ("7 months", ["9999-12-31"]),
        ("1 week", ["9999-12-01", "9999-12-08", "9999-12-15", "9999-12-22"]),
        ("99999 years", ["9999-12-31"]),
        ("99999 working days", ["9999-12-01"]),
    ],
)
def test_ends_where_the_calendar_ends(every: str, expected: list[str]) -> None:
    assert dates(every, 12, start=dt.date(9999, 6, 15)) == expected
    assert dates("1 year", 1, start=dt.date(9999, 6, 15)) == []
    assert dates("1 year", start=dt.date(9999, 6, 15)) == []


@given(
    start=st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)),
    count=st.integers(1, 40),
    unit=st.sampled_from(["day", "working day", "week", "month", "year"]),
    month=st.integers(1, 12),
    day=st.none() | st.integers(1, 31),
)
def test_dates_rise_and_none_lies_before_the_start(
    start: dt.date, count: int, unit: str, month: int, day: int | None
) -> None:
    length = period(f"{count} {unit}")
    assert length is not None
    found = list(islice(Cadence(length, month, day).dates(start), 6))
    assert len(found) == 6
    assert found[0] >= start
    assert all(one < other for one, other in pairwise(found))
    if unit == "year":
        assert {date.month for date in found} == {month}
    if unit == "month" and 12 % count == 0:
        assert {(date.month - month) % count for date in found} == {0}


DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)) | st.sampled_from(
    [dt.date(2024, 2, 29), dt.date(2026, 1, 31), dt.date(2026, 12, 31), dt.date(2026, 8, 31)]
)


@given(start=DAYS, count=st.integers(2, 40), unit=st.sampled_from(["month", "year"]))
def test_each_period_from_the_start_has_one_day_and_none_has_two(
    start: dt.date, count: int, unit: str
) -> None:
    length = period(f"{count} {unit}")
    assert length is not None
    found = list(islice(Cadence(length).dates(start), 6))
    borders = [start, *(date + dt.timedelta(days=1) for date in found)]
    for number, (first, last) in enumerate(pairwise(borders), 1):
        whole = period(f"{count * number} {unit}")
        assert whole is not None
        assert last == after(start, whole)
        assert first < last


@given(start=DAYS, month=st.integers(1, 12), day=st.integers(1, 31))
def test_a_day_that_a_year_lacks_falls_due_in_that_year_too(start: dt.date, month: int, day: int) -> None:
    length = period("1 year")
    assert length is not None
    found = list(islice(Cadence(length, month, day).dates(start), 9))
    assert [date.year for date in found] == list(range(found[0].year, found[0].year + 9))
    assert all(date.day == day or (date + dt.timedelta(days=1)).month != month for date in found)


@given(
    start=DAYS,
    count=st.integers(0, 40),
    unit=st.sampled_from(["day", "working day", "week"]),
    before=st.booleans(),
)
def test_what_hangs_on_another_comes_as_often_and_in_the_same_order(
    start: dt.date, count: int, unit: str, before: bool
) -> None:
    base, by = Cadence(Period(6, "month"), 2), Period(count, unit)  # type: ignore[arg-type]
    hung = Moved(base, by, before)
    found = list(islice(hung.dates(start), 6))
    first = [hung.move(date) for date in islice(base.dates(start), 12)]
    assert found == [date for date in first if date >= start][:6]
    assert all(one < other for one, other in pairwise(found))


def test_what_comes_ages_before_another_never_comes_and_that_is_known_at_once() -> None:
    daily = Cadence(Period(1, "day"))
    found = Moved(daily, Period(9000, "year"), before=True).dates(dt.date(2026, 8, 1))
    begun = time.process_time()
    assert list(found) == []
    assert time.process_time() - begun < 0.1  # day by day it is eight seconds
    assert next(Moved(daily, Period(50, "year"), before=True).dates(dt.date(2026, 8, 1))) == dt.date(
        2026, 8, 1
    )
