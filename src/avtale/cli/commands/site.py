"""avtale site"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from avtale.cli.command import declare, on_option, option
from avtale.cli.echo import echo, progress
from avtale.cli.invocation import Invocation
from avtale.cli.unread import tell_unread
from avtale.message import Message

if TYPE_CHECKING:
    from avtale.portal.site import Site

_MANY = 20  # from here on a bar tells how far it has come


@declare(
    task="publish",
    writes=False,
    nb="Lag et nettsted av samlingen, for intranettet eller rett fra disken.\n\n"
    "Hvert dokument unntatt planer har en side med tilstand, gyldighet, neste frist, underskrifter, historikk, PDF og kalender. "
    "Det som er over fristen, og det som bygger på noe endret uten at noen har sett på det, står først. "
    "Nettstedet spør ingen annen server om noe. Det som ikke er endret siden sist, blir ikke skrevet på nytt.",
    en="Make a site of the repository, for the intranet or right from the disk.\n\n"
    "Each document but plans has a page with state, validity, next deadline, signatures, history, PDF and calendar. "
    "What is overdue, and what is based on something changed that nobody has looked at, comes first. "
    "The site asks no other server for anything. What has not changed since last time is not written again.",
    example="avtale site --to nettsted\navtale site --to nettsted --public\navtale site --to nettsted --no-pdf --dry-run",
)
@option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    metavar="MAPPE",
    nb="Mappen nettstedet legges i.",
    en="The folder for the site.",
)
@option(
    "--public",
    is_flag=True,
    nb="Ta ut det som er unntatt offentlighet, også av PDF-er, søk og kalendere. Hjemmelen står igjen.",
    en="Leave out what is exempt from public access, also of PDFs, search and calendars. The legal basis is left.",
)
@option(
    "--languages",
    "chosen",
    default="nb,se,en",
    metavar="nb,se,en",
    nb="Språkene sidene finnes på, det første først.",
    en="The languages of the pages, the first one first.",
)
@option(
    "--no-pdf",
    is_flag=True,
    nb="Lag ikke PDF-er. Det går mye fortere.",
    en="Make no PDFs, which is much faster.",
)
@option(
    "--dry-run",
    is_flag=True,
    nb="Fortell hva som ville blitt skrevet og fjernet, uten å gjøre det.",
    en="Tell what would be written and removed, and do nothing.",
)
@option(
    "--force",
    is_flag=True,
    nb="Skriv også i en mappe med andres filer. De blir liggende; bare filer med samme navn blir skrevet over.",
    en="Write also into a folder with others' files. They stay; only files of the same name are overwritten.",
)
@on_option
def command(
    invocation: Invocation, folder: Path, public: bool, chosen: str, no_pdf: bool, dry_run: bool, force: bool
) -> int:
    from avtale.catalogue.report import Report
    from avtale.portal.site import LANGUAGES, build_site
    from avtale.report.formats import write

    langs = tuple(dict.fromkeys(each.strip() for each in chosen.split(",") if each.strip())) or LANGUAGES

    def tell(found: Iterable[Any], many: int) -> Iterable[Any]:
        if many < _MANY or not sys.stderr.isatty():
            return found
        return progress(found, Message("Lager nettstedet", "Making the site").text(invocation.lang), many)

    def make() -> Site:
        return build_site(
            invocation.repository,
            folder,
            invocation.on,
            langs=langs,
            public=public,
            pdf=not no_pdf,
            force=force,
            dry_run=dry_run,
            told_in=invocation.lang,
            tell=tell,
        )

    site = make() if dry_run else _as_before(invocation, folder, (public, langs, no_pdf, force), make)
    _say(invocation, site, folder, dry_run=dry_run)
    tell_unread(invocation, site.unread)
    if site.findings:
        report = Report(site.documents, tuple(sorted(set(site.findings))), {})
        echo(
            write(report, "text", lang=invocation.lang, colour=invocation.colour),
            nl=False,
            color=invocation.colour,
        )
    return 1 if site.findings else 0


def _as_before(
    invocation: Invocation, folder: Path, asked: tuple[object, ...], make: Callable[[], Site]
) -> Site:
    """The site that lies there, where nothing it is made of has changed today and each of its files is as it was written."""
    from avtale.cli.kept_answer import Answer, kept
    from avtale.portal.site import Site
    from avtale.portal.target import Written, as_listed
    from avtale.resources import folder as resource
    from avtale.source.inventory import stamps

    class Made(Answer, frozen=True):
        listed: tuple[str, int] | None
        documents: int
        search: bool
        unread: int

    fresh: list[Site] = []

    def made() -> Made:
        site = make()
        fresh.append(site)
        return Made(invocation.lang, as_listed(folder), site.documents, site.search, site.unread)

    def holds(made: Made) -> bool:
        return made.listed is not None and made.listed == as_listed(folder)

    drawn_with = [stamp for name in ("templates", "assets") for stamp in stamps(resource(name))]
    found = kept(invocation, ("site", folder.resolve(), *asked, drawn_with), made, Made, holds=holds)
    if fresh:
        return fresh[0]
    assert found.listed is not None
    return Site(Written(0, 0, found.listed[1], 0), found.documents, (), found.search, found.unread)


def _say(invocation: Invocation, site: Site, folder: Path, *, dry_run: bool) -> None:
    """What became of the files, and what the site lacks."""
    made, count = site.outcome, site.documents
    new, changed, same, gone = made.new, made.changed, made.unchanged, made.removed
    wrote = Message("Ville skrevet", "Would write") if dry_run else Message("Skrev", "Wrote")
    invocation.say(
        Message(
            f"{wrote.text('nb')} {folder}: {count} {'dokument' if count == 1 else 'dokumenter'}; filer: {new} nye, "
            f"{changed} endret, {same} som før, {gone} fjernet.",
            f"{wrote.text('en')} {folder}: {count} {'document' if count == 1 else 'documents'}; files: {new} new, "
            f"{changed} changed, {same} as before, {gone} removed.",
        )
    )
    if made.left:
        listed = ", ".join(made.left[:5])
        invocation.say(
            Message(
                f"Noen har endret filer som ikke lenger hører til nettstedet, så de ble liggende ({len(made.left)}): {listed}",
                f"Somebody has changed files that no longer belong to the site, so they were left ({len(made.left)}): {listed}",
            ),
            err=True,
        )
    if not site.search:
        invocation.say(
            Message(
                "Nettstedet har ikke søk: avtale er installert uten det sider bruker i en nettleser. "
                "Installer fra en ferdig pakke (wheel), eller kjør «make setup» i kildekoden.",
                "The site has no search: avtale was installed without what pages use in a browser. "
                "Install a built package (wheel), or run “make setup” in the source.",
            ),
            err=True,
        )
