"""The sources disagree."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Disagreement
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Where the sources differ, both are given, and this says so."""
    for each in context.all(Disagreement):
        read = " – ".join(
            f"{reading.value} ({called(reading.source)})" for reading in each.readings if reading.value
        )
        yield problem(
            f"{each.pointer}/about" if each.about else each.pointer,
            f"Kildene sier hver sitt om «{called(each.about, each.id)}»: {read}. Avgjør hva som skal gjelde.",
            f"The sources disagree on “{called(each.about, each.id)}”: {read}. Decide which shall hold.",
        )
