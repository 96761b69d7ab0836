"""A year as a picture: what fell due on which day and what became of it, as SVG for a page and as a table that says the same.

What became of something is told by the shape and named in the legend, never by colour alone. The colours are custom
properties of the page (`templates/styles/year.css`), with a value of their own where it has none.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from avtale.facts.agenda import Due
from avtale.facts.kept import Outcome
from avtale.facts.occurrences import Occurrence
from avtale.locales import require_language
from avtale.message import Message
from avtale.publish.words import due_headline, headline
from avtale.wording import joined, month, written

Sign = Literal[Outcome, "passed"]
SIGNS: dict[Sign, Message] = {
    "broken": Message("brutt", "broken"),
    "late": Message("for sent", "late"),
    "due": Message("kommer", "to come"),
    "kept": Message("holdt", "kept"),
    "passed": Message("dag som har passert", "day that passed"),
    "unfollowed": Message("ikke fulgt opp her", "not followed up here"),
}
"""What each sign is called, the one that has to be seen first."""
_TITLE = Message("Året {year}", "The year {year}")
_NOTHING = Message("Ingen frister dette året.", "No deadlines this year.")
_ONLY = Message("Fristene i tabellen ved siden av.", "The deadlines are those of the table beside it.")
_TODAY = Message("i dag", "today")

_DAY, _ROW, _LEFT, _TOP = 11.5, 20, 30, 16
_WIDTH, _GRID = _LEFT + 31 * _DAY + 2, _TOP + 12 * _ROW
_COLOURS = {
    "kept": "var(--year-kept, #0a5c2b)",
    "late": "var(--year-late, #8a4b00)",
    "broken": "var(--year-broken, #9c1c10)",
    "due": "var(--year-due, #1d4f6e)",
    "passed": "var(--year-quiet, #4d5a5f)",
    "unfollowed": "var(--year-quiet, #4d5a5f)",
}
_GROUND, _INK, _REST = "var(--ground, #fff)", "var(--ink, #1b2326)", "var(--line-soft, #dde4e6)"
_SHAPES: dict[Sign, str] = {
    "kept": '<circle r="4.8" fill="{c}"/><path d="M-2.4 .2-.7 2 2.5-1.7" fill="none" stroke="{g}" stroke-width="1.3"/>',
    "late": '<path d="M0-5.2 5.4 4.4H-5.4z" fill="{c}"/><path d="M0-2V1.2M0 2.2V3.3" stroke="{g}" stroke-width="1.3"/>',
    "broken": '<rect x="-4.6" y="-4.6" width="9.2" height="9.2" fill="{c}"/>'
    '<path d="M-2.3-2.3 2.3 2.3M2.3-2.3-2.3 2.3" stroke="{g}" stroke-width="1.3"/>',
    "due": '<circle r="4.1" fill="{g}" stroke="{c}" stroke-width="1.5"/>',
    "passed": '<path d="M0-4.6 4.6 0 0 4.6-4.6 0z" fill="{g}" stroke="{c}" stroke-width="1.3"/>',
    "unfollowed": '<path d="M-4 0H4" stroke="{c}" stroke-width="1.8"/>',
}
_FIELDS: dict[int, tuple[float, tuple[tuple[float, float], ...]]] = {
    1: (1, ((0, 0),)),
    2: (0.85, ((0, -4.6), (0, 4.6))),
    3: (0.56, ((-2.9, -4), (2.9, -4), (-2.9, 4))),
    4: (0.56, ((-2.9, -4), (2.9, -4), (-2.9, 4), (2.9, 4))),
}
_ORDER = list(SIGNS)


class Mark(Struct, frozen=True):
    """One thing on one day: what became of it, and what it is called."""

    day: dt.date
    sign: Sign
    said: str


def mark(one: Due | Occurrence, lang: str) -> Mark:
    """What falls due, as a mark on the day it must be done by."""
    require_language(lang)
    sign: Sign = "due" if one.status == "due" else "passed" if one.status == "passed" else "broken"
    if one.status == "done":
        sign = "late" if one.done_on is not None and one.done_on > one.due else "kept"
    return Mark(one.due, sign, _said(one, lang))


def _said(one: Due | Occurrence, lang: str) -> str:
    if isinstance(one, Due):
        return due_headline(one, lang)
    return headline(one, one.entry.document, lang) if one.entry.document is not None else one.duty.id


def year_svg(
    found: Iterable[Due | Occurrence | Mark], year: int, *, on: dt.date, lang: str = "nb", name: str = ""
) -> str:
    """The year as an SVG element for a page: a row for each month, a mark on each day that something is due, a legend.

    `name` is what the picture is of; with the year it has to be unlike that of every other picture on the page, since
    the ids are made of it. It says in words what it shows; `year_rows` has the table to put beside it.
    """
    require_language(lang)
    marks = of_year(found, year, lang)
    ident = f"year-{year}-{''.join(sign if sign.isalnum() else '-' for sign in name)}"
    title = _TITLE.text(lang, year=year) + (f": {name}" if name else "")
    legend, below = _legend(marks, year, on, lang)
    height = _GRID + below
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="year" viewBox="0 0 {_WIDTH:g} {height:g}" role="img" '
        f'aria-labelledby={quoteattr(f"{ident}-title {ident}-desc")} font-size="10.5" fill="{_INK}">',
        f"<title id={quoteattr(f'{ident}-title')}>{escape(title)}</title>",
        f"<desc id={quoteattr(f'{ident}-desc')}>{escape(summary(marks, lang))} {_ONLY.text(lang)}</desc>",
        *_months(year, lang),
    ]
    if on.year == year:
        x, y = _place(on)
        parts.append(_today(x, y))
    parts += _marks(marks)
    return "\n".join([*parts, *legend, "</svg>"]) + "\n"


def of_year(found: Iterable[Due | Occurrence | Mark], year: int, lang: str) -> list[Mark]:
    """What is due in the year, as marks by day."""
    marks = (one if isinstance(one, Mark) else mark(one, lang) for one in found)
    return sorted((one for one in marks if one.day.year == year), key=lambda one: (one.day, one.said))


def sign_svg(sign: Sign) -> str:
    """The sign as the picture has it, to stand before the word that names it; nothing is read out for it."""
    return f'<svg class="year-sign" viewBox="-6 -6 12 12" width="12" height="12" aria-hidden="true">{_shape(sign)}</svg>'


def year_rows(
    found: Iterable[Due | Occurrence | Mark], year: int, lang: str = "nb"
) -> list[tuple[str, str, str]]:
    """The same as rows of a table: the day, what is due, what became of it."""
    require_language(lang)
    return [
        (written(one.day, lang), one.said, SIGNS[one.sign].text(lang)) for one in of_year(found, year, lang)
    ]


def summary(marks: Iterable[Mark], lang: str) -> str:
    """How many of each, in a sentence: «3 holdt og 1 brutt.»"""
    counted = Counter(one.sign for one in marks)
    if not counted:
        return _NOTHING.text(lang)
    return f"{joined([f'{counted[sign]} {word.text(lang)}' for sign, word in SIGNS.items() if sign in counted], lang)}."


def gravest(marks: Iterable[Mark]) -> Sign:
    """The sign to show where a day has several."""
    return min((one.sign for one in marks), key=_ORDER.index)


def by_day(marks: Iterable[Mark]) -> dict[dt.date, list[Mark]]:
    found: dict[dt.date, list[Mark]] = {}
    for one in marks:
        found.setdefault(one.day, []).append(one)
    return found


def _place(day: dt.date) -> tuple[float, float]:
    """The middle of the day's field."""
    return _LEFT + (day.day - 0.5) * _DAY, _TOP + (day.month - 0.5) * _ROW


