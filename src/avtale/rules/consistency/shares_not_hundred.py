"""The shares do not make a hundred per cent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from avtale.findings import Problem
from avtale.format.model import Economy, Share
from avtale.format.words import Words
from avtale.locales import labels
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A cost key in per cent adds up, for each thing that is shared (docs/domain.md, "Forms of validity")."""
    for economy in context.all(Economy):
        shared: dict[str, list[Share]] = {}
        for share in economy.shares:
            shared.setdefault(" ".join(str(share.of or "").split()).casefold(), []).append(share)
        for shares in shared.values():
            given = [share.percent for share in shares if share.percent is not None]
            if not given or len(given) != len(shares) or sum(given) == 100:
                continue
            found = sum(given, Decimal())
            nb, en = (Words(labels(lang)).number(found) for lang in ("nb", "en"))
            what = shares[0].of
            yield problem(
                f"{economy.pointer}/shares",
                f"«Fordelingsnøkkel» (shares){f' av «{what}»' if what else ''}: andelene blir {nb} prosent til sammen. "
                "Rett dem, så de blir 100.",
                f"“Cost key” (shares){f' of “{what}”' if what else ''}: the shares make {en} per cent. "
                "Correct them, so that they make 100.",
                on_key=True,
            )
