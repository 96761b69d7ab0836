"""From an author to an approver and back: send for approval, send back, comment at a field, answer. Each adds one file beside the document."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

from avtale.errors import StateError, UsageError
from avtale.facts.comments import CommentSaid
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.version import names_file
from avtale.findings import Finding
from avtale.format.model import FollowUpPlan
from avtale.format.persons import honest_name
from avtale.inheritance.tree import at
from avtale.lifecycle.approver import Actor, require_another
from avtale.lifecycle.requirements import refuse_numbers, require_name
from avtale.source.dump import dump
from avtale.source.write import write_whole


def send_for_approval(
    entry: DocumentFile,
    repository: Repository,
    *,
    by: str,
    on: dt.date,
    findings: Sequence[Finding],
    to: str = "",
    text: str = "",
) -> Path:
    """Send the version in `entry` to whoever approves it, `to` where that is somebody; `findings` is what a check of it found.

    The file that was written. Raises `StateError` for one that cannot be approved as it is, was approved, or waits already;
    `UsageError` for a name that is none.
    """
    require_sendable(entry, repository)
    errors = sum(one.severity == "error" for one in findings)
    if errors or entry.document is None:
        raise StateError(
            nb=f"Dokumentet har {errors} feil, og kan ikke godkjennes før de er rettet. Rett dem, lagre, og send det så.",
            en=f"The document has {errors} errors and cannot be approved before they are mended. Mend them, save, and send it then.",
        )
    to = honest_name(to)
    if to:
        require_another(entry, repository, Actor(to))
    said = {"to": to, "text": text, "fingerprint": entry.fingerprint or ""}
    return _add(entry, repository, "sent", by, on, said)


def require_sendable(entry: DocumentFile, repository: Repository) -> None:
    """See that a version may be sent, whatever a check finds in it. Raises `StateError` as `send_for_approval`."""
    _require_draft(entry, repository)
    header = entry.header
    if header is None or not header.written_by:
        raise StateError(
            nb="«Skrevet av» er ikke fylt inn, så det kan ikke sees at en annen godkjenner. Fyll det inn, lagre, og send det så.",
            en="“Written by” is not filled in, so it cannot be seen that another approves. Fill it in, save, and send it then.",
        )
    if waits(entry, repository):
        raise StateError(
            nb="Dokumentet venter på godkjenning fra før, slik det er nå.",
            en="The document waits for approval already, as it is now.",
        )


def send_back(
    entry: DocumentFile, repository: Repository, *, by: str, on: dt.date, text: str, pointer: str = ""
) -> Path:
    """Send it back to the author, with what is to be done, at a field where `pointer` names one.

    Raises `StateError` for a version that does not wait, `UsageError` where nothing is said, or the field is not there.
    """
    _require_draft(entry, repository)
    turn = repository.comments.turn(entry.key, entry.version)
    if turn is None or turn.event != "sent":
        raise StateError(
            nb="Dokumentet er ikke sendt til godkjenning, så det kan ikke sendes tilbake.",
            en="The document was not sent for approval, so it cannot be sent back.",
        )
    return _add(entry, repository, "returned", by, on, _told(entry, text, pointer))


def comment(
    entry: DocumentFile, repository: Repository, *, by: str, on: dt.date, text: str, pointer: str = ""
) -> Path:
    """Say something of a draft, at a field where `pointer` names one. Raises as `send_back`."""
    _require_draft(entry, repository)
    return _add(entry, repository, "comment", by, on, _told(entry, text, pointer))


def answer_comment(
    entry: DocumentFile, repository: Repository, *, to: str, by: str, on: dt.date, text: str = ""
) -> Path:
    """Say that the comment in the file named `to` is seen to, and how. Raises `StateError` where no such comment waits."""
    _require_draft(entry, repository)
    waiting: list[CommentSaid] = repository.comments.unanswered(entry.key, entry.version)
    if to not in (one.name for one in waiting):
        raise StateError(
            nb="Kommentaren finnes ikke, eller er besvart av noen andre. Se på dem som står der nå.",
            en="There is no such comment, or somebody else has answered it. Look at those that stand there now.",
        )
    return _add(entry, repository, "resolved", by, on, {"answers": to, "text": text})


def waits(entry: DocumentFile, repository: Repository) -> bool:
    """Whether a version waits for approval with the content that it has now."""
    turn = repository.comments.turn(entry.key, entry.version)
    waiting = turn is not None and turn.event == "sent" and turn.fingerprint == entry.fingerprint
    return waiting and repository.frozen_by(entry) is None


def require_shown(entry: DocumentFile, shown: str) -> None:
    """Raise `StateError` where the content is another than somebody decided on, whose fingerprint is `shown`."""
    if shown != entry.fingerprint:
        raise StateError(
            nb="Dokumentet er endret siden siden ble laget, og ingenting er gjort. Se på det som står der nå, og prøv igjen.",
            en="The document has changed since the page was made, and nothing was done. Look at what stands there now, and try again.",
        )


def _told(entry: DocumentFile, text: str, pointer: str) -> dict[str, str]:
    if not text.strip():
        raise UsageError(
            nb="Skriv hva som skal gjøres, så den som har skrevet dokumentet, vet det.",
            en="Write what is to be done, so that whoever wrote the document knows.",
        )
    if pointer and at(entry.source.data, pointer) is None:
        raise UsageError(
            nb="Feltet finnes ikke i dokumentet lenger. Se på det som står der nå, og velg igjen.",
            en="The field is not in the document any more. Look at what stands there now and choose again.",
        )
    return {"at": pointer, "text": text}


def _require_draft(entry: DocumentFile, repository: Repository) -> None:
    if isinstance(entry.document, FollowUpPlan) or repository.at(entry.path) is None:
        raise StateError(
            nb="Bare dokumenter i samlingen sendes til godkjenning og kommenteres.",
            en="Only documents of the repository are sent for approval and commented.",
        )
    if entry.transcribed:
        raise StateError(
            nb="En avskrift godkjennes ikke. Den tas over.",
            en="A transcription is not approved. It is taken over.",
        )
    if repository.frozen_by(entry) is not None:
        raise StateError(
            nb="Versjonen er godkjent. Skal noe endres, lages en ny versjon.",
            en="The version is approved. If something is to change, make a new version.",
        )


def _add(
    entry: DocumentFile, repository: Repository, event: str, by: str, on: dt.date, said: dict[str, str]
) -> Path:
    by = require_name(by)
    refuse_numbers(by, *said.values())
    key, version = str(entry.key), str(entry.version)
    if not names_file(entry.key, entry.version):
        raise StateError(
            nb="Dokumentet mangler nøkkel eller versjon. Fyll dem inn, lagre, og prøv igjen.",
            en="The document lacks a key or a version. Fill them in, save, and try again.",
        )
    given = {name: text.strip() for name, text in said.items() if text.strip()}
    record = {"format": 1, "event": event, "on": on.isoformat(), "by": by, **given}
    data = dump(record)
    known, ending = (
        repository.comments.of(key, version),
        f"-{event}-{hashlib.sha256(data).hexdigest()[:6]}.yaml",
    )
    if known and known[-1].path.name.endswith(ending):
        return known[-1].path  # said twice in a row: by a command run again, or a button pressed again
    name = f"{max((one.number for one in known), default=0) + 1}{ending}"
    path = repository.comments.folder / key / version / name
    write_whole(path, data, replace=False)
    return path
