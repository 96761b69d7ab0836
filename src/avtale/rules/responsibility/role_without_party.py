"""The role belongs to no party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from avtale.findings import Problem
from avtale.rules.responsibility._explained import names_itself
from avtale.rules.rule import RuleContext, problem

_OWNS = ("/owner", "/convened_by")


def check(context: RuleContext) -> Iterator[Problem]:
    """Where there are parties; a role that is mentioned once is responsibility/role_undefined's."""
    if not context.document.parties:
        return
    open_roles = [
        role for role in context.document.roles if role.id and role.party is None and role.description is None
    ]
    if not open_roles:
        return
    count = Counter(use.id for use in context.uses)
    owning = {use.id for use in context.uses if use.pointer.endswith(_OWNS)}
    for role in open_roles:
        if (
            role.id in owning
            and count[role.id] > 1
            and context.absent(role, "party")
            and context.absent(role, "description")
            and not names_itself(role, context)
        ):
            yield problem(
                role.pointer,
                f"«Part» (party) mangler: {context.name(role.id)} har oppgaver, men hører ikke til noen part. "
                "Legg til «party:», «organisation:» om den står utenfor partene, eller skriv i «description» hvem det er.",
                f"“Party” (party) is missing: {context.name(role.id)} has tasks but belongs to no party. "
                "Add “party:”, “organisation:” where it is outside the parties, or say in “description” who it is.",
            )
