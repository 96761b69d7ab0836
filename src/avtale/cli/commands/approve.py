"""avtale approve"""

from __future__ import annotations

import click

from avtale.cli.command import declare, on_option, option
from avtale.cli.file_change import rehearsal_option, seen_from_above
from avtale.cli.invocation import Invocation
from avtale.message import Message


@declare(
    task="sign",
    nb="Godkjenn en versjon av et dokument.\n\nFører godkjenningen i registeret med innholdets fingeravtrykk, og skriver "
    "hvem og når i dokumenthodet. En nøkkel uten versjon er utkastet som venter. Den som har skrevet dokumentet, eller endret det ifølge git, kan ikke godkjenne det.",
    en="Approve a version of a document.\n\nRecords the approval with the content's fingerprint in the register, and writes "
    "who and when into the control header. A key without a version is the draft that waits. Its author, and who changed it by what git has, cannot approve.",
    example='avtale approve troms-nav-ot@2.00 --by "Kim Eksempel"\navtale approve troms-nav-ot@2.00 --by "Kim Eksempel" --on 2026-06-15 --dry-run',
)
@click.argument("doc", metavar="DOK")
@option("--by", required=True, metavar="NAVN", nb="Den som godkjenner.", en="Who approves.")
@option(
    "--even-so",
    is_flag=True,
    nb="Godkjenn selv om git sier at den som godkjenner, har endret teksten; registeret sier det.",
    en="Approve even though git says that the approver changed the text; the register says so.",
)
@rehearsal_option
@on_option
def command(invocation: Invocation, doc: str, by: str, even_so: bool, dry_run: bool) -> None:
    from avtale.catalogue.codes import newest
    from avtale.lifecycle.approve import approve
    from avtale.rules.check import check

    on = invocation.performed
    entry, repository = invocation.find(doc, waiting=True)
    found = check(repository, on=on, lang=invocation.lang, only=[entry]).findings
    done = approve(
        *(entry, repository), by=by, on=on, findings=found, checked_with=newest(), even_so=even_so, dry_run=dry_run
    )  # fmt: skip
    if done.completed:
        invocation.say(
            Message(
                "Godkjenningen av {entry} står i registeret fra før: {by}, {on}.",
                "The approval of {entry} stands in the register already: {by}, {on}.",
                entry=entry,
                by=done.approved_by,
                on=done.on,
            )
        )
    else:
        invocation.say(
            Message(
                "{entry}: godkjent av {by}, {on}.\n{fingerprint}",
                "{entry}: approved by {by}, {on}.\n{fingerprint}",
                entry=entry,
                by=done.approved_by,
                on=done.on,
                fingerprint=done.fingerprint,
            )
        )
    if done.trouble is not None:
        invocation.say(
            Message(
                "Det kan ikke sees at en annen enn {by} har skrevet teksten: {why}.",
                "It cannot be seen that somebody else than {by} wrote the text: {why}.",
                by=done.approved_by,
                why=done.trouble,
            ),
            err=True,
        )
    warnings = sum(each.severity == "warning" for each in found)
    if warnings and not done.completed:
        many = Message("1 advarsel", "1 warning") if warnings == 1 else Message("{n} advarsler", "{n} warnings", n=warnings)  # fmt: skip
        invocation.say(
            Message(
                "Det er {many} (avtale check {doc}). Rett det før noen godkjenner.",
                "There is more to look at: {many} (avtale check {doc}). Correct it before anyone approves.",
                many=many,
                doc=str(entry),
            )
            if dry_run
            else Message(
                "Godkjent med {many} (avtale check {doc}). Skal teksten rettes nå, må den få en ny versjon: avtale bump {doc}",
                "Approved with {many} (avtale check {doc}). A text that is to be corrected now takes a new version: avtale bump {doc}",
                many=many,
                doc=str(entry),
            ),
            err=True,
        )
    if dry_run:
        invocation.say(Message("Prøvekjøring: ingenting er skrevet.", "Dry run: nothing was written."))
        return
    if not done.completed:
        event = seen_from_above(done.event, repository)
        invocation.say(Message(f"Skrev {event}", f"Wrote {event}"))
    invocation.say(
        Message(
            f"Skrev approved_by og approved_on i {entry.name}",
            f"Wrote approved_by and approved_on into {entry.name}",
        )
    )
