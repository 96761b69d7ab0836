"""Godkjenn: what waits, and of one version what changed, what is found, what follows; approve it, send it back, or comment."""

from __future__ import annotations

from starlette.responses import Response

from avtale.desk.acts import act
from avtale.desk.approving.matter import Matter, decide
from avtale.desk.approving.telling import tell
from avtale.desk.overview.row import folded
from avtale.desk.page import Page
from avtale.desk.visit import Visit
from avtale.errors import AvtaleError
from avtale.facts.repository import Repository
from avtale.lifecycle.comment import comment, require_shown, send_back
from avtale.message import Message
from avtale.remind.turns import TurnEvent

PAGE = Page(
    "approve",
    order=40,
    of_document="/approve/{key}/{version}",
    steps=("approve",),
    listed=("author", "approver"),
)
_WHAT = {
    "approve": ("Godkjenner {key} {version}", "Approves {key} {version}"),
    "return": ("Sender {key} {version} tilbake", "Sends {key} {version} back"),
    "comment": ("Kommenterer {key} {version}", "Comments on {key} {version}"),
}
_EVENTS: dict[str, TurnEvent] = {"approve": "approved", "return": "returned"}
_TOLD = {"approve": "approved_now", "return": "returned_now", "comment": "commented_now"}


@PAGE.get("/approve")
def waiting(visit: Visit) -> Response:
    """What waits for approval, that for the one who asks first, and what was sent back."""
    rows = visit.rows
    me = folded(visit.person.name)
    waits = [row for row in rows if row.has.doing == "approves"]
    waits.sort(key=lambda row: me not in map(folded, row.has.who))
    comments = visit.repository.comments
    return visit.show(
        "approve/waiting",
        waits=waits,
        returned=[row for row in rows if row.has.doing == "mends"],
        turn=lambda row: comments.turn(row.key, row.version),
    )


@PAGE.get("/approve/{key}/{version}", needs="approver")
def show(visit: Visit) -> Response:
    return _shown(visit)


@PAGE.post("/approve/{key}/{version}", needs="approver")
def answer(visit: Visit) -> Response:
    """Do what the button says, to the content that was shown."""
    key, version, op = visit.named("key"), visit.named("version"), visit.field("op")
    by, on, text, pointer = visit.person.name, visit.today, visit.field("text"), visit.field("pointer")

    def do(repository: Repository) -> None:
        entry = visit.document(key, version, repository)
        if op == "approve":
            decide(visit, entry, repository, shown=visit.field("shown"))
            return
        require_shown(entry, visit.field("shown"))
        (send_back if op == "return" else comment)(
            entry, repository, by=by, on=on, text=text, pointer=pointer
        )

    op = op if op in _WHAT else "comment"
    try:
        act(visit, Message(*_WHAT[op], key=key, version=version), do)
    except AvtaleError as error:
        return _shown(visit, error)
    if event := _EVENTS.get(op):
        tell(visit, visit.document(key, version), event)
    return visit.go(visit.address("/approve/{key}/{version}", key, version), say=_TOLD[op])


def _shown(visit: Visit, error: AvtaleError | None = None) -> Response:
    entry = visit.entry()
    return visit.show(
        "approve",
        matter=Matter(visit, entry),
        problem=error,
    )
