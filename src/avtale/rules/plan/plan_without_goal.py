"""The plan has neither an education goal nor activities."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A goal if possible, else activities that wake an interest (seed 004, §6 B)."""
    plan = context.document
    if not isinstance(plan, FollowUpPlan) or plan.education_goal is not None:
        return
    if plan.interest_activities is None or not plan.interest_activities.items:
        yield problem(
            "",
            "«Utdanningsmål» (education_goal) mangler, og planen har ingen «Aktiviteter som kan vekke interesse» "
            "(interest_activities). Skriv ett av dem.",
            "“Education goal” (education_goal) is missing, and there are no “Activities that may wake an interest” "
            "(interest_activities). Write one of them.",
        )
