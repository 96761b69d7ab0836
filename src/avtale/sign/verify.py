"""Judge every signature of a PDF by ETSI EN 319 102-1, offline and with revocation required."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from avtale.errors import UsageError
from avtale.format.signing import party_of
from avtale.oslo import day_in_oslo
from avtale.sign.changes import changed
from avtale.sign.claimed import impossible
from avtale.sign.conformity import with_conformity
from avtale.sign.embedded import EmbeddedSource, source_of
from avtale.sign.identity.anchors import OUT_OF_DATE, meant_otherwise, out_of_date, trust_anchor
from avtale.sign.identity.binding import PartyIdentity, Vouched, public_key_sha256, sha256
from avtale.sign.identity.certificates import (
    DOCUMENT_PURPOSES,
    certificate_of,
    common_name,
    is_demonstration,
    last_day,
    organisation,
)
from avtale.sign.identity.issuers import issued_on
from avtale.sign.identity.trust import Trust
from avtale.sign.identity.whose import Judgement, held_against_party, same_person
from avtale.sign.imitation import imitations
from avtale.sign.levels import level_of, revocation_data, stamps_its_file
from avtale.sign.pages.evidence import approved_fingerprint, weighed
from avtale.sign.pages.evidence import examine as examine_pages
from avtale.sign.pdf.reading import enumerated, open_pdf, quiet, readable
from avtale.sign.proven import of_the_file, of_the_signature
from avtale.sign.reasons import NO_CERTIFICATE_BOUND, NOT_PADES, PASSED, UNREADABLE, reason_for
from avtale.sign.stated import AGREES_TO_NOTHING, agrees, stated
from avtale.sign.updates.structure import Structure, examine
from avtale.sign.verdict import (
    FileVerdict,
    Form,
    Level,
    SignatureVerdict,
    SourceVerdict,
    TimeFrom,
    Verdict,
    combine,
)

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

    from avtale.facts.repository import Repository

ApprovedFingerprint = Callable[[str, str], str | None]
"""Asks the register: key and version in, the approved fingerprint out, or None where it has no approval."""

Found = tuple[Judgement, Any, datetime | None]
"""The judgement, and of a signature that passed the validated path and the time that a timestamp proves."""

Proofs = list[tuple[Any, datetime]]
"""Document timestamps that the one who asks trusts, each with its time."""

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
        void = frozenset(field for field, one in found if _is_timestamp(one) and not stamps_its_file(one))
        proven = proofs([one for _, one in found if _is_timestamp(one)], reader, trust, at)
    grown = bool(found) or pdf.count(b"startxref") > 1  # signatures may lie where this reader does not look
    structure = examine(pdf, reader, frozenset(required), void) if grown else None
    parts = [
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
    ]
    verdict = combine(
        file=name,
        signatures=tuple(parts),
        required={field: source.parties[party] for field, party in required.items()} if source else {},
        source=None if source is None else compare(source, register, without_register),
        without_register=without_register,
        count_demonstration=count_demonstration,
        faults=structure.faults[:1] if structure and not parts else (),
        notes=structure.notes if structure else (),
    )
    verdict = replace(verdict, reasons=(*verdict.reasons, *same_person(parts)))
    verdict = with_conformity(verdict, pdf)
    if source is None:
        return verdict
    if structure is not None and parts and verdict.verdict != "total_failed":
        drawn = imitations(reader, source, len(structure.drawn_by))
        verdict = replace(verdict, reasons=(*verdict.reasons, *drawn))
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


def _is_timestamp(signature: Any) -> bool:
    return signature is not None and signature.sig_object_type == "/DocTimeStamp"


def judged(
    place: tuple[str, str | None],
    signature: Any,
    level: Callable[[], Level | None],
    judgement: Callable[[Level | None], Found],
    trust: Trust,
    parties: Sequence[PartyIdentity],
    vouched: Sequence[Vouched],
    form: Form = "PAdES",
) -> SignatureVerdict:
    """The verdict on one signature (None: one that cannot be read) at `place`, its field and party.

    `level` and `judgement` are asked inside: whatever they raise over damaged data, the signature did not pass.
    """
    verdict: Verdict = "total_failed"
    sub: str | None = "FORMAT_FAILURE"
    reason = UNREADABLE
    certificate, built = None, None
    said: dict[str, str] = {}
    time: datetime | None = None
    time_from: TimeFrom | None = None
    try:
        with quiet():
            if signature is not None:
                certificate = certificate_of(signature)
                said = stated(signature)
                built = level()
                time, time_from = _time(signature)
                found, path, proven = judgement(built)
                if proven is not None:
                    time, time_from = proven, "timestamp"
                if place[1] is not None and parties:
                    found = held_against_party(
                        found, certificate, place[1], parties, vouched, issued_on(path, trust)
                    )
                verdict, sub, reason = found
    except Exception:  # whatever the library stumbles over in a damaged signature, it did not pass
        verdict, sub, reason = "total_failed", "FORMAT_FAILURE", UNREADABLE
    return SignatureVerdict(
        field=place[0],
        party=place[1],
        signer=None if certificate is None else common_name(certificate),
        organisation=None if certificate is None else organisation(certificate),
        time=time,
        time_from=time_from,
        level=built,
        verdict=verdict,
        sub_indication=sub,
        reason=reason,
        demonstration=certificate is not None and is_demonstration(certificate),
        certificate_sha256=None if certificate is None else sha256(certificate),
        public_key_sha256=None if certificate is None else public_key_sha256(certificate),
        form=form,
        certificate_until=None if certificate is None else last_day(certificate),
        stated=said,
    )


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


def validated(
    signature: Any,
    level: Level | None,
    reader: PdfFileReader | None,
    trust: Trust,
    at: datetime,
    sealed: datetime | None = None,
) -> Found:
    """The judgement on what is signed, certificate and time, once the file around it is as it should be.

    `reader` is the PDF that may carry revocation data and later timestamps, None for a signature beside a file;
    `sealed` is when the first trusted one of those was made.
    """
    result = asyncio.run(_ades(signature, level, reader, trust, at, revocation=True))
    indication = result.ades_subindic
    name = indication.standard_name
    if name == "CERTIFICATE_CHAIN_GENERAL_FAILURE":
        # The library says this of lacking revocation data too, for which the standard has TRY_LATER.
        without = asyncio.run(_ades(signature, level, reader, trust, at, revocation=False))
        if without.ades_subindic.status.name == "PASSED":
            name = "TRY_LATER"
        elif certificate_of(signature).not_valid_before_utc > at:  # and of a certificate from the future
            name = "NOT_YET_VALID"
    if indication.status.name == "PASSED":
        if level is None:  # intact and trusted, yet not bound to one certificate (EN 319 142-1, 6.3)
            return ("indeterminate", "SIG_CONSTRAINTS_FAILURE", NO_CERTIFICATE_BOUND), None, None
        if not agrees(signature):
            return ("indeterminate", "SIG_CONSTRAINTS_FAILURE", AGREES_TO_NOTHING), None, None
        if meant_otherwise(result.api_status.validation_path, _purposes()):
            wrong_issuer = "CHAIN_CONSTRAINTS_FAILURE"
            return ("indeterminate", wrong_issuer, reason_for(wrong_issuer)), None, None
        proven = of_the_signature(result)
        claimed = signature.self_reported_timestamp if proven is None else None
        wrong = impossible(claimed, at=at, certificate=certificate_of(signature))
        if wrong is not None and sealed is None:
            return ("indeterminate", "SIG_CONSTRAINTS_FAILURE", wrong), None, None
        if all(out_of_date(result, proven=proven, sealed=moment, at=at) for moment in (None, sealed)):
            return ("indeterminate", "OUT_OF_BOUNDS_NO_POE", OUT_OF_DATE), None, None
        return ("total_passed", None, PASSED), result.api_status.validation_path, proven
    verdict: Verdict = "total_failed" if indication.status.name == "FAILED" else "indeterminate"
    return (verdict, name, reason_for(name)), None, None


def proofs(stamps: Sequence[Any], reader: PdfFileReader, trust: Trust, at: datetime) -> Proofs:
    """The document timestamps (pyHanko's, in the file's order) that prove something to the one who asks; anybody can add one."""
    if not stamps:
        return []
    with quiet():
        return asyncio.run(of_the_file(stamps, _specification(reader, trust, revocation=True), at))


def _sealed(signature: Any, proven: Proofs) -> datetime | None:
    """When the first of them was laid over `signature`."""
    times = [time for stamp, time in proven if stamp.signed_revision > signature.signed_revision]
    return min(times, default=None)


async def _ades(
    signature: Any,
    level: Level | None,
    reader: PdfFileReader | None,
    trust: Trust,
    at: datetime,
    *,
    revocation: bool,
) -> Any:
    """The library's result: basic validation, with time where there is a timestamp, long-term if need be."""
    from pyhanko.sign.validation import ades
    from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
    from pyhanko.sign.validation.policy_decl import PdfSignatureValidationSpec
    from pyhanko_certvalidator.ltv.types import ValidationTimingInfo

    specification = _specification(reader, trust, revocation=revocation)
    timing = ValidationTimingInfo(at, at, point_in_time_validation=False)
    stamped = any(True for _ in extract_tst_data_iter(signature.signer_info, signed=False))
    judge = ades.ades_with_time_validation if stamped else ades.ades_basic_validation
    found = await judge(
        signature.signed_data, specification, timing_info=timing, raw_digest=signature.compute_digest()
    )
    if found.ades_subindic.status.name != "INDETERMINATE" or level != "B-LTA" or not stamped:
        return found
    signature.compute_integrity_info(skip_diff=True)
    return await ades.ades_lta_validation(
        signature, PdfSignatureValidationSpec(specification, diff_policy=None), timing_info=timing
    )