def _months(year: int, lang: str) -> Iterable[str]:
    for day in (1, 5, 10, 15, 20, 25, 31):
        yield f'<text x="{_LEFT + (day - 0.5) * _DAY:g}" y="11" text-anchor="middle" font-size="9.5">{day}</text>'
    lines, ends = "", ""
    for number in range(1, 13):
        y, days = _TOP + (number - 1) * _ROW, calendar.monthrange(year, number)[1]
        yield f'<text x="0" y="{y + 13.5:g}">{escape(month(number, lang)[:3].capitalize())}</text>'
        lines += f"M{_LEFT} {y + _ROW - 1:g}h{days * _DAY:g}"
        for day in (day for day in range(1, days + 1) if dt.date(year, number, day).weekday() >= 5):
            ends += f"M{_LEFT + (day - 1) * _DAY:g} {y + 1:g}h{_DAY:g}v{_ROW - 2:g}h-{_DAY:g}z"
    yield f'<path d="{lines}" stroke="{_REST}" stroke-width=".8"/><path d="{ends}" fill="{_REST}" opacity=".6"/>'


def _today(x: float, y: float) -> str:
    return (
        f'<rect x="{x - _DAY / 2:g}" y="{y - _ROW / 2:g}" width="{_DAY:g}" height="{_ROW:g}" '
        f'fill="none" stroke="{_INK}" stroke-width="1.2"/>'
    )


def _marks(marks: list[Mark]) -> Iterable[str]:
    for day, here in by_day(marks).items():
        x, y = _place(day)
        shapes = "".join(_several([one.sign for one in here]))
        yield f'<g transform="translate({x:g} {y:g})">{shapes}</g>'


def _several(signs: list[Sign]) -> Iterable[str]:
    """What one day has: up to four marks in its field, of more the gravest and how many there are."""
    places = _FIELDS.get(len(signs))
    if places is None:
        yield f'{_shape(min(signs, key=_ORDER.index))}<text x="4.4" y="-3.6" font-size="8">{len(signs)}</text>'
        return
    scale, spots = places
    for sign, (x, y) in zip(sorted(signs, key=_ORDER.index), spots, strict=True):
        yield f'<g transform="translate({x} {y}) scale({scale})">{_shape(sign)}</g>'


def _shape(sign: Sign) -> str:
    return _SHAPES[sign].format(c=_COLOURS[sign], g=_GROUND)


def _legend(marks: list[Mark], year: int, on: dt.date, lang: str) -> tuple[list[str], float]:
    """The shapes that are there with their names, and how much room they take below the months."""
    there = {one.sign for one in marks}
    items = [(_shape(sign), word.text(lang)) for sign, word in SIGNS.items() if sign in there]
    if on.year == year:
        items.append((_today(0, 0).replace(f'height="{_ROW:g}"', 'height="11"').replace(f'y="{-_ROW / 2:g}"', 'y="-5.5"'), _TODAY.text(lang)))  # fmt: skip
    parts: list[str] = []
    x, y = 8.0, _GRID + 14.0
    for shape, word in items:
        wide = 25 + len(word) * 5.6
        if x + wide > _WIDTH:
            x, y = 8.0, y + 15
        parts.append(f'<g transform="translate({x:g} {y:g})">{shape}<text x="9" y="3.4">{escape(word)}</text></g>')  # fmt: skip
        x += wide
    return parts, (y - _GRID + 8) if items else 4
