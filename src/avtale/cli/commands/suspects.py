"""avtale suspects"""

from __future__ import annotations

import click

from avtale.cli.command import declare, format_option, on_option
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
@format_option("text", "json")
@on_option
def command(invocation: Invocation, docs: tuple[str, ...], name: str) -> None:
    from avtale.publish.suspects import suspects_data, suspects_text

    on, asked = invocation.on, invocation.asked_about(docs)
    if name == "json":
        echo_json([one for repository, only in asked for one in suspects_data(repository, on, only)])
    else:
        echo(
            "".join(suspects_text(repository, on, invocation.lang, only) for repository, only in asked),
            nl=False,
        )
    tell_unread(invocation, unread_in(repository for repository, _ in asked))
