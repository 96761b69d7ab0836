"""The document security store, DSS (ETSI EN 319 142-1, 5.4.2): certificates, revocation data, and nothing else."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from msgspec import Struct

from avtale.sign.pdf.values import Ref, Stream, Value
from avtale.sign.updates.revisions import Revision

MOST = 2_000  # streams; a signature with its timestamps needs some ten
_LISTS = {"/Certs": "certificate", "/CRLs": "crl", "/OCSPs": "ocsp"}
_OF_ONE = {"/Cert": "certificate", "/CRL": "crl", "/OCSP": "ocsp"}
_STREAM = frozenset({"/Length", "/Filter", "/DecodeParms"})
_DIGEST = re.compile(r"/[0-9A-Fa-f]{40}\Z")


class StoreFault(ValueError):
    """The store holds something that it must not hold."""


class Store(Struct, frozen=True):
    """`parts` are its dictionaries and arrays that are objects, `streams` its data, `contents` their digests."""

    parts: frozenset[Ref]
    streams: frozenset[Ref]
    contents: frozenset[bytes]


def store_of(value: Value, revision: Revision) -> Store:
    """Read the store that the catalog's /DSS names. Raises `StoreFault`."""
    return _Reading(revision).store(value)


class _Reading:
    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        self.parts: set[Ref] = set()
        self.streams: dict[Ref, str] = {}
        self.contents: set[bytes] = set()

    def store(self, value: Value) -> Store:
        store = self._dictionary(value, {"/Type", "/VRI", *_LISTS})
        if store.get("/Type", "/DSS") != "/DSS":
            raise StoreFault
        for key, kind in _LISTS.items():
            self._list(store.get(key), kind)
        related = self._dictionary(store.get("/VRI", {}), None)
        for key, entry in related.items():
            if key == "/Type" and entry == "/VRI":
                continue
            if not _DIGEST.match(key):
                raise StoreFault
            one = self._dictionary(entry, {"/Type", "/TU", "/TS", *_OF_ONE})
            if one.get("/Type", "/VRI") != "/VRI" or not isinstance(one.get("/TU", b""), bytes):
                raise StoreFault
            for name, kind in _OF_ONE.items():
                self._list(one.get(name), kind)
            if "/TS" in one:
                self._stream(one["/TS"], "timestamp")
        return Store(frozenset(self.parts), frozenset(self.streams), frozenset(self.contents))

    def _at(self, value: Value) -> Value:
        if not isinstance(value, Ref):
            return value
        self.parts.add(value)
        return self.revision.values.get(value)

    def _dictionary(self, value: Value, keys: set[str] | None) -> dict[str, Any]:
        found = self._at(value)
        if (
            not isinstance(found, dict)
            or (keys is not None and not found.keys() <= keys)
            or len(found) > MOST
        ):
            raise StoreFault
        return found

    def _list(self, value: Value, kind: str) -> None:
        found = () if value is None else self._at(value)
        if not isinstance(found, tuple) or len(found) > MOST or len(set(found)) != len(found):
            raise StoreFault
        for one in found:
            self._stream(one, kind)

    def _stream(self, ref: Value, kind: str) -> None:
        stream = self.revision.values.get(ref) if isinstance(ref, Ref) else None
        if not isinstance(stream, Stream) or not stream.entries.keys() <= _STREAM:
            raise StoreFault
        if self.streams.setdefault(ref, kind) != kind or len(self.streams) > MOST:
            raise StoreFault
        data = self.revision.content(ref)
        if not _is(kind, data):
            raise StoreFault
        self.contents.add(hashlib.sha256(data).digest())


def _is(kind: str, data: bytes) -> bool:
    """Whether `data` is one such structure in DER, whole and alone."""
    from asn1crypto import cms, crl, ocsp, x509

    kinds: dict[str, Any] = {
        "certificate": x509.Certificate,
        "crl": crl.CertificateList,
        "ocsp": ocsp.OCSPResponse,
        "timestamp": cms.ContentInfo,
    }
    try:
        read = kinds[kind].load(data, strict=True)
        first = {"certificate": "tbs_certificate", "crl": "tbs_cert_list", "ocsp": "response_status"}
        return read[first.get(kind, "content_type")].native is not None
    except (ValueError, TypeError, KeyError):
        return False
