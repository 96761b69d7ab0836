"""The role is not used."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.findings import Problem
from avtale.format.model import Duty
from avtale.rules.rule import Facts, fault


def check(facts: Facts) -> Iterator[Problem]:
    """Roles that nothing names, once the duties are written: until then `duty-without-content` asks for those."""
    if any(duty.does is None and not duty.items for duty in facts.all(Duty)):
        return
    used = {use.id for use in facts.uses}
    for role in facts.document.roles:
        if role.id and role.id not in used:
            yield fault(
                role.pointer,
                f"«Roller» (roles): {facts.name(role.id)} har ingen oppgave i dokumentet. Slett rollen, eller gi den en.",
                f"“Roles” (roles): {facts.name(role.id)} has no task in the document. Delete the role, or give it one.",
            )
