"""avtale take-over"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from avtale.cli.command import Day, declare, on_option, option
from avtale.cli.file_change import rehearsal_option, tell_written
from avtale.cli.invocation import Invocation
from avtale.message import Message


@declare(
    task="sign",
    nb="Ta over en avtale som er underskrevet et annet sted, for eksempel på papir.\n\nFører i registeret hvem som går god for at "
    "avskriften er som originalen, og hvor originalen ligger. Fra da av endres avskriften ikke, og avtalen følges opp som andre. "
    "Den er fortsatt en avskrift, og underskrives aldri her. Gjelder avtalen ikke lenger, bruk «avtale close».",
    en="Take over an agreement that was signed elsewhere, such as on paper.\n\nRecords in the register who vouches that the "
    "transcription is as the original, and where the original lies. From then on the transcription is not changed, and the agreement is "
    "followed up as others are. It is still a transcription, and never signed here. Where it holds no more, use “avtale close”.",
    example='avtale take-over samarbeid@1.00 --by "Kim Eksempel" --where "arkivsak 12/345" --signed-on 2018-05-21\n'
    'avtale take-over samarbeid@1.00 --by "Kim Eksempel" --where "arkivsak 12/345" --original skannet.pdf --dry-run',
)
@click.argument("doc", metavar="DOK")
@option(
    "--by",
    required=True,
    metavar="NAVN",
    nb="Den som går god for at avskriften er som originalen.",
    en="Who vouches that the transcription is as the original.",
)
@option(
    "--where",
    required=True,
    metavar="STED",
    nb="Hvor den underskrevne originalen ligger, for eksempel saken i arkivet.",
    en="Where the signed original lies, such as the archive's case.",
)
@option(
    "--original",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FIL",
    nb="Filen med originalen. Navnet og fingeravtrykket registreres; filen trenger ikke ligge i samlingen.",
    en="The file with the original. Its name and digest are recorded; the file need not lie in the repository.",
)
@option(
    "--digest",
    metavar="FINGERAVTRYKK",
    nb="Fingeravtrykket av filen, der den ikke er for hånden.",
    en="The digest of the file, where that is not at hand.",
)
@option(
    "--signed-on",
    type=Day(),
    metavar="DATO",
    nb="Dagen originalen ble underskrevet av den siste.",
    en="The day the original was signed by the last.",
)
@option(
    "--reason",
    metavar="TEKST",
    nb="Hvorfor, eller noe som bør huskes.",
    en="Why, or what should be remembered.",
)
@rehearsal_option
@on_option
def command(
    invocation: Invocation,
    doc: str,
    by: str,
    where: str,
    original: Path | None,
    digest: str | None,
    signed_on: dt.date | None,
    reason: str | None,
    dry_run: bool,
) -> None:
    from avtale.catalogue.codes import newest
    from avtale.lifecycle.take_over import take_over

    on = invocation.performed
    entry, repository = invocation.find(doc)
    taken = take_over(
        *(entry, repository),
        by=by,
        where=where,
        on=on,
        original=original,
        digest=digest,
        signed_on=signed_on,
        reason=reason,
        checked_with=newest(),
        dry_run=dry_run,
    )
    if taken.before:
        invocation.say(
            Message(
                "Det står i registeret fra før at {entry} er tatt over: {by}, {on}.",
                "The register says already that {entry} was taken over: {by}, {on}.",
                entry=entry,
                by=taken.taken_over_by,
                on=taken.on,
            )
        )
        return
    invocation.say(
        Message(
            "{entry}: tatt over av {by}, {on}. Originalen ligger i {where}.\n{fingerprint}",
            "{entry}: taken over by {by}, {on}. The original lies in {where}.\n{fingerprint}",
            entry=entry,
            by=taken.taken_over_by,
            on=taken.on,
            where=taken.where,
            fingerprint=taken.fingerprint,
        )
    )
    tell_written(invocation, taken.event, dry_run=dry_run)
