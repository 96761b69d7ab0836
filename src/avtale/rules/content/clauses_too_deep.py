"""A clause stands below three others."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Clause
from avtale.rules.rule import RuleContext, problem

_LEVELS = 3


def check(context: RuleContext) -> Iterator[Problem]:
    """The first of each list is enough."""
    for clause in context.all(Clause):
        if clause.pointer.count("/clauses/") == _LEVELS and clause.clauses:
            yield problem(
                f"{clause.pointer}/clauses",
                "Punktene står fire nivåer ned, og tre er nok. Flytt dem opp, eller skriv dem som en liste i teksten.",
                "The clauses stand four levels down, and three are enough. Move them up, or write them as a list in the text.",
            )