def _specification(reader: PdfFileReader | None, trust: Trust, *, revocation: bool) -> Any:
    from pyhanko.sign.validation.policy_decl import (
        CertificateFetchingRule,
        LocalKnowledge,
        RevinfoOnlineFetchingRule,
        RevocationInfoGatheringSpec,
        SignatureValidationSpec,
    )
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator.context import CertValidationPolicySpec
    from pyhanko_certvalidator.policy_decl import NO_REVOCATION, REQUIRE_REVINFO, CertRevTrustPolicy
    from pyhanko_certvalidator.registry import SimpleTrustManager
    from pyhanko_certvalidator.revinfo.archival import CRLContainer

    certificates, crls, ocsps = revocation_data(reader)
    return SignatureValidationSpec(
        # Content commitment: a certificate only for logging in, or for encrypting, commits nobody (X.509, 9.2.2.3).
        key_usage_settings=KeyUsageConstraints(
            key_usage={"non_repudiation"},
            extd_key_usage=_purposes(),
            explicit_extd_key_usage_required=False,
        ),
        cert_validation_policy=CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(trust_roots=[trust_anchor(one) for one in trust.anchors]),
            revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO if revocation else NO_REVOCATION),
        ),
        revinfo_gathering_policy=RevocationInfoGatheringSpec(
            RevinfoOnlineFetchingRule.LOCAL_ONLY,
            certificate_fetching_rule=CertificateFetchingRule.NEVER_FETCH,
        ),
        local_knowledge=LocalKnowledge(
            known_crls=[*(CRLContainer(crl) for crl in trust.crls), *crls],
            known_ocsps=ocsps,
            known_certs=[*trust.others, *certificates],
        ),
    )


def _purposes() -> set[str]:
    from asn1crypto.x509 import KeyPurposeId

    return {KeyPurposeId(purpose).native for purpose in DOCUMENT_PURPOSES}


def _time(signature: Any) -> tuple[datetime | None, TimeFrom | None]:
    """The time of the signature timestamp where there is one, else the one the signer claims."""
    from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

    for token in extract_tst_data_iter(signature.signer_info, signed=False):
        return token["encap_content_info"]["content"].parsed["gen_time"].native, "timestamp"
    claimed = signature.self_reported_timestamp
    return (None, None) if claimed is None else (claimed, "signer")
