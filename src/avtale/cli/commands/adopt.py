"""avtale adopt"""

from __future__ import annotations

import click

from avtale.cli.command import declare, on_option, option
from avtale.cli.invocation import Invocation
from avtale.message import Message


@declare(
    task="after approval",
    nb="Registrer at et organ har vedtatt en avtale.\n\nVedtaket legges i registeret. Når mange nok har vedtatt avtalen, "
    "trer den i kraft.",
    en="Record that a body has adopted an agreement.\n\nThe adoption goes into the register. When enough bodies have "
    "adopted it, the agreement enters into force.",
    example='avtale adopt samarbeid@1.00 --body "Eksempel kommunestyre" --on 2027-02-11 --case "12/27"',
)
@click.argument("doc", metavar="DOK")
@option(
    "--body", required=True, metavar="NAVN", nb="Organet som vedtok avtalen.", en="The body that adopted it."
)
@option("--case", "case", metavar="SAK", nb="Saken det ble vedtatt i.", en="The case it was adopted in.")
@on_option
def command(invocation: Invocation, doc: str, body: str, case: str | None) -> None:
    from avtale.facts.repository import Repository
    from avtale.facts.undecided import undecided
    from avtale.lifecycle.record import adopt

    on = invocation.performed
    entry, repository = invocation.find(doc)
    name = adopt(entry, repository, body=body, on=on, case=case)
    invocation.say(
        Message(
            "{entry}: vedtatt av {name} {on}.",
            "{entry}: adopted by {name} on {on}.",
            entry=entry,
            name=name,
            on=on,
        )
    )
    if repository.root is not None:
        for told in undecided(entry, Repository.open(repository.root), on):
            invocation.say(Message(told.nb, told.en))
