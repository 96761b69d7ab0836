"""The room kept free for a signature holds the largest key, with long names and a chain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from io import BytesIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader

from avtale.sign.identity.credentials import Credential
from avtale.sign.signing import sign
from tests.unit.sign.authority import usage
from tests.unit.sign.world import WHEN, World

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@cache
def large() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 4096)


def small() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def name(text: str, parts: int) -> x509.Name:
    units = [x509.NameAttribute(x509.NameOID.ORGANIZATIONAL_UNIT_NAME, "e" * 60)] * parts
    return x509.Name([*units, x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


def certificate(key: Key, issuer: x509.Name, parts: int) -> x509.Certificate:
    """Issued with the large key, so that its own signature is large too."""
    builder = x509.CertificateBuilder(issuer, name("Oppdiktet", parts), key.public_key(), 7)
    builder = builder.not_valid_before(WHEN - timedelta(days=1)).not_valid_after(WHEN + timedelta(days=365))
    use = usage(digital_signature=True, content_commitment=True)
    return builder.add_extension(use, critical=True).sign(large(), hashes.SHA256())


@pytest.mark.parametrize("parts", [0, 30])
@pytest.mark.parametrize("make", [large, small], ids=["rsa-4096", "ec"])
def test_the_signature_fits(make: Callable[[], Key], parts: int, world: World) -> None:
    key, issuer = make(), name("Utsteder", parts)
    chain = (certificate(large(), name("Rot", parts), parts),)
    credential = Credential("Oppdiktet", None, False, certificate(key, issuer, parts), key, chain)
    signed = sign(world.unsigned, party="county", credential=credential, when=WHEN, confirmed=True)
    (embedded,) = PdfFileReader(BytesIO(signed.data)).embedded_signatures
    content = embedded.signed_data.dump()
    assert chain[0].public_bytes(Encoding.DER) in content
    assert len(embedded.pkcs7_content) - len(content) > 300
