"""avtale review"""

from __future__ import annotations

from typing import Literal

import click

from avtale.cli.command import declare, on_option, option
from avtale.cli.file_change import seen_from_above
from avtale.cli.invocation import Invocation
from avtale.message import Message

_DECISIONS = {
    "kept": Message("gjelder uendret", "holds as it is"),
    "changes": Message("må endres", "must be changed"),
}


@declare(
    task="follow up",
    nb="Registrer at noen har sett på et dokument etter en endring over det.\n\n"
    "Registeret sier også hva de bestemte. "
    "«kept»: dokumentet gjelder uendret. «changes»: det må lages en ny versjon.",
    en="Record that somebody has looked at a document after a change above it.\n\n"
    "The register also says what they decided. "
    "“kept”: the document holds as it is. “changes”: a new version must be made.",
    example='avtale review lokal-rutine --parent troms-nav-ot@2.00 --by "Liv Eksempel" --decision kept',
)
@click.argument("doc", metavar="DOK")
@option(
    "--parent",
    metavar="NØKKEL@VERSJON",
    nb="Det som er endret over; kan utelates når det bare er én ting.",
    en="What has changed above; may be left out where it is one thing only.",
)
@option("--by", required=True, metavar="NAVN", nb="Den som har sett på det.", en="Who looked at it.")
@option(
    "--decision",
    required=True,
    type=click.Choice(tuple(_DECISIONS)),
    nb="Hva som ble bestemt.",
    en="What was decided.",
)
@option("--reason", metavar="TEKST", nb="Hvorfor.", en="Why.")
@on_option
def command(
    invocation: Invocation,
    doc: str,
    parent: str | None,
    by: str,
    decision: Literal["kept", "changes"],
    reason: str | None,
) -> None:
    from avtale.lifecycle.review import review

    on = invocation.performed
    entry, repository = invocation.find(doc)
    done = review(entry, repository, by=by, decision=decision, on=on, parent=parent, reason=reason)
    file = seen_from_above(done.file, repository)
    said = _DECISIONS[decision]
    invocation.say(
        Message(
            f"{entry} {said.nb} etter {done.suspect.changed}.\nSkrev {file}",
            f"{entry} {said.en} after {done.suspect.changed}.\nWrote {file}",
        )
    )
