"""The next version of a document: a new file beside the old one, which stays as it is.

What belongs to the old version alone goes: its approval, the days by its signatures, that it was a transcription.
Every other byte is kept, comments, order and quoting included.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from avtale.errors import AvtaleError, StateError, UsageError
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.version import following, names_file, order
from avtale.format.model import Document
from avtale.lifecycle.file_change import FileChange, name_in
from avtale.message import Message
from avtale.source.editing import put_in, remove, set_fields
from avtale.source.scalar import Scalar
from avtale.source.write import is_there, write_whole

_GONE = ("/control_header/approved_by", "/control_header/approved_on", "/transcribed_from")
_GONE_BY_SIGNATORY = ("signed_on", "line")
_NOWHERE = Path("/dev/null/none")  # where a dry run would write, if it did


def bump(
    entry: DocumentFile,
    repository: Repository,
    *,
    major: bool = False,
    to: Path | None = None,
    effective_from: dt.date | None = None,
    dry_run: bool = False,
) -> FileChange:
    """Write the version after `entry` (1.09 → 1.10, `major` 2.00) as a new file beside it, or as `to`.

    With `dry_run` everything is tried and nothing written. Raises `StateError` for a file that cannot be read or that
    is not the newest version, `UsageError` where the file exists.
    """
    changes: dict[str, Scalar] = {}
    if effective_from is not None:
        changes["/control_header/effective_from"] = effective_from.isoformat()
    return next_version(entry, repository, changes, major=major, to=to, dry_run=dry_run)


def next_version(
    entry: DocumentFile,
    repository: Repository,
    changes: Mapping[str, Scalar],
    *,
    removed: tuple[str, ...] = (),
    major: bool = False,
    to: Path | None = None,
    notes: tuple[Message, ...] = (),
    dry_run: bool = False,
) -> FileChange:
    """The next version of `entry` with `changes` made, by pointer, and the keys `removed` gone."""
    before = entry.as_read()
    version, after = next_text(entry, repository, before, major=major)
    after = set_fields(after, changes, name=entry.name)
    for pointer in removed:
        after = remove(after, pointer, name=entry.name)
    file = to or beside(entry, version)
    made = FileChange(
        file, after, (entry.name, name_in(file, repository)), before, notes=notes + _notes(entry, changes)
    )
    if is_there(file):
        raise _exists(file)
    if not dry_run:
        write_whole(file, after, replace=False)
    return made


def made_before(
    entry: DocumentFile, repository: Repository, *, major: bool = False, effective_from: dt.date | None = None
) -> DocumentFile | None:
    """The version that `entry` was made from by `bump` with these very words, where nobody has touched `entry` since; else None."""
    known = repository.versions.get(entry.key or "", [])
    older = known[: known.index(entry)] if entry in known else []
    if not older or stands(entry, repository):
        return None
    until_then = replace(
        repository, entries=tuple(other for other in repository.entries if other is not entry), kept={}
    )
    try:
        made = bump(
            older[-1], until_then, major=major, effective_from=effective_from, to=_NOWHERE, dry_run=True
        )
    except AvtaleError:
        return None
    return older[-1] if made.after == entry.as_read() else None


def beside(entry: DocumentFile, version: str) -> Path:
    """Where the file of another version of `entry` lies."""
    return entry.path.with_name(f"{entry.key}-{version}.yaml")


def next_text(
    entry: DocumentFile, repository: Repository, raw: bytes, *, major: bool = False
) -> tuple[str, bytes]:
    """The version after `entry`, and the text of its file made from `raw`, the text of the old one.

    Raises `StateError` for a file that cannot be read, has no key and version, or is not the newest version.
    """
    document = entry.document
    if (
        document is None
        or not entry.version
        or not names_file(entry.key, entry.version)
        or not order(entry.version)
    ):
        raise StateError(
            nb=f"{entry.name} kan ikke leses, eller mangler nøkkel eller versjon. Kjør «avtale check» og rett det først.",
            en=f"{entry.name} cannot be read, or lacks a key or a version. Run “avtale check” and mend it first.",
        )
    _refuse_older(entry, repository)
    version, name = following(entry.version, major=major), entry.name
    raw = set_fields(raw, {"/control_header/version": version}, name=name)
    gone = [*_GONE]
    if entry.transcribed:  # whoever wrote the old text did not write this version
        gone.append("/control_header/written_by")
    for signatory in document.signatories if hasattr(document, "signatories") else ():
        gone += [f"{signatory.pointer}/{key}" for key in _GONE_BY_SIGNATORY]
    for pointer in gone:
        raw = remove(raw, pointer, name=name)
    if stands(entry, repository):
        raw = with_superseded(raw, document, str(entry.key), str(entry.version), name=name)
    return version, raw


def stands(entry: DocumentFile, repository: Repository) -> bool:
    """Whether a version is more than a draft: approved, or the record of another's document."""
    return entry.transcribed or repository.register.approval(entry.key, entry.version) is not None


def with_superseded(raw: bytes, document: Document, key: str, version: str, *, name: str) -> bytes:
    """`raw`, the text of `document`, saying that it replaces that version; the older version of one key gives way."""
    from avtale.source.editing import add_item

    for reference in document.supersedes:
        if reference.key == key and (document.key == key or reference.version in (None, version)):
            return set_fields(raw, {f"{reference.pointer}/version": version}, name=name)
    reference_data = {"key": key, "version": version}
    if document.supersedes:
        return add_item(raw, "/supersedes", reference_data, name=name)
    return put_in(raw, "/supersedes", [reference_data], after="language", name=name)


def _refuse_older(entry: DocumentFile, repository: Repository) -> None:
    newest = repository.versions.get(entry.key or "", [entry])[-1]
    if order(newest.version) > order(entry.version):
        raise StateError(
            nb=f"{entry} er ikke den nyeste versjonen; {newest} finnes i {newest.name}. "
            f"Arbeid videre i den, eller lag neste versjon av den: avtale bump {newest}",
            en=f"{entry} is not the newest version; {newest} exists in {newest.name}. "
            f"Go on in that one, or make the next version of it: avtale bump {newest}",
        )


def _notes(entry: DocumentFile, changes: Mapping[str, Scalar]) -> tuple[Message, ...]:
    header = entry.header
    found: list[Message] = []
    if header and header.effective_from and "/control_header/effective_from" not in changes:
        found.append(
            Message(
                "«Gjelder fra» (control_header: effective_from) er fortsatt {day}. "
                "Skriv dagen den nye versjonen tas i bruk.",
                "“Effective from” (control_header: effective_from) is still {day}. "
                "Write the day the new version is taken into use.",
                day=header.effective_from,
            )
        )
    if header and (entry.transcribed or not header.written_by):
        found.append(
            Message(
                "«Skrevet av» (control_header: written_by) er tom; den må fylles inn før versjonen kan godkjennes.",
                "“Written by” (control_header: written_by) is empty; fill it in before the version can be approved.",
            )
        )
    return tuple(found)


def _exists(file: Path) -> UsageError:
    return UsageError(
        nb=f"Filen {file} finnes fra før og er ikke rørt. Velg en annen fil med --to.",
        en=f"The file {file} exists and was left alone. Choose another file with --to.",
    )
