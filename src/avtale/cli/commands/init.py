"""avtale init"""

from __future__ import annotations

import os
from pathlib import Path

import click

from avtale.cli.command import declare, option
from avtale.cli.invocation import LANGUAGES, Invocation
from avtale.message import Message
from avtale.terminal import one_line

_WORDS = {
    "new": Message("laget", "made"),
    "changed": Message("oppdatert", "updated"),
    "kept": Message("sto der", "was there"),
}


@declare(
    task="write",
    nb="Gjør en mappe til en samling av avtaler.\n\nDet som finnes fra før, blir stående.",
    en="Make a folder a repository of agreements.\n\nWhat is there already stays.",
    example='avtale init\navtale init avtaler --name "Eksempel fylkeskommune"',
)
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False), metavar="[MAPPE]")
@option("--name", metavar="NAVN", nb="Fylkeskommunens offisielle navn.", en="The county's official name.")
@option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="nb",
    nb="Språket i samlingen.",
    en="The repository's language.",
)
def command(invocation: Invocation, folder: Path, name: str | None, language: str) -> None:
    from avtale.lifecycle.start import init, require_room

    require_room(folder)
    root = folder / "agreements"
    if not os.path.lexists(root):
        root.mkdir(parents=True, exist_ok=True)  # two may begin at once: one waits for the other
    if root.is_dir():
        invocation.lock(root)
    made = init(folder, owner=name, language=language)
    for file in made:
        name = one_line(str(file.path))
        invocation.say(Message(f"{_WORDS[file.what].nb}: {name}", f"{_WORDS[file.what].en}: {name}"))
    settings = made[0]
    fill = not name and settings.what == "new"
    invocation.say(
        Message(
            ("\nSkriv inn navnet på fylkeskommunen i " + one_line(str(settings.path)) + "." if fill else "")
            + "\nNå kan du lage et utkast: avtale new agreement",
            ("\nWrite the county's name into " + one_line(str(settings.path)) + "." if fill else "")
            + "\nNow you can make a draft: avtale new agreement",
        )
    )
