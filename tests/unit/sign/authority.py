"""A certificate authority whose certificates are not marked as demonstrations."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from asn1crypto import crl as crl_structure
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from avtale.sign.identity.credentials import Credential
from avtale.sign.identity.trust import Trust
from tests.unit.sign.world import PARTIES, WHEN


class Authority:
    """A CA that is not marked as a demonstration; what it issues is real but for the trust in it."""

    def __init__(self, *, content_commitment: bool = True) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Oppdiktet utsteder")])
        ca = x509.BasicConstraints(ca=True, path_length=None)
        self.certificate = self._sign(self.name, self.key, ca, usage(key_cert_sign=True, crl_sign=True))
        use = usage(digital_signature=True, content_commitment=content_commitment)
        self.credentials = {party.id: self._leaf(use, party.name) for party in PARTIES}

    def _leaf(self, use: x509.KeyUsage, organisation: str) -> Credential:
        key = ec.generate_private_key(ec.SECP256R1())
        signer = f"Oppdiktet underskriver for {organisation}"
        subject = x509.Name(
            [
                x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, organisation),
                x509.NameAttribute(x509.NameOID.COMMON_NAME, signer),
            ]
        )
        leaf = self._sign(subject, key, x509.BasicConstraints(ca=False, path_length=None), use)
        return Credential(signer, organisation, False, leaf, key)

    def _sign(self, subject: x509.Name, key: Any, *extensions: Any) -> x509.Certificate:
        builder = x509.CertificateBuilder(self.name, subject, key.public_key(), x509.random_serial_number())
        builder = builder.not_valid_before(WHEN).not_valid_after(WHEN + timedelta(days=365))
        for extension in extensions:
            builder = builder.add_extension(extension, critical=True)
        identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        return builder.add_extension(identifier, critical=False).sign(self.key, hashes.SHA256())

    def crl(self, *, revoked: bool = False, until: datetime = WHEN + timedelta(days=365)) -> bytes:
        builder = x509.CertificateRevocationListBuilder(self.name).last_update(WHEN).next_update(until)
        if revoked:
            entry = x509.RevokedCertificateBuilder().revocation_date(WHEN + timedelta(minutes=1))
            for credential in self.credentials.values():
                number = credential.certificate.serial_number
                builder = builder.add_revoked_certificate(entry.serial_number(number).build())
        return builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def trust(self, crl: bytes | None = None) -> Trust:
        from asn1crypto.x509 import Certificate

        anchor = Certificate.load(self.certificate.public_bytes(Encoding.DER))
        return Trust((anchor,), (), (crl_structure.CertificateList.load(crl or self.crl()),))


def usage(**which: bool) -> x509.KeyUsage:
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
    )
    names += ("key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{name: which.get(name, False) for name in names})
