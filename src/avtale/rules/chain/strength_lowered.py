"""The duty is weaker than in the document above."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.chain._said import moves, words
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A child may raise a strength and never lower it (docs/architecture.md, "The chain")."""
    for move in moves(context):
        if move.relation != "broken" or move.field not in ("strength", "required"):
            continue
        nb, en = words(move, context, "nb"), words(move, context, "en")
        yield problem(
            move.pointer,
            f"{nb.label} er {nb.below} her, men {nb.document} sier {nb.above}. Skriv {nb.above}, eller slett linjen så det arves.",
            f"{en.label} is {en.below} here, but {en.document} says {en.above}. Write {en.above}, or delete the line "
            "so that it is inherited.",
        )
