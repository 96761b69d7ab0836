"""The text points at an annex that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.locales.patterns import patterns
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Annexes are numbered in the order they are listed; a document without any announces none here."""
    above = context.effective.value("/annexes") if context.effective is not None else None
    listed = max(len(context.document.annexes), len(above) if isinstance(above, list) else 0)
    annex = patterns(context.document.language or "nb").annex
    if not listed or not annex.stands_in(context.entry.source.text):
        return
    for pointer, said in context.strings:
        if pointer.startswith(("/annexes/", "/silences/", "/references/", "/based_on/")) or pointer.endswith(
            "/source"
        ):
            continue
        for found in annex.all(said):
            if int(found["number"]) > listed or found["number"] == "0":
                yield problem(
                    pointer,
                    f"«{found[0]}»: dokumentet har {listed} vedlegg. Før det opp under «annexes», eller rett nummeret.",
                    f"“{found[0]}”: the document has {listed} {'annex' if listed == 1 else 'annexes'}. Enter it under “annexes”, "
                    "or correct the number.",
                )
                break
