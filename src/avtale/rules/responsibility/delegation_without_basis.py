"""Somebody signs by delegation, or for another, and nothing says by what right."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Signatory
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    for signatory in context.all(Signatory):
        given = signatory.delegation
        if given is not None and context.absent(given, "legal_basis"):
            yield problem(
                given.pointer,
                "«Hjemmel» (legal_basis) mangler: hva følger fullmakten av? Legg til «legal_basis:», for eksempel «kommuneloven § 6-3».",
                "“Legal basis” (legal_basis) is missing: what does the authority follow from? Add “legal_basis:”, such as “kommuneloven § 6-3”.",
                on_key=True,
            )
        elif given is None and signatory.on_behalf_of and context.absent(signatory, "delegation"):
            yield problem(
                f"{signatory.pointer}/on_behalf_of",
                "«På vegne av» (on_behalf_of): {who} skriver under for {others}, men ingen fullmakt er oppgitt. Legg til «delegation:» med "
                "«given_by:» og «legal_basis:».",
                "“On behalf of” (on_behalf_of): {who} signs for {others}, but no authority is given. Add “delegation:” with “given_by:” "
                "and “legal_basis:”.",
                on_key=True,
                who=context.name(signatory.party) or "?",
                others=[context.name(one) for one in signatory.on_behalf_of],
            )
