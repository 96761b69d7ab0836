"""Several services share information without consent."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import FollowUpPlan
from avtale.rules.plan._actors import sharing
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """The plan holds a consent declaration (seed 004, §6 B); needed once two parties share."""
    plan = context.document
    if not isinstance(plan, FollowUpPlan) or plan.consents:
        return
    parties = {context.party_of(use.id) for use in sharing(context)}
    if len(parties) > 1:
        names = sorted({context.name(party) for party in parties})
        yield problem(
            "",
            f"«Samtykker» (consents) mangler, men {', '.join(names[:-1])} og {names[-1]} deler på oppfølgingen. Skriv samtykket og hvor det er lagret.",
            f"“Consents” (consents) is missing, but {', '.join(names[:-1])} and {names[-1]} share the follow-up. Write the consent and where it is kept.",
        )
