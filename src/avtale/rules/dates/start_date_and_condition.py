"""Both a date and a condition begin it."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.dates import short
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Which of them holds? Where bodies adopt it there is no doubt: the day, or the last decision where that is later."""
    validity = context.document.validity
    if validity is None or validity.from_ is None or (condition := validity.begins_when) is None:
        return
    if condition.event is None:
        return
    day = validity.from_
    yield problem(
        "/validity/begins_when",
        f"Både «Gjelder fra» (from, {short(day)}) og «Trer i kraft når» (begins_when) sier når den begynner. Den regnes fra det som "
        "kommer sist. Stryk den ene, så ingen er i tvil.",
        f"Both “Valid from” (from, {day}) and “Begins when” (begins_when) say when it begins. It counts from whichever "
        "comes last. Strike one of them, so that nobody is in doubt.",
        on_key=True,
    )
