"""The duration does not fit the dates."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.validity import lasting
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.describe import describe_period
from avtale.rules.dates._amended import also_amended
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Of an amendment also what it makes of the dates of the agreement."""
    yield from also_amended(context, _of)


def _of(context: RuleContext) -> Iterator[Problem]:
    """The last day by the duration is the day before the same date later (docs/domain.md, "Forms of validity")."""
    validity = context.document.validity
    if validity is None or validity.from_ is None or validity.to is None or validity.duration is None:
        return
    if validity.to.last < validity.from_.first:
        return  # dates/end_before_start tells of it
    last = lasting(validity.from_, validity.duration)
    if last.first <= validity.to.last and validity.to.first <= last.last:
        return
    yield problem(
        "/validity/duration",
        f"«Varer i» (duration) er {describe_period(validity.duration, 'nb')}, og det gir {short(last)} som siste dag, "
        f"men «Gjelder til» (to) er {short(validity.to)}. Rett den ene.",
        f"“Lasts” (duration) is {validity.duration}, which makes {last} the last day, "
        f"but “Valid to” (to) is {validity.to}. Correct one of them.",
    )
