"""Whose a certificate is, and whether it is only a demonstration.

The demonstration's mark stands in three places, so that neither a careless copy nor an odd
viewer loses it: the subject's words, the issuer's words, and a certificate
policy of our own.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from avtale.oslo import day_in_oslo
from avtale.sign.names import shown

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

POLICY_OID = "2.25.154917826391402668313284417360391884377"
"""A policy identifier under the UUID arc (ITU-T X.667), which needs no registration."""

_DEMO, _NOT_VALID = re.compile(r"\bdemo\b", re.IGNORECASE), re.compile(r"\bikke\s++gyldig\b", re.IGNORECASE)


def is_demonstration(certificate: Certificate) -> bool:
    """True where the policy, the subject or the issuer marks `certificate` as a demonstration."""
    return _has_policy(certificate) or any(
        _says_so(str(attribute.value))
        for name in (certificate.subject, certificate.issuer)
        for attribute in name
    )


def _says_so(name: str) -> bool:
    """Two searches, since a name may be as long as whoever made the certificate likes."""
    demo = _DEMO.search(name)
    return demo is not None and _NOT_VALID.search(name, demo.end()) is not None


def _has_policy(certificate: Certificate) -> bool:
    from cryptography.x509 import CertificatePolicies, ExtensionNotFound

    try:
        policies = certificate.extensions.get_extension_for_class(CertificatePolicies).value
    except (ExtensionNotFound, ValueError):  # absent, or an extension that cannot be read
        return False
    return any(policy.policy_identifier.dotted_string == POLICY_OID for policy in policies)


def certificate_of(signature: Any) -> Certificate:
    """The signer's certificate of a signature as pyHanko has it, or of one beside a file."""
    from cryptography.x509 import load_der_x509_certificate

    return load_der_x509_certificate(signature.signer_cert.dump())


def common_name(certificate: Certificate) -> str:
    """The subject's common name, or the whole subject where it has none, as it may be shown and kept."""
    from cryptography.x509.oid import NameOID

    return _named(certificate, NameOID.COMMON_NAME) or shown(certificate.subject.rfc4514_string())


def organisation(certificate: Certificate) -> str | None:
    """The subject's organisation, as it may be shown and kept, or None."""
    from cryptography.x509.oid import NameOID

    return _named(certificate, NameOID.ORGANIZATION_NAME)


def _named(certificate: Certificate, kind: Any) -> str | None:
    names = certificate.subject.get_attributes_for_oid(kind)
    return shown(str(names[0].value)) if names else None


def last_day(certificate: Certificate) -> dt.date:
    """The last day it is valid, in Norway."""
    return day_in_oslo(certificate.not_valid_after_utc)


def commits_to_content(certificate: Certificate) -> bool:
    """Whether its key is for signing what one commits to (RFC 5280, 4.2.1.3); True where it does not say."""
    from cryptography.x509 import ExtensionNotFound, KeyUsage

    try:
        return certificate.extensions.get_extension_for_class(KeyUsage).value.content_commitment
    except (ExtensionNotFound, ValueError):
        return True


DOCUMENT_PURPOSES = (
    "1.3.6.1.5.5.7.3.36",  # document signing (RFC 9336)
    "1.3.6.1.5.5.7.3.4",  # e-mail protection (RFC 5280), which issuers used before there was another
    "1.2.840.113583.1.1.5",  # Adobe, authentic documents
    "1.3.6.1.4.1.311.10.3.12",  # Microsoft, document signing
)
"""The extended key usages under which a document may be signed.

RFC 5280, 4.2.1.12: a certificate that names purposes is for those alone, critical or not. EN 319 412-2 and -3 require
none. So none named, any purpose, or one of these passes; a purpose for servers, for logging in
(`clientAuth`) or for code, alone, does not, though the key usage commits to content: its issuer never vouched for that use.
"""

_ANY_PURPOSE = "2.5.29.37.0"


def is_for_documents(certificate: Certificate) -> bool:
    """Whether its extended key usage, where it has one, lets it sign documents (`DOCUMENT_PURPOSES`)."""
    from cryptography.x509 import ExtendedKeyUsage, ExtensionNotFound

    try:
        purposes = certificate.extensions.get_extension_for_class(ExtendedKeyUsage).value
    except ExtensionNotFound:
        return True
    except ValueError:  # an extension that cannot be read, so nobody knows
        return False
    return any(purpose.dotted_string in (*DOCUMENT_PURPOSES, _ANY_PURPOSE) for purpose in purposes)
