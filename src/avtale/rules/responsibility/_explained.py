"""Which roles need no description: whose title is the name of an institution, or whose organisation is told."""

from __future__ import annotations

from avtale.format.model import Role
from avtale.locales.patterns import patterns
from avtale.rules.rule import RuleContext


def names_itself(role: Role, context: RuleContext) -> bool:
    """Whether title or organisation say who it is: "Eksempel videregående skole", an office outside the parties."""
    if role.organisation:
        return True
    own = context.own_language
    said = role.title.values if role.title is not None else ()
    return any(patterns(lang or own).institution.fullmatch(value.strip()) for lang, value in said)
