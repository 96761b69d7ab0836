"""Certificates in every form that Windows, mail programmes and issuers give them; none is lost in silence."""

from __future__ import annotations

import base64
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs7 import serialize_certificates

from avtale.errors import UsageError
from avtale.sign.identity.trust import load_trust
from tests.unit.sign.issuing import Issuer, name

ONE, TWO = Issuer(name(CN="Én")), Issuer(name(CN="To"))
CRL = ONE.crl().dump()
BOM = b"\xef\xbb\xbf"


def pem(issuer: Issuer = ONE) -> bytes:
    return issuer.certificate.public_bytes(Encoding.PEM)


def der() -> bytes:
    return ONE.certificate.public_bytes(Encoding.DER)


def bundle(encoding: Encoding) -> bytes:
    return serialize_certificates([ONE.certificate, TWO.certificate], encoding)


def crl_pem() -> bytes:
    return x509.load_der_x509_crl(CRL).public_bytes(Encoding.PEM)


def key() -> bytes:
    return ONE.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def trusted() -> bytes:
    """OpenSSL's own form, with what it is trusted for behind the certificate."""
    command = ["openssl", "x509", "-trustout", "-addtrust", "emailProtection"]
    return subprocess.run(command, input=pem(), check=True, capture_output=True).stdout


def with_list() -> bytes:
    """A bundle as OpenSSL makes one, with the revocation list in it."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(pem() + pem(TWO) + crl_pem())
        file.flush()
        command = ["openssl", "crl2pkcs7", "-in", file.name, "-certfile", file.name, "-outform", "DER"]
        return subprocess.run(command, check=True, capture_output=True).stdout


def wrapped(text: bytes) -> bytes:
    return (
        b"Bag Attributes\r\n    friendlyName: \xc3\x86re\r\n" + text.replace(b"\n", b"\r\n") + b"Mvh. oss\r\n"
    )


READ: dict[str, tuple[Callable[[], bytes], int, int]] = {
    "PEM": (pem, 1, 0),
    "DER": (der, 1, 0),
    "BOM of UTF-8": (lambda: BOM + pem(), 1, 0),
    "UTF-16 little": (lambda: pem().decode().encode("utf-16"), 1, 0),
    "UTF-16 big": (lambda: b"\xfe\xff" + pem().decode().encode("utf-16-be"), 1, 0),
    "UTF-16 without a mark": (lambda: pem().decode().encode("utf-16-le"), 1, 0),
    "UTF-32": (lambda: pem().decode().encode("utf-32"), 1, 0),
    "several, the first with a BOM": (lambda: BOM + pem() + pem(TWO), 2, 0),
    "several with a BOM each": (lambda: BOM + pem() + BOM + pem(TWO) + BOM + crl_pem(), 2, 1),
    "line ends of Windows": (lambda: pem().replace(b"\n", b"\r\n"), 1, 0),
    "line ends of an old Mac": (lambda: pem().replace(b"\n", b"\r"), 1, 0),
    "text around it": (lambda: wrapped(pem()) + wrapped(pem(TWO)), 2, 0),
    "no line end at the end": (lambda: pem().rstrip() + b"\n" + pem(TWO).rstrip(), 2, 0),
    "one after another on a line": (lambda: pem().rstrip() + pem(TWO), 2, 0),
    "the lines longer": (
        lambda: b"-----BEGIN CERTIFICATE-----\n" + base64.b64encode(der()) + b"\n-----END CERTIFICATE-----",
        1,
        0,
    ),
    "bundle in DER": (lambda: bundle(Encoding.DER), 2, 0),
    "bundle in PEM": (lambda: bundle(Encoding.PEM), 2, 0),
    "bundle with a BOM": (lambda: BOM + bundle(Encoding.PEM), 2, 0),
    "bundle of Microsoft": (lambda: bundle(Encoding.PEM).replace(b"PKCS7", b"CMS"), 2, 0),
    "bundle with a list": (with_list, 2, 1),
    "an old name": (lambda: pem().replace(b"CERTIFICATE", b"X509 CERTIFICATE"), 1, 0),
    "trusted, of OpenSSL": (trusted, 1, 0),
    "beside a key": (lambda: key() + pem(), 1, 0),
    "list in DER": (lambda: CRL, 0, 1),
    "list in PEM with a BOM": (lambda: BOM + crl_pem(), 0, 1),
}
REFUSED: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "words": lambda: b"hei",
    "a key alone": key,
    "the second cut short": lambda: pem() + pem(TWO)[:200],
    "the second with a letter wrong": lambda: pem() + pem(TWO).replace(b"MII", b"M!I", 1),
    "the second without its end": lambda: pem() + pem(TWO).replace(b"-----END CERTIFICATE-----", b""),
    "the end of another kind": lambda: pem().replace(b"END CERTIFICATE", b"END X509 CRL"),
    "a request": lambda: pem() + pem(TWO).replace(b"CERTIFICATE", b"CERTIFICATE REQUEST"),
    "DER and more": lambda: der() + der(),
    "DER cut short": lambda: der()[:-3],
    "a bundle cut short": lambda: bundle(Encoding.DER)[:-3],
}


@pytest.mark.parametrize("form", READ)
def test_is_read(form: str, tmp_path: Path) -> None:
    make, certificates, lists = READ[form]
    (tmp_path / "issuers.pem").write_bytes(make())
    trust = load_trust([tmp_path])
    assert (len(trust.anchors), len(trust.crls)) == (certificates, lists)
    assert {one.dump() for one in trust.anchors} <= {one.anchor.dump() for one in (ONE, TWO)}


@pytest.mark.parametrize("form", REFUSED)
def test_is_named_and_not_passed_over(form: str, tmp_path: Path) -> None:
    file = tmp_path / "issuers.cer"
    file.write_bytes(REFUSED[form]())
    with pytest.raises(UsageError, match=r"issuers\.cer") as caught:
        load_trust([tmp_path])
    assert caught.value.nb != caught.value.en


@pytest.mark.parametrize(
    ("file", "found"), [("a.p7b", 2), ("a.P7C", 2), ("utstedere.txt", 2), ("uten-endelse", 2)]
)
def test_a_bundle_in_a_folder_is_not_passed_over(file: str, found: int, tmp_path: Path) -> None:
    (tmp_path / file).write_bytes(bundle(Encoding.PEM))
    (tmp_path / "LESMEG.txt").write_text("Ingenting her.", "utf-8")
    (tmp_path / "nokkel.key").write_bytes(key())
    assert len(load_trust([tmp_path]).anchors) == found
