"""The plan lies outside plans/."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.root import PLANS
from avtale.findings import Problem
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Plans lie in agreements/plans/, which git ignores (docs/architecture.md, "What is kept, and where")."""
    root = context.repository.root
    if root is None or not isinstance(context.document, FollowUpPlan):
        return
    if root / PLANS not in context.entry.path.parents:
        yield problem(
            "",
            f"Oppfølgingsplanen {context.entry.path.name} ligger utenfor agreements/plans/. Flytt den dit, så den ikke blir med i git.",
            f"The follow-up plan {context.entry.path.name} lies outside agreements/plans/. Move it there, so that it stays out of git.",
        )
