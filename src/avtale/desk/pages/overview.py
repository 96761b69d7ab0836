"""Oversikt: what is overdue first, the year as a picture, and every document with where it stands and who has it now."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from starlette.responses import Response

from avtale.desk.overview.filters import PER_PAGE, Choices, Filters
from avtale.desk.overview.row import Row, folded
from avtale.desk.overview.table import as_sheet
from avtale.desk.overview.year import year_of
from avtale.desk.page import Page
from avtale.desk.query import paged
from avtale.desk.visit import Visit
from avtale.facts.agenda import Due
from avtale.publish.words import document_kind

PAGE = Page("overview", order=10)
_SHOWN = 8
_SOON = dt.timedelta(days=60)


@PAGE.get("/")
def show(visit: Visit) -> Response:
    rows = visit.rows
    filters = Filters.of(visit.query)
    if visit.live:
        found = _documents(visit, rows, filters)
        answer = visit.show("overview/documents", **found)
        return visit.said(answer, "found_one" if found["count"] == 1 else "found", n=found["count"])
    dues = _dues(rows, visit)
    year = year_of(rows, visit.repository, visit.today, visit.lang)
    return visit.show("overview", **_documents(visit, rows, filters), **dues, year=year, empty=not rows)


@PAGE.get("/documents.xlsx")
def sheet(visit: Visit) -> Response:
    """What the list shows, all pages of it, as an Excel file."""
    rows = visit.rows
    made = as_sheet(Filters.of(visit.query).chosen(rows, visit.person.name), visit.words)
    return visit.file(made, f"{visit.words('documents').lower()}-{visit.today}.xlsx")


def _documents(visit: Visit, rows: list[Row], filters: Filters) -> dict[str, Any]:
    """The table: the page of it that is asked for."""
    shown, places = paged(filters.chosen(rows, visit.person.name), filters.page, PER_PAGE)
    return {
        "filters": filters,
        "choices": visit.kept(("choices", visit.today), lambda: Choices.of(rows)),
        "rows": shown,
        **places,
        "kind_said": lambda kind: document_kind(kind, visit.lang),
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
