"""avtale renew"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from avtale.cli.command import Day, declare, file_option, major_option, on_option, option
from avtale.cli.file_change import dry_run_option, shown, tell
from avtale.cli.invocation import Invocation
from avtale.message import Message


@declare(
    task="after approval",
    nb="Forny et dokument: neste versjon, med ny varighet.\n\nUten --from gjelder den fra dagen etter at den gamle går ut. "
    "Den nye versjonen sier at den erstatter den gamle, og må godkjennes og underskrives på nytt.",
    en="Renew a document: the next version, with a new span.\n\nWithout --from it holds from the day after the old one ends. "
    "The new version says that it replaces the old, and must be approved and signed anew.",
    example="avtale renew troms-nav-ot@2.00 --to 2032-07-31\navtale renew troms-nav-ot --from 2029-08-01 --to 2032-07-31 --dry-run",
)
@click.argument("doc", metavar="DOK")
@option(
    "--from",
    "start",
    type=Day(),
    metavar="DATO",
    nb="Første dag den nye versjonen gjelder.",
    en="The first day the new version is valid.",
)
@option(
    "--to", "end", type=Day(), metavar="DATO", nb="Siste dag den gjelder.", en="The last day it is valid."
)
@major_option
@file_option
@dry_run_option
@on_option
def command(
    invocation: Invocation,
    doc: str,
    start: dt.date | None,
    end: dt.date | None,
    major: bool,
    file: Path | None,
    dry_run: bool,
) -> None:
    from avtale.lifecycle.renew import renew

    entry, repository = invocation.find(doc)
    made = renew(entry, repository, start=start, end=end, major=major, to=file, dry_run=dry_run)
    path = shown(made.file)
    tell(
        invocation,
        made,
        Message(
            f"Laget {path}, en fornyelse av {entry}. Godkjenn den med «avtale approve» når den er ferdig.",
            f"Made {path}, a renewal of {entry}. Approve it with “avtale approve” when it is done.",
        ),
        dry_run=dry_run,
    )
