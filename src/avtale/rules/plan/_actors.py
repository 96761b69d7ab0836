"""Who takes part in a plan, for whom, and which consents hold. Shared by the rules about plans."""

from __future__ import annotations

import re

from avtale.format.model import FollowUpPlan
from avtale.locales.patterns import in_plan
from avtale.rules.rule import RuleContext, Use

_NAV = re.compile(r"\bnav\b", re.I)


def is_nav(context: RuleContext, actor: str | None) -> bool:
    """Whether an actor is NAV's, by the id or a name of it or of its party."""
    if actor is None:
        return False
    party = context.party_of(actor)
    words = [actor, party, context.name(actor), context.name(party)]
    return any(_NAV.search(word.replace("_", " ").replace("-", " ")) for word in words)


def is_youth(context: RuleContext, actor: str) -> bool:
    """Whether an actor is the youth or a guardian: they own the information, nobody shares it with them by consent."""
    party = context.party_of(actor)
    return in_plan("youth", "\n".join((actor, party, context.name(actor), context.name(party))))


def sharing(context: RuleContext) -> list[Use]:
    """Every place where a service has something to do in the plan: measures, duties, events, and who is responsible."""
    if not isinstance(context.document, FollowUpPlan):
        return []
    apart = (
        "/consents",
        "/parties",
        "/roles",
        "/signatories",
        "/evaluation",
        "/control_header",
        "/means_tried",
    )
    return [
        use
        for use in context.uses
        if use.target == "actor" and not use.pointer.startswith(apart) and not is_youth(context, use.id)
    ]
