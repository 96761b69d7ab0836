"""Nobody convenes the meeting."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Body, Meeting
from avtale.message import Message
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Meetings that nobody is to call (seed 004, §4)."""
    for meeting in context.all(Meeting):
        if (
            context.absent(meeting, "convened_by")
            and not meeting.convener_alternates
            and not _led(meeting, context)
        ):
            names = [context.name(actor) for actor in meeting.between]
            between = Message(" mellom {names}", " between {names}", names=names) if names else ""
            yield problem(
                meeting.pointer,
                "«Innkalles av» (convened_by) mangler for «{meeting}»{between}. Legg til «convened_by:».",
                "“Convened by” (convened_by) is missing for “{meeting}”{between}. Add “convened_by:”.",
                meeting=called(meeting.title, meeting.id),
                between=between,
            )


def _led(meeting: Meeting, context: RuleContext) -> bool:
    """Whether the body that meets has someone to call it."""
    body = next((one for one in context.all(Body) if one.id and one.id == meeting.body), None)
    return body is not None and bool(body.chair or body.chair_alternates or body.secretariat)
