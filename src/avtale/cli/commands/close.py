"""avtale close"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from avtale.cli.command import declare, on_option, option
from avtale.cli.file_change import rehearsal_option, tell_written
from avtale.cli.invocation import Invocation
from avtale.message import Message

if TYPE_CHECKING:
    from avtale.lifecycle.close import ClosingReason


@declare(
    task="after approval",
    nb="Avslutt det som ikke gjelder lenger, så ingen følger det opp.\n\nFor en avskrift, eller en godkjent versjon, som er gått ut, "
    "er avløst av noe annet, eller bare er tatt vare på som dokumentasjon. Det registreres med hvem og hvorfor, og kan ikke gjøres om. "
    "Var det en feil at den ble godkjent, bruk «avtale withdraw».",
    en="Close what holds no more, so that nobody follows it up.\n\nFor a transcription, or an approved version, that has ended, was "
    "replaced by something else, or is only kept as a record. Recorded in the register with who and why, and cannot be undone. "
    "Where it was a mistake to approve it, use “avtale withdraw”.",
    example='avtale close samarbeid@1.00 --because expired --by "Kim Eksempel"\n'
    'avtale close samarbeid@1.00 --because replaced --reason "Avløst av avtalen fra 2024" --by "Kim Eksempel"',
)
@click.argument("doc", metavar="DOK")
@option(
    "--because",
    required=True,
    type=click.Choice(["expired", "replaced", "history"]),
    nb="Gått ut, avløst, eller bare til dokumentasjon.",
    en="It has ended, was replaced, or is only kept as a record.",
)
@option("--by", required=True, metavar="NAVN", nb="Den som avslutter den.", en="Who closes it.")
@option("--reason", metavar="TEKST", nb="Mer om hvorfor.", en="More of why.")
@rehearsal_option
@on_option
def command(
    invocation: Invocation, doc: str, because: ClosingReason, by: str, reason: str | None, dry_run: bool
) -> None:
    from avtale.lifecycle.close import close
    from avtale.publish.words import BECAUSE

    on = invocation.performed
    entry, repository = invocation.find(doc)
    done = close(entry, repository, because=because, by=by, on=on, reason=reason, dry_run=dry_run)
    if done.before:
        invocation.say(
            Message(
                "{entry} er avsluttet fra før: {by}, {on}.",
                "{entry} was closed before: {by}, {on}.",
                entry=entry,
                by=done.closed_by,
                on=done.on,
            )
        )
        return
    invocation.say(
        Message(
            "{entry}: avsluttet av {by}, {on}: {why}.",
            "{entry}: closed by {by}, {on}: {why}.",
            entry=entry,
            by=done.closed_by,
            on=done.on,
            why=BECAUSE[done.because],
        )
    )
    tell_written(invocation, done.event, dry_run=dry_run)
