"""Two sections or clauses have the same number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from avtale.findings import Problem
from avtale.format.model import Clause, Section
from avtale.format.numbers import alike, relative
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A number that counts only within what it stands under (a), 1.) may stand again elsewhere."""
    yield from _twice(context.document.sections, {}, context)


def _twice(
    numbered: Iterable[Section | Clause], whole: dict[str, str], context: RuleContext
) -> Iterator[Problem]:
    here: dict[str, str] = {}
    for one in numbered:
        if one.number:
            first = here if isinstance(one, Clause) and relative(one.number) else whole
            earlier = first.setdefault(alike(one.number), one.pointer)
            if earlier != one.pointer:
                line, _ = context.entry.source.position(f"{earlier}/number")
                yield problem(
                    f"{one.pointer}/number",
                    f"Nummeret «{one.number}» står alt på linje {line}. Gi det ene et annet, eller ta det bort.",
                    f"The number “{one.number}” stands already on line {line}. Give one of them another, or take it away.",
                )
        yield from _twice(one.clauses, whole, context)
