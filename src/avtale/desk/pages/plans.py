"""The follow-up plans that somebody has to do with, where the settings serve plans at all. Read anew each time, and kept nowhere."""

from __future__ import annotations

from starlette.responses import Response

from avtale.desk.errors import not_here
from avtale.desk.login.roles import may_see
from avtale.desk.page import Page
from avtale.desk.visit import Visit
from avtale.facts.repository import DocumentFile, plan_files, read_entry
from avtale.render.document import render

PAGE = Page("plans", order=90, where=lambda settings: settings.serves_plans)


@PAGE.get("/plans", needs="follow-up")
def show(visit: Visit) -> Response:
    return visit.show("plans", plans=_plans(visit))


@PAGE.get("/plan/{key}/{version}", needs="follow-up")
def plan(visit: Visit) -> Response:
    return visit.show("plans/plan", plan=_plan(visit))


@PAGE.get("/plan/{key}/{version}/page", needs="follow-up")
def page(visit: Visit) -> Response:
    """The rendered plan, for the frame."""
    found = _plan(visit)
    there = visit.repository.with_plan(found)
    return visit.framed(
        lambda: render(found, there, on=visit.today, formats=("html",)).files["html"].decode()
    )


def _plans(visit: Visit) -> list[DocumentFile]:
    """Those that who asks has to do with today."""
    root = visit.repository.root
    assert root is not None
    read = (read_entry(path, root) for path in plan_files(root))
    return [each for each in read if may_see(each, visit.person, visit.desk.settings, visit.today)]


def _plan(visit: Visit) -> DocumentFile:
    """One of them. Raises `NotHere` for one that is not theirs to see as for one that is not there."""
    asked = (visit.named("key"), visit.named("version"))
    found = next((each for each in _plans(visit) if (each.key, each.version) == asked), None)
    if found is None:
        raise not_here()
    return found
