"""Sammenlign: a version beside an earlier one, the approved one, one's own draft, another's text, or another document."""

from __future__ import annotations

from starlette.responses import Response

from avtale.desk.approving.versus import choices, comparison, is_newer, usual
from avtale.desk.form.known import Group
from avtale.desk.page import Page
from avtale.desk.visit import Visit
from avtale.errors import AvtaleError
from avtale.publish.changes import Comparison
from avtale.publish.diff import headline, summary
from avtale.publish.redline import redline, redline_name

PAGE = Page("compare", of_document="/compare/{key}/{version}")


@PAGE.get("/compare/{key}/{version}")
def show(visit: Visit) -> Response:
    entry = visit.entry()
    doc = visit.query.get("doc", "").strip()
    chosen = f"doc:{doc}" if doc else visit.query.get("with", "") or usual(entry, visit.repository)
    groups = choices(visit, entry)
    problem: AvtaleError | None = None
    heading = comes_to = ""
    try:
        if chosen:
            found = comparison(visit, entry, chosen)
            heading, comes_to = _heading(found, groups, chosen), summary(found)
    except AvtaleError as error:
        problem = error
    return visit.show(
        "compare",
        status=404 if problem else None,
        entry=entry,
        groups=groups,
        documents=_documents(visit),
        chosen=chosen,
        doc=doc,
        heading=heading,
        comes_to=comes_to,
        problem=problem,
    )


@PAGE.get("/compare/{key}/{version}/page")
def page(visit: Visit) -> Response:
    """The redline for the frame, or with `format=pdf` as a file to keep."""
    entry = visit.entry()
    found = comparison(visit, entry, visit.query.get("with", ""))
    if visit.query.get("format") == "pdf":
        return visit.file(redline(found, ("pdf",))["pdf"], f"{redline_name(found)}.pdf")
    return visit.framed(lambda: redline(found, ("html",))["html"].decode())


def _heading(found: Comparison, groups: list[Group], chosen: str) -> str:
    """From what to what; a draft, a branch or a commit by what it is called here."""
    called = {value: said for group in groups for value, said in group.options}
    if str(found.old.entry) != str(found.new.entry) or chosen not in called:
        return headline(found)
    sides = (
        (str(found.old.entry), called[chosen]) if is_newer(chosen) else (called[chosen], str(found.new.entry))
    )
    return " → ".join(sides)


def _documents(visit: Visit) -> list[tuple[str, str]]:
    """Every version there is, by key@version and what it is called."""
    rows = visit.rows
    return [(f"{row.key}@{row.version}", row.title) for row in rows if row.version]
