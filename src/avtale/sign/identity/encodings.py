"""The forms that certificates and revocation lists come in: PEM (RFC 7468), DER, PKCS#7 bundles (RFC 5652, 5.1).

Windows writes PEM with a byte order mark, in UTF-16 too; a mail programme puts text around it; several files laid end to
end leave such marks in the middle. All of it is read, and what cannot be read is an error: a certificate
lost in silence would be one issuer less, and the verdict another.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from typing import Any

from msgspec import Struct

_BEGIN = re.compile(rb"-----BEGIN ")
_BLOCK = re.compile(
    rb"-----BEGIN (?P<label>[A-Z0-9 #]{1,40})-----[ \t]*[\r\n](?P<body>[^-]*+)-----END (?P=label)-----"
)
_CERTIFICATES = frozenset({b"CERTIFICATE", b"X509 CERTIFICATE", b"TRUSTED CERTIFICATE"})
_BUNDLES = frozenset({b"PKCS7", b"CMS", b"PKCS #7 SIGNED DATA"})
_LISTS = frozenset({b"X509 CRL", b"CRL"})
_PASSED_OVER = (
    b"PRIVATE KEY",
    b"EC PARAMETERS",
    b"DH PARAMETERS",
)  # what a server's file has beside its certificate
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DASHES = "-----BEGIN"


class Found(Struct, frozen=True):
    """Certificates and revocation lists, as asn1crypto objects, in the order of the file."""

    certificates: tuple[Any, ...] = ()
    crls: tuple[Any, ...] = ()


def read_certificates(data: bytes) -> Found:
    """Everything in `data`. Raises whatever is wrong with it, `ValueError` among others, where any part cannot be read."""
    text = _plain(data)
    if _BEGIN.search(text) is None:
        return _from_der(data)
    blocks = list(_BLOCK.finditer(text))
    if len(blocks) != len(_BEGIN.findall(text)):
        raise ValueError("a PEM block is not whole")
    parts = [_from_block(block["label"].strip(), block["body"]) for block in blocks]
    if not any(part.certificates or part.crls for part in parts):
        raise ValueError("keys alone")
    return Found(
        tuple(one for part in parts for one in part.certificates),
        tuple(one for part in parts for one in part.crls),
    )


def holds_certificates(data: bytes) -> bool:
    """Whether a file of any name is PEM with a certificate or revocation list in it."""
    return any(
        block["label"].strip() in _CERTIFICATES | _BUNDLES | _LISTS for block in _BLOCK.finditer(_plain(data))
    )


def _plain(data: bytes) -> bytes:
    """The text as ASCII bytes without marks of its encoding; `data` itself where it is none of Unicode's forms."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding).replace("\ufeff", "").encode()
    for encoding in ("utf-16-le", "utf-16-be"):  # saved without a mark
        if _DASHES.encode(encoding) in data:
            return data.decode(encoding).replace("\ufeff", "").encode()
    return data.replace(codecs.BOM_UTF8, b"")


def _from_block(label: bytes, body: bytes) -> Found:
    if label.endswith(_PASSED_OVER):
        return Found()
    der = _decoded(body)
    if label in _BUNDLES:
        return _from_bundle(der)
    if label in _LISTS:
        return Found(crls=(_revocation_list(der),))
    if label == b"TRUSTED CERTIFICATE":  # OpenSSL's own form: what it is trusted for follows the certificate
        return Found((_certificate(_first_value(der)),))
    if label in _CERTIFICATES:
        return Found((_certificate(der),))
    raise ValueError(label.decode())


def _decoded(body: bytes) -> bytes:
    """The bytes of a block; header lines (RFC 1421), which end with an empty line, are passed over."""
    lines = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    if any(b":" in line for line in lines):
        lines = lines[next((i for i, line in enumerate(lines) if not line.strip()), 0) :]
    try:
        return base64.b64decode(b"".join(b"".join(line.split()) for line in lines), validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error


def _first_value(der: bytes) -> bytes:
    from asn1crypto.parser import peek

    return der[: peek(der)]


def _from_der(data: bytes) -> Found:
    """One certificate, one revocation list, or a bundle."""
    for read in (lambda: Found((_certificate(data),)), lambda: Found(crls=(_revocation_list(data),))):
        try:
            return read()
        except Exception:
            continue
    return _from_bundle(data)


def _from_bundle(der: bytes) -> Found:
    """The certificates and revocation lists that a signature container without a signature carries."""
    from asn1crypto.cms import ContentInfo

    content = ContentInfo.load(der, strict=True)
    if content["content_type"].native != "signed_data":
        raise ValueError("no bundle of certificates")
    signed = content["content"]
    certificates = [one.chosen for one in signed["certificates"] or () if one.name == "certificate"]
    crls = [one.chosen for one in signed["crls"] or () if one.name == "crl"]
    if len(certificates) != len(signed["certificates"] or ()) or len(crls) != len(signed["crls"] or ()):
        raise ValueError("a kind of certificate that is not known")
    if not certificates and not crls:
        raise ValueError("an empty bundle")
    return Found(
        tuple(_certificate(one.dump()) for one in certificates),
        tuple(_revocation_list(one.dump()) for one in crls),
    )


def _certificate(der: bytes) -> Any:
    from asn1crypto.x509 import Certificate

    return _whole(Certificate, der)


def _revocation_list(der: bytes) -> Any:
    from asn1crypto.crl import CertificateList

    return _whole(CertificateList, der)


def _whole(kind: Any, der: bytes) -> Any:
    """Parse all of it now: asn1crypto is lazy and would complain only while judging a signature."""
    parsed = kind.load(der, strict=True)
    _ = parsed.native
    return parsed
