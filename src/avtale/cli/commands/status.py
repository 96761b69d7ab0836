"""avtale status"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from avtale.cli.command import declare, format_option, on_option
from avtale.cli.echo import echo
from avtale.cli.invocation import Invocation
from avtale.cli.unread import tell_unread, unread_in
from avtale.terminal import json_text

if TYPE_CHECKING:
    from avtale.cli.kept_answer import Printed
    from avtale.facts.seen import Seen


@declare(
    task="follow up",
    writes=False,
    nb="Vis hvor hvert dokument står, og hva som er neste frist.\n\n"
    "Uten DOK vises alle versjoner i samlingen. Nederst står frister som er passert uten å være registrert i loggen.",
    en="Show where each document stands, and what is due next.\n\n"
    "Without DOC every version in the repository is shown. Deadlines that passed without a log entry come last.",
    example="avtale status\navtale status troms-nav-ot@2.00 --on 2027-01-15\navtale status --format json",
)
@click.argument("docs", nargs=-1, metavar="[DOK]...")
@format_option("text", "json")
@on_option
def command(invocation: Invocation, docs: tuple[str, ...], name: str) -> int:
    from avtale import environment
    from avtale.cli.kept_answer import Printed, kept
    from avtale.facts.root import find_root
    from avtale.facts.seen import load_seen

    width = invocation.width
    seen = partial(load_seen, environment.answers_folder())
    here = seen(find_root(invocation.chosen_repo or Path.cwd()))
    asked = ("status", name, invocation.colour, width, *sorted(each.hex() for each in here))
    made = (
        _made(invocation, docs, name, width, seen)
        if docs
        else kept(invocation, asked, lambda: _made(invocation, docs, name, width, seen), Printed)
    )
    echo(made.text, nl=False, color=invocation.colour, form=name)
    tell_unread(invocation, made.unread)
    return 0


def _made(
    invocation: Invocation, docs: tuple[str, ...], name: str, width: int, seen: Callable[[Path | None], Seen]
) -> Printed:
    from avtale.cli.kept_answer import Printed
    from avtale.publish.status import status

    asked = invocation.asked_about(docs)
    lines = [
        line
        for repository, named in asked
        for only in ([[entry] for entry in named] if named else [None])
        for line in status(repository, invocation.on, only, seen(repository.root))
    ]
    unread = unread_in(repository for repository, _ in asked)
    if name == "json":
        text = json_text([line.as_json() for line in lines])
    else:
        from avtale.publish.status_table import write

        text = write(lines, lang=invocation.lang, colour=invocation.colour, width=width)
    return Printed(invocation.lang, text, unread)
