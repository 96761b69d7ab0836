"""What is told on an open page when somebody else has changed what it shows."""

from __future__ import annotations

from starlette.responses import Response

from avtale.desk.news import mark
from avtale.desk.page import Page
from avtale.desk.visit import Visit, local

PAGE = Page("news")


@PAGE.get("/news", beside=True)
def show(visit: Visit) -> Response:
    """Nothing, as long as all is as it was seen; afterwards a sentence with the way to what is new, and the page asks no more."""
    key, back = visit.query.get("key", ""), local(visit.query.get("back", ""))
    if not visit.live:
        return visit.go(back)
    if mark(visit.repository, key or None) == visit.query.get("seen"):
        return Response(status_code=204)
    writes = back.startswith(("/draft/", "/yaml/"))
    versions = visit.repository.versions.get(key)
    if writes and versions:
        back = visit.address("/history/{key}/{version}", key, versions[-1].version or "")
    told = "writing" if writes else "document" if key else "all"
    return visit.said(visit.show("news", told=told, back=back), told)
