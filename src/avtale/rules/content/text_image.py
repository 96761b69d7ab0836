"""The text has a picture."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Nothing outside the repository is drawn in."""
    for pointer, found in context.forbidden:
        if found.kind == "image":
            yield problem(pointer, found.nb, found.en)
