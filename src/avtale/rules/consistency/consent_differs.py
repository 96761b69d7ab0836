"""Consent is required in one place and only when needed in another."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Duty
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Told where consent is the weaker (seed 004, §6 A and B)."""
    duties = context.all(Duty)
    required = next((duty for duty in duties if duty.consent == "required"), None)
    if required is None:
        return
    for duty in duties:
        if duty.consent == "when_needed":
            where, where_en = context.spot(required)
            yield problem(
                f"{duty.pointer}/consent",
                f"«Samtykke» (consent): bare ved behov her, men alltid i {where}. "
                "Skriv det samme begge steder, eller gi et unntak med grunn.",
                f"“Consent” (consent): only when needed here, but always in {where_en}. "
                "Write the same in both places, or add a silence with a reason.",
            )
