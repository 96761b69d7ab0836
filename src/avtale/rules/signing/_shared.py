"""What the rules on signing services ask before anything else."""

from __future__ import annotations

from avtale.facts import signing_service
from avtale.facts.signing_service import Limits, signing_limits
from avtale.rules.rule import RuleContext


def limits(context: RuleContext) -> Limits | None:
    """The limits that a document has still to keep; None where there are none, or nobody is to sign it any more."""
    found = signing_limits(context.repository.settings)
    return found if found is not None and to_be_signed(context) else None


def to_be_signed(context: RuleContext) -> bool:
    """Whether signatures are missing from a document that still can be signed."""
    return signing_service.to_be_signed(context.entry, context.repository, context.state.name)
