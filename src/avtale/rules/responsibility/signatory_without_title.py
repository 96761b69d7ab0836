"""The signature has neither name nor office."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Signatory
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """A line without a party too is responsibility/signatory_without_party's."""
    for signatory in facts.all(Signatory):
        if signatory.party and facts.absent(signatory, "title") and facts.absent(signatory, "name"):
            name = facts.name(signatory.party)
            yield fault(
                signatory.pointer,
                f"«Tittel» (title) mangler: i hvilken stilling skriver noen under for {name}? Legg til «title:».",
                f"“Title” (title) is missing: in which office does somebody sign for {name}? Add “title:”.",
            )
