"""The duty does not say what is to be done."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Duty
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """What is inherited counts; an empty field is the schema's to tell of."""
    for duty in context.all(Duty):
        if (
            duty.does is None
            and not duty.items
            and context.absent(duty, "does")
            and context.absent(duty, "items")
        ):
            owner = context.name(duty.owner)
            yield problem(
                duty.pointer,
                f"«Gjør» (does) mangler for «{called(duty.id)}»: hva gjør {owner or 'den ansvarlige'}? Legg til «does:».",
                f"“Does” (does) is missing for “{called(duty.id)}”: what does {owner or 'the owner'} do? Add “does:”.",
            )
