"""Which folder a repository of agreements is in, and what lies where in it. Loads nothing: every command asks."""

from __future__ import annotations

from pathlib import Path

from avtale.errors import StateError
from avtale.source.landing import SETTINGS_FILE as SETTINGS_FILE

CONTACTS_FILE = "contacts.yaml"
PLANS = "plans"
COMMENTS = "comments"
_NOT_DOCUMENTS = frozenset({"register", "log", COMMENTS, "overrides", PLANS})
_NOT_DOCUMENT_FILES = frozenset({SETTINGS_FILE, CONTACTS_FILE})


def find_root(start: Path) -> Path | None:
    """The nearest folder upwards from `start` that is, or holds, `agreements/` with avtale.yaml."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "agreements" / SETTINGS_FILE).is_file():
            return folder / "agreements"
        if (folder / SETTINGS_FILE).is_file():
            return folder
    return None


def folder_within(root: Path, folder: str, field: str) -> Path:
    """The folder that a `field` of the settings names, below the repository at `root`. Raises `StateError` for one that is not."""
    path = (root / folder).resolve()
    if root.resolve() not in path.parents:
        raise StateError(
            nb=f"Mappen «{folder}» i innstillingene ({field}) ligger utenfor samlingen.",
            en=f"The folder “{folder}” of the settings ({field}) lies outside the repository.",
        )
    return path


def is_document(relative: str) -> bool:
    """Whether a YAML file at this path in the agreements folder is a document, and neither hidden nor something else."""
    first, *_ = parts = relative.split("/")
    if any(part.startswith(".") for part in parts):
        return False
    return first not in _NOT_DOCUMENTS and relative not in _NOT_DOCUMENT_FILES


def is_read(relative: str) -> bool:
    """Whether a YAML file at this path counts for others: a document, contacts, an event, a log or a comment. Not a plan, which stays."""
    return (
        is_document(relative)
        or relative == CONTACTS_FILE
        or relative.startswith(("register/", "log/", f"{COMMENTS}/"))
    )
