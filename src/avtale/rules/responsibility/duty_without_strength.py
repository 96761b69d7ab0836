"""The duty lacks shall, should or may."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Duty
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Every duty has its skal, bør or kan (docs/domain.md, "What a good tool finds wrong")."""
    for duty in context.all(Duty):
        if context.absent(duty, "strength"):
            what = f" {context.name(duty.owner)} {duty.does}" if duty.owner and duty.does else ""
            yield problem(
                duty.pointer,
                f"«Styrke» (strength) mangler: skal, bør, vil eller kan{what}? Legg til «strength:» med «shall», «should», «will» eller «may».",
                f"“Strength” (strength) is missing: shall, should, will or may{what}? Add “strength:” with one of them.",
            )
