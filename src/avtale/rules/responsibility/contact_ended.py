"""The one who held the role has left."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.contacts import holds
from avtale.facts.state import OVER
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.model import Contact, ContactList
from avtale.rules.rule import RuleContext, called, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Each role of the document that people have held, and that nobody holds on the day or later."""
    document, book = context.document, context.repository.contacts
    held = book.of(document.key)
    if book.problems or not held or context.state.name in OVER:
        return
    newest = context.repository.versions.get(document.key or "", [])[-1:]
    if newest and newest[0] is not context.entry and context.state.name == "draft":
        return
    for role in dict.fromkeys(entry.role for entry in held if entry.role):
        spans = book.of(document.key, role)
        if any(holds(one, context.on) or (one.from_ and one.from_ > context.on) for one in spans):
            continue
        last = max(spans, key=lambda one: str(one.to))
        named = next((c.pointer for c in _listed(context) if c.role == role), None)
        yield problem(
            f"{named}/role" if named else "",
            f"Ingen har rollen {context.name(role)} ({role}) nå: {called(last.name)} hadde den til {short(last.to) if last.to else '?'}. Skriv den som tok over, i contacts.yaml.",
            f"Nobody holds the role {context.name(role)} ({role}) now: {called(last.name)} held it until {last.to}. Write who took over in contacts.yaml.",
        )


def _listed(context: RuleContext) -> tuple[Contact, ...]:
    contacts: ContactList | None = getattr(context.document, "contacts", None)
    return contacts.items if contacts else ()
