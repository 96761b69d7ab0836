"""The duty is weaker than in the document above."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.chain._said import moves, words
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """A child may raise a strength and never lower it (docs/architecture.md, "The chain")."""
    for move in moves(facts):
        if move.relation != "broken" or move.field not in ("strength", "required"):
            continue
        nb, en = words(move, facts, "nb"), words(move, facts, "en")
        yield fault(
            move.pointer,
            f"{nb.label} er {nb.below} her, men {nb.document} sier {nb.above}. Skriv {nb.above}, eller slett linjen så det arves.",
            f"{en.label} is {en.below} here, but {en.document} says {en.above}. Write {en.above}, or delete the line "
            "so that it is inherited.",
        )
