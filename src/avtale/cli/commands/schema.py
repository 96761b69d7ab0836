"""avtale schema"""

from __future__ import annotations

import click

from avtale.cli.command import declare
from avtale.cli.echo import echo, echo_json
from avtale.cli.invocation import Invocation
from avtale.wording import told_in


@declare(
    task="write",
    writes=False,
    nb="Skriv ut skjemaet for et dokumentslag, til redigeringsprogrammer og andre.\n\nUten SLAG listes de som finnes.",
    en="Print the schema of a kind, for editors and others.\n\nWithout KIND, those there are are listed.",
    example="avtale schema\navtale schema agreement > agreement.json\navtale schema agreement --lang en",
)
@click.argument("kind", required=False, metavar="[SLAG]")
def command(invocation: Invocation, kind: str | None) -> None:
    from avtale.format import schema

    lang = told_in(invocation.lang)
    if kind is not None:
        echo_json(schema.published(kind, lang))
        return
    names = schema.names()
    width = max(map(len, names))
    for name in names:
        echo(f"{name:{width}}  {schema.published(name, lang)['title']}")
