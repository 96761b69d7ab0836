"""The documents are based on each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.chain._said import line, name
from avtale.rules.rule import Facts, fault

_MOST = 6  # documents of a circle that a message lists


def check(facts: Facts) -> Iterator[Problem]:
    """Told in each document of the circle, at the line that leads into it."""
    way = facts.chain.circle(facts.entry)
    for link in facts.chain.links(facts.entry) if way else ():
        if link.in_circle and (len(way) == 1 or link.parent is way[1]):
            listed = [name(entry) for entry in (*way, facts.entry)]
            shown = " → ".join(listed if len(listed) <= _MOST else [*listed[:3], "…", *listed[-2:]])
            yield fault(
                line(link),
                f"«Bygger på» (based_on): dokumentene bygger på hverandre i ring: {shown}. Slett linjen i det som står øverst.",
                f"“Based on” (based_on): the documents are based on each other in a circle: {shown}. "
                "Delete the line in the one that stands on top.",
            )
