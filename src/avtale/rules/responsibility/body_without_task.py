"""The body has nothing to do."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Body
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Bodies that no duty and no meeting names, and that do not say themselves what they are for."""
    bodies = context.all(Body)
    used = {use.id for use in context.uses} if bodies else set()
    for body in bodies:
        if body.id and body.id not in used and context.absent(body, "about"):
            yield problem(
                body.pointer,
                "«Organer» (bodies): {body} har verken oppgave eller møte. Skriv i «about» hva det er til for, sett det som «owner» for "
                "en plikt, eller som «body» for et møte.",
                "“Bodies” (bodies): {body} has neither a task nor a meeting. Say in “about” what it is for, make it the “owner” of a "
                "duty, or the “body” of a meeting.",
                body=called(body.title, body.id),
            )
