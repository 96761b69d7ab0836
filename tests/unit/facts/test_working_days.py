"""Working days are counted by hand over every row of holidays, and one count serves deadlines and rules alike."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.facts.validity import after, ahead_of
from avtale.facts.working_days import is_working_day, working_days_from
from avtale.format.values import Period
from tests.support import discovered
from tests.unit.inheritance.chain_world import ChainWorld

# counted in a printed calendar: from the first day, so many working days, to the last
COUNTED = discovered(
    [
        ("2026-12-23", 3, "2026-12-29"),  # Friday 25 and Saturday 26 December; Christmas Eve is a working day
        ("2026-12-31", 1, "2027-01-04"),  # Friday 1 January
        ("2027-03-24", 3, "2027-04-01"),  # Maundy Thursday 25, Good Friday 26 and Easter Monday 29 March
        ("2026-04-29", 3, "2026-05-05"),  # Friday 1 May
        ("2028-05-16", 3, "2028-05-22"),  # Wednesday 17 May
        ("2026-05-13", 1, "2026-05-15"),  # Ascension Day, Thursday 14 May
        ("2026-05-22", 1, "2026-05-26"),  # Whit Monday 25 May
        ("2026-11-18", 3, "2026-11-23"),  # no holiday, a weekend
    ],
    at_least=8,
)
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2099, 6, 1))


@pytest.mark.parametrize(("first", "count", "last"), COUNTED)
def test_no_holiday_is_counted(first: str, count: int, last: str) -> None:
    start, end, period = (
        dt.date.fromisoformat(first),
        dt.date.fromisoformat(last),
        Period(count, "working day"),
    )
    assert after(start, period) == end
    assert ahead_of(end, period) == start


@given(DAYS, st.integers(1, 300))
def test_between_two_days_lie_as_many_working_days_as_were_counted(day: dt.date, count: int) -> None:
    there = working_days_from(day, count)
    between = [day + dt.timedelta(days=n) for n in range(1, (there - day).days + 1)]
    assert sum(map(is_working_day, between)) == count
    assert is_working_day(there)


@given(DAYS)
def test_the_working_day_before_is_near_and_open(day: dt.date) -> None:
    before = working_days_from(day, -1)
    assert is_working_day(before)
    assert before < day
    assert (day - before).days <= 7
    assert all(not is_working_day(before + dt.timedelta(days=n)) for n in range(1, (day - before).days))


@pytest.mark.parametrize(("told", "late"), [("2026-12-29", False), ("2026-12-30", True)])
def test_who_is_told_within_three_working_days_over_christmas_is_told_in_time(
    tmp_path: Path, told: str, late: bool
) -> None:
    world = ChainWorld(tmp_path)
    roles = "roles:\n  - {id: ot, title: OT, party: county}\n  - {id: adviser, title: Veileder, party: nav}\n"
    duty = "{id: tell, owner: adviser, does: melde fra om avbruddet, informs: [ot], deadline: {within: 3 working days}}"
    world.add("agreement", "above", f"{roles}responsibilities:\n  - {duty}\n")
    event = f"{{id: stopped, type: interrupted, on: 2026-12-23, known_to: adviser, told: [{{who: ot, on: {told}}}]}}"
    world.add("follow_up_plan", "plan", f"{roles}events:\n  - {event}\n", on=("above@1.00",))
    found = world.findings(on=dt.date(2027, 1, 4))
    assert [each.code for each in found if each.code == "event-not-told"] == ["event-not-told"] * late
