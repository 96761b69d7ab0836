"""avtale done"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from avtale.cli.command import Day, on_option, option
from avtale.cli.command import command as declare
from avtale.cli.file_change import tell_written
from avtale.cli.invocation import Invocation
from avtale.message import Message


@declare(
    task="follow up",
    nb="Før i loggen at en plikt er gjort, for eksempel at evalueringen er holdt.\n\nPLIKT er id-en til plikten eller møtet, "
    "eller evaluation, review eller revision. Det som føres, er den eldste fristen som står ugjort, ellers den neste. "
    "Svaret sier hvilken det ble.",
    en="Record in the log that a duty was done, such as an evaluation that was held.\n\nDUTY is the id of the duty or "
    "meeting, or evaluation, review or revision. What is recorded is the oldest deadline left undone, else the next. The "
    "answer says which it was.",
    example='avtale done troms-nav-ot evaluation --by "Seksjon for oppfølging" --evidence referat.pdf\n'
    'avtale done troms-nav-ot evaluation --due 2026-04-30 --on 2026-04-21 --by "Seksjon for oppfølging" --dry-run',
)
@click.argument("doc", metavar="DOK")
@click.argument("duty", metavar="PLIKT")
@option(
    "--by",
    required=True,
    metavar="NAVN",
    nb="Kontoret eller stillingen som gjorde det.",
    en="The office or position that did it.",
)
@option(
    "--due",
    type=Day(),
    metavar="DATO",
    nb="Fristen det gjelder, når det er en annen.",
    en="The deadline it is about, where it is another.",
)
@option(
    "--evidence",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FIL",
    nb="Det som viser det, for eksempel et referat. Navnet og fingeravtrykket føres; filen trenger ikke ligge i samlingen.",
    en="What shows it, such as minutes. Its name and fingerprint are recorded; the file need not lie in the repository.",
)
@option(
    "--where",
    metavar="STED",
    nb="Hvor det ligger, for eksempel saken i arkivet.",
    en="Where it lies, such as the archive's case.",
)
@option("--note", metavar="TEKST", nb="En merknad på én linje.", en="A note of one line.")
@option(
    "--even-so",
    is_flag=True,
    nb="Dagen er riktig selv om plikten ikke hadde begynt å gjelde. Det blir stående i loggen.",
    en="The day is right although the duty had not begun. The log will say it.",
)
@option("--dry-run", is_flag=True, nb="Prøv alt, og skriv ingenting.", en="Try everything, write nothing.")
@on_option
def command(
    invocation: Invocation,
    doc: str,
    duty: str,
    by: str,
    due: dt.date | None,
    evidence: tuple[Path, ...],
    where: str | None,
    note: str | None,
    even_so: bool,
    dry_run: bool,
) -> None:
    from avtale.format.dates import short
    from avtale.lifecycle.done import done

    on = invocation.performed
    entry, repository = invocation.find(doc)
    logged = done(
        entry,
        repository,
        duty,
        by=by,
        on=on,
        due=due,
        evidence=evidence,
        where=where,
        note=note,
        even_so=even_so,
        dry_run=dry_run,
    )
    one = logged.occurrence
    past = one.date < logged.done_on
    fell, falls = ("forfalt", "fell due") if past else ("forfaller", "falls due")
    what, was = _SAID[one.duty.kind], _WAS.get(one.duty.kind, Message("gjort", "done"))
    name = f" «{one.duty.id}»" if one.duty.kind in _NAMED else ""
    name_en = f" “{one.duty.id}”" if one.duty.kind in _NAMED else ""
    invocation.say(
        Message(
            f"{entry.key}: {what.nb}{name} som {fell} {short(one.date)}, er ført som {was.nb} {short(logged.done_on)}.",
            f"{entry.key}: {what.en}{name_en} that {falls} on {one.date} is recorded as {was.en} on {logged.done_on}.",
        )
    )
    tell_written(invocation, logged.file, dry_run=dry_run)


_SAID = {
    "evaluation": Message("evalueringen", "the evaluation"),
    "meeting": Message("møtet", "the meeting"),
    "duty": Message("plikten", "the duty"),
    "review": Message("gjennomgangen", "the review"),
    "revision": Message("revisjonen", "the revision"),
    "appointment": Message("oppnevningen", "the appointment"),
    "payment": Message("utbetalingen", "the payment"),
    "renegotiation": Message("reforhandlingen", "the renegotiation"),
}
_WAS = {
    "evaluation": Message("holdt", "held"),
    "meeting": Message("holdt", "held"),
    "payment": Message("betalt", "paid"),
}
_NAMED = ("meeting", "duty", "payment", "appointment")
