"""Nobody knows where the evaluation is recorded."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Yearly evaluation without a record (seed 004, §5)."""
    evaluation = context.document.evaluation
    if evaluation is not None and evaluation.every is not None and context.absent(evaluation, "record"):
        yield problem(
            "/evaluation",
            "«Referat» (record) mangler for evalueringen. Skriv hvor det føres at den er holdt.",
            "“Record” (record) is missing for the evaluation. Write where it is recorded that it was held.",
            on_key=True,
        )
