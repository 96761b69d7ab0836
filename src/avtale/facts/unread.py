"""Files in the agreements folder that look like documents and are not read: a check that passes them over says nothing of them.

What a document, the log or the register names as an annex, as evidence or as a signed original is known; so is what
lies in plans/ and overrides/, and what avtale and git keep for themselves.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from avtale.facts.real import LITTER, is_link
from avtale.facts.repository import Repository
from avtale.facts.root import COMMENTS, CONTACTS_FILE, PLANS, SETTINGS_FILE, is_document
from avtale.format.bind import parts
from avtale.format.model import Annex
from avtale.source.ours import begins_as_document
from avtale.source.read import is_listed
from avtale.source.write import is_leftover

Kind = Literal["name", "content", "office", "folder"]
"""Why a file is thought to be a document: its name has .yaml in it, it begins as one does, it comes from a word
processor; or it is a link to a folder, whose documents are not looked for."""

_KEEPS = frozenset({".git", ".generated", ".schemas"})
_OTHERS = frozenset({PLANS, "overrides", "register"})  # the register tells of its own
_NAMED = re.compile(r"\.ya?ml", re.IGNORECASE)
_OFFICE = frozenset(
    {
        ".doc",
        ".docm",
        ".docx",
        ".dot",
        ".dotx",
        ".fodt",
        ".gdoc",
        ".odt",
        ".ott",
        ".pages",
        ".pdf",
        ".rtf",
        ".wpd",
        ".wps",
    }
)
_OWNER_BYTES = 512  # Word writes 162


class Unread(Struct, frozen=True):
    """One file that was passed over: its path from the agreements folder, and why it is thought to be a document."""

    path: str
    kind: Kind


def unread(repository: Repository) -> tuple[Unread, ...]:
    """Every file that looks like a document and is read by nobody, sorted. Nothing for loose files."""
    root = repository.root
    if root is None:
        return ()
    found = list(_candidates(root))
    if not found:
        return ()
    paths, sums = _known(repository, root)
    # A document that cannot be read may name it too: its own fault is told.
    unclear = [entry.source.text for entry in repository.entries if entry.document is None]
    return tuple(
        each
        for each in sorted(found, key=lambda each: each.path)
        if each.kind == "folder"
        or not (
            each.path in paths
            or _digest(root / each.path) in sums
            or any(each.path.rpartition("/")[2] in text for text in unclear)
        )
    )


def _candidates(root: Path) -> Iterator[Unread]:
    for inside, folders, names in os.walk(root):
        below = Path(inside).relative_to(root).as_posix()
        prefix = "" if below == "." else f"{below}/"
        for folder in sorted(folders):
            link = Path(inside, folder)
            if is_link(link) and not _is_kept(prefix, folder) and not link.resolve().is_relative_to(root):
                yield Unread(f"{prefix}{folder}", "folder")
        folders[:] = [name for name in folders if not _is_kept(prefix, name)]
        for name in names:
            kind = _kind(Path(inside, name), f"{prefix}{name}")
            if kind is not None:
                yield Unread(f"{prefix}{name}", kind)


def _is_kept(prefix: str, folder: str) -> bool:
    return folder in _KEEPS or (not prefix and folder in _OTHERS)


def _kind(path: Path, relative: str) -> Kind | None:
    name = path.name
    if name.casefold() in LITTER or is_leftover(name) or relative in (SETTINGS_FILE, CONTACTS_FILE):
        return None
    in_log, is_yaml = relative.startswith(("log/", f"{COMMENTS}/")), name.endswith((".yaml", ".yml"))
    if is_listed(path) and is_yaml and (is_document(relative) or (in_log and name.endswith(".yaml"))):
        return None
    if in_log and not path.is_file():
        return None  # `avtale.facts.real` tells of it
    hidden = any(part.startswith(".") for part in relative.split("/"))
    if not hidden and _NAMED.search(name):
        return "name"
    if not hidden and path.suffix.casefold().rstrip(" .") in _OFFICE:
        return None if _is_made(path) else "office"
    return _by_content(path) if path.is_file() else None


def _is_made(path: Path) -> bool:
    """What says nothing of its own: an unsigned rendering of ours (one renders where one stands), and Word's note that a file is open."""
    if not path.is_file():
        return False
    if path.name.startswith("~$"):
        return path.stat().st_size <= _OWNER_BYTES
    if path.suffix.casefold() != ".pdf":
        return False
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return (
        b"<xmp:CreatorTool>avtale</xmp:CreatorTool>" in data and re.search(rb"/ByteRange\s*\[", data) is None
    )


def _by_content(path: Path) -> Kind | None:
    """Whether a file begins as a document does, whatever it is called."""
    try:
        return "content" if begins_as_document(path) else None
    except OSError:
        return None


def _known(repository: Repository, root: Path) -> tuple[set[str], set[str]]:
    """What is named as an annex, as evidence or as a signed original: paths from the agreements folder, and digests."""
    paths: set[str] = set()
    sums: set[str] = set()
    for entry in repository.entries:
        for annex in parts(entry.document, Annex) if entry.document is not None else ():
            paths |= _inside(root, entry.path.parent, annex.file)
            sums.add((annex.sha256 or "").lower())
    for file in repository.log.files:
        for shown in file.record.evidence if file.record is not None else ():
            for folder in (file.path.parent, root, root.parent):
                paths |= _inside(root, folder, shown.where)
            sums.add((shown.sha256 or "").lower())
    for event in repository.register.events:
        if event.record is not None:
            for folder in (event.path.parent, root, root.parent):
                paths |= _inside(root, folder, event.record.file)
            sums.add((event.record.pdf_sha256 or "").lower())
    return paths, sums - {""}


def _inside(root: Path, folder: Path, name: str | None) -> set[str]:
    if not name or "\0" in name:
        return set()
    path = os.path.normpath(folder / name)
    return {Path(path).relative_to(root).as_posix()} if Path(path).is_relative_to(root) else set()


def _digest(path: Path) -> str:
    if not path.is_file():
        return ""  # a pipe may never end
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
