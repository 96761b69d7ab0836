"""The legal basis for processing is missing."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """The legal basis and the consent are two fields (docs/domain.md, "Confidentiality and consent")."""
    if isinstance(context.document, FollowUpPlan) and not context.document.legal_bases:
        yield problem(
            "",
            "«Behandlingsgrunnlag» (legal_bases) mangler. Skriv loven og paragrafen opplysningene behandles etter; "
            "samtykket er ikke grunnlaget.",
            "“Legal bases for processing” (legal_bases) is missing. Write the law and section; the consent is not the basis.",
        )
