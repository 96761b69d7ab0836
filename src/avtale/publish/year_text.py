"""A year as a picture for the terminal: a line for each month, a sign on each day that something is due, a legend."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable

from avtale.facts.agenda import Due
from avtale.facts.occurrences import Occurrence
from avtale.locales import require_language
from avtale.publish.year import SIGNS, Mark, Sign, by_day, gravest, of_year, summary
from avtale.wording import month

_SIGNS: dict[Sign, str] = {
    "broken": "✗",
    "late": "!",
    "due": "o",
    "kept": "✓",
    "passed": "-",
    "unfollowed": "?",
}
_COLOURS: dict[Sign, str] = {"broken": "1;31", "late": "33", "due": "36", "kept": "32", "passed": "2", "unfollowed": "2"}  # fmt: skip
_TODAY, _DAY, _REST = "│", "·", " "
_RULER = "1   5    10   15   20   25   30"
_NARROW = 72
"""Below so many columns a month's sum has no room beside it."""


def year_text(
    found: Iterable[Due | Occurrence | Mark],
    year: int,
    *,
    on: dt.date,
    lang: str = "nb",
    colour: bool = False,
    width: int = 80,
) -> str:
    """The year in 36 columns, with the sum of each month beside it where there is room; what each sign means below.

    A day with several shows the gravest: broken, late, still to come, kept. Weekends are left blank.
    """
    require_language(lang)
    marks = of_year(found, year, lang)
    days = by_day(marks)
    lines = [f"{year} {_RULER}"]
    for number in range(1, 13):
        fields = [
            _field(dt.date(year, number, day + 1), days, on, colour)
            for day in range(calendar.monthrange(year, number)[1])
        ]
        here = [one for one in marks if one.day.month == number]
        sums = summary(here, lang).rstrip(".") if here and width >= _NARROW else ""
        padding = " " * (33 - len(fields))
        lines.append(f"{month(number, lang)[:3]:4} {''.join(fields)}{padding if sums else ''}{sums}")
    there = {one.sign for one in marks}
    legend = [
        f"{_painted(sign, _SIGNS[sign], colour)} {word.text(lang)}"
        for sign, word in SIGNS.items()
        if sign in there
    ]
    if on.year == year:
        legend.append(f"{_TODAY} {'today' if lang == 'en' else 'i dag'}")
    return "\n".join([*lines, *(["     " + "  ".join(legend)] if legend else [])]) + "\n"


def _field(day: dt.date, days: dict[dt.date, list[Mark]], on: dt.date, colour: bool) -> str:
    here = days.get(day)
    if here:
        sign = gravest(here)
        return _painted(sign, _SIGNS[sign], colour)
    return _TODAY if day == on else _DAY if day.weekday() < 5 else _REST


def _painted(sign: Sign, text: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[sign]}m{text}\x1b[0m" if colour else text


def sign_of(sign: Sign, *, colour: bool = False) -> str:
    """How the terminal shows what became of something."""
    return _painted(sign, _SIGNS[sign], colour)
