"""avtale record-signature"""

from __future__ import annotations

from pathlib import Path

import click

from avtale.cli.app import App
from avtale.cli.command import command as declare
from avtale.cli.signing import say_recorded, trust_option
from avtale.message import Message


@declare(
    nb="Før underskriftene i en PDF, eller ved siden av en HTML-side, i registeret.\n\nFor en fil som er underskrevet uten at registeret fikk vite det: "
    "kommandoen ble avbrutt, disken var full, eller filen ble underskrevet et annet sted. Filen prøves som i «avtale verify»; hver "
    "underskrift som mangler, føres. Kjøres den igjen, legger den ingenting til.",
    en="Record the signatures of a PDF, or beside an HTML page, in the register.\n\nFor a file that was signed without the register being told: the "
    "command was interrupted, the disk was full, or the file was signed elsewhere. The file is judged as by “avtale verify”; each "
    "signature that is missing is recorded. Run again, it adds nothing.",
    example="avtale record-signature build/troms-nav-ot-2.00.nb.signed-county.pdf",
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FIL.pdf")
@trust_option
def command(app: App, file: Path, trust: tuple[Path, ...]) -> None:
    from avtale.cli.asker import asker
    from avtale.sign.files import read_pdf
    from avtale.sign.page import SUFFIXES
    from avtale.sign.page_recording import record_page_signatures
    from avtale.sign.recording import record_signatures

    data = read_pdf(file)
    repository = app.repository
    asked = asker(app, trust)
    record = record_page_signatures if file.suffix.lower() in SUFFIXES else record_signatures
    events = record(data, file, repository, at=app.now, trust=asked.trust, vouched=asked.vouched)
    for event in events:
        say_recorded(app, event, repository)
    if not events:
        app.say(Message("Alt er ført i registeret fra før.", "Everything is recorded already."))
