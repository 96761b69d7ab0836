"""The duty has no owner."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Duty
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """What several agree between them is owned by all of them."""
    for duty in context.all(Duty):
        if context.absent(duty, "owner") and not duty.agreed_between:
            nb = f"å {duty.does}" if duty.does else f"«{duty.id}»" if duty.id else "denne plikten"
            en = f"“{duty.does or duty.id}”" if duty.does or duty.id else "this duty"
            yield problem(
                duty.pointer,
                f"«Ansvarlig» (owner) mangler: hvem har ansvaret for {nb}? Legg til «owner:».",
                f"“Owner” (owner) is missing: who is responsible for {en}? Add “owner:”.",
            )
