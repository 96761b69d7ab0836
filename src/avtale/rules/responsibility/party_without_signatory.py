"""Nobody signs for the party."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Agreement
from avtale.format.signing import signed_for
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Only kinds that are signed; while a signatory has no party, signatory-without-party tells of it."""
    document = context.document
    if not isinstance(document, Agreement) or any(s.party is None for s in document.signatories):
        return
    signing = signed_for(document.signatories)
    adopting = {adoption.party for adoption in document.adoptions}
    for party in document.parties:
        if party.id and party.id not in signing | adopting:
            name = context.name(party.id)
            yield problem(
                party.pointer,
                f"«Underskrifter» (signatories): ingen skriver under for {name}. Legg til «- party: {party.id}» med stillingen.",
                f"“Signatories” (signatories): nobody signs for {name}. Add “- party: {party.id}” with the office.",
            )
