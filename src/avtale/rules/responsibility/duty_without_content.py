"""The duty does not say what is to be done."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Duty
from avtale.rules.rule import Facts, called, fault


def check(facts: Facts) -> Iterator[Problem]:
    """What is inherited counts; an empty field is the schema's to tell of."""
    for duty in facts.all(Duty):
        if (
            duty.does is None
            and not duty.items
            and facts.absent(duty, "does")
            and facts.absent(duty, "items")
        ):
            owner = facts.name(duty.owner)
            yield fault(
                duty.pointer,
                f"«Gjør» (does) mangler for «{called(duty.id)}»: hva gjør {owner or 'den ansvarlige'}? Legg til «does:».",
                f"“Does” (does) is missing for “{called(duty.id)}”: what does {owner or 'the owner'} do? Add “does:”.",
            )
