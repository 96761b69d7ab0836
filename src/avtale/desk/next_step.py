"""What comes next for a version, and who does it: what somebody who has not done this before looks for on every page of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from msgspec import Struct

from avtale.desk.overview.row import Row
from avtale.publish.words import due_headline
from avtale.wording import joined, written

if TYPE_CHECKING:
    from avtale.desk.visit import Visit

_PAGES = {"writes": "send", "mends": "send", "approves": "approve", "signs": "sign", "does": "follow"}
"""The page on which somebody does what a document waits for."""
_AHEAD = 365


class NextStep(Struct, frozen=True):
    """`said` tells it; `page` with its `address` is where who asks does it, both "" where it is not for them.

    `elsewhere`: whether another person has to come in for it on this machine.
    """

    said: str
    page: str = ""
    address: str = ""
    elsewhere: bool = False


def next_step(visit: Visit, row: Row) -> NextStep | None:
    """The step that `row` waits for; None where it waits for nothing."""
    t, doing = visit.words_of("desk"), row.has.doing
    if row.over or doing not in _PAGES:
        return None
    if doing == "does":
        due = row.missed[0] if row.missed else row.next
        said = (
            t("next_does", day=written(due.due, visit.lang), what=due_headline(due, visit.lang))
            if due
            else ""
        )
        return NextStep(said, "follow", "/follow?" + urlencode({"q": row.key, "within": _AHEAD}))
    who = joined(row.has.who, visit.lang) or t("next_somebody")
    way = next((way for way in visit.ways_on(row.status.entry) if way.page.name == _PAGES[doing]), None)
    mine = way is not None and way.why_not is None
    if doing == "approves" and not mine:
        return NextStep(t("next_approves_other", who=who), elsewhere=visit.own_machine)
    said = t(f"next_{doing}", who=who)
    if way is None or not mine:
        return NextStep(said)
    return NextStep(said, way.page.name, visit.address(way.page.of_document, row.key, row.version))
