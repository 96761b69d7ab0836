"""The body can never decide as it is said to."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Body
from avtale.format.owners import EACH
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A quorum that needs more than there are; a casting vote where all must agree, or with nobody to cast it."""
    for body in context.all(Body):
        name, seats = called(body.title, body.id), _seats(body, context)
        if body.quorum is not None and seats is not None and body.quorum > seats:
            yield problem(
                f"{body.pointer}/quorum",
                "«Vedtaksført med» (quorum): {body} trenger {quorum} til stede, men har {seats} medlemmer. Rett det ene.",
                "“Quorum” (quorum): {body} needs {quorum} present but has {seats} members. Correct one of them.",
                body=name,
                quorum=str(body.quorum),
                seats=str(seats),
            )
        if body.casting_vote and body.decides_by in ("unanimity", "advice"):
            yield problem(
                f"{body.pointer}/casting_vote",
                "«Dobbeltstemme» (casting_vote): {body} vedtar ikke med flertall, så det er ingen stemmelikhet å avgjøre. Ta bort "
                "«casting_vote», eller skriv «decides_by: majority».",
                "“Casting vote” (casting_vote): {body} does not decide by majority, so there is no tie to break. Delete "
                "“casting_vote”, or write “decides_by: majority”.",
                body=name,
            )
        elif body.casting_vote and context.absent(body, "chair") and context.absent(body, "chair_alternates"):
            yield problem(
                f"{body.pointer}/casting_vote",
                "«Dobbeltstemme» (casting_vote): ingen leder {body}, så ingen har den. Legg til «chair:».",
                "“Casting vote” (casting_vote): nobody chairs {body}, so nobody has it. Add “chair:”.",
                body=name,
            )


def _seats(body: Body, context: RuleContext) -> int | None:
    """How many members there are; None where that is not told for all of them."""
    seats = 0
    for one in body.members:
        if one.count is None:
            return None
        each = one.party == EACH and EACH not in context.names
        seats += one.count * (len(context.parties) if each else 1)
    return seats or None
