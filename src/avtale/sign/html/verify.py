"""Judge an HTML page: the signatures beside it, and the page itself against the register."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from avtale.facts.repository import Repository
from avtale.format.model import RegisterEvent
from avtale.message import Message
from avtale.oslo import day_in_oslo
from avtale.sign.combine import combine
from avtale.sign.container import written_exactly
from avtale.sign.html.detached import DetachedSignature, read_signature, signatures_beside
from avtale.sign.html.page import StatedPage, entry_with_content, is_rendering, read_page
from avtale.sign.identity.binding import Vouched
from avtale.sign.identity.trust import Trust
from avtale.sign.levels import binds_certificate, is_stamped
from avtale.sign.pages.evidence import approved_fingerprint
from avtale.sign.pages.questions import untimely
from avtale.sign.reasons import UNREADABLE
from avtale.sign.signature import judged
from avtale.sign.validation import Found, validated
from avtale.sign.verdict import FileVerdict, Level, SignatureVerdict
from avtale.sign.verify import compare


def verify_page(
    data: bytes,
    file: Path,
    *,
    at: datetime,
    trust: Trust,
    repository: Repository | None = None,
    without_register: bool = False,
    count_demonstration: bool = False,
    vouched: Sequence[Vouched] = (),
) -> FileVerdict:
    """The verdict on the page `data` that lies in `file`, with the signatures (.p7s) beside it, at the moment `at`.

    As `verify` of a PDF, and beyond that: the page is what the register recorded when it was signed, or else what
    rendering gives; each signed PDF that it shows is recorded. Raises `UsageError` where it is no page of ours.
    """
    page = read_page(data, str(file))
    required = page.source.fields
    beside = [(field, path) for field, path in signatures_beside(file)]
    parts = tuple(_judged(field, path, data, page, trust, at, vouched) for field, path in beside)
    register = None if repository is None else partial(approved_fingerprint, repository)
    verdict = combine(
        file=str(file),
        signatures=parts,
        required={field: page.source.parties[party] for field, party in required.items()},
        source=compare(page.source, register, without_register),
        without_register=without_register,
        count_demonstration=count_demonstration,
    )
    on = day_in_oslo(at)
    open_ = [] if without_register else _against_register(data, page, beside, repository, on)
    passed = verdict.verdict == "total_passed"
    return replace(
        verdict,
        verdict="indeterminate" if open_ and passed else verdict.verdict,
        reasons=(*open_, *verdict.reasons),
        signed_pdf=page.signed,
    )


def _judged(
    field: str,
    path: Path,
    data: bytes,
    page: StatedPage,
    trust: Trust,
    at: datetime,
    vouched: Sequence[Vouched],
) -> SignatureVerdict:
    signature: Any = None
    try:
        signature = DetachedSignature(read_signature(path), data)
    except Exception:  # whatever is wrong with it, it is told as a signature that cannot be read
        signature = None
    return judged(
        (field, page.source.fields.get(field)),
        signature,
        partial(_level, signature),
        partial(_judgement, signature, trust, at),
        trust,
        page.source.identities,
        vouched,
        form="CAdES",
    )


def _level(signature: DetachedSignature) -> Level | None:
    if not binds_certificate(signature):
        return None
    return "B-T" if is_stamped(signature) else "B-B"


def _judgement(signature: DetachedSignature, trust: Trust, at: datetime, level: Level | None) -> Found:
    contents = signature.pkcs7_content
    if contents.endswith(b"\0" * 8) or not written_exactly(signature, contents):
        return ("total_failed", "FORMAT_FAILURE", UNREADABLE), None, None
    return validated(signature, level, None, trust, at)


def _against_register(
    data: bytes, page: StatedPage, beside: Sequence[tuple[str, Path]], repository: Repository | None, on: date
) -> list[Message]:
    """What keeps the page from being proved."""
    if repository is None or entry_with_content(page, repository) is None:
        return [_NOT_RENDERED]
    events = repository.register.of(page.source.key, page.source.version, "signature")
    recorded = {event.pdf_sha256 for event in events if event.pdf_sha256}
    unknown = [_UNRECORDED] if set(page.signed) - recorded else []  # the register here may be behind
    if any(event.html_sha256 == page.sha256 and _lies_beside(event, page, beside) for event in events):
        return unknown
    approval = repository.register.approval(page.source.key, page.source.version)
    if (wrong_day := untimely(page.on, approval, on)) is not None:
        return [*unknown, wrong_day]
    return unknown + ([] if is_rendering(data, page, repository) else [_OTHER_PAGE])


def _lies_beside(event: RegisterEvent, page: StatedPage, beside: Sequence[tuple[str, Path]]) -> bool:
    """Whether the signature that the event tells of is here: anybody may add one that vouches for another page."""
    return any(
        page.source.fields.get(field) == event.party
        and hashlib.sha256(read_signature(path)).hexdigest() == event.signature_sha256
        for field, path in beside
    )


_UNRECORDED = Message(
    "Siden viser en underskrevet PDF som registeret ikke kjenner.",
    "The page shows a signed PDF that the register does not know.",
)
_NOT_RENDERED = Message(
    "Siden er ikke sammenlignet med det godkjente dokumentet, som ikke finnes i samlingen her.",
    "The page was not compared with the approved document, which is not in the repository here.",
)
_OTHER_PAGE = Message(
    "Siden er ikke registrert, og den er en annen enn den «avtale render» lager av det godkjente dokumentet.",
    "The register has not recorded this page, and it is another than the one “avtale render” makes of the approved document.",
)
