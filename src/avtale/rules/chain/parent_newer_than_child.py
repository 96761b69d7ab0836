"""The document above is newer than this one."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.dates import short
from avtale.rules.chain._said import line, links, name
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """By the register where both are approved, else by the days on which they take effect."""
    register = context.repository.register
    own = register.approval(context.entry.key, context.entry.version)
    for link in links(context):
        parent = link.parent
        if parent is None or link.in_circle or parent.document is None:
            continue
        approval = register.approval(parent.key, parent.version)
        above = name(parent)
        if own is not None and approval is None and parent.document.transcribed_from is None:
            yield problem(
                line(link),
                f"«Bygger på» (based_on): dette dokumentet er godkjent, men {above} er ikke det. Godkjenn {above} først.",
                f"“Based on” (based_on): this document is approved, but {above} is not. Approve {above} first.",
            )
        elif own is not None and context.repository.frozen_by(parent) is None:
            yield problem(
                line(link),
                f"«Bygger på» (based_on): dette dokumentet er godkjent, men {above} er en avskrift som ingen har tatt over. Blir den "
                "endret, sier også dette noe annet. Ta den over først.",
                f"“Based on” (based_on): this document is approved, but {above} is a transcription that nobody has taken over. Where it is "
                "changed, this too says something else. Take it over first.",
                severity="warning",
            )
        elif own and approval and own.on and approval.on and own.on < approval.on:
            yield problem(
                line(link),
                f"«Bygger på» (based_on): {above} ble godkjent {short(approval.on)}, etter dette ({short(own.on)}). "
                "Lag en ny versjon av dette, og få den godkjent.",
                f"“Based on” (based_on): {above} was approved {approval.on}, after this one ({own.on}). "
                "Make a new version of this one and have it approved.",
            )
        elif own is None:
            yield from _by_effect(context, line(link), above, parent.document.control_header)


def _by_effect(context: RuleContext, pointer: str, above: str, header: object) -> Iterator[Problem]:
    from avtale.format.model import ControlHeader

    mine = context.document.control_header
    day = mine.effective_from if mine else None
    held = header.effective_from if isinstance(header, ControlHeader) else None
    if day and held and day < held and (context.span.start is None or not _told_by_span(context)):
        yield problem(
            pointer,
            f"«Bygger på» (based_on): {above} tas i bruk {short(held)}, etter dette ({short(day)}). "
            "Bygg på det som gjelder da, eller ta dette i bruk senere.",
            f"“Based on” (based_on): {above} takes effect {held}, after this one ({day}). "
            "Base it on what holds then, or let it take effect later.",
        )


def _told_by_span(context: RuleContext) -> bool:
    """Whether parent-not-in-force-throughout says the same."""
    from avtale.rules.chain.parent_not_in_force_throughout import check as throughout

    return any(found.pointer == "/validity/from" for found in throughout(context))
