"""Oversikt: what is overdue first, the year as a picture, and every document with where it stands and who has it now."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from avtale.desk.overview.filters import PER_PAGE, Choices, Filters
from avtale.desk.overview.row import Row, folded
from avtale.desk.overview.words import due_said, kind_said
from avtale.desk.page import Page
from avtale.desk.visit import Visit
from avtale.facts.agenda import Due
from avtale.publish.year import Mark, mark, of_year, summary, year_svg

PAGE = Page("overview", order=10)
_SHOWN = 8
_SOON = dt.timedelta(days=60)


@PAGE.get("/")
def show(visit: Visit) -> Response:
    rows = visit.desk.rows.of(visit.repository, visit.today)
    filters = Filters.asked(visit.query)
    if visit.live:
        found = _documents(visit, rows, filters)
        answer = visit.show("overview/documents", **found)
        return visit.said(answer, "found", n=found["count"])
    dues = _dues(rows, visit)
    return visit.show("overview", **_documents(visit, rows, filters), **dues, **_year(visit, rows))


def _documents(visit: Visit, rows: list[Row], filters: Filters) -> dict[str, Any]:
    """The table: the page of it that is asked for."""
    found = filters.chosen(rows, visit.person.name)
    pages = max(1, -(-len(found) // PER_PAGE))
    page = min(filters.page, pages)
    return {
        "filters": filters,
        "choices": visit.kept(("choices", visit.today), lambda: Choices.of(rows)),
        "rows": found[(page - 1) * PER_PAGE : page * PER_PAGE],
        "count": len(found),
        "page_number": page,
        "pages": pages,
        "due_said": lambda due: due_said(due, visit.lang),
        "kind_said": lambda kind: kind_said(kind, visit.lang),
    }


def _dues(rows: list[Row], visit: Visit) -> dict[str, Any]:
    """What is overdue, the longest first, what comes next, and what of both is mine."""
    me = folded(visit.person.name)
    missed = sorted(((one, row) for row in rows for one in row.missed), key=_day)
    coming = sorted(
        (
            (one, row)
            for row in rows
            if not row.over
            for one in row.dues
            if one.status == "due" and one.due <= visit.today + _SOON
        ),
        key=_day,
    )
    counts = Counter(row.state for row in rows)
    return {
        "missed": missed[:_SHOWN],
        "missed_count": len(missed),
        "coming": coming[:_SHOWN],
        "coming_count": len(coming),
        "mine": sum(me in row.people for row in rows if not row.over),
        "counts": counts,
        "overdue": sum(bool(row.missed) for row in rows),
        "in_force": counts["in_force"] + counts["expires_soon"],
    }


def _day(pair: tuple[Due, Row]) -> tuple[dt.date, str, str]:
    return pair[0].due, pair[1].key, pair[0].id


def _year(visit: Visit, rows: list[Row]) -> dict[str, Any]:
    """The year as a picture, and month by month as a table that says the same."""
    lang, year = visit.words.lang, visit.today.year

    def made() -> tuple[Markup, list[list[Mark]], str]:
        dues = (one for row in rows for one in row.dues if one.due.year == year)
        marks = of_year((mark(one, lang) for one in dues), year, lang)
        picture = year_svg(marks, year, on=visit.today, lang=lang, name="")
        months = [[one for one in marks if one.day.month == number] for number in range(1, 13)]
        return Markup(picture), months, summary(marks, lang)

    picture, months, told = visit.kept(("year", lang, visit.today), made)
    said = [summary(each, lang) if each else "–" for each in months]
    return {
        "year": year,
        "picture": picture,
        "year_months": list(enumerate(said, start=1)),
        "year_told": told,
    }
