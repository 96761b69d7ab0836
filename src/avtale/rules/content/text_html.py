"""The text holds HTML."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """Markdown without raw HTML (docs/architecture.md, "The documents")."""
    for pointer, found in facts.forbidden:
        if found.kind == "html":
            yield fault(pointer, found.nb, found.en)
