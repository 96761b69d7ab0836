"""A date of which perhaps only the month or the year is known."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.partial_date import PartialDate, on, parse
from avtale.wording import written


@pytest.mark.parametrize(
    ("said", "first", "last", "nb"),
    [
        ("2017-06-01", "2017-06-01", "2017-06-01", "01.06.2017"),
        ("2017-06", "2017-06-01", "2017-06-30", "06.2017"),
        ("2024-02", "2024-02-01", "2024-02-29", "02.2024"),
        ("2017", "2017-01-01", "2017-12-31", "2017"),
        ("9999-12", "9999-12-01", "9999-12-31", "12.9999"),
    ],
)
def test_it_is_as_wide_as_what_is_known_of_it(said: str, first: str, last: str, nb: str) -> None:
    day = parse(said)
    assert day is not None
    assert (day.first, day.last) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert (str(day), written(day, "nb"), written(day, "en")) == (said, nb, said)


@pytest.mark.parametrize(
    "said", ["2017-13", "2017-00", "2017-02-30", "0000", "17", "2017-6", "2017-06-01T00", "juni 2017"]
)
def test_what_is_no_date_is_none(said: str) -> None:
    assert parse(said) is None


def test_what_was_computed_from_a_year_is_told_as_a_span() -> None:
    day = PartialDate(dt.date(2017, 12, 31), dt.date(2018, 12, 30))
    assert str(day) == "2017-12-31/2018-12-30"
    assert written(day, "nb") == "31.12.2017–30.12.2018"


@given(st.dates(dt.date(1000, 1, 1)))
def test_a_day_lies_in_its_month_and_its_year_and_each_reads_back(day: dt.date) -> None:
    for said in (str(day), str(day)[:7], str(day)[:4]):
        known = parse(said)
        assert known is not None
        assert str(known) == said
        assert known.first <= day <= known.last
    assert parse(str(day)) == on(day)
