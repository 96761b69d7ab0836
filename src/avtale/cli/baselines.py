"""What `check` says and does about a baseline."""

from __future__ import annotations

from pathlib import Path

from avtale.cli.app import App
from avtale.cli.phrase import Phrase
from avtale.report.baseline import (
    Compared,
    acceptable,
    compare,
    read_baseline,
    shrunk,
    write_baseline,
)
from avtale.rules.check import Report

_SHOWN = 20


def first(report: Report, path: Path, app: App, *, force: bool) -> Compared:
    """Write the first baseline from what was found, and compare with it."""
    known = acceptable(report)
    write_baseline(path, known, replace=force)
    app.say(
        Phrase(
            f"Skrev {path}: {len(known)} funn er godtatt slik de står. Bruk den med --baseline {path}.",
            f"Wrote {path}: {len(known)} findings are accepted as they stand. Use it with --baseline {path}.",
        ),
        err=True,
    )
    return compare(report, known)


def against(report: Report, path: Path, app: App, *, whole: bool, update: bool) -> Compared:
    """Compare with a baseline, tell what is gone from it and, if asked, take that out."""
    known = read_baseline(path)
    compared = compare(report, known, whole=whole)
    gone = compared.gone
    if not gone:
        return compared
    lines = [f"  {each.code}  {each.file}  {each.pointer}".rstrip() for each in gone[:_SHOWN]]
    if len(gone) > _SHOWN:
        rest = len(gone) - _SHOWN
        lines.append(Phrase(f"  og {rest} til", f"  and {rest} more").text(app.lang))
    listed = "\n".join(lines)
    if update:
        write_baseline(path, shrunk(known, gone))
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
