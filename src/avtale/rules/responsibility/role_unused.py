"""The role is not used."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Duty
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Roles that nothing names, once the duties are written: until then `duty-without-content` asks for those.

    A role of a party that says what it is, answers for that party: one turns to it, though no duty names it. So does one
    that has a contact, or keeps the document.
    """
    if any(duty.does is None and not duty.items for duty in context.all(Duty)):
        return
    used = {use.id for use in context.uses}
    used |= {
        one.role
        for one in context.repository.contacts.entries
        if one.document in (None, context.entry.key) and one.role
    }
    header = context.document.control_header
    keeps = header.owner if header is not None else None
    for role in context.document.roles:
        answers = (role.party is not None and role.description is not None) or (
            keeps and keeps == str(role.title)
        )
        if role.id and role.id not in used and not answers:
            yield problem(
                role.pointer,
                f"«Roller» (roles): {context.name(role.id)} har ingen oppgave i dokumentet. Slett rollen, eller gi den en.",
                f"“Roles” (roles): {context.name(role.id)} has no task in the document. Delete the role, or give it one.",
            )
