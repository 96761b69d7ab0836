"""avtale new"""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import nullcontext
from pathlib import Path

import click

from avtale.cli.command import Day, declare, file_option, option
from avtale.cli.file_change import shown
from avtale.cli.invocation import LANGUAGES, Invocation
from avtale.message import Message


@declare(
    task="write",
    nb="Lag et utkast til et nytt dokument.\n\nI en terminal spørres det om det som mangler. "
    "Det du må fylle inn, er merket FYLL INN i filen. En oppfølgingsplan legges i agreements/plans/, som git ikke ser.",
    en="Make the draft of a new document.\n\nOn a terminal it asks for what is missing. "
    "What you have to fill in is marked FILL IN in the file. A follow-up plan goes to agreements/plans/, which git does not see.",
    example="avtale new agreement\n"
    'avtale new routine --based-on troms-nav-ot --office "NAV Eksempel" --from 2027-01-01\n'
    "avtale new agreement --from troms-nav-ot@2.00 --key ny-avtale\n"
    'avtale new agreement --title "Samarbeid om OT" --party "Eksempel fylkeskommune" --party "NAV Eksempel" --from 2027-01-01',
)
@click.argument("kind", metavar="SLAG")
@option("--title", metavar="TEKST", nb="Dokumentets tittel.", en="The document's title.")
@option(
    "--party",
    "parties",
    multiple=True,
    metavar="NAVN",
    nb="En part; gjenta for hver. Utstederen først.",
    en="A party; repeat for each. The issuer first.",
)
@option(
    "--from",
    "begins",
    multiple=True,
    metavar="DATO|DOK",
    nb="Første dag det gjelder; eller et dokument å begynne fra, med innholdet i behold.",
    en="The first day it is valid; or a document to begin from, its content kept.",
)
@option(
    "--valid-from",
    type=Day(),
    metavar="DATO",
    nb="Første dag det gjelder, når --from er et dokument.",
    en="The first day it is valid, where --from is a document.",
)
@option(
    "--to",
    "valid_to",
    type=Day(),
    metavar="DATO",
    nb="Siste dag det gjelder.",
    en="The last day it is valid.",
)
@option(
    "--key",
    metavar="NØKKEL",
    nb="Fast kortnavn; ellers laget av tittelen.",
    en="The lasting key; else made from the title.",
)
@option(
    "--version",
    "number",
    default="1.00",
    metavar="NUMMER",
    nb="Versjonen (ellers 1.00).",
    en="The version (default: 1.00).",
)
@option(
    "--based-on",
    "--amends",
    "parent",
    metavar="DOK",
    nb="Dokumentet det bygger på, eller endrer.",
    en="The document it is based on, or amends.",
)
@option(
    "--office", default="", metavar="NAVN", nb="Kontoret en rutine er for.", en="The office a routine is for."
)
@option("--year", type=int, metavar="ÅR", nb="Året en årsplan er for.", en="The year of an action plan.")
@option(
    "--reference",
    default="",
    metavar="SAK",
    nb="Saksnummeret en oppfølgingsplan har. Aldri fødselsnummer.",
    en="The case number of a follow-up plan. Never a national identity number.",
)
@option("--written-by", default="", metavar="NAVN", nb="Den som skriver.", en="The author.")
@option(
    "--language",
    type=click.Choice(LANGUAGES),
    nb="Språket dokumentet skrives på.",
    en="The language it is written in.",
)
@option(
    "--folder",
    metavar="MAPPE",
    nb="Mappen under agreements/; ellers nøkkelen.",
    en="The folder below agreements/; else the key.",
)
@file_option
@option("--force", is_flag=True, nb="Skriv over filen om den finnes.", en="Overwrite the file if it exists.")
def command(
    invocation: Invocation,
    kind: str,
    title: str | None,
    parties: tuple[str, ...],
    begins: tuple[str, ...],
    valid_from: dt.date | None,
    valid_to: dt.date | None,
    key: str | None,
    number: str,
    parent: str | None,
    office: str,
    year: int | None,
    reference: str,
    written_by: str,
    language: str | None,
    folder: str | None,
    file: Path | None,
    force: bool,
) -> None:
    from avtale.cli import new_prompts
    from avtale.format.draft import require_kind
    from avtale.lifecycle.copy import copy
    from avtale.lifecycle.start import new, require_place

    require_kind(kind)
    near = file.parent if file is not None else None
    asks = sys.stdin.isatty() and sys.stdout.isatty()
    answers = None
    with invocation.asking() if asks else nullcontext():
        repository = invocation.repository_if_any(near)
        require_place(repository, file)  # before anything is asked
        first, original = new_prompts.of(begins)
        given = new_prompts.Given(
            kind, title, parties, valid_from or first, valid_to, key or "", number, parent, office, year, reference,
            written_by, language,
        )  # fmt: skip
        if original is None:
            answers = new_prompts.answers(invocation, repository, given, asking=asks)
    repository = invocation.repository_if_any(near)
    if answers is not None:
        path = new(repository, kind, answers, folder=folder, file=file, lang=invocation.lang, force=force)
    elif original is not None:
        entry, _ = invocation.find(original)
        path = copy(
            entry, repository, kind, key=given.key, version=number, title=title or "", changes=given.changes(entry),
            effective_from=given.valid_from, folder=folder, file=file, force=force,
        ).file  # fmt: skip
    invocation.say(
        Message(
            "Laget {file}.\nFyll inn der det står FYLL INN, og se hva som mangler med: avtale check {file}",
            "Made {file}.\nFill in where it says FILL IN, and see what is missing with: avtale check {file}",
            file=shown(path),
        )
    )
