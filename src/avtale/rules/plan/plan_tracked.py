"""Git follows a follow-up plan."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import tracked
from avtale.findings import Problem
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A plan never enters git (docs/architecture.md, "What leaves the house")."""
    plan = context.document
    if isinstance(plan, FollowUpPlan) and not plan.invented and tracked(context.entry.path):
        name = context.entry.path.name
        yield problem(
            "",
            f"Git følger {name}. En ungdoms plan skal aldri inn i git: kjør «git rm --cached {name}», og behold "
            "agreements/plans/ i .gitignore.",
            f"Git follows {name}. A youth's plan never enters git: run “git rm --cached {name}”, and keep agreements/plans/ "
            "in .gitignore.",
        )
