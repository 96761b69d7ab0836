"""avtale withdraw"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from avtale.cli.command import declare, on_option, option
from avtale.cli.file_change import DRY, confirm, dry_run_option, shown
from avtale.cli.invocation import Invocation
from avtale.message import Message

if TYPE_CHECKING:
    from avtale.facts.repository import DocumentFile
    from avtale.lifecycle.withdraw import Withdrawal


@declare(
    task="after approval",
    nb="Trekk en godkjent versjon tilbake.\n\nFøres i registeret med hvem og hvorfor. Det kan ikke gjøres om, så i en terminal "
    "spørres det først. Skal dokumentet gjelde igjen, må det bli en ny versjon.",
    en="Withdraw an approved version.\n\nRecorded in the register with who and why. It cannot be undone, so on a terminal "
    "it asks first. For the document to hold again there must be a new version.",
    example='avtale withdraw troms-nav-ot@2.00 --by "Kim Eksempel" --reason "Partene er slått sammen"',
)
@click.argument("doc", metavar="DOK")
@option("--by", required=True, metavar="NAVN", nb="Den som trekker det tilbake.", en="Who withdraws it.")
@option("--reason", required=True, metavar="TEKST", nb="Hvorfor.", en="Why.")
@option("--yes", is_flag=True, nb="Ikke spør først.", en="Do not ask first.")
@dry_run_option
@on_option
def command(invocation: Invocation, doc: str, by: str, reason: str, yes: bool, dry_run: bool) -> None:
    from avtale.lifecycle.withdraw import withdraw

    on = invocation.performed
    asks = not yes and not dry_run and sys.stdin.isatty() and sys.stdout.isatty()
    with invocation.asking() if asks else nullcontext():
        entry, repository = invocation.find(doc)
        planned = withdraw(entry, repository, by=by, reason=reason, on=on, dry_run=True)
        _tell_planned(invocation, entry, planned)
        if asks:
            confirm(
                invocation,
                Message(
                    f"Trekke {entry} tilbake? Det kan ikke gjøres om.",
                    f"Withdraw {entry}? It cannot be undone.",
                ),
            )
    if dry_run:
        invocation.say(
            Message(
                "{entry} ville blitt trukket tilbake {on} i {event}.",
                "{entry} would be withdrawn on {on} in {event}.",
                entry=entry,
                on=on,
                event=shown(planned.event),
            )
        )
        invocation.say(DRY, err=True)
        return
    entry, repository = invocation.find(doc)
    done = withdraw(entry, repository, by=by, reason=reason, on=on)
    invocation.say(
        Message(
            "{entry}: trukket tilbake av {by}, {on}. Det kan ikke gjøres om.\nSkrev {event}",
            "{entry}: withdrawn by {by}, {on}. It cannot be undone.\nWrote {event}",
            entry=entry,
            by=done.withdrawn_by,
            on=done.on,
            event=shown(done.event),
        )
    )


def _tell_planned(invocation: Invocation, entry: DocumentFile, planned: Withdrawal) -> None:
    """What else the withdrawal would touch, before anybody says yes to it."""
    for other in planned.below:
        invocation.say(Message(f"{other} bygger på {entry}.", f"{other} builds on {entry}."), err=True)
    for other in planned.revived:
        invocation.say(
            Message(
                f"{other} blir ikke lenger erstattet av {entry}.",
                f"{other} is no longer replaced by {entry}.",
            ),
            err=True,
        )
