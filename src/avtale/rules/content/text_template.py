"""The text holds template code."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """In any text, since none of them is ever a template."""
    for pointer, found in facts.forbidden:
        if found.kind == "template":
            yield fault(pointer, found.nb, found.en)
