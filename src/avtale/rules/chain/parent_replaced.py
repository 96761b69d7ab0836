"""The document it is based on was replaced."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.state import superseding
from avtale.findings import Problem
from avtale.inheritance.suspects import suspicions
from avtale.rules.chain._said import line, links, name
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Only when somebody has looked at it and kept it; until then it is suspect."""
    for link in links(context):
        successor = superseding(link.parent, context.repository, context.on) if link.parent else None
        if successor is None or link.parent is None or link.in_circle:
            continue
        found = suspicions(context.entry, context.repository, context.on)
        told = [
            one
            for one in found
            if one.parent is link.parent and not (one.review and one.review.decision == "kept")
        ]
        if not told:
            above, new = name(link.parent), name(successor)
            yield problem(
                line(link),
                f"«Bygger på» (based_on): {above} er erstattet av {new}. Bygg på {new} neste gang du lager en versjon.",
                f"“Based on” (based_on): {above} was replaced by {new}. Base it on {new} when you next make a version.",
            )
