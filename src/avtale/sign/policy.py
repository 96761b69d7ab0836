"""What a validation is asked to require: whom it trusts, that revocation is known, and what a certificate may be for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from avtale.sign.identity.anchors import trust_anchor
from avtale.sign.identity.certificates import DOCUMENT_PURPOSES
from avtale.sign.identity.trust import Trust
from avtale.sign.levels import revocation_data

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

__all__ = ["purposes", "specification"]


def specification(reader: PdfFileReader | None, trust: Trust, *, revocation: bool) -> Any:
    """pyHanko's policy. Nothing is fetched: what is neither in `trust` nor in the file that `reader` has open is not known."""
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
            extd_key_usage=purposes(),
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


def purposes() -> set[str]:
    """The extended key usages with which a document may be signed."""
    from asn1crypto.x509 import KeyPurposeId

    return {KeyPurposeId(purpose).native for purpose in DOCUMENT_PURPOSES}
