"""avtale amend"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from avtale.cli.command import Day, ask, declare, on_option, option
from avtale.cli.file_change import dry_run_option, shown, tell
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from avtale.message import Message

if TYPE_CHECKING:
    from avtale.lifecycle.amend import AmendmentRequest


@declare(
    task="after approval",
    nb="Lag utkast til en endringsavtale.\n\nParter, underskrivere og avtalen som endres, fylles ut. Stedet som endres, skrives "
    "med id-er: /routine_steps/C/actions/tell/deadline/within. I en terminal spørres det om det som mangler.",
    en="Draft an amendment.\n\nParties, signatories and the amended agreement are filled in. The place to change is "
    "written with ids: /routine_steps/C/actions/tell/deadline/within. On a terminal it asks for what is missing.",
    example="avtale amend troms-nav-ot@2.00 --prolong-to 2030-07-31 --from 2029-08-01\n"
    'avtale amend troms-nav-ot@2.00 --replace "/meetings/local-meeting/quorum=3" --from 2027-01-01 --dry-run',
)
@click.argument("doc", metavar="DOK")
@option(
    "--replace",
    "replaced",
    multiple=True,
    metavar="STED=TEKST",
    nb="Erstatt det som står på stedet.",
    en="Replace what stands at the place.",
)
@option(
    "--add",
    "added",
    multiple=True,
    metavar="STED=TEKST",
    nb="Legg til noe som ikke står der.",
    en="Add what does not stand there.",
)
@option(
    "--remove",
    "removed",
    multiple=True,
    metavar="STED",
    nb="Ta bort det som står på stedet.",
    en="Take away what stands at the place.",
)
@option(
    "--prolong-to",
    type=Day(),
    metavar="DATO",
    nb="Forleng avtalen til og med denne dagen.",
    en="Prolong the agreement to and including this day.",
)
@option(
    "--from",
    "valid_from",
    type=Day(),
    metavar="DATO",
    nb="Dagen endringen begynner å gjelde.",
    en="The day the amendment takes effect.",
)
@option(
    "--title",
    default="",
    metavar="TEKST",
    nb="Full tittel; ellers laget av avtalens.",
    en="The full title; else made from the agreement's.",
)
@option(
    "--key",
    default="",
    metavar="NØKKEL",
    nb="Fast kortnavn; ellers laget av avtalens.",
    en="The lasting key; else made from the agreement's.",
)
@option("--written-by", default="", metavar="NAVN", nb="Den som skriver.", en="The author.")
@dry_run_option
@on_option
def command(
    invocation: Invocation,
    doc: str,
    replaced: tuple[str, ...],
    added: tuple[str, ...],
    removed: tuple[str, ...],
    prolong_to: dt.date | None,
    valid_from: dt.date | None,
    title: str,
    key: str,
    written_by: str,
    dry_run: bool,
) -> None:
    from avtale.lifecycle.amend import AmendmentRequest, amend

    changes = [
        *_each("replaces", replaced),
        *_each("adds", added),
        *(AmendmentRequest("removes", at) for at in removed),
        *([AmendmentRequest("prolongs", value=prolong_to)] if prolong_to else []),
    ]
    if valid_from is None and sys.stdin.isatty() and sys.stdout.isatty():
        with invocation.asking():
            invocation.find(doc)  # nobody is asked about a document that is not there
            valid_from = _ask_day(invocation)
    entry, repository = invocation.find(doc)
    made = amend(
        entry, repository, changes, valid_from=valid_from, on=invocation.on, title=title, key=key,
        written_by=written_by, lang=invocation.lang, dry_run=dry_run,
    )  # fmt: skip
    path = shown(made.file)
    if not made.changed:
        phrase = Message(
            f"{path} er laget fra før, med de samme endringene fra samme dag. Ingenting er skrevet.",
            f"{path} was made before, with the same changes from the same day. Nothing was written.",
        )
        tell(invocation, made, phrase, dry_run=dry_run)
        return
    tell(
        invocation,
        made,
        Message(
            f"Laget {path}.\nFyll inn der det står FYLL INN, og se hva som mangler med: avtale check {path}",
            f"Made {path}.\nFill in where it says FILL IN, and see what is missing with: avtale check {path}",
        ),
        dry_run=dry_run,
    )


def _each(action: str, given: tuple[str, ...]) -> Iterator[AmendmentRequest]:
    from avtale.lifecycle.amend import AmendmentRequest

    for text in given:
        at, equals, value = text.partition("=")
        if not equals or not at.startswith("/") or not value.strip():
            raise UsageError(
                nb=f"«{text}» er ikke et sted og en tekst. Skriv /del/id/felt=ny tekst.",
                en=f"“{text}” is no place and text. Write /part/id/field=new text.",
            )
        yield AmendmentRequest(action, at.strip(), value.strip())


def _ask_day(invocation: Invocation) -> dt.date | None:
    def read(text: str) -> dt.date | None:
        return Day().convert(text, None, click.get_current_context()) if text else None

    text = Message(
        "Endringen gjelder fra (år-måned-dag, Enter for å vente)",
        "The amendment takes effect on (year-month-day, Enter to wait)",
    ).text(invocation.lang)
    return ask(text, read, needed=False)
