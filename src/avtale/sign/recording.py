"""What the register knows of a PDF, and how a signature gets into it (docs/architecture.md, "What is kept, and where")."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from avtale.errors import StateError
from avtale.facts.register import add_event
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.state import state
from avtale.message import Message
from avtale.oslo import day_in_oslo, in_oslo
from avtale.sign.embedded import EmbeddedSource, source_of
from avtale.sign.identity.binding import Vouched
from avtale.sign.identity.trust import Trust
from avtale.sign.pages.evidence import PROVED
from avtale.sign.pdf.reading import open_pdf, readable
from avtale.sign.pdf.states import end_of, signatures_in
from avtale.sign.proven import of_the_file
from avtale.sign.signing import Signed
from avtale.sign.timestamps import record_timestamp
from avtale.sign.verdict import FileVerdict, RenderingVerdict
from avtale.sign.verify import verify
from avtale.terminal import recordable

__all__ = [
    "record_judged",
    "record_signature",
    "record_signatures",
    "remarks",
    "unrecorded",
    "where",
]

if TYPE_CHECKING:
    from avtale.sign.html.signing import SignedPage


def record_signature(signed: Signed, file: Path, repository: Repository) -> Path:
    """Add the event for a signature that lies in `file`; its path.

    Call it only where the register has approved the fingerprint of `signed`. Raises
    `UsageError` where this very file is recorded already, `SystemFailure` where the disk does not take it.
    """
    return _add(
        repository,
        signed.source,
        file,
        _of_pdf(signed.pdf_sha256, signed.previous_sha256, signed.rendering),
        called=signed.pdf_sha256,
        party=signed.party,
        signer=signed.signer,
        time=signed.time,
        certificate_sha256=signed.certificate_sha256,
        certificate_until=signed.certificate_until,
        demonstration=signed.demonstration,
    )


def unrecorded(pdf: bytes, name: str, repository: Repository | None) -> tuple[str, ...]:
    """The ids of the parties whose signatures in `pdf` the register lacks; none where no version of it is approved.

    Nothing is judged. Raises `UsageError` where the file is no readable PDF.
    """
    reader = open_pdf(pdf, name)
    source = source_of(reader, name)
    if source is None or repository is None:
        return ()
    if repository.register.approval(source.key, source.version) is None:
        return ()
    with readable(name):
        ends = {one.field_name: end_of(one) for one in reader.embedded_regular_signatures}
    known = _recorded(source, repository)
    return tuple(
        party
        for field, party in source.fields.items()
        if field in ends and (party, hashlib.sha256(pdf[: ends[field]]).hexdigest()) not in known
    )


def record_signatures(
    pdf: bytes,
    file: Path,
    repository: Repository,
    *,
    at: dt.datetime,
    trust: Trust,
    vouched: Sequence[Vouched] = (),
    name: str | None = None,
) -> tuple[Path, ...]:
    """Add the event of each party's signature in `pdf`, which lies in `file`, that the register lacks; their paths.

    It is what completes a `sign` that ended before it could record. The file is judged as `verify` does at the moment
    `at`: each signature in it must be valid, its content approved, its pages what the source gives. An archive timestamp on
    it gets an event too. Run again, it adds nothing. Raises `UsageError` where the file is no PDF of ours, `StateError` where it may not be recorded.
    """
    name = name or str(file)
    verdict = verify(
        pdf,
        name=name,
        at=at,
        trust=trust,
        repository=repository,
        count_demonstration=True,
        vouched=vouched,
    )
    return record_judged(verdict, pdf, file, repository, at=at, trust=trust)


def record_judged(
    verdict: FileVerdict,
    pdf: bytes,
    file: Path,
    repository: Repository,
    *,
    at: dt.datetime,
    trust: Trust,
) -> tuple[Path, ...]:
    """As `record_signatures`, of a file that `verify` has judged in this repository: `verdict` is what it said, and
    `trust` whom it trusted.
    """
    name = verdict.file
    reader = open_pdf(pdf, name)
    source = source_of(reader, name)
    refuse_unrecordable(verdict, source, name)
    assert source is not None
    known = _recorded(source, repository)
    with readable(name):
        files = signatures_in(pdf, reader)
    missing = [
        (one, *files[one.field])
        for one in verdict.signatures
        if one.field in source.fields and (one.party, files[one.field][0]) not in known
    ]
    added = tuple(
        _add(
            repository,
            source,
            file,
            _of_pdf(digest, before, verdict.rendering),
            called=digest,
            party=source.fields[one.field],
            signer=one.signer or "?",
            time=one.time or at,
            time_from=one.time_from or "signer",
            certificate_sha256=one.certificate_sha256 or "",
            certificate_until=one.certificate_until,
            demonstration=one.demonstration,
            reason=one.stated.get("reason"),
        )
        for one, digest, before in missing
    )
    with readable(name):
        proven = of_the_file(reader.embedded_timestamp_signatures, reader, trust, at)
    place = where(file, repository)
    stamps = [stamp for stamp, _ in proven]
    return (*added, *record_timestamp(pdf, stamps, source, place, repository))


def refuse_unrecordable(verdict: FileVerdict, source: EmbeddedSource | None, name: str) -> None:
    """Raise `StateError` where the signatures of a judged file may not go into the register."""
    broken = next((one for one in verdict.signatures if one.verdict != "total_passed"), None)
    rendering = verdict.rendering
    why = (
        _NO_SOURCE
        if source is None or verdict.source is None
        else _NO_PLAN
        if source.document.get("kind") == "follow_up_plan"
        else _NOT_APPROVED
        if not verdict.source.matches
        else _NOBODY
        if not verdict.signatures
        else broken.reason
        if broken is not None
        else rendering.reason
        if rendering is not None and rendering.state not in PROVED
        else verdict.reasons[0]  # such as one key in the fields of two parties
        if verdict.verdict == "total_failed"
        else None
    )
    if why is not None:
        raise StateError(nb=f"{name} blir ikke registrert. {why.nb}", en=f"{name} is not recorded. {why.en}")


_NO_SOURCE = Message("Den har ingen kilde vedlagt.", "It carries no source.")
_NO_PLAN = Message(
    "En oppfølgingsplan kommer aldri i registeret.", "A follow-up plan is never kept in the register."
)
_NOT_APPROVED = Message(
    "Innholdet er ikke det som er godkjent i denne samlingen.",
    "Its content is not what was approved in this repository.",
)
_NOBODY = Message("Ingen har underskrevet den.", "Nobody has signed it.")


def _recorded(source: EmbeddedSource, repository: Repository) -> set[tuple[str | None, str | None]]:
    events = repository.register.of(source.key, source.version, "signature")
    return {(event.party, event.pdf_sha256) for event in events}


def _add(
    repository: Repository,
    source: EmbeddedSource,
    file: Path,
    what: dict[str, str],
    *,
    called: str,
    party: str,
    signer: str,
    time: dt.datetime,
    time_from: str = "signer",
    certificate_sha256: str,
    certificate_until: dt.date | None,
    demonstration: bool,
    reason: str | None = None,
) -> Path:
    """The event of a signature; `what` it is laid upon, by digests, and by which digest the event is `called`."""
    said = {
        "party": party,
        "signer": signer,
        "signed_at": time.isoformat(timespec="seconds"),
        "time_from": time_from,
        "fingerprint": source.fingerprint,
        **what,
        "certificate_sha256": certificate_sha256,
        "certificate_until": certificate_until,
        "file": where(file, repository),
        "demonstration": demonstration,
        "reason": reason or None,
    }
    name = f"signature-{party}-{called[:8]}"
    return add_event(
        repository.register, "signature", source.key, source.version, day_in_oslo(time), said, name=name
    )


def _of_pdf(pdf_sha256: str, previous_sha256: str, rendering: RenderingVerdict | None) -> dict[str, str]:
    """The file with the signature and the one before it; of a rendering that was proved its digest, which from then on decides alone."""
    files = {"pdf_sha256": pdf_sha256, "previous_sha256": previous_sha256}
    stated = dict(rendering.stated) if rendering is not None else {}
    if rendering is None or rendering.sha256 is None or rendering.state not in ("recorded", "rendered"):
        return files
    drawn = ", ".join(
        f"{name} {stated[name]}" for name in ("avtale", "weasyprint", "pango", "harfbuzz") if name in stated
    )
    return {
        **files,
        "rendering_sha256": rendering.sha256,
        **({"rendered_with": drawn} if drawn else {}),
        **({"templates": stated["templates"]} if "templates" in stated else {}),
    }


def record_page(signed: SignedPage, file: Path, repository: Repository) -> Path:
    """Add the event for a signature (CAdES) that lies in `file` beside a page; its path. As `record_signature`."""
    return _add(
        repository,
        signed.page.source,
        file,
        {"html_sha256": signed.page.sha256, "signature_sha256": signed.signature_sha256},
        called=signed.signature_sha256,
        party=signed.party,
        signer=signed.signer,
        time=in_oslo(signed.time),
        certificate_sha256=signed.certificate_sha256,
        certificate_until=signed.certificate_until,
        demonstration=signed.demonstration,
    )


def remarks(source: EmbeddedSource, repository: Repository, on: dt.date) -> tuple[Message, ...]:
    """What has become of the signed version since: replaced or withdrawn. It does not make the signatures wrong."""
    entry = _entry(source, repository)
    if entry is None:
        return ()
    now = state(entry, repository, on)
    if now.name == "withdrawn":
        return (Message("Versjonen er trukket tilbake.", "The version was withdrawn."),)
    if now.name == "closed":
        return (Message("Versjonen er avsluttet.", "The version was closed."),)
    if now.superseded_by is not None:
        successor = now.superseded_by
        title = successor.version if successor.key == entry.key else str(successor)
        return (Message(f"Versjonen er erstattet av {title}.", f"The version was replaced by {title}."),)
    return ()


def _entry(source: EmbeddedSource, repository: Repository) -> DocumentFile | None:
    versions = repository.versions.get(source.key or "", [])
    return next((entry for entry in versions if entry.version == source.version), None)


def where(file: Path, repository: Repository) -> str:
    """The path from the folder above the repository, with slashes; the name alone where it lies elsewhere."""
    top = repository.root.parent if repository.root else file.parent
    resolved = file.resolve()
    return recordable(resolved.relative_to(top).as_posix() if resolved.is_relative_to(top) else resolved.name)
