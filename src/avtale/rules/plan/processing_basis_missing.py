"""The legal basis for processing is missing."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """The legal basis and the consent are two fields (docs/domain.md, "Confidentiality and consent")."""
    if isinstance(facts.document, FollowUpPlan) and not facts.document.legal_bases:
        yield fault(
            "",
            "«Behandlingsgrunnlag» (legal_bases) mangler. Skriv loven og paragrafen opplysningene behandles etter; "
            "samtykket er ikke grunnlaget.",
            "“Legal bases for processing” (legal_bases) is missing. Write the law and section; the consent is not the basis.",
        )
