"""Where a deadline goes when its day is off."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.facts.days_off import moved, school_holiday
from avtale.facts.working_days import is_working_day
from avtale.format.model import SchoolHoliday, Settings

AUTUMN = SchoolHoliday(from_=dt.date(2026, 10, 5), to=dt.date(2026, 10, 9))
SUMMER = SchoolHoliday(from_=dt.date(2027, 6, 19), to=dt.date(2027, 8, 15))
ENDLESS = SchoolHoliday(from_=dt.date(2030, 6, 19), to=dt.date(9999, 12, 31))
SETTINGS = Settings(school_calendar=(AUTUMN, SUMMER, ENDLESS, SchoolHoliday(from_=dt.date(2028, 1, 1))))


@pytest.mark.parametrize(
    ("day", "moves", "expected"),
    [
        ("2026-10-31", None, "2026-10-31"),  # a Saturday: without a word it stays, as it always did
        ("2026-10-31", "stays", "2026-10-31"),
        ("2026-10-31", "before", "2026-10-30"),
        ("2026-10-31", "after", "2026-11-02"),
        ("2027-03-28", "before", "2027-03-24"),  # Easter Sunday: Thursday and Friday before it are off too
        ("2027-03-25", "after", "2027-03-30"),  # and the Monday after
        (
            "2027-05-17",
            "before",
            "2027-05-14",
        ),  # Constitution Day and Whit Monday on one day, after a weekend
        ("2028-12-25", "before", "2028-12-22"),
        ("2027-01-01", "after", "2027-01-04"),
        ("2026-10-07", "before", "2026-10-07"),  # a working day, though the schools are closed
        ("2026-10-07", "before_school", "2026-10-02"),
        ("2026-10-07", "after_school", "2026-10-12"),
        ("2027-07-31", "before_school", "2027-06-18"),
        ("2027-07-31", "after_school", "2027-08-16"),
        ("2026-10-12", "before_school", "2026-10-12"),
        ("2031-01-15", "after_school", "2031-01-15"),  # a holiday without an end moves nothing
        ("9999-12-26", "after", "9999-12-27"),  # beyond 2100 a holiday is not known; a Sunday in year 9999
        ("2026-10-31", "sideways", "2026-10-31"),  # the schema tells of that
    ],
)
def test_it_moves_as_the_duty_says(day: str, moves: str | None, expected: str) -> None:
    assert moved(dt.date.fromisoformat(day), moves, SETTINGS).isoformat() == expected


@given(
    st.dates(dt.date(2020, 1, 1), dt.date(2045, 12, 31)), st.sampled_from(["before", "after"]), st.booleans()
)
def test_it_moves_to_the_nearest_day_that_is_not_off(day: dt.date, direction: str, school: bool) -> None:
    settings = Settings(school_calendar=(AUTUMN, SUMMER))
    found = moved(day, f"{direction}_school" if school else direction, settings)
    step = dt.timedelta(days=1 if direction == "after" else -1)

    def is_off(one: dt.date) -> bool:
        return not is_working_day(one) or (school and school_holiday(one, settings))

    assert not is_off(found)
    while day != found:  # every day passed over is off
        assert is_off(day)
        day += step
