"""The work training is not tied to the education goal."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import EducationGoal, FollowUpPlan
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Work training should tie directly to the goal (seed 004, §6 B)."""
    if not isinstance(context.document, FollowUpPlan):
        return
    goals = {goal.id for goal in context.all(EducationGoal)}
    for measure in context.document.measures:
        if measure.type != "work_training" or measure.supports in goals - {None}:
            continue
        name = called(measure.title, measure.id)
        if measure.supports is None:
            yield problem(
                measure.pointer,
                f"«Støtter målet» (supports) mangler for «{name}». Skriv id-en til utdanningsmålet arbeidstreningen hører til.",
                f"“Supports the goal” (supports) is missing for “{name}”. Write the id of the education goal it belongs to.",
            )
        else:
            yield problem(
                f"{measure.pointer}/supports",
                f"«{measure.supports}» er ikke utdanningsmålet i planen. Rett id-en, eller skriv målet under «education_goal».",
                f"“{measure.supports}” is not the education goal of the plan. Correct the id, or write the goal under “education_goal”.",
            )
