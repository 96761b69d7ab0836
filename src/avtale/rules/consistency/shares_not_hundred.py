"""The shares do not make a hundred per cent."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Economy
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A cost key in per cent adds up (docs/domain.md, "Forms of validity")."""
    for economy in context.all(Economy):
        given = [share.percent for share in economy.shares if share.percent is not None]
        if given and len(given) == len(economy.shares) and sum(given) != 100:
            yield problem(
                f"{economy.pointer}/shares",
                f"«Fordelingsnøkkel» (shares): andelene blir {sum(given)} prosent til sammen. Rett dem, så de blir 100.",
                f"“Cost key” (shares): the shares make {sum(given)} per cent. Correct them, so that they make 100.",
                on_key=True,
            )
