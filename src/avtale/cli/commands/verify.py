"""avtale verify"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from avtale.cli.command import declare, format_option, option
from avtale.cli.echo import echo, echo_json
from avtale.cli.invocation import Invocation
from avtale.cli.signing import trust_option

if TYPE_CHECKING:
    from avtale.sign.verdict import FileVerdict


@declare(
    task="sign",
    writes=False,
    nb="Prøv underskriftene i en PDF, eller i .p7s-filene ved siden av en HTML-side.\n\nGyldig er den bare når hver part har underskrevet med sitt eget sertifikat, filen er "
    "uendret, sertifikatene er utstedt av noen du stoler på og ikke trukket tilbake, og innholdet er det som ble "
    "godkjent. Tillit og register er dine: --trust, --repo, samlingen du står i, eller dine egne innstillinger, aldri "
    "mappen filen ligger i. Ingenting hentes fra nettet. Slutter med 0 når alt er gyldig, ellers 1.",
    en="Judge the signatures in a PDF, or in the .p7s files beside an HTML page.\n\nIt is valid only where every party has signed with its own certificate, the file is "
    "unchanged, the certificates were issued by someone you trust and are not revoked, and the content is what was "
    "approved. Trust and register are yours: --trust, --repo, the repository you stand in, or your own configuration, "
    "never the folder of the file. Nothing is fetched from the network. Exits with 0 where all is valid, else 1.",
    example="avtale verify build/troms-nav-ot-2.00.nb.signed-county-nav.pdf --trust tillit/\navtale verify FIL.pdf --format json",
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FIL.pdf")
@trust_option
@option(
    "--without-register",
    is_flag=True,
    nb="Spør bare om underskriftene, ikke om innholdet ble godkjent.",
    en="Ask about the signatures only, not whether the content was approved.",
)
@format_option("text", "json")
def command(
    invocation: Invocation, file: Path, trust: tuple[Path, ...], without_register: bool, name: str
) -> int:
    from avtale import environment
    from avtale.cli.asker import asker
    from avtale.facts.seen import keep_seen
    from avtale.sign.files import read_pdf
    from avtale.sign.html.page import SUFFIXES
    from avtale.sign.judging import judge
    from avtale.sign.seen import seen_in

    pdf = read_pdf(file)
    asked = asker(invocation, trust)
    if file.suffix.lower() in SUFFIXES:
        from avtale.sign.html.verify import verify_page

        page = verify_page(
            pdf,
            file,
            at=invocation.now,
            trust=asked.trust,
            repository=asked.repository,
            without_register=without_register,
            count_demonstration=asked.count_demonstration,
            vouched=asked.vouched,
        )
        verdict = replace(page, basis=asked.basis)
    else:
        verdict = judge(
            pdf, asked, name=str(file), at=invocation.now, on=invocation.on, without_register=without_register
        )
    if asked.repository is not None and not without_register:
        keep_seen(environment.answers_folder(), asked.repository.root, *seen_in(verdict, pdf, file))
    return _describe(invocation, verdict, name)


def _describe(invocation: Invocation, verdict: FileVerdict, name: str) -> int:
    if name == "json":
        echo_json(verdict.as_data(invocation.lang))
    else:
        from avtale.sign.describe import as_text

        echo(
            as_text(verdict, lang=invocation.lang, colour=invocation.colour),
            nl=False,
            color=invocation.colour,
        )
    return 0 if verdict.verdict == "total_passed" else 1
