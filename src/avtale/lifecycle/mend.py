"""Mend documents of a repository: what may be touched, and what a change would look like."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from avtale.facts.repository import DocumentFile, Repository
from avtale.format.bind import load
from avtale.format.mend import mended
from avtale.lifecycle.file_change import unified_diff
from avtale.source.read import parse
from avtale.source.write import Replacement, write_whole


class Mending(Struct, frozen=True):
    """One file as it is and as it would be. `frozen` tells that it needs mending and may not be touched, `unsure` that this
    is so because the register about it cannot be read."""

    path: Path
    name: str
    before: bytes
    after: bytes
    frozen: bool = False
    unsure: bool = False

    def diff(self) -> str:
        """The change as a unified diff that `git apply` and `patch -p1` take from the folder above the repository."""
        return unified_diff(self.before, self.after, f"a/{self.name}", f"b/{self.name}")

    def write(self) -> None:
        """Put the mended file in place, whole or not at all. Raises `SystemFailure` where it changed meanwhile."""
        write_whole(self.path, Replacement(self.before, self.after))


def mend(entry: DocumentFile, repository: Repository) -> Mending | None:
    """What mending this document would change; None where there is nothing to mend.

    A version that the register knows as approved or signed is frozen: it is never changed, since its
    fingerprint would no longer be what was approved (docs/architecture.md, "What it promises"). So is one whose
    part of the register cannot be read, since nobody knows what stands there. A file that cannot be read says which
    version it is when it is mended.
    """
    if entry.document is None and not _may_be_mended(entry):
        return None
    before = entry.as_read()
    after = mended(before, entry.name)
    if after == before:
        return None
    document = entry.document or load(parse(after, entry.name))
    header = document.control_header if document else None
    key, version = document.key if document else None, header.version if header else None
    register = repository.register
    known = any(register.of(key, version, event) for event in ("approval", "signature"))
    unsure = not known and register.unread(key, version)
    return Mending(entry.path, entry.name, before, after, known or unsure, unsure)


def _may_be_mended(entry: DocumentFile) -> bool:
    """Whether what keeps the file from being read may be a text that lacks its quotes."""
    return any(problem.code == "file-syntax" for problem in entry.source.problems)
