"""Record in the log that duties were done: one new file for each deadline, never written anew (docs/architecture.md, "What is kept, and where").

What was recorded by mistake is taken back by one file more (decision 39).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from avtale.errors import UsageError
from avtale.facts.occurrences import Occurrence, all_occurrences
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.root import folder_within
from avtale.format.dates import short
from avtale.format.persons import honest_name
from avtale.lifecycle.digest import digest_of, for_the_record
from avtale.lifecycle.done_deadline import before_it_began, deadline
from avtale.lifecycle.log_writing import LogWriting
from avtale.lifecycle.requirements import (
    LOG,
    refuse_numbers,
    refuse_plan,
    require_in_repository,
    require_name,
    require_sound,
)
from avtale.terminal import recordable


class Deed(Struct, frozen=True, kw_only=True):
    """Something that was done, as somebody tells it.

    The deadline it settles is `due`, else the oldest that was missed since the approval, else the next. Of a file of
    `evidence` name and SHA-256 are recorded, and the file is kept where the settings name a folder; `where` says where it lies.
    """

    entry: DocumentFile
    duty: str
    by: str
    on: dt.date
    due: dt.date | None = None
    evidence: Sequence[Path] = ()
    where: str | None = None
    note: str | None = None
    even_so: bool = False


class Logged(Struct, frozen=True):
    """What was recorded, or would be: the deadline that is settled, the day it was done, and the file."""

    occurrence: Occurrence
    done_on: dt.date
    by: str
    file: Path


def done(
    entry: DocumentFile,
    repository: Repository,
    duty: str,
    *,
    by: str,
    on: dt.date,
    due: dt.date | None = None,
    evidence: Sequence[Path] = (),
    where: str | None = None,
    note: str | None = None,
    even_so: bool = False,
    dry_run: bool = False,
) -> Logged:
    """Record that `by` did the duty with the id `duty` of the document in `entry` on the day `on`, as `Deed` has it.

    Raises as `add_deed` and `LogWriting.write`.
    """
    writing = LogWriting(repository)
    deed = Deed(
        entry=entry, duty=duty, by=by, on=on, due=due, evidence=evidence, where=where, note=note, even_so=even_so
    )  # fmt: skip
    logged = add_deed(writing, deed)
    assert logged is not None  # nothing is passed over of one
    if not dry_run:
        writing.write()
    return logged


def add_deed(writing: LogWriting, deed: Deed) -> Logged | None:
    """Add the entry of what was done; nothing is on the disk before `writing.write()`, so that several are all or nothing.

    None where it is passed over.

    Raises `UsageError` for a duty or deadline that the document does not have, an empty name, and outside a repository;
    `StateError` for a follow-up plan, what is not approved, a duty without a date, a deadline that is recorded already,
    where it is not clear that the next one is meant, and for a day before the duty began, unless `even_so`,
    which the entry then says; `SystemFailure` for evidence that cannot be read.
    """
    entry, repository = deed.entry, writing.repository
    require_loggable(entry, repository)
    by, note, where = require_name(deed.by), _line(deed.note), _line(deed.where)
    if where and not deed.evidence:
        raise UsageError(
            nb="--where sier hvor belegget ligger, men her er ikke noe belegg. Legg til --evidence FIL, eller bruk --note.",
            en="--where says where the evidence lies, but there is none. Add --evidence FILE, or use --note.",
        )
    refuse_numbers(by, note, where, *(path.name for path in deed.evidence))
    if stands(writing, deed):
        writing.passed_over += 1
        return None
    chosen = deadline(entry, repository, deed.duty, deed.on, deed.due)
    early = before_it_began(entry, repository, chosen.duty.id, deed.on)
    if early is not None and not deed.even_so:
        raise early
    file = writing.add(
        {
            **_head(entry, chosen.duty.id, chosen.date),
            "done_on": deed.on.isoformat(),
            "by": by,
            **({"even_so": True} if early is not None else {}),
            **(
                {"evidence": [_evidence(writing, chosen, path, where) for path in deed.evidence]}
                if deed.evidence
                else {}
            ),
            **({"note": note} if note else {}),
        }
    )
    return Logged(chosen, deed.on, by, file)


def stands(writing: LogWriting, deed: Deed) -> bool:
    """Whether it is one of several, and the log on the disk had it before, word for word."""
    if not writing.several:
        return False
    key, log = deed.entry.key, writing.before
    found = [log.done(key, deed.duty, deed.due)] if deed.due is not None else log.of(key, deed.duty)
    told = (
        deed.on,
        honest_name(deed.by),
        _line(deed.note) or None,
        [digest_of(path) for path in deed.evidence],
    )
    return told in [
        (one.done_on, one.by, one.note, [each.sha256 for each in one.evidence])
        for one in found
        if one is not None
    ]


class Undone(Struct, frozen=True):
    """What was taken back, or would be: the deadline that is open again, the day it was said to be done, and the file."""

    duty: str
    occurrence: dt.date
    done_on: dt.date
    file: Path


def undo(
    entry: DocumentFile,
    repository: Repository,
    duty: str,
    *,
    by: str,
    on: dt.date,
    note: str | None,
    due: dt.date | None = None,
    dry_run: bool = False,
) -> Undone:
    """Record that what the log says of a duty was wrong: `by` takes it back on the day `on`, and `note` says why.

    `due` is the deadline it stands for; where only one is recorded, it is that. Raises as `add_undo` and `LogWriting.write`.
    """
    writing = LogWriting(repository)
    undone = add_undo(writing, entry, duty, by=by, on=on, note=note, due=due)
    if not dry_run:
        writing.write()
    return undone


def add_undo(
    writing: LogWriting,
    entry: DocumentFile,
    duty: str,
    *,
    by: str,
    on: dt.date,
    note: str | None,
    due: dt.date | None = None,
) -> Undone:
    """Add the entry that takes one back, as `undo` has it; nothing is on the disk before `writing.write()`.

    Raises `UsageError` where nothing is recorded, it is not clear which is meant, or `by` or `note` is missing;
    `StateError` for what has no log.
    """
    repository = writing.repository
    require_loggable(entry, repository)
    by, note = honest_name(by), _line(note)
    if not by or not note:
        raise UsageError(
            nb="Hvem som tar det tilbake (--by) og hvorfor (--note), må stå i loggen.",
            en="Who takes it back (--by) and why (--note) have to stand in the log.",
        )
    refuse_numbers(by, note)
    known = sorted({one.occurrence for one in repository.log.of(entry.key, duty) if one.occurrence})
    if due is None and len(known) == 1:
        due = known[0]
    if due is not None and due not in known:  # the day it was moved to means the deadline, too
        versions = repository.versions.get(entry.key or "", ())
        moved = (one for one in all_occurrences(versions, repository, on) if one.duty.id == duty)
        due = next((one.date for one in moved if one.due == due), due)
    record = repository.log.done(entry.key, duty, due) if due else None
    if due is None or record is None or record.done_on is None:
        raise _not_recorded(entry, duty, due, known)
    taken_back = {"done_on": record.done_on.isoformat(), "by": by, "undone_on": on.isoformat(), "note": note}
    return Undone(duty, due, record.done_on, writing.add({**_head(entry, duty, due), **taken_back}))


def _not_recorded(
    entry: DocumentFile, duty: str, due: dt.date | None, known: Sequence[dt.date]
) -> UsageError:
    if not known:
        return UsageError(
            nb=f"Loggen sier ikke at «{duty}» i {entry.key} er gjort, så det er ingenting å ta tilbake.",
            en=f"The log does not say that “{duty}” of {entry.key} was done, so there is nothing to take back.",
        )
    listed = ", ".join(day.isoformat() for day in known)
    if due is None:
        return UsageError(
            nb=f"«{duty}» er registrert for flere frister: {listed}. Si hvilken med --due.",
            en=f"“{duty}” is recorded for several deadlines: {listed}. Say which with --due.",
        )
    return UsageError(
        nb=f"«{duty}» er ikke registrert for fristen {short(due)}. Den er registrert for: {listed}.",
        en=f"“{duty}” is not recorded for the deadline {due}. It is for: {listed}.",
    )


def require_loggable(entry: DocumentFile, repository: Repository) -> None:
    """Raises `StateError` for a plan and a file with errors, `UsageError` outside a repository."""
    refuse_plan(
        entry, "Skriv det som er gjort, i planen selv.", "Write what was done in the plan itself.", where=LOG
    )
    require_in_repository(entry, repository)
    require_sound(entry)


def _head(entry: DocumentFile, duty: str, occurrence: dt.date) -> dict[str, Any]:
    return {"format": 1, "key": str(entry.key), "duty": duty, "occurrence": occurrence.isoformat()}


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _evidence(writing: LogWriting, one: Occurrence, path: Path, where: str | None) -> dict[str, str]:
    """A file by name and digest, kept where the settings say. Raises `SystemFailure` where it cannot be read."""
    with for_the_record(path) as opened:
        data = opened.read()
    digest = hashlib.sha256(data).hexdigest()
    root, folder = writing.repository.root, writing.repository.settings.evidence_folder
    if root is not None and folder:
        name = f"{one.date}-{one.duty.id}.{digest[:12]}{path.suffix.lower()}"
        file = folder_within(root, folder, "evidence_folder") / str(one.entry.key) / name
        writing.keep(file, data)
        where = where or file.relative_to(root.resolve()).as_posix()
    return {"title": recordable(path.name), **({"where": where} if where else {}), "sha256": digest}
