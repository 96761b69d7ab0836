"""NAV gives a measure before education has tried."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import FollowUpPlan
from avtale.rules.plan._actors import is_nav
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """What adapted education can do is used before NAV's measures are offered (seed 004, §3)."""
    plan = context.document
    if not isinstance(plan, FollowUpPlan):
        return
    for measure in plan.measures:
        if not is_nav(context, measure.provider):
            continue
        began = [each.from_ for each in plan.means_tried]
        if any(day is None or measure.from_ is None or day < measure.from_ for day in began):
            continue
        name = called(measure.title, measure.id)
        yield problem(
            measure.pointer,
            f"«Prøvd i opplæringen» (means_tried) sier ikke hva som ble prøvd før NAV ga «{name}». Skriv hva, av hvem og når.",
            f"“Means tried” (means_tried) does not say what was tried before NAV gave “{name}”. Write what, by whom and when.",
        )
