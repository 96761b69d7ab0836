"""avtale due"""

from __future__ import annotations

import re
import shutil
import sys
from typing import TYPE_CHECKING

import click

from avtale.cli.command import command as declare
from avtale.cli.command import on_option, option
from avtale.cli.echo import echo
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from avtale.terminal import json_text

if TYPE_CHECKING:
    from avtale.facts.repository import DocumentFile, Repository

_PLAIN_WIDTH = 100  # where no terminal tells: the same text in a pipe, a file and CI
_WITHIN = re.compile(r"([1-9][0-9]{0,4}) ?(d|w|m|y|u|å|days?|weeks?|months?|years?)\Z")
_UNITS = {"d": "day", "w": "week", "u": "week", "m": "month", "y": "year", "å": "year"}


@declare(
    task="follow up",
    writes=False,
    nb="Vis hva som er over fristen, og hva som forfaller, og hvem som har ansvaret.\n\n"
    "Uten DOK vises alle dokumentene i samlingen. Det som er over fristen, står først, til det er ført med «avtale done».",
    en="Show what is overdue and what falls due, and who is responsible.\n\n"
    "Without DOC every document in the repository is shown. What is overdue comes first, until it is recorded with “avtale done”.",
    example="avtale due\navtale due --within 6m --owner regional_coordinator\navtale due troms-nav-ot --format csv > frister.csv",
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
@option("--plans", is_flag=True, nb="Ta med ungdommenes planer.", en="Include the youths' plans.")
@option(
    "--format",
    "name",
    type=click.Choice(("table", "json", "csv")),
    default="table",
    nb="Format på svaret.",
    en="Format of the answer.",
)
@on_option
def command(
    invocation: Invocation,
    docs: tuple[str, ...],
    within: str,
    owner: str | None,
    party: str | None,
    plans: bool,
    name: str,
) -> int:
    from avtale.facts.validity import after
    from avtale.format.values import Period
    from avtale.publish.due import as_csv, due

    read = _WITHIN.match(within.strip().lower())
    if read is None:
        raise UsageError(
            nb=f"--within: «{within}» er ikke et tidsrom. Skriv for eksempel 60d, 8w, 6m eller 1y.",
            en=f"--within: “{within}” is no period. Write 60d, 8w, 6m or 1y, for instance.",
        )
    until = after(invocation.on, Period(int(read[1]), _UNITS[read[2][0]]))  # type: ignore[arg-type]
    rows = [
        row
        for repository, only in _asked(invocation, docs)
        for row in due(
            repository,
            invocation.on,
            until=until,
            only=only,
            owner=owner,
            party=party,
            plans=plans or bool(docs),
        )
    ]
    lang = invocation.lang
    if name == "json":
        text = json_text([row.as_json(lang) for row in rows])
    elif name == "csv":
        text = as_csv(rows, lang)
    else:
        from avtale.publish.due_table import write

        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _PLAIN_WIDTH
        text = write(rows, lang=lang, colour=invocation.colour, width=width)
    echo(text, nl=False, color=invocation.colour, form=name)
    return 0


def _asked(
    invocation: Invocation, docs: tuple[str, ...]
) -> list[tuple[Repository, list[DocumentFile] | None]]:
    """Each repository asked about, with the documents that were named in it; None for all of them."""
    if not docs:
        return [(invocation.repository, None)]
    named = {entry.path: (entry, repository) for entry, repository in map(invocation.find, docs)}
    by_repository: dict[int, tuple[Repository, list[DocumentFile]]] = {}
    for entry, repository in named.values():
        by_repository.setdefault(id(repository), (repository, []))[1].append(entry)
    return [(repository, entries) for repository, entries in by_repository.values()]
