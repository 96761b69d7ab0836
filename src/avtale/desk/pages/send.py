"""Send til godkjenning: what the approver will see, and the answers to what was said of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.responses import Response

from avtale.desk.acts import act
from avtale.desk.approving.matter import Matter, checked
from avtale.desk.approving.telling import tell
from avtale.desk.approving.versus import draft_of
from avtale.desk.page import Page
from avtale.desk.visit import Visit
from avtale.errors import AvtaleError
from avtale.facts.repository import DocumentFile, Repository
from avtale.lifecycle.comment import answer_comment, require_shown, send_for_approval
from avtale.message import Message

PAGE = Page("send", of_document="/send/{key}/{version}", steps=("send",))


@PAGE.get("/send/{key}/{version}", needs="author")
def show(visit: Visit) -> Response:
    return _shown(visit)


@PAGE.post("/send/{key}/{version}", needs="author")
def decide(visit: Visit) -> Response:
    """Send it, or with `answers` say that a comment is seen to."""
    key, version = visit.named("key"), visit.named("version")
    to, text, by = visit.field("answers"), visit.field("text"), visit.person.name

    def sending(entry: DocumentFile, repository: Repository) -> Path:
        require_shown(entry, visit.field("shown"))
        found, whom = checked(visit, entry, repository), visit.field("to")
        return send_for_approval(entry, repository, by=by, on=visit.today, findings=found, to=whom, text=text)

    def answering(entry: DocumentFile, repository: Repository) -> Path:
        return answer_comment(entry, repository, to=to, by=by, on=visit.today, text=text)

    do: Callable[[DocumentFile, Repository], Path] = answering if to else sending
    what = (
        ("Besvarer en kommentar til {key} {version}", "Answers a comment on {key} {version}")
        if to
        else ("Sender {key} {version} til godkjenning", "Sends {key} {version} for approval")
    )
    try:
        act(
            visit,
            Message(*what, key=key, version=version),
            lambda repository: do(visit.document(key, version, repository), repository),
        )
    except AvtaleError as error:
        return _shown(visit, error)
    if not to:
        tell(visit, visit.document(key, version), "sent")
    return visit.go(
        visit.address("/send/{key}/{version}", key, version), say="answered" if to else "sent_now"
    )


def _shown(visit: Visit, error: AvtaleError | None = None) -> Response:
    entry = visit.entry()
    return visit.show(
        "send",
        matter=Matter(visit, entry),
        draft=draft_of(visit, entry),
        problem=error,
    )
