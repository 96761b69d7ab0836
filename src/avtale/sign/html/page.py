"""An HTML page as something to sign: what it states of itself (`render.stated`), and whether it is what rendering gives."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import html
import re

from msgspec import Struct

from avtale.errors import UsageError
from avtale.facts.repository import DocumentFile, Repository
from avtale.render.stated import PREFIX
from avtale.sign.embedded import EmbeddedSource, describe

SUFFIXES = frozenset({".html", ".htm"})
LARGEST = 50_000_000  # bytes; a page with its fonts is some two hundred thousand
_META = re.compile(rf'<meta name="{PREFIX}(?P<name>[a-z]+)" content="(?P<value>[^"<>]*+)">')


class StatedPage(Struct, frozen=True):
    """What a page says it is; `signed` are the digests of the signed PDFs that it shows."""

    source: EmbeddedSource
    on: dt.date
    language: str
    signed: tuple[str, ...]
    sha256: str


def read_page(data: bytes, name: str) -> StatedPage:
    """What the page `data` states. Raises `UsageError` where it is no page of ours, or states something twice."""
    if len(data) > LARGEST:
        raise UsageError(nb=f"{name} er for stor.", en=f"{name} is too large.")
    try:
        said = _said(data)
        source = describe(
            f"{said['key']}-{said['version']}.yaml", base64.b64decode(said["source"], validate=True), name
        )
        on = dt.date.fromisoformat(said["on"])
        if (source.key, source.version, source.fingerprint) != (
            said["key"],
            said["version"],
            said["fingerprint"],
        ):
            raise ValueError("the source is another")
    except (ValueError, KeyError) as error:
        raise UsageError(
            nb=f"{name} sier ikke hvilket dokument den er laget av. Lag siden med «avtale render» og bruk den.",
            en=f"{name} does not say which document it was made of. Make the page with “avtale render” and use that.",
        ) from error
    signed = tuple(said.get("signed", "").split())
    return StatedPage(source, on, said["language"], signed, hashlib.sha256(data).hexdigest())


def _said(data: bytes) -> dict[str, str]:
    """Our `meta` elements in the head, exactly as we write them. Raises `ValueError` for one that stands twice."""
    said: dict[str, str] = {}
    for match in _META.finditer(data.partition(b"</head>")[0].decode()):
        if match["name"] in said:
            raise ValueError(match["name"])
        said[match["name"]] = html.unescape(match["value"])
    return said


def entry_with_content(page: StatedPage, repository: Repository | None) -> DocumentFile | None:
    """The document of the page in the repository, where its content is the page's."""
    versions = repository.versions.get(page.source.key or "", []) if repository is not None else []
    return next(
        (
            one
            for one in versions
            if one.version == page.source.version and one.fingerprint == page.source.fingerprint
        ),
        None,
    )


def is_rendering(data: bytes, page: StatedPage, repository: Repository | None) -> bool | None:
    """Whether rendering anew for the stated day, language and recorded signatures gives these very bytes; None without a document."""
    from avtale.errors import AvtaleError
    from avtale.render.document import render

    entry = entry_with_content(page, repository)
    if entry is None or repository is None:
        return None
    try:
        made = render(
            entry, repository, on=page.on, lang=page.language, formats=("html",), signed_files=page.signed
        )
    except AvtaleError:
        return None
    return made.files["html"] == data
