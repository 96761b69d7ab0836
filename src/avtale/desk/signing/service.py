"""What a signing service wants of a version, and whether it has it: the check's own findings of signing, and the limits in numbers."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from avtale.catalogue.codes import codes
from avtale.catalogue.finding import finding
from avtale.facts.due_signatures import signature_dues
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.signing_service import MEGABYTE, days_kept, sent_to_service, signing_limits
from avtale.findings import Finding
from avtale.format.signing import required_fields
from avtale.rules.check import entry_problems

_THEME = "signing"
"""Of the codes that are about a signing service (catalogue/signing/)."""


class Wanted(Struct, frozen=True):
    """One limit: what it is of (`signers`, `title`, `megabytes`), how much there is where that is known, and the most."""

    of: str
    has: int | None
    most: int

    @property
    def kept(self) -> bool:
        return self.has is None or self.has <= self.most


class Service(Struct, frozen=True):
    """The service of the settings, "" for none; its limits; what the check has against the version; when to fetch the file."""

    name: str
    limits: tuple[Wanted, ...]
    findings: tuple[Finding, ...]
    days: int | None
    fetch: dt.date | None


def service(entry: DocumentFile, repository: Repository, on: dt.date, told_in: str) -> Service:
    """What to know before the version is sent."""
    assert entry.document is not None
    limits, header = signing_limits(repository.settings), entry.document.control_header
    title = max((len(said) for _, said in header.title.values), default=0) if header and header.title else 0
    found = () if limits is None else (
        ("signers", len(required_fields(entry.document)), limits.signers),
        ("title", title, limits.title),
        ("megabytes", None, None if limits.bytes is None else limits.bytes // MEGABYTE),
    )  # fmt: skip
    problems = [one for one in entry_problems(entry, repository, on) if codes()[one.code].theme == _THEME]
    dues = [due for due in signature_dues(entry, repository, on) if due.kind == "fetch" and not due.done_on]
    return Service(
        sent_to_service(repository.settings) or "",
        tuple(Wanted(of, has, most) for of, has, most in found if most is not None),
        tuple(finding(one, entry.source, told_in) for one in problems),
        days_kept(repository.settings),
        min((due.due for due in dues), default=None),
    )
