"""The documents are based on each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.chain._said import line, name
from avtale.rules.rule import RuleContext, problem

_MOST = 6  # documents of a circle that a message lists


def check(context: RuleContext) -> Iterator[Problem]:
    """Told in each document of the circle, at the line that leads into it."""
    way = context.chain.circle(context.entry)
    for link in context.chain.links(context.entry) if way else ():
        if link.in_circle and (len(way) == 1 or link.parent is way[1]):
            listed = [name(entry) for entry in (*way, context.entry)]
            shown = " → ".join(listed if len(listed) <= _MOST else [*listed[:3], "…", *listed[-2:]])
            yield problem(
                line(link),
                f"«Bygger på» (based_on): dokumentene bygger på hverandre i ring: {shown}. Slett linjen i det som står øverst.",
                f"“Based on” (based_on): the documents are based on each other in a circle: {shown}. "
                "Delete the line in the one that stands on top.",
            )
