"""Kontor: routines for a list of offices, from a spreadsheet; first what would change for each, then all of it or nothing."""

from __future__ import annotations

from typing import Any, Literal, get_args

from starlette.responses import Response

from avtale.desk.errors import not_here
from avtale.desk.following.offices import Tried, generate, sent, tried
from avtale.desk.page import Page
from avtale.desk.visit import Visit
from avtale.desk.writing.work import known_in
from avtale.errors import AvtaleError
from avtale.generate.columns import title
from avtale.generate.describe import changes
from avtale.generate.empty_list import empty_list
from avtale.generate.routine_plan import STATES
from avtale.generate.table import Table
from avtale.generate.workbook_values import column_name
from avtale.publish.words import clean
from avtale.wording import told_in

PAGE = Page("offices", order=60)
_Template = Literal["csv", "xlsx"]


@PAGE.get("/offices", needs="author")
def show(visit: Visit) -> Response:
    return _start(visit)


@PAGE.get("/offices/list.{kind}", needs="author")
def template(visit: Visit) -> Response:
    """The empty list."""
    kind = visit.named("kind")
    for each in get_args(_Template):
        if each == kind:
            name = "offices" if visit.lang == "en" else "kontorer"
            return visit.file(empty_list(each, told_in(visit.lang)), f"{name}.{kind}")
    raise not_here()


@PAGE.post("/offices", needs="author")
def dry_run(visit: Visit) -> Response:
    """What the list would change. Nothing is written."""
    try:
        return _shown(visit, tried(visit, sent(visit)))
    except AvtaleError as error:
        return _start(visit, error)


@PAGE.post("/offices/generate", needs="author")
def do_generate(visit: Visit) -> Response:
    """Do what was shown; where it is not the same any more, show what it is now."""
    offices = sent(visit)
    try:
        done = generate(visit, offices, visit.field("digest"))
    except AvtaleError as error:
        return _shown(visit, tried(visit, offices), error)
    return visit.go(
        "/?q=" + offices.parent, say="made", n=len(done.plan.of("new")), m=len(done.plan.of("changed"))
    )


def _roles(visit: Visit, parent: str) -> tuple[tuple[str, str], ...]:
    """The roles of an agreement, for who has to say which a contact person has."""
    key, _, version = parent.partition("@")
    if not version:
        return ()
    groups = known_in(visit.document(key, version), visit.repository, visit.today, visit.lang).choices(
        "roles"
    )
    return groups[0].options


def _start(visit: Visit, error: AvtaleError | None = None) -> Response:
    parent = visit.field("parent") or visit.query.get("parent", "")
    rows = visit.rows
    parents = {
        row.key: row
        for row in sorted(rows, key=lambda row: row.version)
        if row.kind == "agreement" and not row.over
    }
    return visit.show(
        "offices",
        parents=sorted(parents.values(), key=lambda row: row.title.casefold()),
        parent=parent,
        roles=_roles(visit, parent) if error else (),
        problem=error,
    )


def _shown(visit: Visit, found: Tried, error: AvtaleError | None = None) -> Response:
    lang, planned = told_in(visit.lang), found.plan
    values: dict[str, Any] = {
        "tried": found,
        "columns": [(clean(one.heading), title(one.field, lang)) for one in planned.layout.columns],
        "unused": [clean(one) for one in planned.layout.unused],
        "findings": sorted(
            found.found.findings, key=lambda one: (one.severity != "error", one.line, one.column)
        ),
        "counts": [(state, len(planned.of(state))) for state in STATES],
        "groups": [
            (state, planned.of(state)) for state in STATES if state != "unchanged" and planned.of(state)
        ],
        "changes": lambda item: [
            tuple(clean(each) if each else "" for each in one) for one in changes(item, lang)
        ],
        "column": lambda one: _column(planned.table, one.line, one.column),
        "clean": clean,
        "list_name": found.offices.upload.name,
    }
    return visit.show("offices/tried", problem=error, **values)


def _column(table: Table, line: int, column: int) -> str:
    """What a spreadsheet calls the column of a place in the list."""
    for row in table.rows:
        for at, cell in row.cells.items():
            if (row.line, cell.column) == (line, column):
                return cell.name.rstrip("0123456789") or column_name(int(at) + 1)
    return "A"
