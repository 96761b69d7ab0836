"""What comes round as one rule: other readers find exactly our days in it, over twenty years and more."""

from __future__ import annotations

import datetime as dt
from itertools import takewhile

import icalendar
import pytest
import recurring_ical_events
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from avtale.facts.recurrence import Cadence, Moved, Rule
from avtale.format.values import Period
from avtale.publish.series import Series, series

YEARS = 20
START = dt.date(2026, 8, 1)


def of(rule: Rule, start: dt.date) -> list[dt.date]:
    end = start.replace(year=start.year + YEARS, day=min(start.day, 28))
    return list(takewhile(lambda date: date <= end, rule.dates(start)))


def read(found: Series) -> tuple[list[dt.date], list[dt.date]]:
    """The days of a series by `recurring-ical-events` and by `ical`."""
    event = icalendar.Event()
    event.add("uid", "x")
    event.add("dtstamp", dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    event.add("dtstart", found.dates[0])
    event.add("rrule", found.rule)
    if found.without:
        event.add("exdate", list(found.without))
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "x")
    calendar.add_component(event)
    again = icalendar.Calendar.from_ical(calendar.to_ical())
    first, last = found.dates[0] - dt.timedelta(days=400), found.dates[-1] + dt.timedelta(days=4000)
    one = [each["dtstart"].dt for each in recurring_ical_events.of(again).between(first, last)]
    timeline = IcsCalendarStream.calendar_from_ics(calendar.to_ical().decode()).timeline
    return sorted(one), [each.dtstart for each in timeline.overlapping(first, last)]


@settings(max_examples=30, deadline=None)
@given(
    start=st.dates(dt.date(1990, 1, 1), dt.date(2095, 1, 1)),
    every=st.builds(
        Period, st.integers(1, 30), st.sampled_from(["hour", "day", "working day", "week", "month", "year"])
    ),
    month=st.none() | st.integers(1, 12),
    day=st.none() | st.integers(1, 31),
    by=st.none() | st.builds(Period, st.integers(1, 40), st.sampled_from(["day", "week", "month"])),
)
@example(dt.date(2024, 2, 29), Period(1, "year"), 2, 29, None)
@example(dt.date(2024, 2, 29), Period(1, "year"), None, None, None)
@example(dt.date(2026, 1, 31), Period(1, "month"), None, 31, None)
@example(dt.date(2026, 1, 31), Period(1, "month"), None, 30, None)
@example(dt.date(2026, 1, 30), Period(3, "month"), None, None, Period(1, "month"))
@example(dt.date(2026, 3, 29), Period(1, "day"), None, None, None)  # the clocks go forward
@example(dt.date(2026, 10, 25), Period(24, "hour"), None, None, None)  # and back
@example(dt.date(2094, 5, 1), Period(1, "year"), 2, None, None)  # 2100 has no leap day
def test_what_others_read_and_what_stands_alone_are_our_days(
    start: dt.date, every: Period, month: int | None, day: int | None, by: Period | None
) -> None:
    cadence = Cadence(every, month, day)
    rule: Rule = Moved(cadence, by, before=True) if by else cadence
    dates = sorted({*of(rule, start)})[:250]
    found = series(dates, every)
    if found is None:
        return
    inside, alone = list(found.dates), sorted(set(dates) - set(found.dates))
    assert read(found) == (inside, inside)
    assert sorted([*inside, *alone]) == dates
    assert not set(found.without) & set(inside)


@pytest.mark.parametrize(
    ("every", "month", "day", "rule"),
    [
        (Period(1, "month"), None, None, {"FREQ": "MONTHLY", "BYMONTHDAY": -1}),
        (Period(1, "month"), None, 15, {"FREQ": "MONTHLY", "BYMONTHDAY": 15}),
        (Period(6, "month"), 2, None, {"FREQ": "MONTHLY", "INTERVAL": 6, "BYMONTHDAY": -1}),
        (Period(1, "year"), 2, 31, {"FREQ": "YEARLY", "BYMONTHDAY": -1, "BYMONTH": 2}),
        (Period(24, "month"), 4, 30, {"FREQ": "YEARLY", "INTERVAL": 2, "BYMONTHDAY": 30, "BYMONTH": 4}),
        (Period(1, "year"), None, None, {"FREQ": "YEARLY", "BYMONTHDAY": 31, "BYMONTH": 7}),
        (Period(2, "week"), None, None, {"FREQ": "WEEKLY", "INTERVAL": 2}),
        (Period(36, "hour"), None, None, {"FREQ": "DAILY", "INTERVAL": 2}),
    ],
)
def test_a_rule_that_every_calendar_reads_takes_in_all_days(
    every: Period, month: int | None, day: int | None, rule: dict[str, object]
) -> None:
    dates = of(Cadence(every, month, day), START)[:200]
    found = series(dates, every)
    assert found is not None
    assert found.rule == rule | {"UNTIL": dates[-1]}
    assert (found.dates, found.without) == (tuple(dates), ())


def test_of_the_30th_of_each_month_only_february_stands_alone() -> None:
    dates = of(Cadence(Period(1, "month"), None, 30), START)[:24]
    found = series(dates, Period(1, "month"))
    assert found is not None
    february = (dt.date(2027, 2, 28), dt.date(2028, 2, 29))
    assert set(dates) - set(found.dates) == set(february)
    assert found.without == february  # Outlook would have the last day of the month instead of none


def test_a_day_that_is_not_ours_is_taken_out() -> None:
    dates = [date for date in of(Cadence(Period(1, "month"), None, 5), START)[:12] if date.month != 12]
    found = series(dates, Period(1, "month"))
    assert found is not None
    assert found.without == (dt.date(2026, 12, 5),)


@pytest.mark.parametrize(
    ("every", "dates"),
    [
        (Period(10, "working day"), of(Cadence(Period(10, "working day")), START)[:20]),
        (Period(1, "month"), [START]),
        (Period(1, "month"), []),
        (Period(1000, "day"), of(Cadence(Period(1000, "day")), START)),
        (Period(100, "week"), of(Cadence(Period(100, "week")), START)),
        (Period(9, "year"), of(Cadence(Period(9, "year"), 5), START)),
        (Period(0, "month"), [START, dt.date(2026, 9, 1)]),
        (Period(1, "month"), [START, dt.date(2026, 9, 12), dt.date(2026, 10, 3), dt.date(2026, 11, 23)]),
    ],
)
def test_what_no_rule_gives_or_no_calendar_keeps_is_no_series(every: Period, dates: list[dt.date]) -> None:
    assert series(dates, every) is None
