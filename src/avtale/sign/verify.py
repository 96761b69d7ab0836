"""Judge every signature of a PDF by ETSI EN 319 102-1, offline and with revocation required."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from avtale.errors import UsageError
from avtale.format.signing import party_of
from avtale.oslo import day_in_oslo
from avtale.sign.changes import changed
from avtale.sign.combine import combine
from avtale.sign.conformity import with_conformity
from avtale.sign.embedded import EmbeddedSource, source_of
from avtale.sign.identity.binding import Vouched
from avtale.sign.identity.trust import Trust
from avtale.sign.imitation import with_imitations
from avtale.sign.levels import level_of, stamps_its_file
from avtale.sign.pages.evidence import approved_fingerprint, weighed
from avtale.sign.pages.evidence import examine as examine_pages
from avtale.sign.pdf.reading import enumerated, open_pdf, readable
from avtale.sign.proven import Proofs, of_the_file
from avtale.sign.reasons import NOT_PADES, UNREADABLE
from avtale.sign.signature import judged
from avtale.sign.updates.structure import Structure, examine
from avtale.sign.validation import Found, validated
from avtale.sign.verdict import FileVerdict, Level, SourceVerdict

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

    from avtale.facts.repository import Repository

ApprovedFingerprint = Callable[[str, str], str | None]
"""Asks the register: key and version in, the approved fingerprint out, or None where it has no approval."""

_SUBFILTERS = frozenset({"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"})


def verify(
    pdf: bytes,
    *,
    name: str,
    at: datetime,
    trust: Trust,
    register: ApprovedFingerprint | None = None,
    repository: Repository | None = None,
    without_register: bool = False,
    count_demonstration: bool = False,
    vouched: Sequence[Vouched] = (),
) -> FileVerdict:
    """The verdict on `pdf`, which messages call `name`, at the moment `at` (with time zone).

    Nothing is fetched: what is not in `trust` or in the file is not known. Without
    an anchor or revocation data the verdict is indeterminate. `register` tells
    what was approved; a `repository` does too, and the pages are held against what rendering of the embedded
    source gives in it (`avtale.sign.pages.evidence`): then the whole passes only where they are that. `without_register` asks about the signatures only. A
    signature by a demonstration key counts only with `count_demonstration`.
    `vouched` is what the one who asks has said of who signs for whom (`binding`).

    Raises `UsageError` where the file is no PDF, is damaged beyond reading, or encrypted.
    """
    if at.tzinfo is None:
        raise UsageError(nb="Tidspunktet mangler tidssone.", en="The time has no time zone.")
    if register is None and repository is not None:
        register = partial(approved_fingerprint, repository)
    reader = open_pdf(pdf, name)
    source = source_of(reader, name)
    required = source.fields if source else {}
    with readable(name):
        found = _signatures(reader)
        proven = of_the_file([one for _, one in found if _is_timestamp(one)], reader, trust, at)
        structure = _structure(pdf, reader, found, frozenset(required))
    parts = tuple(
        judged(
            (field, required.get(field) or party_of(field)),
            signature,
            partial(level_of, signature, reader, [stamp for stamp, _ in proven]),
            partial(_judgement, signature, reader, pdf, trust, at, structure, proven),
            trust,
            source.identities if source else (),
            vouched,
        )
        for field, signature in found
        if field in required or not _is_timestamp(signature)
    )
    verdict = combine(
        file=name,
        signatures=parts,
        required={field: source.parties[party] for field, party in required.items()} if source else {},
        source=None if source is None else compare(source, register, without_register),
        without_register=without_register,
        count_demonstration=count_demonstration,
        faults=structure.faults[:1] if structure and not parts else (),
        notes=structure.notes if structure else (),
    )
    verdict = with_conformity(verdict, pdf)
    if source is None:
        return verdict
    verdict = with_imitations(verdict, reader, source, len(structure.drawn_by) if structure else 0)
    asked = repository is not None and not without_register
    on = day_in_oslo(at)
    rendering = examine_pages(pdf, reader, source, repository if asked else None, on=on)
    return weighed(verdict, rendering, asked=asked)


verify_pdf = verify  # as avtale has it, flat


def compare(
    source: EmbeddedSource, register: ApprovedFingerprint | None, without_register: bool
) -> SourceVerdict:
    """Whether the source is what `register` says was approved; not asked `without_register`."""
    matches = None
    if register is not None and not without_register and source.key and source.version:
        approved = register(source.key, source.version)
        matches = None if approved is None else approved == source.fingerprint
    return SourceVerdict(source.key, source.id, source.version, source.fingerprint, matches)


def _signatures(reader: PdfFileReader) -> list[tuple[str, Any]]:
    """Filled fields in the order they were signed; what cannot be read stands as None, at the end."""
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    readables: list[tuple[str, Any]] = []
    broken: list[tuple[str, Any]] = []
    for field, value, reference in enumerated(reader):
        if value is None:
            continue
        try:
            readables.append((field, EmbeddedPdfSignature(reader, reference.get_object(), field)))
        except Exception:  # a damaged signature raises just about anything; the others are still judged
            broken.append((field, None))
    readables.sort(key=lambda pair: pair[1].signed_revision)
    return [*readables, *broken]


def _structure(
    pdf: bytes, reader: PdfFileReader, found: list[tuple[str, Any]], required: frozenset[str]
) -> Structure | None:
    """What was added to the file; None where nothing was, and nothing is signed."""
    void = frozenset(field for field, one in found if _is_timestamp(one) and not stamps_its_file(one))
    grown = bool(found) or pdf.count(b"startxref") > 1  # signatures may lie where this reader does not look
    return examine(pdf, reader, required, void) if grown else None


def _is_timestamp(signature: Any) -> bool:
    return signature is not None and signature.sig_object_type == "/DocTimeStamp"


def _judgement(
    signature: Any,
    reader: PdfFileReader,
    data: bytes,
    trust: Trust,
    at: datetime,
    structure: Structure | None,
    proven: Proofs,
    level: Level | None,
) -> Found:
    """What `validated` finds of a signature that covers the file as it should."""
    if signature.sig_object_type != "/Sig" or signature.sig_object.get("/SubFilter") not in _SUBFILTERS:
        return ("total_failed", "FORMAT_FAILURE", NOT_PADES), None, None
    why = UNREADABLE if structure is None else changed(signature, data, structure)
    if why is not None:
        return ("total_failed", "FORMAT_FAILURE", why), None, None
    return validated(signature, level, reader, trust, at, _sealed(signature, proven))


def _sealed(signature: Any, proven: Proofs) -> datetime | None:
    """When the first of them was laid over `signature`."""
    times = [time for stamp, time in proven if stamp.signed_revision > signature.signed_revision]
    return min(times, default=None)
