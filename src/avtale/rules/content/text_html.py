"""The text holds HTML."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Markdown without raw HTML (docs/architecture.md, "The documents")."""
    for pointer, found in context.forbidden:
        if found.kind == "html":
            yield problem(pointer, found.nb, found.en)
