"""An issuer whose every detail a test may choose: subjects, dates, key usages, chains."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import crl as parsed_crl
from asn1crypto import x509 as parsed
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID, ObjectIdentifier

from avtale.sign.identity.certificates import common_name, organisation
from avtale.sign.identity.credentials import Credential
from avtale.sign.identity.trust import Trust
from tests.unit.sign.authority import usage
from tests.unit.sign.world import WHEN

KEY = ec.generate_private_key(ec.SECP256R1())
OIDS = {
    "C": NameOID.COUNTRY_NAME,
    "O": NameOID.ORGANIZATION_NAME,
    "OU": NameOID.ORGANIZATIONAL_UNIT_NAME,
    "CN": NameOID.COMMON_NAME,
    "GN": NameOID.GIVEN_NAME,
    "SN": NameOID.SURNAME,
    "serial": NameOID.SERIAL_NUMBER,
    "orgid": NameOID.ORGANIZATION_IDENTIFIER,
}
YEAR = timedelta(days=365)


def name(**parts: str) -> x509.Name:
    """name(O="Firma", CN="Kari")"""
    return x509.Name([x509.NameAttribute(OIDS[short], value) for short, value in parts.items()])


@dataclasses.dataclass
class Issuer:
    """A CA; `above` is the one that issued it, None for a root."""

    subject: x509.Name = dataclasses.field(default_factory=lambda: name(CN="Oppdiktet utsteder"))
    above: Issuer | None = None
    begins: datetime = WHEN - YEAR
    ends: datetime = WHEN + 5 * YEAR
    authority: bool = True
    path_length: int | None = None
    purposes: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = _signed(
            self.subject,
            self.key,
            self.above or self,
            (self.begins, self.ends),
            x509.BasicConstraints(
                ca=self.authority, path_length=self.path_length if self.authority else None
            ),
            usage(key_cert_sign=self.authority, crl_sign=True),
            purposes=self.purposes,
        )

    def issue(
        self,
        subject: x509.Name,
        *,
        key: Any = None,
        begins: datetime = WHEN - timedelta(days=1),
        ends: datetime = WHEN + YEAR,
        purposes: tuple[str, ...] | None = None,
        critical: bool = False,
        commits: bool = True,
        chain: tuple[x509.Certificate, ...] = (),
    ) -> Credential:
        """A signer's key and certificate."""
        key = key or ec.generate_private_key(ec.SECP256R1())
        certificate = _signed(
            subject,
            key,
            self,
            (begins, ends),
            x509.BasicConstraints(ca=False, path_length=None),
            usage(digital_signature=True, content_commitment=commits),
            purposes=purposes,
            critical=critical,
        )
        return Credential(common_name(certificate), organisation(certificate), False, certificate, key, chain)

    def crl(self, *revoked: Credential, at: datetime = WHEN) -> Any:
        builder = x509.CertificateRevocationListBuilder(self.subject)
        builder = builder.last_update(at - timedelta(days=1)).next_update(at + YEAR)
        for one in revoked:
            entry = x509.RevokedCertificateBuilder().revocation_date(WHEN - timedelta(hours=1))
            builder = builder.add_revoked_certificate(
                entry.serial_number(one.certificate.serial_number).build()
            )
        data = builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)
        return parsed_crl.CertificateList.load(data)

    @property
    def anchor(self) -> Any:
        return parsed.Certificate.load(self.certificate.public_bytes(Encoding.DER))


def trusting(*roots: Issuer, lists: tuple[Any, ...] | None = None, below: tuple[Issuer, ...] = ()) -> Trust:
    """Trust in `roots`, with the revocation lists of all."""
    crls = tuple(one.crl() for one in (*roots, *below)) if lists is None else lists
    return Trust(tuple(one.anchor for one in roots), (), crls)


def _signed(
    subject: x509.Name,
    key: Any,
    issuer: Issuer,
    holds: tuple[datetime, datetime],
    *extensions: Any,
    purposes: tuple[str, ...] | None = None,
    critical: bool = False,
) -> x509.Certificate:
    builder = x509.CertificateBuilder(issuer.subject, subject, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(holds[0]).not_valid_after(holds[1])
    for extension in extensions:
        builder = builder.add_extension(extension, critical=True)
    if purposes is not None:
        eku = x509.ExtendedKeyUsage([ObjectIdentifier(one) for one in purposes])
        builder = builder.add_extension(eku, critical=critical)
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return builder.add_extension(identifier, critical=False).sign(issuer.key, hashes.SHA256())
