"""avtale due"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import click

from avtale.cli.command import declare, format_option, on_option, option
from avtale.cli.echo import echo
from avtale.cli.invocation import Invocation
from avtale.cli.unread import tell_unread, unread_in
from avtale.errors import UsageError
from avtale.terminal import json_text

if TYPE_CHECKING:
    from avtale.facts.repository import DocumentFile, Repository
    from avtale.format.values import Period, Unit
    from avtale.publish.due import DueRow

_WITHIN = re.compile(r"([1-9][0-9]{0,4}) ?(d|w|m|y|u|å|days?|weeks?|months?|years?)\Z")
_UNITS: dict[str, Unit] = {"d": "day", "w": "week", "u": "week", "m": "month", "y": "year", "å": "year"}


@declare(
    task="follow up",
    writes=False,
    nb="Vis hva som er over fristen, og hva som forfaller, og hvem som har ansvaret.\n\n"
    "Uten DOK vises alle dokumentene i samlingen. Det som er over fristen, står først, til det er registrert med «avtale done».",
    en="Show what is overdue and what falls due, and who is responsible.\n\n"
    "Without DOC every document in the repository is shown. What is overdue comes first, until it is recorded with “avtale done”.",
    example="avtale due\navtale due --within 6m --owner regional_coordinator\navtale due troms-nav-ot --format csv > frister.csv\navtale due --year 2027",
)
@click.argument("docs", nargs=-1, metavar="[DOK]...")
@option(
    "--within",
    default="60d",
    metavar="TID",
    nb="Hvor langt fram: 60d, 8w (uker), 6m (måneder), 1y (år).",
    en="How far ahead: 60d, 8w, 6m, 1y.",
)
@option(
    "--owner",
    metavar="ROLLE",
    nb="Bare det denne rollen, parten eller dette organet har ansvaret for.",
    en="Only what this role, party or body is responsible for.",
)
@option(
    "--party",
    metavar="PART",
    nb="Bare det denne parten eller en av rollene dens har ansvaret for.",
    en="Only what this party or one of its roles is responsible for.",
)
@option(
    "--year",
    type=click.IntRange(1900, 9998),
    metavar="ÅR",
    nb="Året som bilde: hver dag noe forfaller, og hva det ble til. Også det som er gjort.",
    en="The year as a picture: each day that something falls due, and what became of it. Also what is done.",
)
@option("--plans", is_flag=True, nb="Ta med ungdommenes planer.", en="Include the youths' plans.")
@format_option("table", "json", "csv")
@on_option
def command(
    invocation: Invocation,
    docs: tuple[str, ...],
    within: str,
    owner: str | None,
    party: str | None,
    year: int | None,
    plans: bool,
    name: str,
) -> int:
    from avtale.cli.kept_answer import Printed, kept

    if year is not None and name != "table":
        raise UsageError(
            nb="--year er et bilde, og har ingen --format. Uten --year får du fristene som json eller csv.",
            en="--year is a picture and has no --format. Without --year you get the deadlines as json or csv.",
        )
    period = _period(within)

    def make() -> Printed:
        asked = invocation.asked_about(docs)
        unread = unread_in(repository for repository, _ in asked)
        if year is not None:
            text = _year(invocation, asked, year, owner, party, plans or bool(docs))
            return Printed(invocation.lang, text, unread)
        from avtale.facts.validity import after
        from avtale.publish.due import due

        until = after(invocation.on, period)
        rows = [
            row
            for repository, only in asked
            for row in due(
                *(repository, invocation.on),
                until=until,
                only=only,
                owner=owner,
                party=party,
                plans=plans or bool(docs),
            )
        ]
        return Printed(invocation.lang, _written(rows, name, invocation), unread)

    options = ("due", str(period), owner, party, year, plans, name, invocation.colour, invocation.width)
    made = make() if docs or plans else kept(invocation, options, make, Printed)
    echo(made.text, nl=False, color=invocation.colour, form=name)
    tell_unread(invocation, made.unread)
    return 0


def _year(
    invocation: Invocation,
    asked: list[tuple[Repository, list[DocumentFile] | None]],
    year: int,
    owner: str | None,
    party: str | None,
    plans: bool,
) -> str:
    from avtale.facts.agenda import agenda
    from avtale.publish.due import owed_by
    from avtale.publish.year_text import year_text

    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    found = [
        one
        for repository, only in asked
        for one in owed_by(
            agenda(repository, invocation.on, entries=only, first=first, last=last, plans=plans),
            *(repository, invocation.on),
            owner=owner,
            party=party,
        )
    ]
    return year_text(
        found,
        year,
        on=invocation.on,
        lang=invocation.lang,
        colour=invocation.colour,
        width=invocation.width,
    )


def _written(rows: list[DueRow], name: str, invocation: Invocation) -> str:
    if name == "json":
        return json_text([row.as_json(invocation.lang) for row in rows])
    if name == "csv":
        from avtale.publish.due import as_csv

        return as_csv(rows, invocation.lang)
    from avtale.publish.due_table import write

    return write(rows, lang=invocation.lang, colour=invocation.colour, width=invocation.width)


def _period(within: str) -> Period:
    """The period of --within. Raises `UsageError` for one that cannot be read."""
    from avtale.format.values import Period

    read = _WITHIN.match(within.strip().lower())
    if read is None:
        raise UsageError(
            nb=f"--within: «{within}» er ikke et tidsrom. Skriv for eksempel 60d, 8w, 6m eller 1y.",
            en=f"--within: “{within}” is no period. Write 60d, 8w, 6m or 1y, for instance.",
        )
    return Period(int(read[1]), _UNITS[read[2][0]])
