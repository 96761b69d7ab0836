"""avtale remind"""

from __future__ import annotations

from pathlib import Path

import click

from avtale.cli.command import command as declare
from avtale.cli.command import on_option, option
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError, not_read
from avtale.message import Message


@declare(
    task="follow up",
    writes=False,
    nb="Skriv en kalender med alle frister og et varsel i forkant av hver.\n\n"
    "Legg filen der andre kan abonnere på den. Skriv den på nytt hver natt, så er den alltid riktig.",
    en="Write a calendar with every deadline and a warning ahead of each.\n\n"
    "Put the file where others can subscribe to it. Write it anew every night and it is always right.",
    example="avtale remind --calendar frister.ics\navtale remind --calendar frister.ics troms-nav-ot",
)
@click.argument("docs", nargs=-1, metavar="[DOK]...")
@option(
    "--calendar",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FIL",
    required=True,
    nb="Kalenderfilen som skal skrives (.ics).",
    en="The calendar file to write (.ics).",
)
@option(
    "--force",
    is_flag=True,
    nb="Skriv over også en fil vi ikke har laget.",
    en="Overwrite even a file we did not make.",
)
@on_option
def command(invocation: Invocation, docs: tuple[str, ...], target: Path, force: bool) -> int:
    from avtale.facts.occurrences import all_occurrences, undated
    from avtale.publish.calendar import feed
    from avtale.source.write import write_whole

    if docs:
        named = {entry.path: (entry, repository) for entry, repository in map(invocation.find, docs)}
        pairs = list(named.values())
    else:
        pairs = [(entry, invocation.repository) for entry in invocation.repository.entries]
    _ours(target, force)
    found, open_ones = [], 0
    for repository in {id(repository): repository for _, repository in pairs}.values():
        entries = [entry for entry, its in pairs if its is repository]
        found += all_occurrences(entries, repository, invocation.on)
        open_ones += sum(len(undated(entry, repository, invocation.on)) for entry in entries)
    settings = pairs[0][1].settings if pairs else invocation.repository.settings
    made = feed(found, invocation.on, lang=invocation.lang, settings=settings)
    write_whole(target, made.data)
    invocation.say(
        Message(
            f"Skrev {target}: {_count(made.deadlines, 'frist', 'frister')} "
            f"og {_count(made.warnings, 'varsel', 'varsler')}.",
            f"Wrote {target}: {_count(made.deadlines, 'deadline', 'deadlines')} "
            f"and {_count(made.warnings, 'warning', 'warnings')}.",
        )
    )
    if not made.deadlines:
        invocation.say(
            Message(
                "Utkast, og dokumenter uten datoer, gir ingen frister.",
                "Drafts, and documents without dates, give no deadlines.",
            )
        )
    if made.missed:
        invocation.say(
            Message(
                f"{_count(made.missed, 'frist', 'frister')} er passert uten å være loggført som utført. Se «avtale status».",
                f"{_count(made.missed, 'deadline has', 'deadlines have')} passed without a log entry. See “avtale status”.",
            )
        )
    if open_ones:
        invocation.say(
            Message(
                f"{_count(open_ones, 'frist', 'frister')} har ingen dag (som «innen 3 dager etter …») og står ikke i kalenderen.",
                f"{_count(open_ones, 'deadline has', 'deadlines have')} no date (such as “within 3 days of …”) "
                "and cannot stand in the calendar.",
            )
        )
    return 0


def _ours(target: Path, force: bool) -> None:
    """Raise `UsageError` where `target` is a file that is no calendar of ours, and --force was not given."""
    from avtale.publish.calendar import is_ours
    from avtale.source.ours import refuse_source

    try:
        with target.open("rb") as file:
            head = file.read(1000)
    except FileNotFoundError:
        return
    except OSError as error:
        raise not_read(target, error) from error
    if is_ours(head):
        return
    refuse_source(target)
    if not force:
        raise UsageError(
            nb=f"{target} finnes fra før og er ingen kalender fra avtale. Filen er ikke rørt. "
            "Velg et annet navn, eller bruk --force.",
            en=f"{target} exists and is no calendar of avtale's. It was left alone. Choose another name, or use --force.",
        )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
