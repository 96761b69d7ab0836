"""Several services share information without consent."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import FollowUpPlan
from avtale.rules.plan._actors import party_of, sharing
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """The plan holds a consent declaration (seed 004, §6 B); needed once two parties share."""
    plan = facts.document
    if not isinstance(plan, FollowUpPlan) or plan.consents:
        return
    parties = {party_of(facts, use.id) for use in sharing(facts)}
    if len(parties) > 1:
        names = sorted({facts.name(party) for party in parties})
        yield fault(
            "",
            f"«Samtykker» (consents) mangler, men {', '.join(names[:-1])} og {names[-1]} deler på oppfølgingen. Skriv samtykket og hvor det er lagret.",
            f"“Consents” (consents) is missing, but {', '.join(names[:-1])} and {names[-1]} share the follow-up. Write the consent and where it is kept.",
        )
