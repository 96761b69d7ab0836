"""The text holds template code."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """In any text, since none of them is ever a template."""
    for pointer, found in context.forbidden:
        if found.kind == "template":
            yield problem(pointer, found.nb, found.en)
