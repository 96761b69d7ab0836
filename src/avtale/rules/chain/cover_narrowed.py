"""Fewer are covered than in the document above."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.chain._said import loosened, moves
from avtale.rules.rule import RuleContext

_OTHERS = ("strength", "required")  # strength-lowered tells of them


def check(context: RuleContext) -> Iterator[Problem]:
    """Bounds whose direction is `covers` (docs/architecture.md, "The chain")."""
    for move in moves(context):
        if (
            move.direction == "covers"
            and move.field not in _OTHERS
            and move.relation in ("broken", "unclear")
        ):
            yield loosened(move, context)
