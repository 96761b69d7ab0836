"""One short name stands for two."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A short name that another party bears too, as its short name or as its own."""
    taken: dict[str, str] = {}
    for party in context.document.parties:
        for name in party.names:
            taken.setdefault((name.name or "").casefold(), party.id or "")
    for party in context.document.parties:
        for lang, said in party.short_name.values if party.short_name else ():
            other = taken.setdefault(said.casefold(), party.id or "")
            if other != (party.id or ""):
                yield problem(
                    f"{party.pointer}/short_name" + (f"/{lang}" if lang else ""),
                    "«Kortnavn» (short_name): «{said}» er både {one} og {other}. Gi hver sitt.",
                    "“Short name” (short_name): “{said}” is both {one} and {other}. Give each its own.",
                    said=said,
                    one=called(context.name(party.id)),
                    other=called(context.name(other)),
                )
