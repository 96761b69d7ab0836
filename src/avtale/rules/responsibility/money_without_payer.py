"""Nobody is to pay."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.money import amount
from avtale.findings import Problem
from avtale.format.model import Cost, Share
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """An amount names who pays it, and a share whose it is: a party, or somebody outside them."""
    for cost in context.all(Cost):
        if amount(cost) is not None and cost.payer is None and context.absent(cost, "paid_by"):
            nb, en = context.spot(cost)
            yield problem(
                cost.pointer,
                f"Det står ikke hvem som betaler {nb}. Legg til «paid_by:» med id-en til en part, eller «payer:» med navnet på en annen.",
                f"Nothing says who pays {en}. Add “paid_by:” with the id of a party, or “payer:” with the name of somebody else.",
            )
    for share in context.all(Share):
        if share.percent is not None and share.payer is None and context.absent(share, "party"):
            yield problem(
                share.pointer,
                "«Andel» (shares): det står ikke hvem andelen er for. Legg til «party:» med id-en til en part, eller «payer:» med navnet "
                "på en annen.",
                "“Share” (shares): nothing says whose share it is. Add “party:” with the id of a party, or “payer:” with the name of "
                "somebody else.",
                severity="error",
            )
