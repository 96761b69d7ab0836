"""The signature has neither name nor office."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Signatory
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A line without a party too is responsibility/signatory_without_party's."""
    for signatory in context.all(Signatory):
        if signatory.party and context.absent(signatory, "title") and context.absent(signatory, "name"):
            name = context.name(signatory.party)
            yield problem(
                signatory.pointer,
                f"«Tittel» (title) mangler: i hvilken stilling skriver noen under for {name}? Legg til «title:».",
                f"“Title” (title) is missing: in which office does somebody sign for {name}? Add “title:”.",
            )
