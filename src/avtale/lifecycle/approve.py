"""Approve a version: an event in the register, then the two fields of the control header.

The register is written first. If the machine stops between the two writes, the approval holds, `check` tells
that the header does not say so, and the same command run again writes the header; it never writes a second event.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from avtale.errors import StateError, SystemFailure
from avtale.facts.register import add_event
from avtale.facts.repository import DocumentFile, Repository
from avtale.findings import Finding
from avtale.format.dates import short
from avtale.format.fingerprint import fingerprint
from avtale.format.model import RegisterEvent
from avtale.format.persons import same_person
from avtale.lifecycle.approver import Actor, require_another, wrote
from avtale.lifecycle.requirements import refuse_numbers, refuse_plan, require_in_repository, require_name
from avtale.lifecycle.transcription import never_approved
from avtale.message import Message
from avtale.source.editing import set_fields
from avtale.source.read import parse
from avtale.source.write import Replacement, require_unchanged, write_whole

_HEADER = "/control_header"


class Approval(Struct, frozen=True):
    """What an approval wrote, or would write. `completed` tells that the event stood in the register already.

    `trouble` says why git cannot tell all who wrote the text.
    """

    approved_by: str
    on: dt.date
    fingerprint: str
    event: Path
    file: Path
    completed: bool = False
    trouble: Message | None = None


def approve(
    entry: DocumentFile,
    repository: Repository,
    *,
    by: str,
    on: dt.date,
    findings: Sequence[Finding],
    checked_with: dt.date | None = None,
    even_so: bool = False,
    dry_run: bool = False,
) -> Approval:
    """Record that `by` approved the version in `entry` on the day `on`.

    `findings` is what a check of this document found; one error is enough to refuse. `checked_with` is the day of
    the newest rule of that check (`newest_rule`): what comes later finds warnings at most. Writes the event, then the header. With `dry_run` everything is tried and nothing written.
    Where git has changes of the text by `by`, they approve it only `even_so`, which the event then says.
    Raises `UsageError` for a file outside a repository or an empty name, `StateError` for a version that may not be
    approved: a transcription, one with errors, one approved already, by its own author or one of those who changed it.
    """
    require_in_repository(entry, repository)
    by = require_name(by)
    refuse_numbers(by)
    recorded = repository.register.approval(entry.key, entry.version)
    if recorded is not None:
        return _completed(entry, repository, recorded, by=by, dry_run=dry_run)
    _refuse(entry, repository, findings)
    written = require_another(entry, repository, Actor(by), even_so=even_so)
    print_now = fingerprint(entry.source.data)
    edited = _with_header(entry, by, on, print_now)
    event = repository.register.path(entry.key, entry.version, "approval")
    if not dry_run:
        said = {
            "approved_by": by,
            "fingerprint": print_now,
            "checked_with": checked_with,
            "even_so": True if wrote(written, Actor(by)) is not None else None,
        }
        require_unchanged(entry.path, edited.before, name=entry.name)
        add_event(repository.register, "approval", entry.key, entry.version, on, said)
        try:
            write_whole(entry.path, edited)
        except SystemFailure:
            _take_back(event, entry, edited)
            raise
    return Approval(by, on, print_now, event, entry.path, trouble=written.trouble)


def _take_back(event: Path, entry: DocumentFile, edited: Replacement) -> None:
    """Nobody approved what an editor saved in this very moment: the event goes again. After a full disk it stays, to be completed."""
    try:
        require_unchanged(entry.path, edited.before)
    except SystemFailure:
        event.unlink(missing_ok=True)


def _completed(
    entry: DocumentFile, repository: Repository, recorded: RegisterEvent, *, by: str, dry_run: bool
) -> Approval:
    """Finish an approval whose event was written and whose header was not; else refuse."""
    header = entry.header
    who, day, wanted = recorded.approved_by or "", recorded.on, recorded.fingerprint or ""
    stands = header is not None and (header.approved_by, header.approved_on) == (who, day)
    if stands or day is None or entry.fingerprint != wanted or same_person(by, who) is False:
        raise StateError(
            nb=f"{entry} er allerede godkjent av {who}{f' {short(day)}' if day else ''}. "
            + (
                "Innholdet er endret siden; lag en ny versjon av det."
                if entry.fingerprint != wanted
                else "En godkjenning endres aldri; lag en ny versjon hvis noe skal endres."
            ),
            en=f"{entry} was approved by {who}{f' on {day}' if day else ''} already. "
            + (
                "Its content has changed since; make a new version of it."
                if entry.fingerprint != wanted
                else "An approval is never changed; make a new version if something is to change."
            ),
        )
    edited = _with_header(entry, who, day, wanted)
    if not dry_run:
        write_whole(entry.path, edited)
    event = repository.register.path(entry.key, entry.version, "approval")
    return Approval(who, day, wanted, event, entry.path, completed=True)


def _refuse(entry: DocumentFile, repository: Repository, findings: Sequence[Finding]) -> None:
    document = entry.document
    if entry.transcribed and not entry.problems:
        raise never_approved(entry, repository)
    refuse_plan(entry, "Den godkjennes ikke, den underskrives.", "It is not approved, it is signed.")
    # What the two fields say without an event is no hindrance: they are about to be written.
    errors = [one for one in findings if one.severity == "error" and one.code != "approval-differs"]
    if errors or document is None:
        listed = "".join(
            f"\n  {finding.file}:{finding.line}:{finding.column} {finding.code}: {finding.message}"
            for finding in errors[:5]
        )
        more = len(errors) - 5
        raise StateError(
            nb=f"{entry.name} har {len(errors)} feil og kan ikke godkjennes før de er rettet:{listed}"
            + (f"\n  … og {more} til. Se alle med «avtale check {entry.name}»." if more > 0 else ""),
            en=f"{entry.name} has {len(errors)} errors and cannot be approved before they are mended:{listed}"
            + (f"\n  … and {more} more. See them all with “avtale check {entry.name}”." if more > 0 else ""),
        )
    if not entry.key or not entry.version:
        raise StateError(
            nb=f"{entry.name} mangler nøkkel eller versjon.", en=f"{entry.name} lacks a key or a version."
        )


def _with_header(entry: DocumentFile, by: str, on: dt.date, wanted: str) -> Replacement:
    """The file with its two fields set; nothing else of it is touched, so the fingerprint stays."""
    raw = entry.as_read()
    edited = set_fields(
        raw, {f"{_HEADER}/approved_by": by, f"{_HEADER}/approved_on": on.isoformat()}, name=entry.name
    )
    if fingerprint(parse(edited, entry.name).data) != wanted:
        raise StateError(
            nb=f"{entry.name} ble endret imens. Kjør kommandoen igjen.",
            en=f"{entry.name} was changed meanwhile. Run the command again.",
        )
    return Replacement(raw, edited)
