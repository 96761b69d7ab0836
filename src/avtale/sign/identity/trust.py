"""Read whom the verifier trusts: certificates and revocation lists, in PEM, DER or PKCS#7."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct

from avtale.errors import AvtaleError, UsageError, reading
from avtale.message import Message
from avtale.sign.names import shown
from avtale.source.named import named_file

SUFFIXES = frozenset({".pem", ".crt", ".cer", ".cert", ".der", ".crl", ".p7b", ".p7c"})
"""Files in a folder that have to be readable; others (key files, read-me files) are passed over but for PEM."""

_SMALL = 2_000_000  # bytes; the bundle of all issuers that browsers trust is a tenth of it
_LARGEST = 50_000_000  # bytes; the largest public revocation lists are some ten million


class Trust(Struct, frozen=True):
    """Trust anchors, other certificates and revocation lists, as asn1crypto objects.

    A certificate of a CA is an anchor. Any other is at hand for building the
    path, and makes nothing trusted by itself.
    """

    anchors: tuple[Any, ...] = ()
    others: tuple[Any, ...] = ()
    crls: tuple[Any, ...] = ()

    @property
    def issuers(self) -> tuple[str, ...]:
        """The names of the anchors, each once."""
        return tuple(dict.fromkeys(shown(one.subject.human_friendly) for one in self.anchors))


def load_trust(paths: Iterable[Path]) -> Trust:
    """Everything in the files and folders `paths` (folders are not searched in depth).

    Raises `UsageError` for a path that does not exist, a file that holds neither
    certificate nor revocation list, and a path that gives nothing.
    """
    read: list[tuple[str, bytes]] = []
    for path in paths:
        files = _files(path)
        read += ((str(file), _read(file)) for file in files)
        if not files:
            raise UsageError(
                nb=f"{path} inneholder ingen sertifikater ({', '.join(sorted(SUFFIXES))}).",
                en=f"{path} holds no certificates ({', '.join(sorted(SUFFIXES))}).",
            )
    return read_trust(read)


def read_trust(files: Iterable[tuple[str, bytes]]) -> Trust:
    """Everything in these files, each given by its name and content. Raises `UsageError` for one that holds neither kind."""
    certificates: list[Any] = []
    crls: list[Any] = []
    for name, data in files:
        _load(name, data, certificates, crls)
    return Trust(
        anchors=tuple(one for one in certificates if one.ca),
        others=tuple(one for one in certificates if not one.ca),
        crls=tuple(crls),
    )


def _files(path: Path) -> list[Path]:
    with reading(path):
        return (
            sorted(one for one in path.iterdir() if one.is_file() and _is_meant(one))
            if path.is_dir()
            else [path]
        )


def _is_meant(file: Path) -> bool:
    """By its suffix, else by what stands in it: a bundle called `issuers.txt` is not passed over in silence."""
    from avtale.sign.identity.encodings import holds_certificates

    if file.suffix.lower() in SUFFIXES:
        return True
    try:
        return file.stat().st_size <= _SMALL and holds_certificates(file.read_bytes())
    except (OSError, ValueError):
        return False


def _load(file: str, data: bytes, certificates: list[Any], crls: list[Any]) -> None:
    from avtale.sign.identity.encodings import read_certificates

    try:
        found = read_certificates(data)
    except AvtaleError:
        raise
    except Exception as error:  # asn1crypto raises whatever it stumbles over
        raise UsageError(
            nb=f"{file} er verken sertifikat eller tilbakekallingsliste (PEM, DER eller PKCS#7), eller er skadet.",
            en=f"{file} is neither a certificate nor a revocation list (PEM, DER or PKCS#7), or is damaged.",
        ) from error
    certificates += found.certificates
    crls += found.crls


def _read(file: Path) -> bytes:
    missing = Message(
        f"Fant ikke {file}. Oppgi en fil eller mappe med sertifikater.",
        f"No such file or folder: {file}. Give a file or folder of certificates.",
    )
    with named_file(file, missing=missing) as handle:
        data = handle.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UsageError(nb=f"{file} er for stor.", en=f"{file} is too large.")
    return data
