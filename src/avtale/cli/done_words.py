"""How `avtale done` tells what it recorded or took back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from avtale.cli.file_change import tell_written
from avtale.cli.invocation import Invocation
from avtale.message import Message

if TYPE_CHECKING:
    from avtale.facts.repository import DocumentFile
    from avtale.lifecycle.done import Logged, Undone

_SAID = {
    "evaluation": Message("evalueringen", "the evaluation"),
    "meeting": Message("møtet", "the meeting"),
    "duty": Message("plikten", "the duty"),
    "review": Message("gjennomgangen", "the review"),
    "revision": Message("revisjonen", "the revision"),
    "appointment": Message("oppnevningen", "the appointment"),
    "payment": Message("utbetalingen", "the payment"),
    "renegotiation": Message("reforhandlingen", "the renegotiation"),
}
_WAS = {
    "evaluation": Message("holdt", "held"),
    "meeting": Message("holdt", "held"),
    "payment": Message("betalt", "paid"),
}
_NAMED = ("meeting", "duty", "payment", "appointment")


def done_said(entry: DocumentFile, logged: Logged) -> Message:
    """Which deadline is recorded, of what, and for which day."""
    one = logged.occurrence
    fell = Message("forfalt", "fell due") if one.date < logged.done_on else Message("forfaller", "falls due")
    name = Message(" «{id}»", " “{id}”", id=one.duty.id) if one.duty.kind in _NAMED else ""
    return Message(
        "{key}: {what}{name} som {fell} {date}, er registrert som {was} {done_on}.",
        "{key}: {what}{name} that {fell} on {date} is recorded as {was} on {done_on}.",
        key=entry.key,
        what=_SAID[one.duty.kind],
        name=name,
        fell=fell,
        date=one.date,
        was=_WAS.get(one.duty.kind, Message("gjort", "done")),
        done_on=logged.done_on,
    )


def undo_said(entry: DocumentFile, undone: Undone) -> Message:
    """Which deadline is open again."""
    return Message(
        "{key}: «{duty}» for fristen {date}, som var registrert som gjort {done_on}, er tatt tilbake. Fristen står åpen igjen.",
        "{key}: “{duty}” for the deadline {date}, recorded as done on {done_on}, is taken back. The deadline is open again.",
        key=entry.key,
        duty=undone.duty,
        date=undone.occurrence,
        done_on=undone.done_on,
    )


def tell_all(
    invocation: Invocation, told: Sequence[tuple[Message, Path]], *, dry_run: bool, passed_over: int = 0
) -> None:
    """Each sentence with the file that keeps it, and how many were kept before; with `dry_run`, at the end, that none was written."""
    if passed_over:
        invocation.say(Message(f"Registrert fra før: {passed_over}.", f"Recorded before: {passed_over}."))
    for number, (sentence, file) in enumerate(told, start=1):
        invocation.say(sentence)
        if not dry_run or number == len(told):
            tell_written(invocation, file, dry_run=dry_run)
