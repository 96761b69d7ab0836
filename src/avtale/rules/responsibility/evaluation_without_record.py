"""Nobody knows where the evaluation is recorded."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """Yearly evaluation without a record (seed 004, §5)."""
    evaluation = facts.document.evaluation
    if evaluation is not None and evaluation.every is not None and facts.absent(evaluation, "record"):
        yield fault(
            "/evaluation",
            "«Referat» (record) mangler for evalueringen. Skriv hvor det føres at den er holdt.",
            "“Record” (record) is missing for the evaluation. Write where it is recorded that it was held.",
            on_key=True,
        )
