"""The evaluation has no month."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yearly evaluation without a month (seed 004, §5); what comes oftener than monthly needs none."""
    evaluation = context.document.evaluation
    if (
        evaluation is None
        or evaluation.every is None
        or not context.absent(evaluation, "month")
        or evaluation.during
    ):
        return
    if evaluation.every.unit in ("month", "year"):
        yield problem(
            "/evaluation/every",
            "«Måned» (month) mangler for evalueringen. Legg til «month:» med et tall fra 1 til 12. Til da regnes fristen fra første dag.",
            "“Month” (month) is missing for the evaluation. Add “month:” with a number from 1 to 12. Until then it counts from the first day.",
        )
