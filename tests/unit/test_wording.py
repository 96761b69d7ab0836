"""Days, lists and weekdays in words; a language that has no file of its own is worded too."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from avtale import wording

DAY = dt.date(2026, 8, 1)  # a Saturday


@pytest.mark.parametrize(
    ("lang", "expected"), [("nb", "01.08.2026"), ("nn", "01.08.2026"), ("en", "2026-08-01")]
)
def test_a_day_in_a_message(lang: str, expected: str) -> None:
    assert wording.written(DAY, lang) == expected
    assert wording.told_in(lang) == ("en" if lang == "en" else "nb")


@pytest.mark.parametrize(
    ("lang", "weekday", "month"),
    [
        ("nb", "lørdag", "mars"),
        ("nn", "laurdag", "mars"),
        ("en", "Saturday", "March"),
        ("se", "lávvardat", "njukčamánnu"),
        ("da", "lørdag", "marts"),
    ],
)
def test_names_of_the_calendar(lang: str, weekday: str, month: str) -> None:
    assert (wording.weekday(DAY, lang), wording.month(3, lang)) == (weekday, month)


def test_nothing_of_babel_is_loaded_before_it_is_asked_for() -> None:
    code = "import sys, avtale.cli.main, avtale.message, avtale.render.page; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
