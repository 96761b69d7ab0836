"""The clock of Oslo: another day than that of UTC for an hour or two of each night."""

from __future__ import annotations

import datetime as dt

import pytest

from avtale.oslo import day_in_oslo, in_oslo


@pytest.mark.parametrize(
    ("moment", "day", "clock"),
    [
        ("2026-11-26T22:59:59+00:00", "2026-11-26", "23:59:59"),
        ("2026-11-26T23:00:00+00:00", "2026-11-27", "00:00:00"),
        ("2026-07-01T22:00:00+00:00", "2026-07-02", "00:00:00"),
        ("2026-07-01T20:00:00-04:00", "2026-07-02", "02:00:00"),
    ],
)
def test_the_day_and_the_hour(moment: str, day: str, clock: str) -> None:
    at = dt.datetime.fromisoformat(moment)
    assert day_in_oslo(at) == dt.date.fromisoformat(day)
    assert in_oslo(at).strftime("%H:%M:%S") == clock
    assert in_oslo(at) == at
