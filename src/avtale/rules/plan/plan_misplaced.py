"""The plan lies outside plans/."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.root import PLANS
from avtale.findings import Problem
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """Plans lie in agreements/plans/, which git ignores (docs/architecture.md, "What is kept, and where")."""
    root = facts.repository.root
    if root is None or not isinstance(facts.document, FollowUpPlan):
        return
    if root / PLANS not in facts.entry.path.parents:
        yield fault(
            "",
            f"Oppfølgingsplanen {facts.entry.path.name} ligger utenfor agreements/plans/. Flytt den dit, så den ikke blir med i git.",
            f"The follow-up plan {facts.entry.path.name} lies outside agreements/plans/. Move it there, so that it stays out of git.",
        )
