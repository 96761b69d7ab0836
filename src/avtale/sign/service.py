"""A file that a signing service made of ours, and what the register knows of it.

Such a service wraps the document: it adds pages, puts the document into another, or signs with a certificate of its own.
Nothing of that is ours to verify. The register keeps whose word it is, for which file and which approved text.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from avtale.errors import StateError, UsageError
from avtale.facts.register import add_event
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.model import FollowUpPlan
from avtale.format.persons import honest_name
from avtale.format.signing import required_fields
from avtale.message import Message
from avtale.sign.embedded import EmbeddedSource
from avtale.sign.recording import where

__all__ = ["record_vouched", "vouched_reasons"]


def record_vouched(
    pdf: bytes,
    file: Path,
    entry: DocumentFile,
    repository: Repository,
    *,
    source: EmbeddedSource | None,
    service: str,
    on: dt.date,
) -> tuple[Path, ...]:
    """Record that `service` vouches for every party's signature on `entry`, in the `pdf` that lies in `file`; the events' paths.

    `source` is what the file itself carries, None where the service left nothing of it; `on` is the day it was
    signed. No signature is verified, and the register says so. Run again, it adds nothing. Raises `UsageError` for a service without a
    name, a day before the approval and a repository without a register, `StateError` where the content is not approved, is never signed, or is
    another than the file carries.
    """
    document, service = entry.document, honest_name(service)
    if not service:
        raise UsageError(
            nb="Oppgi navnet på tjenesten med --vouched-by.", en="Name the service with --vouched-by."
        )
    if repository.root is None:
        raise UsageError(
            nb="Her er ingen samling med register. Kjør «avtale init» først.",
            en="There is no repository with a register. Run “avtale init” first.",
        )
    parties = () if document is None else tuple(dict.fromkeys(required_fields(document).values()))
    if not parties or isinstance(document, FollowUpPlan):
        raise StateError(
            nb=f"Underskrifter på {entry} kommer ikke i registeret: ingen skal underskrive den, eller den er en oppfølgingsplan.",
            en=f"Signatures on {entry} are not kept in the register: nobody is to sign it, or it is a follow-up plan.",
        )
    approval = repository.register.approval(entry.key, entry.version)
    if approval is None or approval.fingerprint != entry.fingerprint:
        raise StateError(
            nb=f"{entry} er ikke godkjent slik den står, så det er ingen underskrift å registrere.",
            en=f"{entry} is not approved as it stands, so there is no signature to record.",
        )
    if source is not None and source.fingerprint != entry.fingerprint:
        raise StateError(
            nb=f"{file} har en annen kilde vedlagt enn {entry}, slik den er godkjent.",
            en=f"{file} carries another source than {entry} as it was approved.",
        )
    if approval.on is not None and on < approval.on:
        raise UsageError(
            nb=f"{entry} ble godkjent {approval.on.strftime('%d.%m.%Y')}, og kan ikke være underskrevet før det. Rett dagen med --on.",
            en=f"{entry} was approved on {approval.on} and cannot have been signed before that. Correct the day with --on.",
        )
    digest = hashlib.sha256(pdf).hexdigest()
    known = {
        event.party
        for event in repository.register.of(entry.key, entry.version, "signature")
        if event.pdf_sha256 == digest
    }
    return tuple(
        add_event(
            repository.register,
            "signature",
            entry.key,
            entry.version,
            on,
            {
                "party": party,
                "vouched_by": service,
                "fingerprint": str(entry.fingerprint),
                "pdf_sha256": digest,
                "file": where(file, repository),
            },
            name=f"signature-{party}-{digest[:8]}",
        )
        for party in parties
        if party not in known
    )


def vouched_reasons(pdf: bytes, repository: Repository) -> tuple[Message, ...]:
    """What the register says of a file that a service vouches for; nothing where it knows none by this digest."""
    digest = hashlib.sha256(pdf).hexdigest()
    services = {
        (event.record.vouched_by, event.record.key, event.record.version): None
        for event in repository.register.events
        if event.record is not None
        and not event.problems
        and event.record.vouched_by
        and event.record.pdf_sha256 == digest
    }
    return tuple(
        Message(
            f"Registeret har filen som {key} {version}: {service} går god for underskriftene. avtale har ikke prøvd dem.",
            f"The register has the file as {key} {version}: {service} vouches for the signatures. avtale has not verified them.",
        )
        for service, key, version in services
    )
