"""avtale record-signature"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from avtale.cli.command import declare, on_option, option
from avtale.cli.invocation import Invocation
from avtale.cli.signing import say_recorded, trust_option
from avtale.errors import UsageError
from avtale.message import Message
from avtale.terminal import one_line

if TYPE_CHECKING:
    from avtale.facts.repository import Repository


@declare(
    task="sign",
    nb="Registrer underskriftene i en PDF, eller ved siden av en HTML-side.\n\nFor en fil som er underskrevet uten at registeret fikk vite det: "
    "kommandoen ble avbrutt, disken var full, eller filen ble underskrevet et annet sted. Filen prøves som i «avtale verify»; hver "
    "underskrift som mangler, registreres. Kjøres den igjen, legger den ingenting til.\n\nEn signeringstjeneste kan ha pakket filen inn, så avtale ikke kan prøve den. "
    "Med --vouched-by registreres det at tjenesten går god for underskriftene til alle partene, og at ingen har prøvd dem.",
    en="Record the signatures of a PDF, or beside an HTML page.\n\nFor a file that was signed without the register being told: the "
    "command was interrupted, the disk was full, or the file was signed elsewhere. The file is judged as by “avtale verify”; each "
    "signature that is missing is recorded. Run again, it adds nothing.\n\nA signing service may have wrapped the file, so that avtale cannot verify it. "
    "With --vouched-by it is recorded that the service vouches for the signatures of all parties, and that nobody verified them.",
    example="avtale record-signature build/troms-nav-ot-2.00.nb.signed-county.pdf\n"
    'avtale record-signature fra-tjenesten.pdf --vouched-by "Posten signering" --of troms-nav-ot@2.00 --on 2026-10-01',
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FIL.pdf")
@trust_option
@option(
    "--vouched-by",
    "service",
    metavar="NAVN",
    nb="Tjenesten som går god for underskriftene.",
    en="The service that vouches for the signatures.",
)
@option(
    "--of",
    "doc",
    metavar="DOK",
    nb="Dokumentet som er underskrevet, der filen ikke selv sier det. Hører til --vouched-by.",
    en="The document that was signed, where the file does not say. Belongs to --vouched-by.",
)
@on_option
def command(
    invocation: Invocation, file: Path, trust: tuple[Path, ...], service: str | None, doc: str | None
) -> None:
    from avtale import environment
    from avtale.cli.asker import asker
    from avtale.facts.seen import keep_seen
    from avtale.sign.files import read_pdf
    from avtale.sign.html.page import SUFFIXES
    from avtale.sign.html.recording import record_page_signatures
    from avtale.sign.recording import record_signatures
    from avtale.sign.seen import shown_by

    data = read_pdf(file)
    if service is not None:
        _vouched(invocation, data, file, service, doc)
        return
    if doc is not None:
        raise UsageError(nb="--of hører til --vouched-by.", en="--of belongs to --vouched-by.")
    repository = invocation.repository
    asked = asker(invocation, trust)
    record = record_page_signatures if file.suffix.lower() in SUFFIXES else record_signatures
    events = record(data, file, repository, at=invocation.now, trust=asked.trust, vouched=asked.vouched)
    keep_seen(environment.answers_folder(), repository.root, shown_by(data, file))
    _describe(invocation, events, repository)


def _vouched(invocation: Invocation, data: bytes, file: Path, service: str, doc: str | None) -> None:
    from avtale.sign.embedded import embedded_source
    from avtale.sign.service import record_vouched

    source = embedded_source(data, str(file))
    named = doc or (f"{source.key}@{source.version}" if source is not None else None)
    if named is None:
        raise UsageError(
            nb=f"{file} sier ikke selv hvilket dokument den er. Oppgi det med --of DOK.",
            en=f"{file} does not say which document it is. Name it with --of DOC.",
        )
    entry, repository = invocation.find(named)
    events = record_vouched(
        data, file, entry, repository, source=source, service=service, on=invocation.performed
    )
    _describe(invocation, events, repository)
    invocation.say(
        Message(
            f"{one_line(service)} går god for underskriftene. avtale har ikke prøvd dem.",
            f"{one_line(service)} vouches for the signatures. avtale has not verified them.",
        )
    )


def _describe(invocation: Invocation, events: tuple[Path, ...], repository: Repository) -> None:
    for event in events:
        say_recorded(invocation, event, repository)
    if not events:
        invocation.say(Message("Alt er registrert fra før.", "Everything is recorded already."))
