"""avtale kept"""

from __future__ import annotations

from pathlib import Path

import click

from avtale.cli.command import declare, folder_option, format_option, on_option, option
from avtale.cli.echo import echo, echo_json
from avtale.cli.invocation import Invocation
from avtale.cli.unread import tell_unread, unread_in
from avtale.errors import UsageError
from avtale.message import Message


@declare(
    task="follow up",
    writes=False,
    nb="Vis hva som er holdt av det et dokument lover, løfte for løfte, med det som viser det.\n\n"
    "En frist er holdt når loggen sier at den ble gjort i tide, for sent når den ble gjort etter dagen, og brutt når den er passert uten å "
    "være registrert. Et løfte følges gjennom alle versjoner av dokumentet. Det som er tatt tilbake i loggen, er ikke holdt.",
    en="Show what was kept of what a document promises, promise by promise, with what shows it.\n\n"
    "A deadline is kept where the log says that it was done in time, late where it was done after the day, and broken where it passed without "
    "being recorded. A promise is followed through all versions of the document. What was taken back in the log is not kept.",
    example="avtale kept troms-nav-ot\navtale kept --all --year 2026 --format html --to build",
)
@click.argument("docs", nargs=-1, metavar="[DOK]...")
@option(
    "--all",
    "every",
    is_flag=True,
    nb="Alle dokumenter i samlingen, uten planene.",
    en="Every document of the repository, without the plans.",
)
@option(
    "--year",
    type=click.IntRange(1900, 9998),
    metavar="ÅR",
    nb="Bare frister i dette året (ellers alle, med bilde av året --on er i).",
    en="Only deadlines in this year (default: all, with a picture of the year of --on).",
)
@format_option("text", "json", "html")
@folder_option
@option("--force", is_flag=True, nb="Skriv over filer som kept ikke har laget.", en="Overwrite files that kept did not make.")  # fmt: skip
@on_option
def command(
    invocation: Invocation,
    docs: tuple[str, ...],
    every: bool,
    year: int | None,
    name: str,
    folder: Path,
    force: bool,
) -> None:
    from avtale.publish.kept import kept_data, kept_documents

    if every == bool(docs):
        raise UsageError(
            nb="Si hvilket dokument det gjelder, eller --all for alle.",
            en="Say which document it is about, or --all for every one.",
        )
    found = [invocation.find(doc) for doc in docs]
    repository = found[0][1] if found else invocation.repository
    entries = [entry for entry, _ in found] if found else None
    documents = kept_documents(repository, invocation.on, entries=entries, year=year)
    if name == "json":
        echo_json(kept_data(documents, invocation.lang))
    elif name == "text":
        from avtale.publish.kept_text import kept_text

        text = kept_text(
            documents, on=invocation.on, year=year or invocation.on.year, lang=invocation.lang,
            colour=invocation.colour, width=invocation.width,
        )  # fmt: skip
        echo(text, nl=False, color=invocation.colour)
    else:
        from avtale.publish.kept_page import kept_page, kept_page_name
        from avtale.render.own_output import write_rendering

        page = kept_page(documents, repository, on=invocation.on, lang=invocation.lang)
        name = kept_page_name([entry.key or "" for entry in entries or ()], year, invocation.lang)
        for path in write_rendering(folder, name, {"html": page}, force=force):
            invocation.say(Message(f"Skrev {path}", f"Wrote {path}"))
    tell_unread(invocation, unread_in([repository]))
