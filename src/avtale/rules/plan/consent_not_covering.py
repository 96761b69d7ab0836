"""The consent does not cover everyone who shares."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.access import in_force
from avtale.findings import Problem
from avtale.format.model import FollowUpPlan
from avtale.rules.plan._actors import sharing
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Each who shares is named by a consent in force, by itself or by its party."""
    plan = context.document
    valid = (
        [each for each in plan.consents if in_force(each, context.on)]
        if isinstance(plan, FollowUpPlan)
        else []
    )
    uses = sharing(context)
    if not valid or len({context.party_of(use.id) for use in uses}) < 2:
        return
    covered = {actor for consent in valid for actor in consent.shared_between}
    parties = {context.party_of(actor) for actor in covered}
    told: set[str] = set()
    for use in uses:
        if use.id in covered or context.party_of(use.id) in parties or use.id in told:
            continue
        told.add(use.id)
        name = context.name(use.id)
        yield problem(
            use.pointer,
            f"{name} er med i planen, men står ikke under «Deles mellom» (shared_between) i noe samtykke som gjelder.",
            f"{name} takes part in the plan but is not under “Shared between” (shared_between) of any consent that holds.",
        )
