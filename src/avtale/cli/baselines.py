"""What `check` says and does about a baseline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path

from avtale.cli.app import App
from avtale.cli.phrase import Phrase
from avtale.errors import Misuse
from avtale.report.baseline import (
    Compared,
    acceptable,
    compare,
    read_baseline,
    shrunk,
    write_baseline,
)
from avtale.report.identity import Identity
from avtale.rules.report import Report

_SHOWN = 20


def first(report: Report, path: Path, app: App, *, force: bool, whole: bool) -> Compared:
    """Write the first baseline from what was found, and compare with it.

    With `force` it may take an older one's place, and then tells how much it grew; unless the `whole`
    repository was checked, what the older one holds of other files stays.
    """
    older = _older(path) if force else []
    known = acceptable(report)
    kept = [] if whole else [each for each in older if each.file not in report.sources]
    write_baseline(path, sorted([*known, *kept]), replace=force)
    more = len(known) - (Counter(known) & Counter(older)).total()
    grown = (
        Phrase(f" {more} av dem var ikke godtatt før.", f" {more} of them were not accepted before.")
        if older
        else Phrase("", "")
    )
    app.say(
        Phrase(
            f"Skrev {path}: {len(known)} funn er godtatt slik de står.{grown.nb} Bruk den med --baseline {path}.",
            f"Wrote {path}: {len(known)} findings are accepted as they stand.{grown.en} Use it with --baseline {path}.",
        ),
        err=True,
    )
    return compare(report, known)


def _older(path: Path) -> list[Identity]:
    """What a baseline that is to be written anew holds; nothing where the file is none."""
    try:
        return read_baseline(path)
    except Misuse:
        return []


def against(
    report: Report, path: Path, app: App, *, whole: bool, update: bool, documents: Collection[str]
) -> Compared:
    """Compare with a baseline, tell what is gone from it and, if asked, take that out."""
    known = read_baseline(path)
    compared = compare(report, known, whole=whole, documents=documents)
    _tell_moved(compared.moved, path, app, update=update)
    gone = compared.gone
    if update and (gone or compared.moved):
        write_baseline(path, shrunk(known, compared))
    if not gone:
        return compared
    lines = [f"  {each.code}  {each.file}  {each.pointer}".rstrip() for each in gone[:_SHOWN]]
    if len(gone) > _SHOWN:
        rest = len(gone) - _SHOWN
        lines.append(Phrase(f"  og {rest} til", f"  and {rest} more").text(app.lang))
    listed = "\n".join(lines)
    if update:
        app.say(
            Phrase(
                f"Borte, og tatt ut av grunnlinjen {path}:\n{listed}",
                f"Gone, and taken out of the baseline {path}:\n{listed}",
            ),
            err=True,
        )
    else:
        app.say(
            Phrase(
                f"I grunnlinjen, men borte nå:\n{listed}\nTa dem ut med --update-baseline.",
                f"In the baseline, but gone now:\n{listed}\nTake them out with --update-baseline.",
            ),
            err=True,
        )
    return compared


def _tell_moved(moved: tuple[tuple[str, str], ...], path: Path, app: App, *, update: bool) -> None:
    if not moved:
        return
    number = len(moved)
    nb = f"{number} {'fil' if number == 1 else 'filer'} i grunnlinjen {path} er flyttet"
    en = f"{number} {'file' if number == 1 else 'files'} in the baseline {path} moved"
    if update:
        told = Phrase(f"{nb}, og stedet er rettet.", f"{en}, and the place was mended.")
    else:
        told = Phrase(
            f"{nb}. Rett stedet med --update-baseline.", f"{en}. Mend the place with --update-baseline."
        )
    app.say(told, err=True)
