"""A party's own dates do not fit those of the agreement."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Nobody is bound by an agreement before it begins or after it has ended; what outlives it stands in `terms`."""
    validity, span = context.document.validity, context.span
    for one in validity.per_party if validity is not None else ():
        name = context.name(one.party)
        if one.from_ and one.to and one.to < one.from_:
            yield problem(
                f"{one.pointer}/to",
                "{party} er med til {last}, men først fra {first}. Rett en av datoene.",
                "{party} takes part until {last}, but only from {first}. Correct one of the dates.",
                severity="error",
                party=name,
                first=one.from_,
                last=one.to,
            )
        elif one.from_ and span.start and one.from_ < span.start:
            yield problem(
                f"{one.pointer}/from",
                "{party} er med fra {day}, men avtalen gjelder først fra {start}. Rett en av datoene.",
                "{party} takes part from {day}, but the agreement holds only from {start}. Correct one of the dates.",
                party=name,
                day=one.from_,
                start=span.start,
            )
        elif span.end and (
            late := next((day for day in (one.from_, one.to) if day and day > span.end), None)
        ):
            yield problem(
                f"{one.pointer}/{'from' if late == one.from_ else 'to'}",
                "{party} har datoen {day}, men avtalen gjelder bare til {end}. Rett en av datoene.",
                "{party} has the date {day}, but the agreement holds only until {end}. Correct one of the dates.",
                party=name,
                day=late,
                end=span.end,
            )
