"""avtale suspects"""

from __future__ import annotations

import click

from avtale.cli.command import command as declare
from avtale.cli.command import format_option, on_option
from avtale.cli.echo import echo, echo_json
from avtale.cli.invocation import Invocation
from avtale.cli.unread import tell_unread, unread_in


@declare(
    task="follow up",
    writes=False,
    nb="Vis dokumenter som bygger på noe som er endret, uten at noen har sett på dem siden.\n\n"
    "For hvert står hva som er endret over, hva dokumentet selv sier der, og om det da er i strid med det over. "
    "Uten DOK vises hele samlingen.",
    en="Show documents based on something that has changed and that nobody has looked at since.\n\n"
    "For each: what has changed above, what the document itself says there, and whether that is then against what is "
    "above. Without DOC the whole repository is shown.",
    example="avtale suspects\navtale suspects lokal-rutine --format json",
)
@click.argument("docs", nargs=-1, metavar="[DOK]...")
@format_option
@on_option
def command(invocation: Invocation, docs: tuple[str, ...], name: str) -> None:
    from avtale.publish.suspects import suspects_data, suspects_text

    repository, only = invocation.repository_if_any() if docs else invocation.repository, None
    if docs:
        found = [invocation.find(doc) for doc in docs]
        repository, only = found[0][1], [entry for entry, _ in found]
    assert repository is not None
    if name == "json":
        echo_json(suspects_data(repository, invocation.on, only))
    else:
        echo(suspects_text(repository, invocation.on, invocation.lang, only), nl=False)
    tell_unread(invocation, unread_in([repository]))
