"""The bound is wider than the one above."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.chain._said import loosened, moves
from avtale.rules.rule import RuleContext


def check(context: RuleContext) -> Iterator[Problem]:
    """Bounds whose direction is `within` (docs/architecture.md, "The chain")."""
    for move in moves(context):
        if move.direction == "within" and move.relation in ("broken", "unclear"):
            yield loosened(move, context)
