"""The role is used once and not explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Contact
from avtale.rules.responsibility._explained import names_itself
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A role used once and defined nowhere (seed 004, §6 D)."""
    count = Counter(use.id for use in context.uses)
    contacts = {contact.role for contact in context.all(Contact)}  # where it is said whom one turns to
    of_party = Counter(role.party for role in context.document.roles)
    parties = {party.id for party in context.document.parties}
    for role in context.document.roles:
        only = role.title is not None and role.party in parties and of_party[role.party] == 1
        if (
            role.id
            and role.id not in contacts
            and count[role.id] == 1
            and not only
            and context.absent(role, "description")
            and not names_itself(role, context)
        ):
            yield problem(
                role.pointer,
                f"«Beskrivelse» (description) mangler: {context.name(role.id)} er nevnt bare én gang og ikke forklart. "
                "Skriv hvem det er, eller bruk en rolle som alt er forklart.",
                f"“Description” (description) is missing: {context.name(role.id)} is mentioned once and not explained. "
                "Write who it is, or use a role that is explained already.",
            )
