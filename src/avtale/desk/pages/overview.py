"""Oversikt: where every document stands, what falls due next, and what is mine."""

from __future__ import annotations

from starlette.responses import Response

from avtale.desk.page import Page
from avtale.desk.visit import Visit
from avtale.publish.status import status

PAGE = Page("overview", order=10)


@PAGE.get("/")
def show(visit: Visit) -> Response:
    repository = visit.repository
    rows = visit.kept(("overview", visit.today), lambda: status(repository, visit.today))
    return visit.show("overview", rows=rows)
