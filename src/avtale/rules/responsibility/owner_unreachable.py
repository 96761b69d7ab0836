"""Whoever has the duty, or is to sign, has no address, so nobody is reminded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.agenda import entry_agenda
from avtale.facts.contacts import holds
from avtale.facts.decided import entry_span
from avtale.facts.due import owners
from avtale.facts.due_signatures import signature_dues
from avtale.facts.duties import follow_ups
from avtale.facts.holders import holders_of
from avtale.facts.repository import Repository
from avtale.facts.state import OVER, state
from avtale.findings import Problem
from avtale.format.model import FollowUpPlan
from avtale.rules.rule import Located, RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Each role that owes something in a document somebody follows up, where the house keeps addresses in contacts.yaml.

    Of one whose holder has left without a deputy, `contact-ended` tells.
    """
    entry, repository, book = context.entry, context.repository, context.repository.contacts
    if book.problems or not any(one.email for one in book.entries):
        return
    if not isinstance(entry.document, FollowUpPlan) and (
        repository.frozen_by(entry) is None or context.state.name in OVER
    ):
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


def check_acts(repository: Repository, today: dt.date) -> Iterator[Located]:
    """Once for all documents, and only as a notice, where nobody has an address: a contacts.yaml of telephone numbers alone is no fault."""
    book = repository.contacts
    source = book.source or repository.settings_source
    if source is None or book.problems or any(one.email for one in book.entries):
        return
    if any(
        entry.document is not None
        and repository.frozen_by(entry) is not None
        and state(entry, repository, today).name not in OVER
        for entry in repository.entries
    ):
        yield (
            source,
            problem(
                "",
                "Ingen har en e-postadresse i contacts.yaml, så ingen blir minnet på fristene i dokumentene. Skriv hvem som har rollene, med e-post.",
                "Nobody has an e-mail address in contacts.yaml, so nobody is reminded of the deadlines in the documents. Write who holds the roles, with e-mail.",
                severity="notice",
            ),
        )


def _owed(context: RuleContext) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is owed, where that stands, and by whom: the duties, and what is open of the signatures; of a plan what is to come."""
    entry, repository = context.entry, context.repository
    if isinstance(entry.document, FollowUpPlan):
        for due in entry_agenda(entry, repository, context.on):
            if due.status in ("due", "missed"):
                yield due.pointer, due.owners
        return
    for duty in follow_ups(context.document, entry_span(entry, repository)):
        yield duty.pointer, owners(duty.owner, entry, repository)
    for due in signature_dues(entry, repository, context.on):
        if due.status in ("due", "missed"):
            yield due.pointer, due.owners
