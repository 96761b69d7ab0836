"""avtale check"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from avtale.cli import cached_check
from avtale.cli import targets as reports
from avtale.cli.command import declare, on_option, option
from avtale.cli.echo import echo
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError
from avtale.message import Message
from avtale.report import formats
from avtale.terminal import one_line

if TYPE_CHECKING:
    from avtale.catalogue.report import Report

_FILE = click.Path(path_type=Path, dir_okay=False)


@declare(
    task="check",
    writes=lambda given: given["fix"] or given["update"] or given["first"] is not None,
    nb="Sjekk dokumentene og si hva som er galt, hvor, og hva du kan gjøre.\n\n"
    "Uten DOK sjekkes hele samlingen. Avslutter med 1 når det er feil.",
    en="Check the documents: what is wrong, where, and what to do.\n\n"
    "Without DOC the whole repository is checked. Exits with 1 on errors.",
    example="avtale check\navtale check agreements/ot/troms-nav-ot-2.00.yaml\n"
    "avtale check --format text --format sarif=avtale.sarif\n"
    "avtale check --baseline agreements/baseline.json\navtale check --fix --dry-run",
)
@click.argument("docs", nargs=-1, metavar="[DOK]...")
@option(
    "--format",
    "targets",
    type=reports.TargetType(),
    multiple=True,
    metavar="FORMAT[=FIL]",
    nb=f"Format på svaret: {', '.join(formats.NAMES)}. Kan gis flere ganger, med hver sin fil.",
    en=f"Format of the answer: {', '.join(formats.NAMES)}. May be given several times, each with its file.",
)
@option("--strict", is_flag=True, nb="La også advarsler gi 1.", en="Let warnings give 1 too.")
@option(
    "--baseline",
    type=_FILE,
    metavar="FIL",
    nb="Godta funnene i denne grunnlinjen; bare nye funn teller.",
    en="Accept the findings in this baseline; only new ones count.",
)
@option(
    "--update-baseline",
    "update",
    is_flag=True,
    nb="Ta funn som er borte, ut av grunnlinjen. Nye legges aldri til.",
    en="Take what is gone out of the baseline. Nothing is ever added.",
)
@option(
    "--write-baseline",
    "first",
    type=_FILE,
    metavar="FIL",
    nb="Skriv dagens funn som en ny grunnlinje.",
    en="Write today's findings as a new baseline.",
)
@option(
    "--fix",
    is_flag=True,
    nb="Rett det som er trygt å rette (datoer, anførselstegn, rekkefølgen på navn), og vis endringen.",
    en="Mend what is safe to mend (dates, quotes, the order of names), and show the change.",
)
@option(
    "--dry-run", is_flag=True, nb="Vis bare hva --fix ville endret.", en="Only show what --fix would change."
)
@option(
    "--base",
    metavar="REF",
    nb="Sammenlign registeret med denne grenen eller revisjonen i git (ellers det CI går ut fra, og hovedgrenen).",
    en="Compare the register with this git branch or revision (default: what CI starts from, and the main branch).",
)
@option(
    "--cache/--no-cache",
    default=True,
    nb="Bruk svaret fra forrige sjekk når ingenting er endret (slik er det uten noe valg).",
    en="Use the answer of an earlier check where nothing has changed (the default).",
)
@option(
    "--force", is_flag=True, nb="Skriv over filer vi ikke har laget.", en="Overwrite files we did not make."
)
@on_option
def command(
    invocation: Invocation,
    docs: tuple[str, ...],
    targets: tuple[reports.Target, ...],
    strict: bool,
    baseline: Path | None,
    update: bool,
    first: Path | None,
    fix: bool,
    dry_run: bool,
    base: str | None,
    cache: bool,
    force: bool,
) -> int:
    _refuse_together(docs, baseline, update, first, fix, dry_run, base)
    invocation.tell_fallback()
    wanted = reports.ready(targets, force=force)
    invocation.lock_nearest()  # an answer that was kept opens no repository
    shows = "text" in [each.format for each in wanted if each.file is None]
    if fix and not dry_run:
        _fix(invocation, docs, dry_run=False, out=shows)
    found = cached_check.answer(invocation, docs, base, cache=cache)
    report: Report = found.report
    if first is not None:
        from avtale.cli import baselines

        report = baselines.first(report, first, invocation, force=force, whole=found.whole)
    elif baseline is not None:
        from avtale.cli import baselines

        report = baselines.against(found, baseline, invocation, update=update)
    shown = reports.write(
        report, wanted, lang=invocation.lang, colour=invocation.colour, strict=strict, prefix=found.prefix
    )
    for each in wanted:
        if each.file is not None:
            name = one_line(str(each.file))
            invocation.say(Message(f"Skrev {name}", f"Wrote {name}"), err=True)
    echo(
        shown,
        nl=False,
        color=invocation.colour,
        form=next((each.format for each in wanted if each.file is None), "text"),
    )
    if dry_run:  # what was asked for comes last, where the eye is when hundreds of findings have gone by
        _fix(invocation, docs, dry_run=True, out=shows)
    failing = report.count("error") or (strict and (report.count("warning") or report.not_compared))
    return 1 if failing else 0


def _refuse_together(
    docs: tuple[str, ...],
    baseline: Path | None,
    update: bool,
    first: Path | None,
    fix: bool,
    dry_run: bool,
    base: str | None,
) -> None:
    """Options that mean nothing, or two things, together. Raises `UsageError`."""
    if dry_run and not fix:
        raise UsageError(nb="--dry-run hører til --fix.", en="--dry-run belongs to --fix.")
    if update and baseline is None:
        raise UsageError(
            nb="--update-baseline trenger grunnlinjen: --baseline FIL.",
            en="--update-baseline needs the baseline: --baseline FILE.",
        )
    if first is not None and baseline is not None:
        raise UsageError(
            nb="Velg enten --baseline eller --write-baseline.", en="Choose --baseline or --write-baseline."
        )
    if base is not None and docs:
        raise UsageError(
            nb="--base gjelder hele samlingen. Ta bort DOK.",
            en="--base concerns the whole repository. Leave out DOC.",
        )


def _fix(invocation: Invocation, docs: tuple[str, ...], *, dry_run: bool, out: bool) -> None:
    """Mend the documents and show the change; where standard output is for a program, the change goes beside it."""
    from avtale.lifecycle.mend import mend

    pairs = invocation.find_all(docs) or [
        (entry, invocation.repository) for entry in invocation.repository.entries
    ]
    named = {entry.path.resolve(): (entry, repository) for entry, repository in pairs}
    found = [made for pair in named.values() if (made := mend(*pair)) is not None]
    if dry_run:
        _headed(invocation, len([made for made in found if not made.frozen]), out=out)
    for made in found:
        if made.frozen:
            invocation.say(
                Message(
                    f"{made.name} kan være godkjent: registeret om den lar seg ikke lese. Den endres ikke.",
                    f"{made.name} may have been approved: the register about it cannot be read. It is not changed.",
                )
                if made.unsure
                else Message(
                    f"{made.name} er godkjent eller underskrevet og endres ikke. Lag en ny versjon.",
                    f"{made.name} is approved or signed and is not changed. Make a new version.",
                ),
                err=True,
            )
            continue
        if not dry_run:
            made.write()
        echo(made.diff().encode(), nl=False, err=not out)
    if not dry_run:
        invocation.opened.clear()  # what was read is no longer what is there


def _headed(invocation: Invocation, many: int, *, out: bool) -> None:
    """What stands over the change that is only shown."""
    if not many:
        phrase = Message("--fix ville ikke endret noe.", "--fix would change nothing.")
    else:
        phrase = Message(
            f"Dette ville --fix endret, i {many} {'fil' if many == 1 else 'filer'}:",
            f"This is what --fix would change, in {many} {'file' if many == 1 else 'files'}:",
        )
    invocation.say(phrase, err=not out)
