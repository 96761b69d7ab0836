"""More signers than the signing service takes."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.signing import required_fields
from avtale.rules.rule import RuleContext, problem
from avtale.rules.signing._shared import limits


def check(context: RuleContext) -> Iterator[Problem]:
    """By the fields that the page reserves for signatures."""
    found = limits(context)
    if found is None or found.signers is None:
        return
    count = len(required_fields(context.document))
    if count > found.signers:
        there = "signatories" in context.entry.source.data
        yield problem(
            "/signatories" if there else "/parties",
            f"«Underskrifter» (signatories): {count} skal skrive under, og {found.said('nb')} tar høyst {found.signers}. "
            "La noen vedta i stedet, eller del avtalen.",
            f"“Signatories” (signatories): {count} are to sign, and {found.said('en')} takes at most {found.signers}. "
            "Let some adopt instead, or divide the agreement.",
            on_key=True,
        )
