"""avtale diff"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from avtale.cli.command import declare, folder_option, format_option, on_option, option
from avtale.cli.echo import echo, echo_json
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from avtale.message import Message


@declare(
    task="after approval",
    writes=False,
    nb="Vis hva som er endret mellom to dokumenter, punkt for punkt.\n\n"
    "GAMMELT og NYTT er hver en fil, en nøkkel med versjon, eller en revisjon i git (HEAD~1:agreements/fil.yaml). Uten "
    "NYTT sammenlignes dokumentet med versjonen før, eller med seg selv slik det var i --rev. For hver endring står det "
    "om den er redaksjonell eller krever ny godkjenning.",
    en="Show what changed between two documents, paragraph by paragraph.\n\n"
    "OLD and NEW are each a file, a key with a version, or a git revision (HEAD~1:agreements/file.yaml). Without NEW the "
    "document is compared with the version before it, or with itself as it was at --rev. Each change is either editorial or "
    "needs a new approval.",
    example="avtale diff troms-nav-ot@1.01 troms-nav-ot@2.00\n"
    "avtale diff agreements/ot/troms-nav-ot-2.00.yaml --rev HEAD~1\n"
    "avtale diff troms-nav-ot@2.00 --format pdf --to endringer",
)
@click.argument("old", metavar="GAMMELT")
@click.argument("new", required=False, metavar="[NYTT]")
@option(
    "--rev",
    metavar="REV",
    nb="Sammenlign med filen slik den var i denne revisjonen i git.",
    en="Compare with the file as it was at this git revision.",
)
@format_option("text", "json", "html", "pdf")
@folder_option
@option(
    "--exit-code",
    is_flag=True,
    nb="Avslutt med 1 når noe er endret.",
    en="Exit with 1 where anything changed.",
)
@option(
    "--force",
    is_flag=True,
    nb="Skriv over filer som diff ikke har laget.",
    en="Overwrite files that diff did not make.",
)
@on_option
def command(
    invocation: Invocation,
    old: str,
    new: str | None,
    rev: str | None,
    name: str,
    folder: Path,
    exit_code: bool,
    force: bool,
) -> int:
    from avtale.publish.diff import compare, diff_data, diff_text

    (before, known), (after, world) = _both(invocation, old, new, rev)
    found = compare(before, after, known, world, on=invocation.on, lang=invocation.lang)
    if name == "json":
        echo_json(diff_data(found))
    elif name == "text":
        echo(diff_text(found, colour=invocation.colour), nl=False, color=invocation.colour)
    else:
        from avtale.publish.redline import redline, redline_name
        from avtale.render.own_output import write_rendering

        for path in write_rendering(folder, redline_name(found), redline(found, (name,)), force=force):
            invocation.say(Message(f"Skrev {path}", f"Wrote {path}"))
    return 1 if exit_code and found.told else 0


if TYPE_CHECKING:
    from avtale.facts.repository import DocumentFile, Repository

    Side = tuple[DocumentFile, Repository]


def _both(invocation: Invocation, old: str, new: str | None, rev: str | None) -> tuple[Side, Side]:
    if rev is not None and new is not None:
        raise UsageError(
            nb="--rev sier hvilken utgave dokumentet sammenlignes med. Oppgi da bare ett dokument.",
            en="--rev says what the document is compared with. Give one document only.",
        )
    if new is not None:
        return _one(invocation, old), _one(invocation, new)
    after, repository = _one(invocation, old)
    if rev is not None:
        from avtale.facts.at_revision import file_at_revision

        return (file_at_revision(after.path, rev), repository), (after, repository)
    known = repository.versions.get(after.key or "", [])
    if old == after.key:  # named without a version: the newest, which is the draft somebody works on
        after = known[-1]
    earlier = known[: known.index(after)] if after in known else []
    if not earlier:
        raise UsageError(
            nb=f"{after} har ingen tidligere versjon i samlingen. Oppgi to dokumenter, eller bruk --rev.",
            en=f"{after} has no earlier version in the repository. Give two documents, or use --rev.",
        )
    return (earlier[-1], repository), (after, repository)


def _one(invocation: Invocation, doc: str) -> Side:
    from avtale.facts.at_revision import at_revision, names_revision
    from avtale.facts.repository import Repository

    if not names_revision(doc):
        return invocation.find(doc)
    near = invocation.chosen_repo or Path.cwd()
    return at_revision(doc, near), invocation.repository_if_any() or Repository.loose([])
