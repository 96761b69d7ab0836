"""avtale schema"""

from __future__ import annotations

import json

import click

from avtale.cli.app import App
from avtale.cli.command import command as declare


@declare(
    nb="Skriv ut skjemaet for et dokumentslag, til redigeringsprogrammer og andre.\n\nUten SLAG listes de som finnes.",
    en="Print the schema of a kind, for editors and others.\n\nWithout KIND, those there are are listed.",
    example="avtale schema\navtale schema agreement > agreement.json\navtale schema agreement --lang en",
)
@click.argument("kind", required=False, metavar="[SLAG]")
def command(app: App, kind: str | None) -> None:
    from avtale.format import labels, schema

    lang = "en" if app.lang == "en" else "nb"
    if kind is not None:
        click.echo(json.dumps(schema.published(kind, lang), ensure_ascii=False, indent=2))
        return
    names = (*schema.kinds(), *schema.OTHER_SCHEMAS)
    width = max(map(len, names))
    for name in names:
        click.echo(f"{name:{width}}  {labels.title_of(schema.raw(name), lang)}")
