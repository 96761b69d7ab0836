"""avtale remind"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from avtale.cli.command import command as declare
from avtale.cli.command import on_option, option
from avtale.cli.invocation import Invocation
from avtale.cli.reminding import Asked, remind, reminding_options
from avtale.errors import UsageError, not_read
from avtale.message import Message


@declare(
    task="follow up",
    writes=False,
    nb="Skriv en kalender med alle frister og et varsel i forkant av hver, eller send påminnelser.\n\n"
    "Legg kalenderen der andre kan abonnere på den. Skriv den på nytt hver natt, så er den alltid riktig. Med --mail får hver "
    "person én e-post om det som er nytt: først den ansvarlige, så stedfortrederen, så lederen. Kjør det hver dag.",
    en="Write a calendar with every deadline and a warning ahead of each, or send reminders.\n\n"
    "Put the calendar where others can subscribe to it. Write it anew every night and it is always right. With --mail each "
    "person gets one mail of what is new: first the owner, then the deputy, then the leader. Run it every day.",
    example="avtale remind --calendar frister.ics\navtale remind --calendar frister.ics troms-nav-ot\n"
    "avtale remind --mail --dry-run\navtale remind --mail --password-file passord.txt --ledger sendt.sqlite",
)
@click.argument("docs", nargs=-1, metavar="[DOK]...")
@option(
    "--calendar",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FIL",
    nb="Kalenderfilen som skal skrives (.ics).",
    en="The calendar file to write (.ics).",
)
@option(
    "--force",
    is_flag=True,
    nb="Skriv over også en fil vi ikke har laget.",
    en="Overwrite even a file we did not make.",
)
@reminding_options
@on_option
def command(
    invocation: Invocation, docs: tuple[str, ...], target: Path | None, force: bool, **reminders: Any
) -> int:
    asked = Asked(**reminders)
    if target is None and not asked.anything:
        raise UsageError(
            nb="Si hva som skal gjøres: skriv en kalender med --calendar, eller send med --mail eller --channels.",
            en="Say what to do: write a calendar with --calendar, or send with --mail or --channels.",
        )
    if target is not None:
        _calendar(invocation, docs, target, force)
    return remind(invocation, docs, asked) if asked.anything else 0


def _calendar(invocation: Invocation, docs: tuple[str, ...], target: Path, force: bool) -> None:
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
