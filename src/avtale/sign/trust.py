"""Read whom the verifier trusts: certificates and revocation lists, in PEM or DER."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct

from avtale.errors import Misuse, not_read

SUFFIXES = frozenset({".pem", ".crt", ".cer", ".der", ".crl"})
"""Files in a folder that have to be readable; others (key files, read-me files) are passed over."""

_LARGEST = 50_000_000  # bytes; the largest public revocation lists are some ten million


class Trust(Struct, frozen=True):
    """Trust anchors, other certificates and revocation lists, as asn1crypto objects.

    A certificate of a CA is an anchor. Any other is at hand for building the
    path, and makes nothing trusted by itself.
    """

    anchors: tuple[Any, ...] = ()
    others: tuple[Any, ...] = ()
    crls: tuple[Any, ...] = ()


def load_trust(paths: Iterable[Path]) -> Trust:
    """Everything in the files and folders `paths` (folders are not searched in depth).

    Raises `Misuse` for a path that does not exist, a file that holds neither
    certificate nor revocation list, and a path that gives nothing.
    """
    certificates: list[Any] = []
    crls: list[Any] = []
    for path in paths:
        files = _files(path)
        for file in files:
            _load(file, certificates, crls)
        if not files:
            raise Misuse(
                nb=f"{path} inneholder ingen sertifikater ({', '.join(sorted(SUFFIXES))}).",
                en=f"{path} holds no certificates ({', '.join(sorted(SUFFIXES))}).",
            )
    return Trust(
        anchors=tuple(one for one in certificates if one.ca),
        others=tuple(one for one in certificates if not one.ca),
        crls=tuple(crls),
    )


def _files(path: Path) -> list[Path]:
    try:
        if path.is_dir():
            return sorted(one for one in path.iterdir() if one.suffix.lower() in SUFFIXES and one.is_file())
    except OSError as error:
        raise not_read(path, error) from error
    return [path]


def _load(file: Path, certificates: list[Any], crls: list[Any]) -> None:
    from asn1crypto import pem
    from asn1crypto.crl import CertificateList
    from asn1crypto.x509 import Certificate

    data = _read(file)
    try:
        if not pem.detect(data):
            _load_der(data, certificates, crls)
            return
        for kind, _, der in pem.unarmor(data, multiple=True):
            if kind == "CERTIFICATE":
                certificates.append(_whole(Certificate, der))
            elif kind == "X509 CRL":
                crls.append(_whole(CertificateList, der))
            else:
                raise ValueError(kind)
    except Exception as error:  # asn1crypto raises whatever it stumbles over
        raise Misuse(
            nb=f"{file} er verken sertifikat eller tilbakekallingsliste (PEM eller DER).",
            en=f"{file} is neither a certificate nor a revocation list (PEM or DER).",
        ) from error


def _load_der(data: bytes, certificates: list[Any], crls: list[Any]) -> None:
    from asn1crypto.crl import CertificateList
    from asn1crypto.x509 import Certificate

    try:
        certificates.append(_whole(Certificate, data))
    except Exception:  # not a certificate; a revocation list then, or the caller says what is wrong
        crls.append(_whole(CertificateList, data))


def _whole(kind: Any, der: bytes) -> Any:
    """Parse all of it now: asn1crypto is lazy and would complain only while judging a signature."""
    parsed = kind.load(der, strict=True)
    _ = parsed.native
    return parsed


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as handle:
            data = handle.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Misuse(
            nb=f"Fant ikke {file}. Oppgi en fil eller mappe med sertifikater.",
            en=f"No such file or folder: {file}. Give a file or folder of certificates.",
        ) from error
    except OSError as error:
        raise not_read(file, error) from error
    if len(data) > _LARGEST:
        raise Misuse(nb=f"{file} er for stor.", en=f"{file} is too large.")
    return data
