"""avtale happened"""

from __future__ import annotations

from typing import Literal

import click

from avtale.cli.command import declare, on_option, option
from avtale.cli.invocation import Invocation
from avtale.message import Message


@declare(
    task="after approval",
    nb="Registrer at det en avtale venter på, har skjedd.\n\nFor avtaler som begynner med en hendelse, eller som varer så "
    "lenge et prosjekt gjør; og sent når den er sendt til signeringstjenesten. Da minner «avtale due» om å hente den "
    "underskrevne filen før tjenesten sletter den.",
    en="Record that what an agreement waits for has happened.\n\nFor agreements that begin with an event, or last as "
    "long as a project does; and sent when it was sent to the signing service. “avtale due” then reminds of fetching "
    "the signed file before the service deletes it.",
    example='avtale happened samarbeid@1.00 ends --reason "Prosjektet er avsluttet" --on 2027-12-31\n'
    'avtale happened samarbeid@1.00 sent --reason "Oppdrag 1234"',
)
@click.argument("doc", metavar="DOK")
@click.argument("what", metavar="begins|ends|sent", type=click.Choice(["begins", "ends", "sent"]))
@option("--reason", required=True, metavar="TEKST", nb="Hva som skjedde.", en="What happened.")
@on_option
def command(invocation: Invocation, doc: str, what: Literal["begins", "ends", "sent"], reason: str) -> None:
    from avtale.lifecycle.record import happened, sent

    on = invocation.performed
    entry, repository = invocation.find(doc)
    if what == "sent":
        sent(entry, repository, on=on, reason=reason)
        invocation.say(Message("{entry}: sendt {on}.", "{entry}: sent on {on}.", entry=entry, on=on))
        return
    happened(entry, repository, what=what, on=on, reason=reason)
    does = Message("begynner", "begins") if what == "begins" else Message("slutter", "ends")
    invocation.say(Message("{entry}: {does} {on}.", "{entry}: {does} {on}.", entry=entry, does=does, on=on))
