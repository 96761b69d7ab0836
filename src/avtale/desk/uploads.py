"""A file that somebody sends: what it is by its content, no larger than it may be, and with a name that leads nowhere.

OWASP File Upload: neither the name nor the type that the browser tells is trusted, and an archive is looked into before it is
unpacked. Every page that takes a file asks here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from typing import Literal

from msgspec import Struct
from starlette.datastructures import FormData, UploadFile

from avtale.desk.errors import TooLarge
from avtale.desk.settings import MEGABYTE
from avtale.errors import UsageError
from avtale.terminal import one_line

Kind = Literal["pdf", "docx", "xlsx", "p12", "html", "csv", "yaml"]
_NAMED: dict[Kind, str] = {
    "pdf": "PDF",
    "docx": "Word (.docx)",
    "xlsx": "Excel (.xlsx)",
    "p12": ".p12",
    "html": "HTML",
    "csv": "CSV",
    "yaml": "YAML",
}
_MOST_UNPACKED, _MOST_FILES, _MOST_RATIO = 200 * MEGABYTE, 5000, 200
_LONGEST_NAME = 120


class Upload(Struct, frozen=True):
    """A file as it came. `name` is for showing; nothing is ever stored under it."""

    name: str
    kind: Kind
    data: bytes


def uploaded(form: FormData, field: str, kinds: Collection[Kind], *, most: int = 20 * MEGABYTE) -> Upload:
    """The file in a field of a form. Raises `UsageError` where there is none or it is of no such kind, `TooLarge` for too much."""
    sent = form.get(field)
    data = sent.file.read(most + 1) if isinstance(sent, UploadFile) else b""
    if not isinstance(sent, UploadFile) or not data:
        raise UsageError(
            nb="Velg en fil først. Den kan ikke være tom.", en="Choose a file first. It cannot be empty."
        )
    if len(data) > most:
        raise TooLarge(
            nb=f"Filen er større enn {most // MEGABYTE} MB. Send en mindre.",
            en=f"The file is larger than {most // MEGABYTE} MB. Send a smaller one.",
        )
    kind = _kind(data, sent.filename or "")
    if kind == "p12" and "p12" not in kinds:
        raise UsageError(
            nb="Det er en nøkkelfil. Den er bare din: send den aldri til andre, og last den ikke opp her.",
            en="That is a key file. It is yours alone: never send it to others, and do not upload it here.",
        )
    if kind is None or kind not in kinds:
        wanted = ", ".join(_NAMED[each] for each in kinds)
        raise UsageError(
            nb=f"Filen er ikke av en type som kan brukes her. Det kan være: {wanted}.",
            en=f"The file is of no kind that can be used here. It can be: {wanted}.",
        )
    return Upload(safe_name(sent.filename or ""), kind, data)


def safe_name(given: str) -> str:
    """What to call a file to a reader: no folder, on one line, not endless."""
    last = one_line(given.replace("\\", "/").rpartition("/")[2]).strip(" .")
    return last[:_LONGEST_NAME] or "fil"


def _kind(data: bytes, name: str) -> Kind | None:
    """What the content is. Text is of several kinds, and there the name's ending tells which."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    if (
        data.startswith(b"\x30\x82") and b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01" in data[:200]
    ):  # PKCS #7 data, RFC 7292
        return "p12"
    ending = name.rpartition(".")[2].lower()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "csv" if ending == "csv" and _of_windows(data) else None
    if "\x00" in text:
        return None
    if text.lstrip()[:15].lower().startswith(("<!doctype html", "<html")):
        return "html"
    return "csv" if ending == "csv" else "yaml" if ending in ("yaml", "yml") else None


def _of_windows(data: bytes) -> bool:
    """Whether it is text in one of the other character sets in which Excel writes a CSV."""
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "cp1252")
    except UnicodeDecodeError:
        return False
    return "\x00" not in text


def _office(data: bytes) -> Kind | None:
    """A document of Office, which is an archive: by what lies in it. Raises `TooLarge` for one that would swell."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    unpacked = sum(each.file_size for each in inside)
    swells = any(
        each.file_size > MEGABYTE and each.file_size > _MOST_RATIO * max(1, each.compress_size)
        for each in inside
    )
    if unpacked > _MOST_UNPACKED or len(inside) > _MOST_FILES or swells:
        raise TooLarge(
            nb="Filen blir for stor når den pakkes ut. Lagre den på nytt fra Word eller Excel.",
            en="The file becomes too large when it is unpacked. Save it anew from Word or Excel.",
        )
    names = {each.filename for each in inside}
    found: dict[str, Kind] = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
    return next((kind for name, kind in found.items() if name in names), None)
