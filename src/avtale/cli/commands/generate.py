"""avtale generate"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click

from avtale.cli.command import Group, declare, format_option, on_option, option
from avtale.cli.echo import echo, progress
from avtale.cli.file_change import shown
from avtale.cli.invocation import Invocation
from avtale.message import Message

T = TypeVar("T")
_MANY = 200  # from here on a bar tells how far it has come


@declare(
    nb="Lag eller oppdater en lokal rutine for hvert kontor i en liste.\n\nListen er CSV, Excel, YAML eller JSON, med en rad for "
    "hvert kontor. Hva kolonnene heter, gjettes og vises først; det kan sies i innstillingene (generate). Det du har "
    "rettet i en rutine, blir stående. Er det samme endret både i filen og i listen, blir det en konflikt, og ingenting "
    "er skrevet for det kontoret. En rad med feil stanser ikke de andre.",
    en="Make or update a local routine for each office in a list.\n\nThe list is CSV, Excel, YAML or JSON, with a row for "
    "each office. What the columns are called is guessed and shown first; it can be said in the settings (generate). What "
    "you corrected in a routine stays. Where the same was changed in the file and in the list, it is a conflict, and nothing "
    "is written for that office. A row with an error does not stop the others.",
    example="avtale generate routine --from troms-nav-ot --offices offices.csv --dry-run\n"
    'avtale generate routine --from troms-nav-ot --offices offices.xlsx --by "Kim Eksempel"',
)
@option(
    "--from",
    "parent",
    required=True,
    metavar="DOK",
    nb="Avtalen rutinene bygger på.",
    en="The agreement the routines build on.",
)
@option(
    "--offices",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FIL",
    nb="Kontorlisten: .csv, .xlsx, .yaml eller .json.",
    en="The list of offices: .csv, .xlsx, .yaml or .json.",
)
@option(
    "--by",
    metavar="NAVN",
    nb="Den som står som forfatter av nye rutiner og versjoner; ellers den innstillingene sier (generate, written_by).",
    en="Who stands as the author of new routines and versions; default the one in the settings (generate, written_by).",
)
@option(
    "--dry-run",
    is_flag=True,
    nb="Vis hva som ville skje, og skriv ingenting.",
    en="Show what would happen, and write nothing.",
)
@option(
    "--mine",
    is_flag=True,
    nb="Der det samme er endret i filen og i listen, behold det i filen.",
    en="Where the same was changed in the file and in the list, keep the file's.",
)
@format_option("text", "json")
@on_option
def routine(
    invocation: Invocation, parent: str, offices: Path, by: str | None, dry_run: bool, mine: bool, name: str
) -> int:
    from avtale.generate.describe import found_text, gone_text, layout_text, plan_json, plan_text, report
    from avtale.generate.plan import plan, write
    from avtale.generate.table import read_table
    from avtale.report.formats import write as write_report

    repository = invocation.repository
    entry, _ = invocation.find(parent)
    planned = plan(
        repository,
        entry,
        read_table(offices, shown(offices)),
        on=invocation.on,
        by=by,
        mine=mine,
        progress=lambda found: _progress(found, invocation, Message("Sammenligner", "Comparing")),
    )
    found = report(planned, invocation.lang)
    if name == "text":
        echo(layout_text(planned, lang=invocation.lang))
        if found.findings:  # before anything is written
            told = write_report(found, "text", lang=invocation.lang, colour=invocation.colour)
            echo(found_text(found, told, lang=invocation.lang), color=invocation.colour)
        gone = gone_text(planned, lang=invocation.lang)
        if gone:
            echo(gone, nl=False)
    if not dry_run:
        write(
            planned,
            repository,
            progress=lambda found: _progress(found, invocation, Message("Skriver", "Writing")),
        )
    if name == "json":
        echo(plan_json(planned, found.findings, dry=dry_run), nl=False, form="json")
    else:
        echo(
            plan_text(planned, lang=invocation.lang, colour=invocation.colour, dry=dry_run),
            nl=False,
            color=invocation.colour,
        )
    return 1 if any(finding.severity == "error" for finding in found.findings) else 0


command = Group(
    name="generate",
    task="write",
    phrase=Message("Lag dokumenter av en liste.", "Make documents from a list."),
    example="avtale generate routine --from troms-nav-ot --offices offices.csv",
    commands={"routine": routine},
)


def _progress(found: Sequence[T], invocation: Invocation, doing: Message) -> Iterator[T]:
    """A bar on a terminal where there are many; without one, nothing is shown."""
    if len(found) < _MANY or not sys.stderr.isatty():
        return iter(found)
    return iter(progress(found, doing.text(invocation.lang), len(found)))
