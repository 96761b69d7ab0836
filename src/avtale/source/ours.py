"""Files that are somebody's work, whatever they are called: a document, an event, settings. No report may take their place."""

from __future__ import annotations

import re
from pathlib import Path

from avtale.errors import UsageError, reading

_HEAD_BYTES = 65_536
_DOCUMENT = re.compile(
    rb"(?:^|[\r{,])[ \t{\"'\xef\xbb\xbf]{0,40}kind[\"']?\s*:\s*[\"']?"
    rb"(?:agreement|amendment|programme|routine|action_plan|follow_up_plan)\b",
    re.MULTILINE,
)
_FORMAT = re.compile(rb"^[\xef\xbb\xbf]{0,3}format[ \t]{0,40}:", re.MULTILINE)


def begins_as_document(path: Path) -> bool:
    """Whether a file begins as a document does, however its letters are stored. Raises `OSError`."""
    return _DOCUMENT.search(_head(path)) is not None


def refuse_source(path: Path) -> None:
    """Raise `UsageError` where a document, an event or settings stand in `path`: nothing that is made may replace them."""
    with reading(path):
        head = _head(path) if path.is_file() else b""
    if _DOCUMENT.search(head) or _FORMAT.search(head):
        raise UsageError(
            nb=f"{path} er et dokument eller noe annet fra en samling. Filen er ikke rørt, og blir ikke skrevet over med --force heller. "
            "Velg et annet navn.",
            en=f"{path} is a document or something else of a repository. It was left alone, and --force does not overwrite it either. "
            "Choose another name.",
        )


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")
    return b"" if b"\0" in head else head
