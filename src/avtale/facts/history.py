"""The versions of a document and what became of each: from its files and the register."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from avtale.facts.amendments import amendments_of
from avtale.facts.diff import Change, diff
from avtale.facts.editorial import editorial
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.signatures import Signed, signed
from avtale.facts.version import order


class Revision(Struct, frozen=True):
    """One row of the revision table.

    `date` is the day the version takes effect, `changes` what its content changed from the version before it
    (the bookkeeping of the header left out). `approved` and `approver` are the register's; for a
    transcription its header's. `amendments` are the approved amendments to this version, by the day approved.
    """

    entry: DocumentFile
    version: str
    date: dt.date | None
    first: bool
    changes: tuple[Change, ...]
    author: str | None
    approver: str | None
    approved: dt.date | None
    signed: Signed
    withdrawn: dt.date | None
    amendments: tuple[tuple[DocumentFile, dt.date | None], ...] = ()


BOOKKEEPING = frozenset(
    {"version", "written_by", "effective_from", "approved_by", "approved_on", "next_review", "status"}
)
"""What of the header is another in every version, and has columns of its own."""


def revisions(entry: DocumentFile, repository: Repository, *, later: bool = True) -> tuple[Revision, ...]:
    """Every version of the document's key, oldest first; without `later` only up to `entry` itself.

    A file outside the repository is its own only version.
    """
    known = repository.versions.get(entry.key or "", []) if repository.at(entry.path) is entry else [entry]
    if not later:
        known = [one for one in known if one is entry or order(one.version) < order(entry.version)]
    return tuple(
        _revision(one, known[number - 1] if number else None, repository) for number, one in enumerate(known)
    )


def _revision(entry: DocumentFile, before: DocumentFile | None, repository: Repository) -> Revision:
    register, header, told = repository.register, entry.header, entry.transcribed
    approval = register.approval(entry.key, entry.version)
    gone = register.withdrawal(entry.key, entry.version)
    return Revision(
        entry,
        entry.version or "",
        header.effective_from if header else None,
        before is None,
        _content(diff(before.source.data, entry.source.data)) if before is not None else (),
        header.written_by if header else None,
        approval.approved_by if approval else header.approved_by if header and told else None,
        approval.on if approval else header.approved_on if header and told else None,
        signed(entry, repository),
        gone.on if gone else None,
        tuple(_amendments(entry, repository)),
    )


def _content(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    aside = {f"/control_header/{key}" for key in BOOKKEEPING}
    return tuple(
        one
        for one in changes
        if one.at not in aside and editorial(one) is None and not one.at.startswith("/supersedes")
    )


def _amendments(entry: DocumentFile, repository: Repository) -> list[tuple[DocumentFile, dt.date | None]]:
    approvals = ((one, repository.frozen_by(one)) for one in amendments_of(entry, repository, None))
    found = [(one, frozen.on) for one, frozen in approvals if frozen is not None]
    return sorted(found, key=lambda each: each[1] or dt.date.min)
