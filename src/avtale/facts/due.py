"""One thing that falls due once, and who owes it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

from avtale.facts.access import shielded
from avtale.facts.decided import lineage
from avtale.facts.duties import MILESTONES, DutyKind, FollowUp
from avtale.facts.lead_times import lead_time
from avtale.facts.occurrences import OccurrenceStatus
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.validity import ahead_of
from avtale.format.model import Document
from avtale.format.owners import COLLECTIVE, named, spelled
from avtale.format.values import Text

DueKind = Literal[DutyKind, "signature", "certificate", "timestamp", "fetch", "consent", "deletion"]


class Due(Struct, frozen=True):
    """One thing that falls due once.

    `status` on the day asked about: `done` is recorded, `missed` is past and is not, `passed` is a past day on which nobody
    had to do anything (notice, end), `due` is today or later.
    """

    entry: DocumentFile
    """The version that gives it."""
    id: str
    """The duty's id; also "signature.<party>", "certificate.<party>", "timestamp", "fetch", "consent.<id>", "deletion"."""
    kind: DueKind
    date: dt.date
    """The day its rule gives: its identity, with key and id."""
    due: dt.date
    """The day it must be done by: `date`, or the day that is moved to."""
    warn_from: dt.date
    """The first day to tell of it: the lead time ahead, but not before the document begins."""
    opens: dt.date | None
    """The first day on which it may be done, where there is such a day."""
    status: OccurrenceStatus
    done_on: dt.date | None
    owners: tuple[str, ...]
    """The ids of the roles, parties and bodies that owe it, as the document writes them, a word for all parties spelled out."""
    what: Text | None
    evidence_wanted: Text | None
    """What shows that it was done; None where the log's entry is enough."""
    source: str | None
    pointer: str
    follow_up: FollowUp | None = None
    """The rule that gives it, where a duty of the document does; with it a calendar can say how it recurs."""
    begins: dt.date | None = None
    """The first day of the version that gives it."""
    named_by: tuple[Document, ...] = ()
    """The documents that name its owners: its own, and where that does not name them all, those above it, the nearest first."""

    @property
    def key(self) -> str:
        return self.entry.key or ""

    @property
    def name(self) -> tuple[str, str, dt.date]:
        """Key, id and date: the same from version to version."""
        return (self.key, self.id, self.date)

    @property
    def overdue(self) -> bool:
        return self.status == "missed"

    @property
    def by_done(self) -> bool:
        """Whether “avtale done” records it; what else falls due is recorded by what is done: a signature, a new version."""
        return self.follow_up is not None and self.kind not in MILESTONES

    def near(self, on: dt.date) -> bool:
        """Whether the day lies within its lead time, and it is not done."""
        return self.status == "due" and self.warn_from <= on


def single(
    entry: DocumentFile,
    repository: Repository,
    on: dt.date,
    identifier: str,
    kind: DueKind,
    date: dt.date,
    *,
    owner: tuple[str, ...] = (),
    done_on: dt.date | None = None,
    opens: dt.date | None = None,
    pointer: str = "",
    passes: bool = False,
) -> Due:
    """What falls due once and is no duty of the document; `passes` where nobody does it, so that it is never missed."""
    done_on = done_on if done_on and done_on <= on else None
    status: OccurrenceStatus = (
        "done" if done_on else "due" if date >= on else "passed" if passes else "missed"
    )
    warn = ahead_of(date, lead_time(kind, repository.settings))
    owing = owners(owner, entry, repository)
    return Due(
        entry, identifier, kind, date, date, max(warn, opens) if opens else warn, opens, status, done_on,
        owing, None, None, None, pointer, named_by=naming(owing, entry, repository),
    )  # fmt: skip


def naming(owing: tuple[str, ...], entry: DocumentFile, repository: Repository) -> tuple[Document, ...]:
    """The documents that name these owners, as `Due.named_by`. What is exempt names nobody below it: calendars and letters of those go out."""
    own = entry.document
    if own is None or named(own).issuperset(owing):
        return () if own is None else (own,)
    above = [one for one in lineage(entry, repository) if one is entry or not shielded(one)]
    return tuple(one.document for one in above if one.document)


def owners(written: tuple[str, ...], entry: DocumentFile, repository: Repository) -> tuple[str, ...]:
    """Who owes what has these owners: the parties where it says all of them; where it says nobody, who issues the document.

    A document without parties has those of what it stands on.
    """
    above = [one.document for one in lineage(entry, repository) if one.document] if _asks(written) else []
    parties = next((ids for one in above if (ids := [party.id for party in one.parties if party.id])), [])
    if written:
        return spelled(written, parties, named(entry.document)) if above and entry.document else written
    issuers = (one.control_header.issuer for one in above if one.control_header)
    issuer = next((one for one in issuers if one), None)
    return (issuer,) if issuer else tuple(parties[:1])


def _asks(written: tuple[str, ...]) -> bool:
    return not written or any(one in COLLECTIVE for one in written)
