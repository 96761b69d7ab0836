"""Consent stands as the legal basis for processing."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import FollowUpPlan
from avtale.locales.patterns import in_plan
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Udir advises against consent as the basis (docs/domain.md, "Confidentiality and consent")."""
    if not isinstance(context.document, FollowUpPlan):
        return
    for basis in context.document.legal_bases:
        said = " ".join(str(text) for text in (basis.title, basis.section) if text)
        if in_plan("consent", said):
            yield problem(
                basis.pointer,
                f"«Behandlingsgrunnlag» (legal_bases): «{said}» er samtykke. Skriv hjemmelen tjenesten har i loven, og la "
                "samtykket stå under «consents».",
                f"“Legal bases for processing” (legal_bases): “{said}” is consent. Write the basis the service has by law, "
                "and let the consent stand under “consents”.",
            )
