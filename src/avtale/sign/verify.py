"""Judge every signature of a PDF by ETSI EN 319 102-1, offline and with revocation required."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from avtale.errors import Misuse
from avtale.format.signing import party_of
from avtale.sign.certificates import common_name, is_demonstration, organisation
from avtale.sign.changes import changed
from avtale.sign.embedded import EmbeddedSource, source_of
from avtale.sign.evidence import approved_fingerprint, examine, weighed
from avtale.sign.levels import level_of, revocation_data
from avtale.sign.reading import enumerated, open_pdf, quiet, readable
from avtale.sign.reasons import NO_CERTIFICATE_BOUND, NOT_PADES, PASSED, UNREADABLE, reason_for
from avtale.sign.trust import Trust
from avtale.sign.verdict import (
    FileVerdict,
    Level,
    Reason,
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

_SUBFILTERS = frozenset({"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"})
_Judgement = tuple[Verdict, str | None, Reason]


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
) -> FileVerdict:
    """The verdict on `pdf`, which messages call `name`, at the moment `at` (with time zone).

    Nothing is fetched: what is not in `trust` or in the file is not known. Without
    an anchor or revocation data the verdict is indeterminate. `register` tells
    what was approved; a `repository` does too, and the pages are held against what rendering of the embedded
    source gives in it (`avtale.sign.evidence`): then the whole passes only where they are that. `without_register` asks about the signatures only. A
    signature by a demonstration key counts only with `count_demonstration`.

    Raises `Misuse` where the file is no PDF, is damaged beyond reading, or encrypted.
    """
    if at.tzinfo is None:
        raise Misuse(nb="Tidspunktet mangler tidssone.", en="The time has no time zone.")
    if register is None and repository is not None:
        register = partial(approved_fingerprint, repository)
    reader = open_pdf(pdf, name)
    source = source_of(reader, name)
    required = source.fields if source else {}
    with readable(name):
        found = _signatures(reader)
        seals = _covers_file(found, pdf)
    parts = [
        _judge(
            (field, required.get(field) or party_of(field)),
            signature,
            reader,
            pdf,
            trust,
            at,
            sealed=index < seals,
        )
        for index, (field, signature) in enumerate(found)
        if field in required or not _is_timestamp(signature)
    ]
    verdict = combine(
        file=name,
        signatures=tuple(parts),
        required={field: source.parties[party] for field, party in required.items()} if source else {},
        source=None if source is None else _compare(source, register, without_register),
        without_register=without_register,
        count_demonstration=count_demonstration,
    )
    if source is None:
        return verdict
    asked = repository is not None and not without_register
    return weighed(verdict, examine(pdf, reader, source, repository if asked else None), asked=asked)


def _compare(
    source: EmbeddedSource, register: ApprovedFingerprint | None, without_register: bool
) -> SourceVerdict:
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


def _covers_file(found: list[tuple[str, Any]], data: bytes) -> int:
    """How many of the signatures have a later one that reaches the end of the file."""
    for index in range(len(found) - 1, -1, -1):
        signature = found[index][1]
        if signature is not None:
            *_, second, length = (int(number) for number in signature.byte_range)
            return index if second + length == len(data) else 0
    return 0


def _is_timestamp(signature: Any) -> bool:
    return signature is not None and signature.sig_object_type == "/DocTimeStamp"


def _judge(
    place: tuple[str, str | None],
    signature: Any,
    reader: PdfFileReader,
    data: bytes,
    trust: Trust,
    at: datetime,
    *,
    sealed: bool,
) -> SignatureVerdict:
    verdict: Verdict = "total_failed"
    sub: str | None = "FORMAT_FAILURE"
    reason = UNREADABLE
    certificate, level = None, None
    time: datetime | None = None
    time_from: TimeFrom | None = None
    try:
        with quiet():
            if signature is not None:
                certificate = _certificate(signature)
                level = level_of(signature, reader)
                time, time_from = _time(signature)
                verdict, sub, reason = _judgement(signature, level, reader, data, trust, at, sealed=sealed)
    except Exception:  # whatever the library stumbles over in a damaged signature, it did not pass
        verdict, sub, reason = "total_failed", "FORMAT_FAILURE", UNREADABLE
    return SignatureVerdict(
        field=place[0],
        party=place[1],
        signer=None if certificate is None else common_name(certificate),
        organisation=None if certificate is None else organisation(certificate),
        time=time,
        time_from=time_from,
        level=level,
        verdict=verdict,
        sub_indication=sub,
        reason=reason,
        demonstration=certificate is not None and is_demonstration(certificate),
        certificate_sha256=None if certificate is None else hashlib.sha256(_der(certificate)).hexdigest(),
    )


def _judgement(
    signature: Any,
    level: Level | None,
    reader: PdfFileReader,
    data: bytes,
    trust: Trust,
    at: datetime,
    *,
    sealed: bool,
) -> _Judgement:
    if signature.sig_object_type != "/Sig" or signature.sig_object.get("/SubFilter") not in _SUBFILTERS:
        return "total_failed", "FORMAT_FAILURE", NOT_PADES
    if (why := changed(signature, data, sealed=sealed)) is not None:
        return "total_failed", "FORMAT_FAILURE", why
    indication = asyncio.run(_ades(signature, level, reader, trust, at, revocation=True))
    name = indication.standard_name
    if name == "CERTIFICATE_CHAIN_GENERAL_FAILURE":
        # The library says this of lacking revocation data too, for which the standard has TRY_LATER.
        without = asyncio.run(_ades(signature, level, reader, trust, at, revocation=False))
        if without.status.name == "PASSED":
            name = "TRY_LATER"
    if indication.status.name == "PASSED":
        if level is None:  # intact and trusted, yet not bound to one certificate (EN 319 142-1, 6.3)
            return "indeterminate", "SIG_CONSTRAINTS_FAILURE", NO_CERTIFICATE_BOUND
        return "total_passed", None, PASSED
    verdict: Verdict = "total_failed" if indication.status.name == "FAILED" else "indeterminate"
    return verdict, name, reason_for(name)


async def _ades(
    signature: Any,
    level: Level | None,
    reader: PdfFileReader,
    trust: Trust,
    at: datetime,
    *,
    revocation: bool,
) -> Any:
    """The (sub-)indication: basic validation, with time where there is a timestamp, long-term if need be."""
    from pyhanko.sign.validation import ades
    from pyhanko.sign.validation.policy_decl import PdfSignatureValidationSpec
    from pyhanko_certvalidator.ltv.types import ValidationTimingInfo

    specification = _specification(reader, trust, revocation=revocation)
    timing = ValidationTimingInfo(at, at, point_in_time_validation=False)
    if level in (None, "B-B"):
        basic = await ades.ades_basic_validation(
            signature.signed_data,
            specification,
            timing_info=timing,
            raw_digest=signature.compute_digest(),
        )
        return basic.ades_subindic
    timed = await ades.ades_with_time_validation(
        signature.signed_data, specification, timing_info=timing, raw_digest=signature.compute_digest()
    )
    if timed.ades_subindic.status.name != "INDETERMINATE" or level != "B-LTA":
        return timed.ades_subindic
    long_term = await ades.ades_lta_validation(
        signature, PdfSignatureValidationSpec(specification), timing_info=timing
    )
    return long_term.ades_subindic


def _specification(reader: PdfFileReader, trust: Trust, *, revocation: bool) -> Any:
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
        key_usage_settings=KeyUsageConstraints(key_usage={"non_repudiation"}),
        cert_validation_policy=CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(trust_roots=list(trust.anchors)),
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


def _time(signature: Any) -> tuple[datetime | None, TimeFrom | None]:
    """The time of the signature timestamp where there is one, else the one the signer claims."""
    from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

    for token in extract_tst_data_iter(signature.signer_info, signed=False):
        return token["encap_content_info"]["content"].parsed["gen_time"].native, "timestamp"
    claimed = signature.self_reported_timestamp
    return (None, None) if claimed is None else (claimed, "signer")


def _certificate(signature: Any) -> Any:
    from cryptography.x509 import load_der_x509_certificate

    return load_der_x509_certificate(signature.signer_cert.dump())


def _der(certificate: Any) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return bytes(certificate.public_bytes(Encoding.DER))
