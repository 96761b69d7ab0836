"""Hva som ble holdt: promise by promise, with what shows it, and the years as pictures; of all documents, and of one."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from avtale.desk.errors import NotHere
from avtale.desk.following.items import Item, item_named, name_of
from avtale.desk.overview.year import told_year
from avtale.desk.page import Page
from avtale.desk.visit import Visit
from avtale.facts.kept import PromiseDeadline, gravest
from avtale.publish.kept import (
    KeptDocument,
    counted,
    kept_documents,
    promise_name,
    shown_by,
    taken_back,
    told,
)
from avtale.publish.words import clean
from avtale.publish.year import SIGNS, of_year, sign_svg

PAGE = Page("kept", of_document="/kept/{key}/{version}")


@PAGE.get("/kept")
def every(visit: Visit) -> Response:
    """Every document that promised something, those with something broken first."""
    found = visit.kept(("kept", visit.today), lambda: kept_documents(visit.repository, visit.today))
    said = [
        (one, gravest(each.outcome for each in one.promises), counted(one.deadlines, visit.lang))
        for one in found
    ]
    ordered = sorted(
        said, key=lambda each: (each[1] != "broken", each[1] != "late", each[0].title.casefold())
    )
    return visit.show("kept", documents=ordered, **_signs(visit))


@PAGE.get("/kept/{key}/{version}")
def one(visit: Visit) -> Response:
    """The promises of one document, through all its versions."""
    entry = visit.entry()
    documents = kept_documents(visit.repository, visit.today, entries=[entry])
    document = documents[0] if documents else None
    rows = visit.rows

    def item(deadline: PromiseDeadline) -> Item | None:
        """What records it, where it is followed up here."""
        with suppress(NotHere):
            return item_named(rows, name_of(deadline.due))
        return None

    return visit.show(
        "kept/one",
        entry=entry,
        document=document,
        years=_years(document, visit) if document else [],
        item=item,
        name=lambda promise: promise_name(promise, visit.lang),
        counted=lambda deadlines: counted(deadlines, visit.lang),
        became=lambda one: told(one, visit.lang),
        shown_by=lambda one: shown_by(one, visit.lang),
        taken_back=lambda each: taken_back(each, visit.lang),
        clean=clean,
        can_record="follow-up" in visit.person.roles,
        **_signs(visit),
    )


def _years(document: KeptDocument, visit: Visit) -> list[object]:
    """The years so far, the newest first."""
    marks = document.marks(visit.lang)
    numbers = [year for year in reversed(document.years) if year <= visit.today.year]
    return [
        told_year(of_year(marks, year, visit.lang), year, visit.today, visit.lang, name=document.title)
        for year in numbers
    ]


def _signs(visit: Visit) -> dict[str, Any]:
    return {
        "sign": lambda outcome: Markup(sign_svg(outcome)),
        "outcome_said": lambda outcome: SIGNS[outcome].text(visit.lang),
    }
