"""avtale done"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from avtale.cli.command import Day, declare, on_option, option
from avtale.cli.done_form import make_form, record_filled
from avtale.cli.done_words import done_said, tell_all, undo_said
from avtale.cli.file_change import rehearsal_option
from avtale.cli.invocation import Invocation
from avtale.errors import UsageError


@declare(
    task="follow up",
    nb="Registrer at en plikt er gjort, eller flere, for eksempel at evalueringen er holdt.\n\nPLIKT er id-en til plikten eller møtet, "
    "eller evaluation, review eller revision. Det som registreres, er den eldste fristen som står ugjort, ellers den neste. "
    "Svaret sier hvilken det ble. Flere plikter registreres alle eller ingen.\n\n--form lager et tomt skjema over det som skal registreres, og --from registrerer det "
    "utfylte. --undo tar tilbake det som ble registrert ved en feil: loggen får en innførsel til, og fristen står åpen igjen.",
    en="Record that a duty was done, or several, such as an evaluation that was held.\n\nDUTY is the id of the duty or "
    "meeting, or evaluation, review or revision. What is recorded is the oldest deadline left undone, else the next. The "
    "answer says which it was. Of several duties all are recorded or none.\n\n--form makes an empty form of what is to be recorded, and --from "
    "records the filled one. --undo takes back what was recorded by mistake: the log gets one entry more, and the deadline is open again.",
    example='avtale done troms-nav-ot evaluation --by "Seksjon for oppfølging" --evidence referat.pdf\n'
    'avtale done troms-nav-ot evaluation --due 2026-04-30 --on 2026-04-21 --by "Seksjon for oppfølging" --dry-run\n'
    'avtale done troms-nav-ot evaluation --undo --by "Seksjon for oppfølging" --note "Møtet ble avlyst"\n'
    "avtale done --form gjort.csv",
)
@click.argument("doc", metavar="[DOK]", required=False)
@click.argument("duties", metavar="[PLIKT]...", nargs=-1)
@option(
    "--by",
    metavar="NAVN",
    nb="Kontoret eller stillingen som gjorde det. Må oppgis, unntatt der skjemaet sier det.",
    en="The office or position that did it. Required, except where the form says it.",
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
    nb="Det som viser det, for eksempel et referat. Navnet og fingeravtrykket registreres; filen trenger ikke ligge i samlingen.",
    en="What shows it, such as minutes. Its name and fingerprint are recorded; the file need not lie in the repository.",
)
@option(
    "--where",
    metavar="STED",
    nb="Hvor det ligger, for eksempel saken i arkivet.",
    en="Where it lies, such as the archive's case.",
)
@option("--note", metavar="TEKST", nb="En merknad på én linje; med --undo hvorfor.", en="A note of one line; with --undo why.")  # fmt: skip
@option(
    "--even-so",
    is_flag=True,
    nb="Dagen er riktig selv om plikten ikke hadde begynt å gjelde. Det blir stående i loggen.",
    en="The day is right although the duty had not begun. The log will say it.",
)
@option(
    "--undo",
    is_flag=True,
    nb="Ta tilbake det som er registrert. Loggen får en innførsel som sier hvem og hvorfor.",
    en="Take back what was recorded. The log gets an entry that says who and why.",
)
@option(
    "--from",
    "filled",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FIL",
    nb="Registrer alt i et utfylt skjema: .csv, .xlsx, .yaml eller .json. Er noe galt, registreres ingenting.",
    en="Record everything in a filled form: .csv, .xlsx, .yaml or .json. Where anything is wrong, nothing is recorded.",
)
@option(
    "--form",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FIL",
    nb="Lag et tomt skjema, som .csv eller .yaml, over det som ikke er registrert og det neste av hver plikt.",
    en="Make an empty form, as .csv or .yaml, of what is not recorded and the next of each duty.",
)
@rehearsal_option
@on_option
def command(
    invocation: Invocation,
    doc: str | None,
    duties: tuple[str, ...],
    by: str | None,
    due: dt.date | None,
    evidence: tuple[Path, ...],
    where: str | None,
    note: str | None,
    even_so: bool,
    undo: bool,
    filled: Path | None,
    form: Path | None,
    dry_run: bool,
) -> int:
    if form is not None or filled is not None:
        alone = not (duties or due or evidence or where or note or even_so or undo)
        return _by_form(invocation, doc, form, filled, by, alone=alone, dry_run=dry_run)
    if doc is None or not duties:
        raise UsageError(
            nb="Si hvilket dokument det gjelder, og hvilken plikt: avtale done DOK PLIKT --by NAVN. «avtale status» viser hva som kan registreres.",
            en="Say which document it is about, and which duty: avtale done DOC DUTY --by NAME. “avtale status” shows what can be recorded.",
        )
    if undo and (evidence or where or even_so):
        raise UsageError(
            nb="--undo tar tilbake det som er registrert, og trenger bare --by, --note og av og til --due.",
            en="--undo takes back what was recorded, and needs --by, --note and at times --due only.",
        )
    from avtale.lifecycle.done import Deed, add_deed, add_undo
    from avtale.lifecycle.log_writing import LogWriting

    on = invocation.performed
    entry, repository = invocation.find(doc)
    writing, told = LogWriting(repository, several=len(duties) > 1), []
    for duty in duties:
        if undo:
            undone = add_undo(writing, entry, duty, by=by or "", on=on, note=note, due=due)
            told.append((undo_said(entry, undone), undone.file))
            continue
        deed = Deed(
            entry=entry, duty=duty, by=by or "", on=on, due=due, evidence=evidence, where=where, note=note, even_so=even_so
        )  # fmt: skip
        if (logged := add_deed(writing, deed)) is not None:
            told.append((done_said(entry, logged), logged.file))
    if not dry_run:
        writing.write()
    tell_all(invocation, told, dry_run=dry_run, passed_over=writing.passed_over)
    return 0


def _by_form(
    invocation: Invocation,
    doc: str | None,
    form: Path | None,
    filled: Path | None,
    by: str | None,
    *,
    alone: bool,
    dry_run: bool,
) -> int:
    """Make the form, or record the one that was filled in. Raises `UsageError` where the line asks for anything else too."""
    if filled is not None and form is None and alone:
        return record_filled(invocation, doc, filled, by, dry_run=dry_run)
    if form is None or filled is not None or not alone:
        raise UsageError(
            nb="--form og --from står hver for seg: hva som er gjort, og når, står i skjemaet.",
            en="--form and --from stand alone: what was done, and when, stands in the form.",
        )
    make_form(invocation, doc, form, dry_run=dry_run)
    return 0
