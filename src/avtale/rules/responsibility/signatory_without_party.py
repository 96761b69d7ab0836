"""The signature is not tied to a party."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Signatory
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Nothing ties a title to a party (seed 004, last page)."""
    for signatory in context.all(Signatory):
        if context.absent(signatory, "party"):
            who = str(signatory.title or "noen")
            who_en = str(signatory.title or "someone")
            yield problem(
                signatory.pointer,
                f"«Part» (party) mangler: hvem skriver {who} under for? Legg til «party:».",
                f"“Party” (party) is missing: whom does {who_en} sign for? Add “party:”.",
            )
