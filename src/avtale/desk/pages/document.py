"""One version as it will look, where it stands, what falls due of it, and the ways on from here."""

from __future__ import annotations

from starlette.responses import Response

from avtale.desk.errors import not_here
from avtale.desk.overview.row import Row
from avtale.desk.page import Page
from avtale.desk.signing.rendered import given_out
from avtale.desk.visit import Visit
from avtale.publish.words import document_kind
from avtale.render.document import render
from avtale.render.languages import page_languages

PAGE = Page("document")


@PAGE.get("/document/{key}/{version}")
def show(visit: Visit) -> Response:
    row = _row(visit)
    others = [
        each.version
        for each in visit.repository.versions.get(row.key, ())
        if each.version not in (None, row.version)
    ]
    return visit.show(
        "document",
        row=row,
        ways=visit.ways_on(row.status.entry),
        others=others,
        langs=page_languages(row.status.entry, visit.repository),
        kind=document_kind(row.kind, visit.lang),
        coming=[one for one in row.dues if one.status == "due" and not row.over][:6],
    )


@PAGE.get("/document/{key}/{version}/{lang}.pdf")
def pdf(visit: Visit) -> Response:
    """What one prints or sends on: `avtale render` of the day, of a draft too."""
    return given_out(visit, visit.entry())


@PAGE.get("/document/{key}/{version}/page")
def page(visit: Visit) -> Response:
    """The rendered document, for the frame."""
    entry = visit.entry()
    return visit.framed(
        lambda: render(entry, visit.repository, on=visit.today, formats=("html",)).files["html"].decode()
    )


def _row(visit: Visit) -> Row:
    found = visit.row(visit.named("key"), visit.named("version"))
    if found is None:
        raise not_here()
    return found
