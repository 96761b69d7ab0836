"""What the register knows of a PDF, and how a signature gets into it (DESIGN.md, "What is kept, and where")."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from avtale.facts.register import add_event
from avtale.facts.repository import Entry, Repository
from avtale.facts.state import state
from avtale.sign.embedded import EmbeddedSource
from avtale.sign.signing import Approval, Signed
from avtale.sign.verdict import Reason

if TYPE_CHECKING:
    from avtale.sign.page_signing import SignedPage


def approval_for(source: EmbeddedSource, repository: Repository | None) -> Approval | None:
    """What the register says of the document in a PDF; None where no repository knows the document's key."""
    if repository is None or source.key not in repository.versions:
        return None
    return Approval(approved_fingerprint(repository, source.key, source.version or ""))


def approved_fingerprint(repository: Repository, key: str, version: str) -> str | None:
    """The fingerprint that was approved for a key and version, or None."""
    approval = repository.register.approval(key, version)
    return None if approval is None else approval.fingerprint


def record_signature(signed: Signed, file: Path, repository: Repository) -> Path:
    """Add the event for a signature that lies in `file`; its path.

    Call it only where the register has approved the fingerprint of `signed`. Raises
    `Misuse` where this very file is recorded already.
    """
    source = signed.source
    record: dict[str, str | int | bool] = {
        "event": "signature",
        "key": str(source.key),
        "version": str(source.version),
        "on": signed.time.astimezone(ZoneInfo("Europe/Oslo")).date().isoformat(),
        "party": signed.party,
        "signer": signed.signer,
        "signed_at": signed.time.isoformat(timespec="seconds"),
        "time_from": "signer",
        "fingerprint": source.fingerprint,
        "pdf_sha256": signed.pdf_sha256,
        "certificate_sha256": signed.certificate_sha256,
        "file": _where(file, repository),
        "demonstration": signed.demonstration,
    }
    return add_event(repository.register, f"signature-{signed.party}-{signed.pdf_sha256[:8]}", record)


def record_page(signed: SignedPage, file: Path, repository: Repository) -> Path:
    """Add the event for a signature (CAdES) that lies in `file` beside a page; its path. As `record_signature`."""
    source = signed.page.source
    record: dict[str, str | int | bool] = {
        "event": "signature",
        "key": str(source.key),
        "version": str(source.version),
        "on": signed.time.astimezone(ZoneInfo("Europe/Oslo")).date().isoformat(),
        "party": signed.party,
        "signer": signed.signer,
        "signed_at": signed.time.isoformat(timespec="seconds"),
        "time_from": "signer",
        "fingerprint": source.fingerprint,
        "html_sha256": signed.page.sha256,
        "signature_sha256": signed.signature_sha256,
        "certificate_sha256": signed.certificate_sha256,
        "file": _where(file, repository),
        "demonstration": signed.demonstration,
    }
    return add_event(repository.register, f"signature-{signed.party}-{signed.signature_sha256[:8]}", record)


def remarks(source: EmbeddedSource, repository: Repository, on: dt.date) -> tuple[Reason, ...]:
    """What has become of the signed version since: replaced or withdrawn. It does not make the signatures wrong."""
    entry = _entry(source, repository)
    if entry is None:
        return ()
    now = state(entry, repository, on)
    if now.name == "withdrawn":
        return (Reason("Versjonen er trukket tilbake.", "The version was withdrawn."),)
    if now.superseded_by is not None:
        successor = now.superseded_by
        title = successor.version if successor.key == entry.key else str(successor)
        return (Reason(f"Versjonen er erstattet av {title}.", f"The version was replaced by {title}."),)
    return ()


def _entry(source: EmbeddedSource, repository: Repository) -> Entry | None:
    versions = repository.versions.get(source.key or "", [])
    return next((entry for entry in versions if entry.version == source.version), None)


def _where(file: Path, repository: Repository) -> str:
    """The path from the folder above the repository, with slashes; the name alone where it lies elsewhere."""
    top = repository.root.parent if repository.root else file.parent
    resolved = file.resolve()
    return resolved.relative_to(top).as_posix() if resolved.is_relative_to(top) else resolved.name
