"""avtale new"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

from avtale.cli.app import LANGUAGES, App
from avtale.cli.command import Day, option
from avtale.cli.command import command as declare
from avtale.cli.phrase import Phrase
from avtale.errors import Misuse


@declare(
    nb="Lag et utkast til et nytt dokument.\n\nI en terminal spørres det om det som mangler. "
    "Det du må fylle inn, er merket FYLL INN i filen.",
    en="Make the draft of a new document.\n\nOn a terminal it asks for what is missing. "
    "What you have to fill in is marked FILL IN in the file.",
    example="avtale new agreement\n"
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
    "valid_from",
    type=Day(),
    metavar="DATO",
    nb="Første dag det gjelder.",
    en="The first day it is valid.",
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
    show_default=True,
    metavar="NUMMER",
    nb="Versjonen.",
    en="The version.",
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
@option(
    "--file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FIL",
    nb="Skriv til denne filen i stedet.",
    en="Write to this file instead.",
)
@option("--force", is_flag=True, nb="Skriv over filen om den finnes.", en="Overwrite the file if it exists.")
def command(
    app: App,
    kind: str,
    title: str | None,
    parties: tuple[str, ...],
    valid_from: dt.date | None,
    valid_to: dt.date | None,
    key: str | None,
    number: str,
    written_by: str,
    language: str | None,
    folder: str | None,
    file: Path | None,
    force: bool,
) -> None:
    from avtale.facts.start import new
    from avtale.format.draft import Answers, require_kind

    require_kind(kind)
    repository = app.repository_if_any(file.parent if file is not None else None)
    asking = sys.stdin.isatty() and sys.stdout.isatty()
    if asking:
        title, parties, valid_from, valid_to, written_by = _ask(
            app, title, parties, valid_from, valid_to, written_by
        )
    answers = Answers(
        _given(title, "--title"),
        _given(parties, "--party"),
        _given(valid_from, "--from"),
        valid_to,
        key or "",
        number,
        written_by,
        language or (repository.settings.language if repository else None) or "nb",
    )
    path = new(repository, kind, answers, folder=folder, file=file, lang=app.lang, force=force)
    try:
        shown = path.relative_to(Path.cwd())
    except ValueError:
        shown = path
    app.say(
        Phrase(
            f"Laget {shown}.\nFyll inn der det står FYLL INN, og se hva som mangler med: avtale check {shown}",
            f"Made {shown}.\nFill in where it says FILL IN, and see what is missing with: avtale check {shown}",
        )
    )


def _given(value: Any, name: str) -> Any:
    if value:
        return value
    raise Misuse(
        nb=f"{name} mangler. Gi den på linjen, eller kjør i en terminal, så blir du spurt.",
        en=f"{name} is missing. Give it on the line, or run on a terminal to be asked.",
    )


def _ask(
    app: App,
    title: str | None,
    parties: tuple[str, ...],
    valid_from: dt.date | None,
    valid_to: dt.date | None,
    written_by: str,
) -> tuple[str, tuple[str, ...], dt.date | None, dt.date | None, str]:
    """Ask for what was not given. Enter leaves a gap where one is allowed."""

    def ask(nb: str, en: str, *, needed: bool = True) -> str:
        text = Phrase(nb, en).text(app.lang)
        return str(click.prompt(text, default=None if needed else "", show_default=False)).strip()

    def ask_day(nb: str, en: str, *, needed: bool = True) -> dt.date | None:
        def read(text: str) -> dt.date | None:
            return Day().convert(text, None, click.get_current_context()) if text or needed else None

        text = Phrase(nb, en).text(app.lang)
        day: dt.date | None = click.prompt(
            text, default=None if needed else "", show_default=False, value_proc=read
        )
        return day

    title = title or ask("Tittel", "Title")
    named = list(parties)
    while not parties:
        number = len(named) + 1
        enough = number > 2
        name = ask(
            f"Part {number}{' (Enter når alle er med)' if enough else ''}",
            f"Party {number}{' (Enter when all are there)' if enough else ''}",
            needed=not enough,
        )
        if not name:
            break
        named.append(name)
    if valid_from is None:
        valid_from = ask_day("Gjelder fra (år-måned-dag)", "Valid from (year-month-day)")
        if valid_to is None:
            valid_to = ask_day(
                "Gjelder til (Enter hvis det ikke er avtalt)", "Valid to (Enter if not agreed)", needed=False
            )
    written_by = written_by or ask(
        "Skrevet av (Enter for å vente)", "Written by (Enter to wait)", needed=False
    )
    return title, tuple(named), valid_from, valid_to, written_by
