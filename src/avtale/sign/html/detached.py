"""A CAdES signature beside a file (ETSI EN 319 122-1, B-B): made, and read for the verdict.

The container is plain DER without the content, which `openssl cms -verify -binary -content FILE -inform DER`
takes too. Signed attributes: content type, message digest, the signer's certificate (ESS v2), signing time.
"""

from __future__ import annotations

import asyncio
import glob
import hashlib
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from avtale.errors import UsageError
from avtale.sign.identity.credentials import Credential
from avtale.sign.names import DEMO_MARK

_NAME = re.compile(r"(?P<field>[a-z][a-z0-9_-]*)(?:\.DEMO-ikke-gyldig)?\.p7s\Z")
_LARGEST = 1_000_000  # bytes; a container with a long chain is some ten thousand


def sign_detached(data: bytes, credential: Credential, when: datetime) -> bytes:
    """The signature container over `data`, claiming the time `when`."""
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    from avtale.sign.signing import simple_signer

    made = asyncio.run(
        simple_signer(credential).async_sign_general_data(
            data,
            "sha256",
            detached=True,
            use_cades=True,
            signed_attr_settings=PdfCMSSignedAttributes(signing_time=when),
        )
    )
    return bytes(made.dump())


def signature_path(file: Path, field: str, *, demonstration: bool) -> Path:
    """Where the signature for `field` ("signature-nav") of `file` goes: FILE.nav.p7s, with the mark of a demonstration."""
    mark = DEMO_MARK if demonstration else ""
    return file.with_name(f"{file.name}.{field.removeprefix('signature-')}{mark}.p7s")


def signatures_beside(file: Path) -> list[tuple[str, Path]]:
    """Field and path of each signature beside `file`, by name."""
    found = []
    for path in sorted(file.parent.glob(f"{glob.escape(file.name)}.*.p7s")):
        match = _NAME.match(path.name[len(file.name) + 1 :])
        if match is not None and path.is_file():
            found.append((f"signature-{match['field']}", path))
    return found


def read_signature(path: Path) -> bytes:
    """The bytes of a container. Raises `UsageError` where it cannot be one."""
    with path.open("rb") as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UsageError(
            nb=f"{path} er for stor til å være en underskrift.", en=f"{path} is too large for a signature."
        )
    return data


class DetachedSignature:
    """A container with what the verdict asks of any signature (as pyHanko's `EmbeddedPdfSignature`).

    Raises `ValueError`, or whatever the parser stumbles over, for what is no detached signature of one signer.
    """

    def __init__(self, container: bytes, data: bytes) -> None:
        from asn1crypto.cms import ContentInfo
        from pyhanko.sign.general import extract_certificate_info, extract_signer_info

        info = ContentInfo.load(container, strict=True)
        if info["content_type"].native != "signed_data":
            raise ValueError("no signature")
        self.pkcs7_content = container
        self.signed_data: Any = info["content"]
        encapsulated = self.signed_data["encap_content_info"]
        if encapsulated["content_type"].native != "data" or encapsulated["content"].native is not None:
            raise ValueError("not detached")
        self.signer_info: Any = extract_signer_info(self.signed_data)
        self.signer_cert: Any = extract_certificate_info(self.signed_data).signer_cert
        self._data = data

    def compute_digest(self) -> bytes:
        """The digest of the file, by the signer's algorithm."""
        name = self.signer_info["digest_algorithm"]["algorithm"].native
        return hashlib.new(name, self._data).digest()

    @property
    def self_reported_timestamp(self) -> datetime | None:
        """The signed attribute signing-time."""
        for attribute in self.signer_info["signed_attrs"]:
            if attribute["type"].native == "signing_time":
                time: datetime = attribute["values"][0].native
                return time
        return None
