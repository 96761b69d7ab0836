"""avtale verify"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from avtale.cli.app import App
from avtale.cli.command import command as declare
from avtale.cli.command import option
from avtale.cli.echo import echo, echo_json

if TYPE_CHECKING:
    from avtale.facts.repository import Repository


@declare(
    nb="Prøv underskriftene i en PDF.\n\nGyldig er den bare når hver part har underskrevet, filen er uendret, sertifikatene er "
    "utstedt av noen det er sagt å stole på og ikke trukket tilbake, og innholdet er det som ble godkjent. Ingenting hentes "
    "fra nettet. Slutter med 0 når alt er gyldig, ellers 1.",
    en="Judge the signatures in a PDF.\n\nIt is valid only where every party has signed, the file is unchanged, the "
    "certificates were issued by someone said to be trusted and are not revoked, and the content is what was approved. "
    "Nothing is fetched from the network. Exits with 0 where all is valid, else 1.",
    example="avtale verify build/troms-nav-ot-2.00.nb.signed-county-nav.pdf --trust tillit/\navtale verify FIL.pdf --format json",
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FIL.pdf")
@option(
    "--trust",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="STI",
    nb="Fil eller mappe med sertifikater og tilbakekallingslister (ellers innstillingenes). Kan gis flere ganger.",
    en="File or folder of certificates and revocation lists (default: the settings'). May be repeated.",
)
@option(
    "--without-register",
    is_flag=True,
    nb="Spør bare om underskriftene, ikke om innholdet ble godkjent.",
    en="Ask about the signatures only, not whether the content was approved.",
)
@option(
    "--format",
    "name",
    type=click.Choice(("text", "json")),
    default="text",
    nb="Format på svaret.",
    en="Format of the answer.",
)
def command(app: App, file: Path, trust: tuple[Path, ...], without_register: bool, name: str) -> int:
    from avtale.sign.embedded import embedded_source
    from avtale.sign.files import read_pdf
    from avtale.sign.recording import remarks
    from avtale.sign.trust import load_trust
    from avtale.sign.verify import verify

    pdf = read_pdf(file)
    repository = app.repository_if_any() or app.repository_if_any(file)
    settings = repository.settings.signing if repository else None
    verdict = verify(
        pdf,
        name=str(file),
        at=app.now,
        trust=load_trust(trust or settled(repository)),
        repository=repository,
        without_register=without_register,
        count_demonstration=bool(settings and settings.count_demonstration),
    )
    source = embedded_source(pdf, str(file))
    if source is not None and repository is not None and not without_register:
        verdict = replace(verdict, reasons=(*verdict.reasons, *remarks(source, repository, app.on)))
    if name == "json":
        echo_json(verdict.as_data(app.lang))
    else:
        from avtale.sign.told import as_text

        echo(as_text(verdict, lang=app.lang, colour=app.colour), nl=False, color=app.colour)
    return 0 if verdict.verdict == "total_passed" else 1


def settled(repository: Repository | None) -> list[Path]:
    """The paths of the settings, which count from the folder the settings lie in."""
    if repository is None or repository.root is None or repository.settings.signing is None:
        return []
    return [repository.root / path for path in repository.settings.signing.trust]
