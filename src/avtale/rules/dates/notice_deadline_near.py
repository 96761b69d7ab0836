"""The last day to give notice is near."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.lead_times import lead_time
from avtale.facts.validity import ahead_of
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """The first day to come, where it lies within the lead time (docs/domain.md, "Forms of validity")."""
    validity = context.document.validity
    if validity is None or not (validity.notice or validity.termination):
        return
    if context.state.name not in ("in_force", "expires_soon"):
        return
    lead = lead_time("notice", context.repository.settings)
    for one in context.own_occurrences:
        if one.duty.kind == "notice" and one.status == "due":
            if ahead_of(one.date, lead) <= context.on:
                yield problem(
                    one.duty.pointer,
                    f"«Oppsigelse»: den siste dagen å si opp på er {short(one.date)}. Bestem om avtalen skal løpe videre.",
                    f"“Termination”: the last day to give notice is {one.date}. Decide whether the agreement is to run on.",
                )
            return
