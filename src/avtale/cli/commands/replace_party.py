"""avtale replace-party"""

from __future__ import annotations

import click

from avtale.cli.command import declare, on_option, option
from avtale.cli.echo import echo
from avtale.cli.file_change import DRY, dry_run_option, shown, tell_notes
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from avtale.format import schema
from avtale.message import Message

_WHAT = {
    "drafted": Message("ny versjon", "new version"),
    "changed": Message("utkastet er endret", "the draft is changed"),
    "done": Message("gjort fra før", "done before"),
    "by hand": Message("må gjøres for hånd", "must be done by hand"),
}


@declare(
    task="after approval",
    nb="Sett inn parten som følger etter en annen.\n\nFinner hvert dokument parten står i og som gjelder på dagen, og lager "
    "neste versjon med den nye i den gamles sted. Det gamle navnet blir stående med siste dag. Er parten delt, kjør én gang "
    "for hver ny part med --only. Oppfølgingsplaner røres ikke.",
    en="Put in the party that succeeds another.\n\nFinds each document that has the party and holds on the day, and makes the "
    "next version with the new one in its place. The old name stays, with its last day. For a party that was split, run once "
    "for each new one with --only. Follow-up plans are left alone.",
    example='avtale replace-party "NAV Nordlia" --by "NAV Midtlia" --on 2027-01-01 --dry-run\n'
    'avtale replace-party 974760673 --by "Nordlia fylkeskommune" --name "se=Davveguovllu fylkkasuohkan" --organisation-number 889640782',
)
@click.argument("party", metavar="PART")
@option(
    "--by",
    "successor",
    required=True,
    metavar="PART",
    nb="Den som følger etter: navn eller organisasjonsnummer.",
    en="The successor: name or organisation number.",
)
@option(
    "--name",
    "names",
    multiple=True,
    metavar="SPRÅK=NAVN",
    nb="Etterfølgerens navn på et språk til; gjenta for hvert.",
    en="The successor's name in one more language; repeat.",
)
@option(
    "--organisation-number",
    metavar="NUMMER",
    nb="Etterfølgerens organisasjonsnummer.",
    en="The successor's organisation number.",
)
@option(
    "--only",
    multiple=True,
    metavar="DOK",
    nb="Bare dette dokumentet; gjenta for hvert.",
    en="Only this document; repeat for each.",
)
@dry_run_option
@on_option
def command(
    invocation: Invocation,
    party: str,
    successor: str,
    names: tuple[str, ...],
    organisation_number: str | None,
    only: tuple[str, ...],
    dry_run: bool,
) -> None:
    from avtale.lifecycle.replace_party import Successor, known_successor, replace_party

    repository = invocation.repository
    known = known_successor(successor, repository)
    borne = known.names + tuple(_named(each) for each in names)
    found = Successor(borne, organisation_number or known.organisation_number)
    chosen = [invocation.find(doc)[0] for doc in only] or None
    done = replace_party(party, found, repository, on=invocation.on, only=chosen, dry_run=dry_run)
    if not done:
        invocation.say(
            Message(
                f"Ingen dokumenter som gjelder {invocation.on}, har parten «{party}».",
                f"No document that holds on {invocation.on} has the party “{party}”.",
            )
        )
    for each in done:
        if dry_run and each.edited is not None:
            echo(each.edited.diff(), nl=False)
        file = f" {shown(each.edited.file)}" if each.edited else ""
        why = f" ({each.why.text(invocation.lang)})" if each.why else ""
        echo(f"{each.entry}: {_WHAT[each.what].text(invocation.lang)}{file}{why}", err=dry_run)
        if each.mentions:
            lines = ", ".join(map(str, each.mentions))
            tell_notes(
                invocation,
                [
                    Message(
                        f"  Det gamle navnet står også på linje {lines}.",
                        f"  The old name also stands on line {lines}.",
                    )
                ],
            )
    if dry_run:
        invocation.say(DRY, err=True)


def _named(text: str) -> tuple[str, str]:
    language, _, name = text.partition("=")
    known = schema.raw("common")["$defs"]["name"]["properties"]["language"]["enum"]
    if language not in known or not name.strip():
        raise UsageError(
            nb=f'«{text}» er ikke et navn på et språk. Skriv for eksempel --name "se=Romssa fylkkasuohkan".',
            en=f'“{text}” is no name in a language. Write for example --name "se=Romssa fylkkasuohkan".',
        )
    return name.strip(), language
