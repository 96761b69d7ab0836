"""The document it is based on no longer holds."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.state import state
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.rules.chain._said import line, links, name
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Where something has taken over, the document is suspect instead."""
    for link in links(context):
        if link.parent is None or link.in_circle:
            continue
        now = state(link.parent, context.repository, context.on)
        above = name(link.parent)
        if now.name == "expired" and now.span.end is not None:
            yield problem(
                line(link),
                f"«Bygger på» (based_on): {above} gikk ut {short(now.span.end)}, og ingenting har tatt over. Forny det, "
                "eller avslutt dette dokumentet.",
                f"“Based on” (based_on): {above} ended {now.span.end} and nothing has taken over. Renew it, "
                "or close this document.",
            )
        elif now.name == "closed":
            yield problem(
                line(link),
                f"«Bygger på» (based_on): {above} er avsluttet. Bygg på et dokument som gjelder, eller avslutt også dette.",
                f"“Based on” (based_on): {above} was closed. Base this on a document that holds, or close it too.",
            )
        elif now.name == "withdrawn":
            yield problem(
                line(link),
                f"«Bygger på» (based_on): {above} er trukket tilbake. Bygg på et dokument som gjelder, eller trekk også "
                "dette tilbake.",
                f"“Based on” (based_on): {above} was withdrawn. Base this on a document that holds, or withdraw it too.",
            )
