"""avtale supersede"""

from __future__ import annotations

import click

from avtale.cli.command import declare, on_option, option
from avtale.cli.file_change import dry_run_option, tell
from avtale.cli.invocation import Invocation
from avtale.message import Message


@declare(
    task="after approval",
    nb="Skriv i et utkast at det erstatter et annet dokument.\n\nDet gamle gjelder til utkastet er godkjent og har begynt å gjelde.",
    en="Write into a draft that it replaces another document.\n\nThe old one holds until the draft is approved and has begun.",
    example="avtale supersede samarbeid-nav-2014 --by troms-nav-ot@2.00",
)
@click.argument("old", metavar="DOK")
@option(
    "--by",
    "new",
    required=True,
    metavar="DOK",
    nb="Utkastet som erstatter det.",
    en="The draft that replaces it.",
)
@dry_run_option
@on_option
def command(invocation: Invocation, old: str, new: str, dry_run: bool) -> None:
    from avtale.lifecycle.supersede import supersede

    replaced, repository = invocation.find(old)
    replacing, _ = invocation.find(new)
    made = supersede(replaced, replacing, repository, dry_run=dry_run)
    phrase = Message(
        f"{replacing} sier nå at den erstatter {replaced}.",
        f"{replacing} now says that it replaces {replaced}.",
    )
    if not made.changed:
        phrase = Message(f"{replacing} sier det fra før.", f"{replacing} says so already.")
    tell(invocation, made, phrase, dry_run=dry_run)
