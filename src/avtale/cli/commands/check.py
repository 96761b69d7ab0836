"""avtale check"""

from __future__ import annotations

import click

from avtale.cli.app import App
from avtale.cli.command import command as declare
from avtale.cli.command import on_option, option
from avtale.report import formats


@declare(
    nb="Sjekk dokumentene og si hva som er galt, hvor, og hva du kan gjøre.\n\n"
    "Uten DOK sjekkes hele samlingen. Avslutter med 1 når det er feil.",
    en="Check the documents: what is wrong, where, and what to do.\n\n"
    "Without DOC the whole repository is checked. Exits with 1 on errors.",
    example="avtale check\navtale check agreements/ot/troms-nav-ot-2.00.yaml\navtale check troms-nav-ot@1.01 --format json",
)
@click.argument("docs", nargs=-1, metavar="[DOK]...")
@option(
    "--format",
    "name",
    type=click.Choice(formats.NAMES),
    default="text",
    nb="Format på svaret.",
    en="Format of the answer.",
)
@option("--strict", is_flag=True, nb="La også advarsler gi 1.", en="Let warnings give 1 too.")
@option(
    "--base",
    metavar="REF",
    nb="Det registeret sammenlignes med i git. Ellers hovedgrenen i innstillingene.",
    en="What the register is compared with in git. Otherwise the settings' main branch.",
)
@on_option
def command(app: App, docs: tuple[str, ...], name: str, strict: bool, base: str | None) -> int:
    from avtale.facts.git import history
    from avtale.facts.repository import Repository
    from avtale.rules.check import check

    repository: Repository
    if docs:
        found = [app.find(doc) for doc in docs]
        entries = [entry for entry, _ in found]
        repository = next((repo for _, repo in found if repo.root is not None), found[0][1])
        report = check(repository, on=app.on, lang=app.lang, only=entries)
    else:
        repository = app.repository
        past = (
            history(repository.root, base=base, branch=repository.settings.main_branch)
            if repository.root
            else None
        )
        report = check(repository, on=app.on, lang=app.lang, history=past)
    click.echo(formats.write(report, name, lang=app.lang, colour=app.colour), nl=False, color=app.colour)
    failing = report.count("error") or (strict and report.count("warning"))
    return 1 if failing else 0
