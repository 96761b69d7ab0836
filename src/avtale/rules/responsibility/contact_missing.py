"""Nobody to call."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.state import OVER
from avtale.findings import Problem
from avtale.format.model import Routine
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """A routine whose roles nobody has ever held; without a list of contacts, only where the house keeps contacts."""
    book, routine = context.repository.contacts, context.document
    if not isinstance(routine, Routine) or context.repository.root is None or book.problems:
        return
    if context.state.name in OVER:
        return
    listed = routine.contacts.items if routine.contacts else ()
    if not listed and book.source is not None and not book.of(routine.key):
        yield problem(
            "",
            "«Kontaktpersoner» (contacts): rutinen har ingen. Legg til rollen under «contacts:», og navnet i contacts.yaml.",
            "“Contacts” (contacts): the routine has none. Add the role below “contacts:”, and the name in contacts.yaml.",
        )
    for contact in listed:
        if contact.role and not contact.title and not book.of(routine.key, contact.role):
            name = context.name(contact.role)
            yield problem(
                f"{contact.pointer}/role",
                f"Ingen har rollen {name} ({contact.role}) i {routine.key}. Skriv navnet i contacts.yaml.",
                f"Nobody holds the role {name} ({contact.role}) in {routine.key}. Write the name in contacts.yaml.",
            )
