"""Begin a document from one that exists: its content kept, with its comments; another key, and nobody's approval."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

from avtale.errors import StateError, UsageError
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.root import PLANS
from avtale.facts.version import names_file
from avtale.format.draft import key_from
from avtale.lifecycle.file_change import FileChange
from avtale.lifecycle.start import schema_path
from avtale.source.editing import remove, set_fields
from avtale.source.scalar import Scalar
from avtale.source.write import write_whole

_GONE = (
    "/control_header/approved_by", "/control_header/approved_on", "/control_header/id", "/transcribed_from",
    "/supersedes",
)  # fmt: skip
_OF_ONE_YOUTH = ("/consents", "/events", "/means_tried")
_BY_SIGNATORY = ("signed_at", "signed_on", "line")


def copy(
    entry: DocumentFile,
    repository: Repository | None,
    kind: str,
    *,
    key: str = "",
    version: str = "1.00",
    title: str = "",
    changes: Mapping[str, Scalar] | None = None,
    effective_from: dt.date | None = None,
    folder: str | None = None,
    file: Path | None = None,
    force: bool = False,
    dry_run: bool = False,
) -> FileChange:
    """Write a new document of `kind` with the content of `entry`: other key and version, no Dok.id, no approval.

    `changes` sets further values, by pointer. A plan's consents, events and what was tried are one youth's own,
    and are left out. Raises `UsageError` where the kind is another, the key is none or taken or the file exists (unless `force`);
    `StateError` for a file that cannot be read.
    """
    document = entry.document
    if document is None:
        raise StateError(nb=f"{entry.name} kan ikke leses.", en=f"{entry.name} cannot be read.")
    if document.kind != kind:
        raise UsageError(
            nb=f"{entry} er «{document.kind}», ikke «{kind}». Begynn med et dokument av samme slag.",
            en=f"{entry} is “{document.kind}”, not “{kind}”. Begin from a document of the same kind.",
        )
    new_key = key or (key_from(title) if title else f"{entry.key}-kopi")
    if not names_file(new_key, version):  # it is the name of the file too
        raise UsageError(
            nb=f"«{new_key}» og «{version}» kan ikke være nøkkel og versjon: små bokstaver, sifre, - og _, og sifre med punktum.",
            en=f"“{new_key}” and “{version}” cannot be key and version: small letters, digits, - and _, and digits with full stops.",
        )
    target = file or _place(entry, repository, kind, folder) / f"{new_key}-{version}.yaml"
    taken = repository.versions.get(new_key, []) if repository else []
    if any(each.version == version for each in taken) and not force:
        raise UsageError(
            nb=f"{new_key}@{version} finnes allerede. Velg en annen nøkkel (--key) eller versjon (--version).",
            en=f"{new_key}@{version} exists already. Choose another key (--key) or version (--version).",
        )
    raw = before = entry.as_read()
    for pointer in _gone(entry, kind):
        raw = remove(raw, pointer, name=entry.name)
    values: dict[str, Scalar] = {"/key": new_key, "/control_header/version": version, **(changes or {})}
    if title and not isinstance(entry.source.data.get("title"), dict):
        values["/title"] = title
        if not isinstance(entry.source.data.get("control_header", {}).get("title"), dict):
            values["/control_header/title"] = title
    if effective_from is not None:
        values["/control_header/effective_from"] = effective_from.isoformat()
    raw = set_fields(raw, values, name=entry.name)
    raw = _with_schema(raw, repository, kind, target)
    if not dry_run:
        schema_path(repository, kind, target)
        write_whole(target, raw, replace=force)
    return FileChange(target, raw, (entry.name, str(target)), before)


copy_document = copy  # as avtale has it, flat


def _gone(entry: DocumentFile, kind: str) -> list[str]:
    found = [*_GONE, *(_OF_ONE_YOUTH if kind == "follow_up_plan" else ())]
    document = entry.document
    if document is not None and document.transcribed_from is not None:
        found.append("/control_header/written_by")
    for signatory in getattr(document, "signatories", ()):
        found += [f"{signatory.pointer}/{each}" for each in _BY_SIGNATORY]
    return found


def _place(entry: DocumentFile, repository: Repository | None, kind: str, folder: str | None) -> Path:
    root = repository.root if repository else None
    if root is None:
        return entry.path.parent
    inside = PLANS if kind == "follow_up_plan" else folder
    place = root / inside if inside else entry.path.parent
    if root != place.resolve() and root not in place.resolve().parents:
        raise UsageError(
            nb=f"Mappen «{folder}» ligger utenfor samlingen. Velg en mappe under {root}.",
            en=f"The folder “{folder}” lies outside the repository. Choose one below {root}.",
        )
    return place


def _with_schema(raw: bytes, repository: Repository | None, kind: str, target: Path) -> bytes:
    """The line that tells an editor where the schema lies, as seen from the new file."""
    path = schema_path(repository, kind, target, dry_run=True)
    line = re.compile(rb"\A(\xef\xbb\xbf)?# yaml-language-server: \$schema=[^\r\n]*")
    if path is None or not line.match(raw):
        return raw
    return line.sub(lambda found: (found[1] or b"") + f"# yaml-language-server: $schema={path}".encode(), raw)
