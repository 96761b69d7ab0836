"""The youth is outside the agreement's age."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.describe import spoken_age
from avtale.format.model import Age, FollowUpPlan
from avtale.message import Message
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """The youth's age is within some target group of what the plan is based on."""
    plan, above = context.document, context.effective.above if context.effective else None
    age = plan.youth.age if isinstance(plan, FollowUpPlan) and plan.youth else None
    if age is None or above is None:
        return
    found = [group.age for group in above.named.target_groups]
    spans = [span for span in found if span is not None and (span.from_ is not None or span.to is not None)]
    if spans and not any(_holds(span, age) for span in spans):
        nb, en = (", ".join(dict.fromkeys(spoken_age(span, lang) for span in spans)) for lang in ("nb", "en"))
        yield problem(
            "/youth/age",
            "«Alder» (age): {age} år er utenfor {entry} ({spans}). Rett alderen, eller bygg på en annen ordning.",
            "“Age” (age): {age} years is outside {entry} ({spans}). Correct it, or base the plan on another scheme.",
            age=age,
            entry=above.entry,
            spans=Message(nb, en),
        )


def _holds(span: Age, age: int) -> bool:
    if span.from_ is not None and age < span.from_:
        return False
    if span.to is None:
        return True
    return age < span.to if span.to_bound == "under" else age <= span.to
