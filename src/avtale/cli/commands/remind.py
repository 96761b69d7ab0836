"""`avtale remind`: deadlines and early warnings to those who owe them, in calendars, by mail and in channels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from avtale.cli.command import declare, on_option, option
from avtale.cli.invocation import Invocation
from avtale.cli.reminding import Asked, remind, reminding_options
from avtale.errors import UsageError


@declare(
    task="follow up",
    writes=False,
    nb="Skriv kalendere med alle frister og et varsel i forkant av hver, eller send påminnelser.\n\n"
    "Legg kalenderne der andre kan abonnere på dem. Skriv dem på nytt hver natt, så er de alltid riktige. Med --mail får hver "
    "person én e-post om det som er nytt: først den ansvarlige, så stedfortrederen, så lederen. Kjør det hver dag.",
    en="Write calendars with every deadline and a warning ahead of each, or send reminders.\n\n"
    "Put the calendars where others can subscribe to them. Write them anew every night and they are always right. With --mail "
    "each person gets one mail of what is new: first the owner, then the deputy, then the leader. Run it every day.",
    example="avtale remind --calendar frister.ics\navtale remind --calendar frister.ics troms-nav-ot\n"
    "avtale remind --calendar-dir kalendere --address https://avtaler.example.no/kalendere\n"
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
    "--calendar-dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="MAPPE",
    nb="Mappen for en kalender med alt, en for hvert dokument, hver ansvarlig og hver part, og en side med adressene.",
    en="The folder for a calendar of everything, one for each document, owner and party, and a page with the addresses.",
)
@option(
    "--address",
    metavar="ADRESSE",
    default="",
    nb="Der mappen ligger på nettet, så siden viser hele adresser.",
    en="Where the folder lies on the web, so that the page shows whole addresses.",
)
@option(
    "--dry-run",
    is_flag=True,
    nb="Vis hva som ville skje: ingenting skrives eller sendes.",
    en="Show what would happen: nothing is written or sent.",
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
    invocation: Invocation,
    docs: tuple[str, ...],
    target: Path | None,
    folder: Path | None,
    address: str,
    dry_run: bool,
    force: bool,
    **reminders: Any,
) -> int:
    from avtale.cli.calendars import write_calendar, write_calendars

    asked = Asked(**reminders, dry_run=dry_run)
    if target is None and folder is None and not asked.anything:
        raise UsageError(
            nb="Si hva: --calendar FIL for én kalender, --calendar-dir MAPPE for en til hver, --mail eller --channels FIL.",
            en="Say what: --calendar FILE for one calendar, --calendar-dir DIR for one each, --mail or --channels FILE.",
        )
    if folder is not None and docs:
        raise UsageError(
            nb="--calendar-dir gir en kalender for hvert dokument. Utelat DOK, eller bruk --calendar FIL.",
            en="--calendar-dir makes a calendar for each document. Leave DOC out, or use --calendar FILE.",
        )
    if address and not address.startswith(("https://", "http://")):
        raise UsageError(
            nb=f"--address {address} er ingen nettadresse. Den begynner med https://.",
            en=f"--address {address} is no address on the web. It begins with https://.",
        )
    if target is not None:
        write_calendar(invocation, docs, target, force=force, dry_run=dry_run)
    if folder is not None:
        write_calendars(invocation, folder, address=address, dry_run=dry_run)
    return remind(invocation, docs, asked) if asked.anything else 0
