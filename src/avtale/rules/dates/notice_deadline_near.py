"""The last day to give notice is near."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.lead_times import lead_time
from avtale.facts.validity import ahead_of
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """The first day to come, where it lies within the lead time (docs/domain.md, "Forms of validity")."""
    validity = facts.document.validity
    if validity is None or not (validity.notice or validity.termination):
        return
    if facts.state.name not in ("in_force", "expires_soon"):
        return
    lead = lead_time("notice", facts.repository.settings)
    for one in facts.own_occurrences:
        if one.duty.kind == "notice" and one.status == "due":
            if ahead_of(one.date, lead) <= facts.on:
                yield fault(
                    one.duty.pointer,
                    f"«Oppsigelse»: den siste dagen å si opp på er {short(one.date)}. Bestem om avtalen skal løpe videre.",
                    f"“Termination”: the last day to give notice is {one.date}. Decide whether the agreement is to run on.",
                )
            return
