"""The role belongs to no party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.rule import Facts, fault

_OWNS = ("/owner", "/convened_by")


def check(facts: Facts) -> Iterator[Problem]:
    """Where there are parties; a role that is mentioned once is responsibility/role_undefined's."""
    if not facts.document.parties:
        return
    open_roles = [
        role for role in facts.document.roles if role.id and role.party is None and role.description is None
    ]
    if not open_roles:
        return
    count = Counter(use.id for use in facts.uses)
    owning = {use.id for use in facts.uses if use.pointer.endswith(_OWNS)}
    for role in open_roles:
        if (
            role.id in owning
            and count[role.id] > 1
            and facts.absent(role, "party")
            and facts.absent(role, "description")
        ):
            yield fault(
                role.pointer,
                f"«Part» (party) mangler: {facts.name(role.id)} har oppgaver, men hører ikke til noen part. "
                "Legg til «party:», eller skriv i «description» hvem det er.",
                f"“Party” (party) is missing: {facts.name(role.id)} has tasks but belongs to no party. "
                "Add “party:”, or say in “description” who it is.",
            )
