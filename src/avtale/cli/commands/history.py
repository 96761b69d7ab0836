"""avtale history"""

from __future__ import annotations

import click

from avtale.cli.command import declare, format_option, on_option
from avtale.cli.echo import echo, echo_json
from avtale.cli.invocation import Invocation


@declare(
    task="after approval",
    writes=False,
    nb="Vis revisjonstabellen til et dokument.\n\nHver versjon står med dato, hva som er endret, hvem som skrev og godkjente den, "
    "og hvor mange som har skrevet under. Den samme tabellen står sist i det ferdige dokumentet.",
    en="Show the revision table of a document.\n\nEach version has its date, what changed, who wrote and approved it, and how "
    "many have signed. The same table stands last in the rendered document.",
    example="avtale history troms-nav-ot\navtale history troms-nav-ot --format json",
)
@click.argument("doc", metavar="DOK")
@format_option("text", "json")
@on_option
def command(invocation: Invocation, doc: str, name: str) -> None:
    from avtale.publish.history import history_data, history_text

    entry, repository = invocation.find(doc)
    if name == "json":
        echo_json(history_data(entry, repository))
    else:
        echo(history_text(entry, repository, invocation.lang), nl=False)
