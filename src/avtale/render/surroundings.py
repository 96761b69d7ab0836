"""What a page depends on besides its own source, the day, the language and the templates, as one digest.

A page also shows what the settings, the register and other documents say: whose it is, its marks, the revision
table, what is inherited. Where the digest is the same, the same page must come out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from avtale.facts.repository import DocumentFile, Repository

__all__ = ["surroundings"]

_OWN = ("approval", "signature")
_SETTINGS = ("owner", "rendering", "lead_times", "language")


def surroundings(entry: DocumentFile, repository: Repository) -> str:
    """`sha256:` and a digest of the settings, documents and events that a page of `entry` may show."""
    keys = _related(entry, repository)
    settings = repository.settings_source.data if repository.settings_source else None
    known: Any = [
        {key: settings[key] for key in _SETTINGS if key in settings} if isinstance(settings, dict) else {},
        sorted(_documents(entry, repository, keys)),
        sorted(_events(entry, repository, keys)),
    ]
    written = json.dumps(known, sort_keys=True, ensure_ascii=False, default=str)
    return f"sha256:{hashlib.sha256(written.encode()).hexdigest()}"


def _related(entry: DocumentFile, repository: Repository) -> set[str]:
    """The keys of what a document is based on or amends, of what amends those, and of what takes their place."""
    found: set[str] = set()
    waiting = [entry.key or ""]
    while waiting:
        key = waiting.pop()
        if not key or key in found:
            continue
        found.add(key)
        own = [entry] if key == entry.key else []
        for one in (*own, *repository.versions.get(key, ())):
            document = one.document
            if document is not None:
                waiting += [each.key for each in (*document.based_on, *document.supersedes) if each.key]
                amends = getattr(document, "amends", None)
                waiting += [amends.key] if amends and amends.key else []
        waiting += [one.key or "" for one in repository.amendments.get(key, ())]
        waiting += [one.key or "" for one in repository.replacing.get(key, ())]
    return found


def _documents(entry: DocumentFile, repository: Repository, keys: set[str]) -> Iterator[list[str]]:
    for key in keys:
        for one in repository.versions.get(key, ()):
            if (one.key, one.version) == (entry.key, entry.version):
                continue
            header = one.document.control_header if one.document else None
            approved = f"{header.approved_by} {header.approved_on}" if header else ""
            yield [key, str(one.version), str(one.fingerprint), approved]


def _events(entry: DocumentFile, repository: Repository, keys: set[str]) -> Iterator[str]:
    """As written; without who has looked a document through, and without the document's own approval, which stands
    in its header, and signatures, which come after."""
    for event in (each for key in keys for each in repository.register.by_key.get(key, ())):
        record = event.record
        if record is None or record.event == "review":
            continue
        if record.event in _OWN and (record.key, record.version) == (entry.key, entry.version):
            continue
        yield json.dumps(event.source.data, sort_keys=True, ensure_ascii=False, default=str)
