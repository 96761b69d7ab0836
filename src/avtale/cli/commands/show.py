"""avtale show"""

from __future__ import annotations

import click

from avtale.cli.command import declare, format_option, on_option, option
from avtale.cli.echo import echo, echo_json
from avtale.cli.invocation import Invocation


@declare(
    task="publish",
    writes=False,
    nb="Vis et dokument som tekst: hode, tilstand, parter, plikter, frister og underskrifter.",
    en="Show a document as text: header, state, parties, duties, dates and signatures.",
    example="avtale show troms-nav-ot\navtale show troms-nav-ot@1.01 --format json\navtale show lokal-rutine --resolved",
)
@click.argument("doc", metavar="DOK")
@format_option("text", "json")
@option(
    "--resolved",
    is_flag=True,
    nb="Vis hele dokumentet med det som er arvet, og hvor hver verdi kommer fra.",
    en="Show the document whole with what is inherited, and where each value comes from.",
)
@on_option
def command(invocation: Invocation, doc: str, name: str, resolved: bool) -> None:
    from avtale import environment
    from avtale.facts.seen import load_seen
    from avtale.publish.show import show_data, show_text

    entry, repository = invocation.find(doc)
    if resolved:
        from avtale.publish.whole import whole_data, whole_text

        if name == "json":
            echo_json(whole_data(entry, repository, invocation.on))
        else:
            echo(whole_text(entry, repository, invocation.on, invocation.lang), nl=False)
        return
    seen = load_seen(environment.answers_folder(), repository.root)
    if name == "json":
        echo_json(show_data(entry, repository, invocation.on, seen))
    else:
        echo(show_text(entry, repository, invocation.on, invocation.lang, seen), nl=False)
