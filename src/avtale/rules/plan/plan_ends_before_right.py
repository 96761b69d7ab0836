"""The plan ends before the right does."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """The plan should span the right to upper secondary education (seed 004, §6 B)."""
    plan = context.document
    right = plan.right.to if isinstance(plan, FollowUpPlan) and plan.right else None
    end = context.span.end
    if right is not None and end is not None and end < right:
        yield problem(
            "/validity/to" if plan.validity and plan.validity.to else "/validity",
            f"Planen slutter {short(end)}, men retten til opplæring varer til {short(right)}. La planen vare like lenge.",
            f"The plan ends {end}, but the right to education lasts until {right}. Let the plan last as long.",
        )
