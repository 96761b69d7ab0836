"""Withdraw an approved version: an event in the register, which is never taken back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from msgspec import Struct

from avtale.errors import StateError, UsageError
from avtale.facts.register import add_event
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.state import superseding
from avtale.format.dates import short
from avtale.format.persons import honest_name
from avtale.lifecycle.requirements import refuse_numbers, require_in_repository
from avtale.lifecycle.transcription import ended, over, own_version


class Withdrawal(Struct, frozen=True):
    """What a withdrawal wrote, or would write.

    `below` are the documents that build on the version, `revived` those it replaced and now no longer does.
    """

    withdrawn_by: str
    on: dt.date
    reason: str
    event: Path
    below: tuple[DocumentFile, ...] = ()
    revived: tuple[DocumentFile, ...] = ()


def withdraw(
    entry: DocumentFile, repository: Repository, *, by: str, reason: str, on: dt.date, dry_run: bool = False
) -> Withdrawal:
    """Record that `by` withdrew the version in `entry` on the day `on`, and why. It cannot be undone.

    Raises `UsageError` for an empty name or reason, a day before the approval, or a file outside a repository,
    `StateError` for what is not approved or was withdrawn before.
    """
    require_in_repository(entry, repository)
    by, reason = honest_name(by), " ".join(reason.split())
    if not by or not reason:
        raise UsageError(
            nb="Både hvem som trekker dokumentet tilbake, og grunnen må stå der.",
            en="Both who withdraws the document and the reason must be given.",
        )
    refuse_numbers(by, reason)
    register = repository.register
    # A transcription that was approved or signed all the same is mended by withdrawing it.
    acts = [
        event for kind in ("approval", "signature") for event in register.of(entry.key, entry.version, kind)
    ]
    frozen = repository.frozen_by(entry) or next(iter(acts), None)
    if frozen is None and ended(entry, repository):
        raise over(entry, repository)
    if frozen is None and entry.transcribed:
        raise StateError(
            nb=f"{entry} er en avskrift, så det er ingenting å trekke tilbake. Følg den ikke opp lenger med "
            f"«avtale close {entry} --because history --by NAVN».",
            en=f"{entry} is a transcription, so there is nothing to withdraw. Follow it up no more with "
            f"“avtale close {entry} --because history --by NAME”.",
        )
    if frozen is None:
        raise StateError(
            nb=f"{entry} er ikke godkjent, så det er ingenting å trekke tilbake. Et utkast kan slettes.",
            en=f"{entry} is not approved, so there is nothing to withdraw. A draft can be deleted.",
        )
    for before in register.of(entry.key, entry.version, "withdrawal"):
        own = own_version(entry, repository)
        raise StateError(
            nb=f"{entry} er alt trukket tilbake av {before.withdrawn_by} {before.on}. Det kan ikke gjøres om. {own.nb}",
            en=f"{entry} was withdrawn by {before.withdrawn_by} on {before.on} already. It cannot be undone. {own.en}",
        )
    if frozen.on is not None and on < frozen.on:
        did, did_en = ("godkjent", "approved") if frozen.event == "approval" else ("tatt over", "taken over")
        raise UsageError(
            nb=f"{entry} ble {did} {short(frozen.on)} og kan ikke trekkes tilbake før det.",
            en=f"{entry} was {did_en} on {frozen.on} and cannot be withdrawn before that.",
        )
    event = register.path(entry.key, entry.version, "withdrawal")
    if not dry_run:
        add_event(
            register, "withdrawal", entry.key, entry.version, on, {"withdrawn_by": by, "reason": reason}
        )
    revived = tuple(
        other
        for other in repository.entries
        if other.document is not None
        and superseding(other, repository, on) is entry
        and superseding(other, repository, on, besides=entry) is None
    )
    return Withdrawal(by, on, reason, event, _below(entry, repository), revived)


def _below(entry: DocumentFile, repository: Repository) -> tuple[DocumentFile, ...]:
    """The documents that say they build on this version, or on its key."""
    return tuple(
        other
        for other in repository.entries
        if other.document is not None
        and any(entry.named_by(each.key, each.version) for each in other.document.based_on)
    )
