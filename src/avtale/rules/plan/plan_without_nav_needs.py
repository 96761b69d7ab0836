"""The plan lacks what NAV needs."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import FollowUpPlan
from avtale.rules.plan._actors import is_nav, sharing
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """The plan holds what NAV requires (seed 004, §6 B)."""
    plan = context.document
    if not isinstance(plan, FollowUpPlan) or (plan.nav_requires and plan.nav_requires.items):
        return
    if any(is_nav(context, use.id) for use in sharing(context)):
        yield problem(
            "",
            "«Det NAV trenger» (nav_requires) mangler. Skriv det NAV må vite for å følge opp.",
            "“What NAV requires” (nav_requires) is missing. Write what NAV must know to follow up.",
        )
