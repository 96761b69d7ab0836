"""Følg opp: what falls due and who owes it, the overdue first; «gjort» with what shows it, and taking it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from starlette.responses import Response

from avtale.desk.following.items import PER_PAGE, SEPARATOR, WITHIN, Asked, Item, item_named, items_of
from avtale.desk.following.record import PostedDeed, asked_items, posted, record, take_back
from avtale.desk.overview.year import Year, told_year
from avtale.desk.page import Page
from avtale.desk.query import paged
from avtale.desk.visit import Visit
from avtale.errors import AvtaleError
from avtale.publish.words import clean, due_headline, evidence_said
from avtale.publish.year import mark, of_year

PAGE = Page("follow", order=50)


@PAGE.get("/follow")
def show(visit: Visit) -> Response:
    rows = visit.rows
    asked = Asked.of(visit.query, visit.today)
    chosen = asked.chosen(rows, visit.person.name)
    found = asked.open(chosen, visit.today)
    shown, places = paged(found, asked.page, PER_PAGE)
    values: dict[str, Any] = {
        "asked": asked,
        "groups": _groups(shown, asked.by, visit),
        **places,
        "overdue": sum(one.due.overdue for one in found),
        "can_record": "follow-up" in visit.person.roles,
        **_said(visit),
    }
    if visit.live:
        return visit.said(visit.show("follow/list", **values), "found", n=len(found))
    everyone = visit.kept(("owners", visit.today), lambda: [one for row in rows for one in items_of(row)])
    return visit.show(
        "follow",
        **values,
        within=WITHIN,
        owners=_names(name for one in everyone for name in one.roles),
        parties=_names(name for one in everyone for name in one.parties),
        year=_year(chosen, asked.year, visit),
    )


@PAGE.get("/follow/record", needs="follow-up")
def several(visit: Visit) -> Response:
    """The form for those that were ticked in the list."""
    if not visit.query.getlist("item"):
        return visit.go("/follow", say="tick_first")
    return _form(visit, asked_items(visit, visit.query.getlist("item")))


@PAGE.get("/follow/undo", needs="follow-up")
def undo(visit: Visit) -> Response:
    """What is recorded, and who takes it back and why."""
    if not visit.query.getlist("item"):
        return visit.go("/kept")
    return _undo_form(visit, asked_items(visit, visit.query.getlist("item")))


@PAGE.get("/follow/{key}/{version}/{duty}/{date}", needs="follow-up")
def one(visit: Visit) -> Response:
    """The page that a reminder leads to (`record_at` of the settings): the form, that it is recorded already, or where it is done."""
    rows = visit.rows
    item = item_named(rows, SEPARATOR.join(visit.named(name) for name in ("key", "duty", "date")))
    if not item.due.by_done:
        return visit.go(item.elsewhere)
    if item.due.status == "done":
        return _undo_form(visit, [item])
    return _form(visit, [item])


@PAGE.post("/follow/record", needs="follow-up")
def do_record(visit: Visit) -> Response:
    told = posted(visit)
    try:
        record(visit, told)
    except AvtaleError as error:
        return _form(visit, [one.item for one in told], told, error)
    number = "one" if len(told) == 1 else "several"
    kept = "kept" if visit.repository.settings.evidence_folder else "not_kept"
    word = f"recorded_{number}_{kept}" if any(one.upload for one in told) else f"recorded_{number}"
    return visit.go("/follow", say=word, what=due_headline(told[0].item.due, visit.lang), n=len(told))


@PAGE.post("/follow/undo", needs="follow-up")
def do_undo(visit: Visit) -> Response:
    items = asked_items(visit, [value for value in visit.form.getlist("item") if isinstance(value, str)])
    try:
        take_back(visit, items)
    except AvtaleError as error:
        return _undo_form(visit, items, error)
    return visit.go("/follow", say="taken_back", what=due_headline(items[0].due, visit.lang))


def _form(
    visit: Visit, items: list[Item], told: list[PostedDeed] | None = None, error: AvtaleError | None = None
) -> Response:
    """The form of what was done, with what was filled in and why it was refused."""
    told = told or [PostedDeed(item, number, visit.today.isoformat()) for number, item in enumerate(items, 1)]
    roles = _names(name for one in items for name in one.roles)
    settings = visit.repository.settings
    return visit.show(
        "follow/record",
        deeds=told,
        by=visit.field("by") or (roles[0] if len(roles) == 1 else ""),
        roles=roles,
        early=any(one.early(visit.repository) for one in told),
        problem=error,
        folder=settings.evidence_folder or "",
        **_said(visit),
    )


def _undo_form(visit: Visit, items: list[Item], error: AvtaleError | None = None) -> Response:
    log = visit.repository.log
    return visit.show(
        "follow/undo",
        items=[(one, log.done(one.due.key, one.due.id, one.due.date)) for one in items],
        problem=error,
        **_said(visit),
    )


def _said(visit: Visit) -> dict[str, Any]:
    """What templates call things."""
    return {
        "evidence_said": lambda due: evidence_said(due, visit.lang),
        "clean": clean,
        "days_said": lambda due: _days(due.due, visit),
    }


def _days(day: dt.date, visit: Visit) -> str:
    left = (day - visit.today).days
    word = "late" if left < 0 else "left" if left else "today"
    return visit.words(f"days_{word}{'_one' if abs(left) == 1 else ''}", n=abs(left))


def _groups(items: Sequence[Item], by: str, visit: Visit) -> list[tuple[str, bool, list[Item]]]:
    """Heading, whether it is of the overdue, and what stands below: by whether it is overdue, or by who owes it."""
    if by != "owner":
        parts = [
            (True, [one for one in items if one.due.overdue]),
            (False, [one for one in items if not one.due.overdue]),
        ]
        return [(visit.words("overdue" if late else "coming"), late, found) for late, found in parts if found]
    groups: dict[str, list[Item]] = {}
    for one in items:
        groups.setdefault(", ".join(one.roles) or visit.words("nobody"), []).append(one)
    return [
        (name, any(one.due.overdue for one in found), found)
        for name, found in sorted(groups.items(), key=lambda each: each[0].casefold())
    ]


def _names(found: Iterable[str]) -> list[str]:
    return sorted(set(found), key=str.casefold)


def _year(items: list[Item], year: int, visit: Visit) -> Year:
    """The year of what was asked for."""
    marks = (mark(one.due, visit.lang) for one in items if one.due.due.year == year)
    return told_year(of_year(marks, year, visit.lang), year, visit.today, visit.lang)
