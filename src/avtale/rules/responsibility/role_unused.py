"""The role is not used."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Duty
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Roles that nothing names, once the duties are written: until then `duty-without-content` asks for those."""
    if any(duty.does is None and not duty.items for duty in context.all(Duty)):
        return
    used = {use.id for use in context.uses}
    for role in context.document.roles:
        if role.id and role.id not in used:
            yield problem(
                role.pointer,
                f"«Roller» (roles): {context.name(role.id)} har ingen oppgave i dokumentet. Slett rollen, eller gi den en.",
                f"“Roles” (roles): {context.name(role.id)} has no task in the document. Delete the role, or give it one.",
            )
