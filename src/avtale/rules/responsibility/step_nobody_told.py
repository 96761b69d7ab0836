"""A step is done and nobody is told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from avtale.findings import Problem
from avtale.format.model import Duty, RoutineStep
from avtale.format.owners import spelled
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A step whose outcome another party depends on: it owns the next one (seed 004, §6 A to C)."""
    steps = [step for step in context.all(RoutineStep) if step.actions]
    if len(steps) < 2:
        return
    for step, following in pairwise(steps):
        shared = any(
            each.informs or each.to or each.together_with or each.agreed_between for each in step.actions
        )
        owned = [_parties(context, each) for each in step.actions]
        owners = set().union(*owned)
        if shared or len(owners) != 1 or not all(owned):
            continue
        others = [each for each in following.actions if each.owner and not _parties(context, each) & owners]
        taking_part = any(
            context.party_of(actor) in owners
            for each in others
            for actor in (*each.together_with, *each.agreed_between)
        )
        if not others or taking_part:
            continue
        mine, theirs = context.name(step.actions[-1].owner), context.name(others[0].owner)
        yield problem(
            step.pointer,
            f"«Trinn» {step.letter or ''} er {mine} alene om, og ingen varsles (informs), men trinn {following.letter or ''} er det "
            f"{theirs} som gjør. Skriv hvem som sier fra.",
            f"“Step” {step.letter or ''} is done by {mine} alone and nobody is told (informs), but step {following.letter or ''} is "
            f"{theirs}'s. Write who tells.",
        )


def _parties(context: RuleContext, action: Duty) -> set[str]:
    """The parties that own an action."""
    return {context.party_of(one) for one in spelled(action.owner, context.parties, context.names)}
