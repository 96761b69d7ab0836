"""The text has a picture."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """Nothing outside the repository is drawn in."""
    for pointer, found in facts.forbidden:
        if found.kind == "image":
            yield fault(pointer, found.nb, found.en)
