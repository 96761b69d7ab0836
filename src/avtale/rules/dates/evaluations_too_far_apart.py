"""The evaluations are further apart than promised."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.lead_times import lead_time
from avtale.facts.validity import after
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.describe import describe_period
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """The last two of the log, where both were held under this version; older ones can no longer be mended."""
    evaluation = context.document.evaluation
    if evaluation is None or evaluation.every is None or context.repository.root is None:
        return
    start = context.span.start
    records = context.repository.log.of(context.entry.key, "evaluation")
    days = [one.done_on for one in records if one.done_on and one.done_on <= context.on]
    days = [day for day in days if start is None or day >= start]
    if len(days) < 2 or context.state.name not in ("in_force", "expires_soon"):
        return
    before, last = days[-2:]
    if last <= after(after(before, evaluation.every), lead_time("evaluation", context.repository.settings)):
        return
    yield problem(
        "/evaluation/every",
        f"«Hvor ofte» (every) er {describe_period(evaluation.every, 'nb')}, men loggen sier at evalueringen ble holdt {short(before)} og så "
        f"først {short(last)}. Hold den neste i tide, eller bli enige om en annen hyppighet.",
        f"“How often” (every) is {evaluation.every}, but the log says that the evaluation was held on {before} and then "
        f"only on {last}. Hold the next one in time, or agree on another frequency.",
    )
