"""Whoever has the duty, or is to sign, has no address, so nobody is reminded."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.contacts import holds
from avtale.facts.decided import entry_span
from avtale.facts.due import owners
from avtale.facts.due_signatures import signature_dues
from avtale.facts.duties import follow_ups
from avtale.facts.holders import holders_of
from avtale.facts.state import OVER
from avtale.findings import Problem
from avtale.rules.rule import RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Each role that owes something in a document somebody follows up, where the house keeps addresses in contacts.yaml.

    Of one whose holder has left without a deputy, `contact-ended` tells.
    """
    entry, repository, book = context.entry, context.repository, context.repository.contacts
    if book.problems or not any(one.email for one in book.entries):
        return
    if repository.frozen_by(entry) is None or context.state.name in OVER:
        return
    seen: set[str] = set()
    for pointer, roles in _owed(context):
        for role in roles:
            if role in seen:
                continue
            seen.add(role)
            left = book.of(entry.key, role)
            if left and not any(holds(one, context.on) for one in left):
                continue
            if all(one.reached is None for one in holders_of(role, entry, repository, context.on)):
                yield problem(
                    pointer,
                    f"{context.name(role)} ({role}) har frister her, og ingen adresse å bli minnet på. Skriv hvem det er, med e-post, i contacts.yaml.",
                    f"{context.name(role)} ({role}) has deadlines here, and no address to be reminded at. Write who it is, with e-mail, in contacts.yaml.",
                )


def _owed(context: RuleContext) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is owed, where that stands, and by whom: the duties, and what is open of the signatures."""
    entry, repository = context.entry, context.repository
    for duty in follow_ups(context.document, entry_span(entry, repository)):
        yield duty.pointer, owners(duty.owner, entry, repository)
    for due in signature_dues(entry, repository, context.on):
        if due.status in ("due", "missed"):
            yield due.pointer, due.owners
