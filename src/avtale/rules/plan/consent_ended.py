"""The consent was withdrawn or has expired."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.access import in_force
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.model import FollowUpPlan
from avtale.rules.plan._actors import sharing
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A consent may be withdrawn at any time (docs/domain.md, "Confidentiality and consent")."""
    plan = context.document
    if not isinstance(plan, FollowUpPlan) or any(in_force(each, context.on) for each in plan.consents):
        return
    if len({context.party_of(use.id) for use in sharing(context)}) < 2:
        return
    for consent in plan.consents:
        if consent.withdrawn_on is not None and consent.withdrawn_on <= context.on:
            key, day, nb, en = "withdrawn_on", consent.withdrawn_on, "trukket tilbake", "withdrawn on"
        elif consent.expires_on is not None and consent.expires_on < context.on:
            key, day, nb, en = "expires_on", consent.expires_on, "gyldig til", "valid until"
        else:
            continue
        yield problem(
            f"{consent.pointer}/{key}",
            f"Samtykket «{called(consent.id)}» er {nb} {short(day)}, og ikke noe annet gjelder. Stans delingen, og innhent et nytt.",
            f"The consent “{called(consent.id)}” was {en} {day}, and no other holds. Stop sharing, and obtain a new one.",
        )
