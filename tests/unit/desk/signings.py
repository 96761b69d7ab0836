"""An approved agreement in a desk, keys to sign it with, and files that others sent."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import httpx

from avtale.facts.repository import Repository
from avtale.lifecycle.approve import approve
from avtale.sign.demo import demo_files, parties_of
from avtale.sign.identity.credentials import open_key
from avtale.sign.signing import sign
from tests.support import AGREEMENT, ON
from tests.unit.desk.desks import NOW, SETTINGS, Browser, browser, repository

PASSWORD = "prøve-passord"
HERE = "/sign/prove/1.00"


def approved(folder: Path, settings: str = "", **files: str) -> Path:
    """A repository whose one agreement is approved; `settings` more of them."""
    root = repository(folder, avtale=SETTINGS + settings, **files)
    found = Repository.open(root)
    approve(found.versions["prove"][0], found, by="Kim Eksempel", on=ON, findings=[])
    return root


def keys_of(root: Path) -> dict[str, bytes]:
    """Demonstration keys for the parties."""
    found = Repository.open(root)
    return demo_files(parties_of(found.versions["prove"][0], found), password=PASSWORD, when=NOW)


def signed(pdf: bytes, party: str, keys: dict[str, bytes]) -> bytes:
    """What the party sends back, signed elsewhere."""
    credential = open_key(keys[f"{party}.p12"], PASSWORD, at=NOW, name="key")
    return sign(pdf, party=party, credential=credential, when=NOW).data


def kari(root: Path, state: Path, settings: Any = None) -> Browser:
    """Somebody at her own machine."""
    return browser(root, settings, state=state).enter()


def send(
    who: Browser, data: bytes, name: str = "fil.pdf", *more: Any, to: str = "received", **fields: str
) -> httpx.Response:
    """Upload a file, as the form does."""
    files = [("file", (name, data, "application/pdf")), *more]
    return who.post(f"{HERE}/{to}", fields, files=files)


def trust(keys: dict[str, bytes]) -> tuple[Any, ...]:
    """The issuer's certificate and list, as they are sent along."""
    return tuple(("trust", (name, keys[name], "application/octet-stream")) for name in ("ca.pem", "ca.crl"))


def with_key(
    who: Browser, key: bytes, party: str = "county", password: str = PASSWORD, **headers: str
) -> httpx.Response:
    """Sign with a key of one's own."""
    files = [("key", ("min.p12", key, "application/x-pkcs12"))]
    return who.post(f"{HERE}/key", {"party": party, "password": password}, files=files, headers=headers)


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


OTHER = AGREEMENT.replace("key: prove", "key: annen").replace("id: 1.2.3", "id: 1.2.4")
