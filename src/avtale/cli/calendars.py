"""`avtale remind --calendar` and `--calendar-dir`: calendars written, and what became of them told."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from avtale.cli.invocation import Invocation
from avtale.cli.unread import tell_unread, unread_in
from avtale.errors import UsageError, not_read
from avtale.message import Message

if TYPE_CHECKING:
    from avtale.publish.feeds import FeedFile

_TOLD = 50
"""As many files are named, of those that changed."""
_STATES = {
    "new": Message("ny", "new"),
    "changed": Message("endret", "changed"),
    "gone": Message("avlyst", "cancelled"),
}


def write_calendar(
    invocation: Invocation, docs: tuple[str, ...], target: Path, *, force: bool = False, dry_run: bool = False
) -> None:
    """Write one calendar of the documents, or of all, and say what stands in it."""
    from avtale.facts.agenda import agenda
    from avtale.facts.occurrences import undated
    from avtale.publish.calendar import feed, require_all_read
    from avtale.source.write import write_whole

    asked = invocation.asked_about(docs)
    before = _ours(target, force)
    found, open_ones = [], 0
    for repository, only in asked:
        require_all_read(repository)
        entries = repository.entries if only is None else only
        found += agenda(repository, invocation.on, entries=entries)
        open_ones += sum(len(undated(entry, repository, invocation.on)) for entry in entries)
    made = feed(found, invocation.on, lang=invocation.lang, settings=asked[0][0].settings, before=before)
    if made.data != before and not dry_run:
        write_whole(target, made.data)
    deadlines = _count(made.deadlines, ("frist", "frister"), ("deadline", "deadlines"))
    warnings = _count(made.warnings, ("varsel", "varsler"), ("warning", "warnings"))
    head = Message("Ville skrevet", "Would have written") if dry_run else Message("Skrev", "Wrote")
    invocation.say(
        Message(
            f"{head.nb} {target}: {deadlines.nb} og {warnings.nb}.",
            f"{head.en} {target}: {deadlines.en} and {warnings.en}.",
        )
    )
    tell_unread(invocation, unread_in(repository for repository, _ in asked))
    if not made.deadlines:
        invocation.say(
            Message(
                "Utkast, og dokumenter uten datoer, gir ingen frister.",
                "Drafts, and documents without dates, give no deadlines.",
            )
        )
    if made.missed:
        invocation.say(
            Message("Over fristen: {n}. Se «avtale due».", "Overdue: {n}. See “avtale due”.", n=made.missed)
        )
    if open_ones:
        count = _count(open_ones, ("frist", "frister"), ("deadline has", "deadlines have"))
        invocation.say(
            Message(
                f"{count.nb} har ingen dag (som «innen 3 dager etter …») og står ikke i kalenderen.",
                f"{count.en} no date (such as “within 3 days of …”) and cannot stand in the calendar.",
            )
        )


def write_calendars(
    invocation: Invocation, folder: Path, *, address: str = "", dry_run: bool = False
) -> None:
    """Write the folder of calendars, and name each file that changed."""
    from avtale.publish.feeds import write_feeds
    from avtale.publish.feeds_page import GOOGLE_READS

    files = write_feeds(
        invocation.repository, invocation.on, folder, lang=invocation.lang, address=address, dry_run=dry_run
    )
    told = [each for each in files if each.state in _STATES]
    for each in told[:_TOLD]:
        state = _STATES[each.state]
        invocation.say(Message(f"{each.path}: {state.nb}", f"{each.path}: {state.en}"))
    if len(told) > _TOLD:
        invocation.say(Message(f"… og {len(told) - _TOLD} til.", f"… and {len(told) - _TOLD} more."))
    invocation.say(_summary(files, folder, dry_run))
    tell_unread(invocation, unread_in([invocation.repository]))
    large = [each.name for each in files if each.size > GOOGLE_READS]
    if large:
        listed = ", ".join(large[:3]) + (" …" if len(large) > 3 else "")
        invocation.say(
            Message(
                f"Google Kalender leser ikke filer over 1 MB: {listed}. "
                "Abonner der på kalenderne for hver ansvarlig eller hvert dokument.",
                f"Google Calendar reads no files over 1 MB: {listed}. "
                "Subscribe there to the calendars for each owner or each document.",
            )
        )


def _summary(files: list[FeedFile], folder: Path, dry_run: bool) -> Message:
    states = Counter(each.state for each in files)
    same, written = states["same"], len(files) - states["same"]
    head = Message("Ville skrevet", "Would have written") if dry_run else Message("Skrev", "Wrote")
    count = _count(written, ("fil", "filer"), ("file", "files"))
    return Message(
        f"{head.nb} {count.nb} i {folder}; {same} er uendret.",
        f"{head.en} {count.en} in {folder}; {same} unchanged.",
    )


def _ours(target: Path, force: bool) -> bytes:
    """The calendar of ours that lies there, b"" where none does. Raises `UsageError` for another file, without --force."""
    from avtale.publish.calendar import is_ours
    from avtale.source.ours import refuse_source

    try:
        with target.open("rb") as file:
            data = file.read()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise not_read(target, error) from error
    if is_ours(data):
        return data
    refuse_source(target)
    if not force:
        raise UsageError(
            nb=f"{target} finnes fra før og er ingen kalender fra avtale. Filen er ikke rørt. "
            "Velg et annet navn, eller bruk --force.",
            en=f"{target} exists and is no calendar of avtale's. It was left alone. Choose another name, or use --force.",
        )
    return b""


def _count(number: int, nb: tuple[str, str], en: tuple[str, str]) -> Message:
    which = 0 if number == 1 else 1
    return Message(f"{number} {nb[which]}", f"{number} {en[which]}")
