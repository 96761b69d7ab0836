"""The document above is not in force throughout."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.decided import entry_span
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.rules.chain._said import links, name
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Both spans with what the register and amendments have decided; what has no end of its own is a warning."""
    validity, span = context.document.validity, context.span
    for link in links(context) if validity is not None else ():
        if link.parent is None or link.in_circle or validity is None:
            continue
        above, held = name(link.parent), entry_span(link.parent, context.repository)
        if validity.from_ and span.first and span.start and held.first and span.start < held.first.first:
            yield problem(
                "/validity/from",
                f"«Gjelder fra» (from): dokumentet gjelder fra {short(span.first)}, men {above} først fra {short(held.first)}. "
                "La det begynne samtidig eller senere.",
                f"“Valid from” (from): the document holds from {span.first}, but {above} only from {held.first}. "
                "Let it begin then or later.",
            )
        if held.end is None:
            continue
        if span.last is not None and span.last.first > held.end:
            yield problem(
                "/validity/to" if validity.to else "/validity",
                f"«Gjelder til» (to): dokumentet gjelder til {short(span.last)}, men {above} bare til {short(held.end)}. "
                "La det slutte samtidig eller før.",
                f"“Valid to” (to): the document holds to {span.last}, but {above} only to {held.end}. Let it end then or before.",
            )
        elif span.end is None and span.open_ended:
            yield problem(
                "/validity",
                f"«Varighet» (validity): dokumentet har ingen slutt, men {above} gjelder bare til {short(held.end)}. "
                f"Skriv «to: {held.end}», eller en tidligere dag.",
                f"“Validity” (validity): the document has no end, but {above} holds only to {held.end}. "
                f"Write “to: {held.end}” or an earlier day.",
                severity="warning",
            )
