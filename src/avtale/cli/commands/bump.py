"""avtale bump"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from avtale.cli.command import Day, declare, major_option, on_option, option
from avtale.cli.file_change import dry_run_option, shown, tell
from avtale.cli.invocation import Invocation
from avtale.message import Message


@declare(
    task="after approval",
    nb="Lag neste versjon av et dokument.\n\nDen nye filen legges ved siden av den gamle, som blir stående. Godkjenningen og "
    "datoene ved underskriftene følger ikke med; alt annet er som før, også kommentarene.",
    en="Make the next version of a document.\n\nThe new file lies beside the old one, which stays. The approval and the "
    "days by the signatures are left out; everything else is kept, comments included.",
    example="avtale bump troms-nav-ot\navtale bump troms-nav-ot@2.00 --major --effective-from 2027-01-01 --dry-run",
)
@click.argument("doc", metavar="DOK")
@major_option
@option(
    "--effective-from",
    type=Day(),
    metavar="DATO",
    nb="Dagen den nye versjonen tas i bruk.",
    en="The day the new version is taken into use.",
)
@option(
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FIL",
    nb="Skriv til denne filen i stedet.",
    en="Write to this file instead.",
)
@dry_run_option
@on_option
def command(
    invocation: Invocation,
    doc: str,
    major: bool,
    effective_from: dt.date | None,
    to: Path | None,
    dry_run: bool,
) -> None:
    from avtale.lifecycle.bump import bump, made_before

    entry, repository = invocation.find(doc)
    # A bare key names the newest draft. Given once more, as after a kill, the same words make no version of that one.
    known = made_before(entry, repository, major=major, effective_from=effective_from)
    if known is not None and doc == entry.key and to is None:
        invocation.say(
            Message(
                f"{shown(entry.path)} er laget av {known} fra før, og ingen har endret den siden. Ingenting er skrevet. "
                f"Skal det bli en til: avtale bump {entry}",
                f"{shown(entry.path)} was made from {known} before, and nobody has changed it since. Nothing was written. "
                f"To make one more: avtale bump {entry}",
            )
        )
        return
    made = bump(entry, repository, major=major, to=to, effective_from=effective_from, dry_run=dry_run)
    file = shown(made.file)
    tell(
        invocation, made, Message(f"Laget {file} av {entry}.", f"Made {file} from {entry}."), dry_run=dry_run
    )
