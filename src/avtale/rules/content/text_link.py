"""The link leads where the reader cannot go."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """To the web, to a mail address, or within the document."""
    for pointer, found in context.forbidden:
        if found.kind == "link":
            yield problem(pointer, found.nb, found.en)
