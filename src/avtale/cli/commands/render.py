"""avtale render"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from avtale.cli.command import declare, folder_option, on_option, option
from avtale.cli.echo import echo, progress
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from avtale.findings import Finding
from avtale.message import Message
from avtale.source.read import Source

if TYPE_CHECKING:
    from avtale.facts.repository import DocumentFile, Repository

_MANY = 5  # from here on a bar tells how far it has come


@declare(
    task="publish",
    writes=False,
    pages=True,
    nb="Lag PDF og HTML av dokumenter.\n\nFilene heter build/<nøkkel>-<versjon>.<språk>.pdf og .html, én for hvert språk "
    "dokumentet skal finnes på. PDF-en har sin egen "
    "kilde inni seg og tomme felter for underskriftene. Bare filer denne kommandoen selv har laget, og som ikke er "
    "underskrevet, blir skrevet over.",
    en="Make PDF and HTML of documents.\n\nThe files are called build/<key>-<version>.<lang>.pdf and .html, one for each "
    "language the document must be there in. The PDF carries "
    "its own source and empty fields for the signatures. Only files that this command made itself, and that are not "
    "signed, are overwritten.",
    example="avtale render troms-nav-ot@2.00\navtale render troms-nav-ot@1.01 --format html --to utgaver --lang nn\n"
    "avtale render troms-nav-ot@2.00 --lang nb+se",
)
@click.argument("docs", nargs=-1, required=True, metavar="DOK...")
@folder_option
@option(
    "--format",
    "names",
    default="pdf,html",
    metavar="pdf,html",
    nb="Ett format, eller flere med komma mellom.",
    en="One format, or several with commas.",
)
@option(
    "--force",
    is_flag=True,
    nb="Skriv over filer som render ikke har laget, og skriv selv om noe er galt.",
    en="Overwrite files that render did not make, and write though something is wrong.",
)
@option(
    "--short",
    is_flag=True,
    nb="Én side med navn og telefonnumre, fra contacts.yaml. Filene heter .short.<språk>.",
    en="One page with names and telephone numbers, from contacts.yaml. The files are called .short.<lang>.",
)
@on_option
def command(
    invocation: Invocation, docs: tuple[str, ...], folder: Path, names: str, force: bool, short: bool
) -> int:
    from avtale.catalogue.report import Report
    from avtale.render.document import render
    from avtale.render.languages import page_languages
    from avtale.render.own_output import write_rendering
    from avtale.render.short import render_short
    from avtale.report.formats import write

    formats = tuple(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
    found = _distinctly(invocation.find_all(docs))
    findings: list[Finding] = []
    sources: dict[str, Source] = {}
    written: list[Path] = []
    held_back: list[str] = []
    try:
        for entry, repository in _progress(found, invocation):
            make = render_short if short else render
            chosen = invocation.chosen_pages
            for lang in (chosen,) if chosen else page_languages(entry, repository):
                made = make(
                    entry, repository, on=invocation.on, lang=lang, formats=formats, told_in=invocation.lang
                )
                findings += made.findings
                if force or not any(finding.severity == "error" for finding in made.findings):
                    written += write_rendering(folder, made.name, made.files, force=force)
                else:
                    held_back.append(made.name)
            sources[entry.name] = entry.source
    finally:  # also when one of them stops the rest; after the bar, which would be drawn over it
        for path in written:
            invocation.say(Message(f"Skrev {path}", f"Wrote {path}"))
    for name in held_back:
        invocation.say(
            Message(
                f"Skrev ikke {name}: rett feilene under først. Med --force blir den skrevet likevel, men oppgir da "
                "ikke en standard den ikke holder, og kan ikke underskrives.",
                f"Did not write {name}: mend the errors below first. With --force it is written all the same, but then "
                "claims no standard that it does not keep, and cannot be signed.",
            )
        )
    if findings:
        report = Report(len(found), tuple(sorted(set(findings))), sources)
        echo(
            write(report, "text", lang=invocation.lang, colour=invocation.colour),
            nl=False,
            color=invocation.colour,
        )
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def _distinctly(found: list[tuple[DocumentFile, Repository]]) -> list[tuple[DocumentFile, Repository]]:
    """Raises `UsageError` where two different files would be written to the same name."""
    from avtale.render.job import source_stem

    by_name: dict[str, DocumentFile] = {}
    for entry, _ in found:
        first = by_name.setdefault(source_stem(entry), entry)
        if first is not entry:
            raise UsageError(
                nb=f"{first.name} og {entry.name} har samme nøkkel og versjon og ville fått samme filnavn. Gjengi én om gangen.",
                en=f"{first.name} and {entry.name} have the same key and version and would get the same file name. Render one at a time.",
            )
    return found


def _progress(
    found: list[tuple[DocumentFile, Repository]], invocation: Invocation
) -> Iterable[tuple[DocumentFile, Repository]]:
    """A bar on a terminal where there are many; without one, nothing is shown."""
    if len(found) < _MANY or not sys.stderr.isatty():
        return found
    return progress(found, Message("Gjengir", "Rendering").text(invocation.lang), len(found))
