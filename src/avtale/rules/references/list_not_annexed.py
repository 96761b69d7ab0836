"""An announced list is not annexed."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Selection
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Seed 001 says “se oversikt over skolene”, and has none; an annex that is listed is judged by annex-missing."""
    if context.document.annexes:
        return
    for selection in context.all(Selection):
        if selection.annex is not None:
            yield problem(
                f"{selection.pointer}/annex",
                f"«Oversikt» (annex): «{selection.annex}» er varslet, men dokumentet har ingen vedlegg. "
                "Før den opp under «annexes», eller ta henvisningen bort.",
                f"“Overview” (annex): “{selection.annex}” is announced, but the document has no annexes. "
                "Enter it under “annexes”, or take the pointer away.",
            )
