"""avtale terminate"""

from __future__ import annotations

import click

from avtale.cli.command import declare, on_option, option
from avtale.cli.invocation import Invocation
from avtale.message import Message


@declare(
    task="after approval",
    nb="Registrer at en part har sagt opp en avtale.\n\nOppsigelsen legges i registeret, og siste gyldige dag regnes ut "
    "etter fristen i avtalen.",
    en="Record that a party has given notice of an agreement.\n\nThe notice goes into the register, and the last day "
    "of validity is computed by the agreement's terms.",
    example='avtale terminate samarbeid@1.00 --party nav --on 2027-09-15 --case "34/27"',
)
@click.argument("doc", metavar="DOK")
@option(
    "--party",
    required=True,
    metavar="PART",
    nb="Parten som sier opp: id eller navn.",
    en="The party that gives notice: id or name.",
)
@option("--case", "case", metavar="SAK", nb="Saken det ble vedtatt i.", en="The case it was decided in.")
@on_option
def command(invocation: Invocation, doc: str, party: str, case: str | None) -> None:
    from avtale.facts.decided import entry_span
    from avtale.facts.validity import goes_on
    from avtale.lifecycle.record import terminate

    on = invocation.performed
    entry, repository = invocation.find(doc)
    before = entry_span(entry, repository).end
    end = terminate(entry, repository, party=party, on=on, case=case)
    if entry.document is not None and goes_on(entry.document) and end == before:
        invocation.say(
            Message(
                f"{entry}: oppsigelsen er registrert. Avtalen gjelder videre for de andre; «avtale show {entry}» sier til når parten er med.",
                f"{entry}: the notice is recorded. The agreement goes on for the others; “avtale show {entry}” says until when "
                "the party takes part.",
            )
        )
    elif end is None:
        invocation.say(
            Message(
                f"{entry}: oppsigelsen er registrert. Avtalen gjelder til alle partene har sagt den opp.",
                f"{entry}: the notice is recorded. The agreement holds until all parties have given notice.",
            )
        )
    else:
        invocation.say(
            Message(
                "{entry}: oppsigelsen er registrert. Siste gyldige dag er {end}.",
                "{entry}: the notice is recorded. The last day of validity is {end}.",
                entry=entry,
                end=end,
            )
        )
