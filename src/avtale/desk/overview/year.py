"""The year of all documents as a picture, and month by month in words that say the same."""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup
from msgspec import Struct

from avtale.desk.overview.row import Row
from avtale.desk.repository import kept
from avtale.facts.repository import Repository
from avtale.publish.year import Mark, mark, summary, year_svg


class Year(Struct, frozen=True):
    """The picture, what it comes to, and the same of each month, from January."""

    number: int
    picture: Markup
    told: str
    months: tuple[str, ...]


def year_of(rows: list[Row], repository: Repository, on: dt.date, lang: str) -> Year:
    """The year that `on` lies in; made once as long as nothing changes."""
    return kept(repository, ("year", on, lang), lambda: _made(rows, on, lang))


def _made(rows: list[Row], on: dt.date, lang: str) -> Year:
    marks = sorted(
        (one for row in rows for one in _marks(row, on.year, lang)), key=lambda one: (one.day, one.said)
    )
    return told_year(marks, on.year, on, lang)


def told_year(marks: list[Mark], number: int, on: dt.date, lang: str, name: str = "") -> Year:
    """The year `number` of the marks, which are those of that year by day; `name` is what it is of."""
    months: list[list[Mark]] = [[] for _ in range(12)]
    for one in marks:
        months[one.day.month - 1].append(one)
    return Year(
        number,
        Markup(year_svg(marks, number, on=on, lang=lang, name=name)),
        summary(marks, lang),
        tuple(summary(each, lang) if each else "–" for each in months),
    )


def _marks(row: Row, year: int, lang: str) -> list[Mark]:
    """Kept with the row, which stays as it is when another document changes."""
    found: list[Mark] | None = row.kept.get((year, lang))
    if found is None:
        found = row.kept[(year, lang)] = [mark(one, lang) for one in row.dues if one.due.year == year]
    return found
