"""The link leads where the reader cannot go."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """To the web, to a mail address, or within the document."""
    for pointer, found in facts.forbidden:
        if found.kind == "link":
            yield fault(pointer, found.nb, found.en)
