"""The party goes by several names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Party
from avtale.locales.patterns import patterns
from avtale.rules.chain._said import links, name
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """One party under several names (seed 004, title, §1 and signatures)."""
    for party in context.document.parties:
        others = [
            (alias.name, alias.where)
            for alias in party.also_named
            if alias.name and not _defined(alias.name, party, context)
        ]
        if others:
            listed = ", ".join(f"«{name}»{f' ({where})' if where else ''}" for name, where in others)
            listed_en = ", ".join(f"“{name}”{f' ({where})' if where else ''}" for name, where in others)
            own = context.name(party.id)
            yield problem(
                f"{party.pointer}/also_named",
                f"«Andre navn i dokumentet» (also_named): {own} kalles også {listed}. Bruk ett navn overalt; et navn som avtalen selv definerer "
                "(«heretter kalt»), skrives i «short_name:».",
                f"“Other names in the document” (also_named): {own} is also called {listed_en}. Use one name throughout; a name that the "
                "agreement itself defines (“hereinafter”) belongs in “short_name:”.",
                on_key=True,
            )
    yield from _above(context)


def _defined(name: str, party: Party, context: RuleContext) -> bool:
    """Whether the name is the party's short name, or a text of the document says that it will be called so."""
    if party.short_name is not None and name in {said for _, said in party.short_name.values}:
        return True
    before = "|".join(patterns(lang).defines for lang in context.spoken)
    defined = re.compile(rf"(?:{before})[«“\"'»”]?{re.escape(name)}(?!\w)", re.IGNORECASE)
    return any(defined.search(text) for _, text in context.strings)


def _above(context: RuleContext) -> Iterator[Problem]:
    """The number says that it is one party, whatever the documents call it."""
    numbered = {
        party.organisation_number: party for party in context.document.parties if party.organisation_number
    }
    for link in links(context) if numbered else ():
        above = link.parent.document if link.parent else None
        above_name = name(link.parent) if link.parent else ""
        for other in above.parties if above is not None else ():
            party = numbered.get(other.organisation_number or "")
            if party is None or not other.names or not party.names or _names(party) & _names(other):
                continue
            yield problem(
                f"{party.pointer}/names",
                f"«Navn» (names): parten med nummer {other.organisation_number} heter «{called(party.names[0].name, party.id)}» her og "
                f"«{called(other.names[0].name, other.id)}» i {above_name}. Bruk ett navn begge steder.",
                f"“Names” (names): the party with number {other.organisation_number} is called “{called(party.names[0].name, party.id)}” "
                f"here and “{called(other.names[0].name, other.id)}” in {above_name}. Use one name in both.",
                on_key=True,
            )


def _names(party: Party) -> set[str]:
    return {" ".join(each.name.split()).casefold() for each in party.names if each.name}
