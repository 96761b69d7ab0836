"""What `check` says and does about a baseline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from avtale.catalogue.report import Report
from avtale.cli.invocation import Invocation
from avtale.errors import SystemFailure, UsageError
from avtale.facts.git import before
from avtale.message import Message
from avtale.report.baseline import (
    Compared,
    acceptable,
    compare,
    read_baseline,
    shrunk,
    write_baseline,
)
from avtale.report.grown import describe_grown, grown
from avtale.report.identity import Identity
from avtale.source.ours import refuse_source

if TYPE_CHECKING:
    from avtale.cli.cached_check import Answered

_SHOWN = 20


def first(report: Report, path: Path, invocation: Invocation, *, force: bool, whole: bool) -> Compared:
    """Write the first baseline from what was found, and compare with it.

    With `force` it may take an older one's place, and then tells how much it grew; unless the `whole`
    repository was checked, what the older one holds of other files stays.
    """
    older = _older(path) if force else []
    if not older:
        refuse_source(path)
    known = acceptable(report)
    kept = [] if whole else [each for each in older if each.file not in report.sources]
    write_baseline(path, sorted([*known, *kept]), replace=force)
    more = len(known) - (Counter(known) & Counter(older)).total()
    grown = (
        Message(f" {more} av dem var ikke godtatt før.", f" {more} of them were not accepted before.")
        if older
        else Message("", "")
    )
    invocation.say(
        Message(
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
    except UsageError:
        return []


def against(found: Answered, path: Path, invocation: Invocation, *, update: bool) -> Compared:
    """Compare with a baseline, tell what is gone from it and, if asked, take that out; and tell where it has grown."""
    known = read_baseline(path)
    documents = found.documents()
    compared = compare(found.report, known, whole=found.whole, documents=documents)
    _tell_moved(compared.moved, path, invocation, update=update)
    _tell_gone(compared, known, path, invocation, update=update)
    return _grown(compared, found, path, invocation, documents)


def _tell_gone(
    compared: Compared, known: list[Identity], path: Path, invocation: Invocation, *, update: bool
) -> None:
    gone = compared.gone
    if update and (gone or compared.moved):
        write_baseline(path, shrunk(known, compared))
    if not gone:
        return
    lines = [f"  {each.code}  {each.file}  {each.pointer}".rstrip() for each in gone[:_SHOWN]]
    if len(gone) > _SHOWN:
        rest = len(gone) - _SHOWN
        lines.append(Message(f"  og {rest} til", f"  and {rest} more").text(invocation.lang))
    listed = "\n".join(lines)
    if update:
        invocation.say(
            Message(
                f"Borte, og tatt ut av grunnlinjen {path}:\n{listed}",
                f"Gone, and taken out of the baseline {path}:\n{listed}",
            ),
            err=True,
        )
    else:
        invocation.say(
            Message(
                f"I grunnlinjen, men borte nå:\n{listed}\nTa dem ut med --update-baseline.",
                f"In the baseline, but gone now:\n{listed}\nTake them out with --update-baseline.",
            ),
            err=True,
        )


def _grown(
    compared: Compared, found: Answered, path: Path, invocation: Invocation, documents: Collection[str]
) -> Compared:
    """The report with what the baseline accepts beyond what it did at the merge base; outside git as it was."""
    if found.history is None or found.root is None or not compared.accepted:
        return compared
    if found.history.trouble is not None:
        _tell_not_compared(path, invocation, found.history.trouble)
        if not found.history.bases:
            return compared
    try:
        past = before(path, found.root, found.history.bases)
        more = grown(compared, past, found.root, documents)
    except SystemFailure as error:
        why = Message(error.nb.rstrip("."), error.en.rstrip("."))
        _tell_not_compared(path, invocation, why)
        return replace(
            compared, not_compared=(*compared.not_compared, f"{path}: {why.text(invocation.lang)}")
        )
    if past and all(each.content is None for each in past):
        number, base = len(compared.accepted), past[0].base
        invocation.say(
            Message(
                f"Grunnlinjen {path} er ny: den står ikke i «{base}» ennå, og godtar {number} funn.",
                f"The baseline {path} is new: it does not stand in “{base}” yet. Findings it accepts: {number}.",
            ),
            err=True,
        )
    return describe_grown(compared, more, path, found.root, invocation.lang) if more else compared


def _tell_not_compared(path: Path, invocation: Invocation, why: Message) -> None:
    invocation.say(
        Message(
            f"Grunnlinjen {path} er ikke sammenlignet med hovedgrenen: {why.nb}.",
            f"The baseline {path} was not compared with the main branch: {why.en}.",
        ),
        err=True,
    )


def _tell_moved(
    moved: tuple[tuple[str, str], ...], path: Path, invocation: Invocation, *, update: bool
) -> None:
    if not moved:
        return
    number = len(moved)
    nb = f"{number} {'fil' if number == 1 else 'filer'} i grunnlinjen {path} er flyttet"
    en = f"{number} {'file' if number == 1 else 'files'} in the baseline {path} moved"
    if update:
        describe_grown = Message(f"{nb}, og stedet er rettet.", f"{en}, and the place was mended.")
    else:
        describe_grown = Message(
            f"{nb}. Rett stedet med --update-baseline.", f"{en}. Mend the place with --update-baseline."
        )
    invocation.say(describe_grown, err=True)
