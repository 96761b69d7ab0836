"""Which of the shipped templates and styles a county prints with its own, and their fingerprint."""

from __future__ import annotations

import hashlib
from pathlib import Path

from avtale.facts.repository import Repository
from avtale.resources import folder
from avtale.source.read import files_below

__all__ = ["NONE", "overrides_folder", "overriding", "templates_fingerprint"]

NONE = "none"
"""The fingerprint where nothing is overridden."""


def overrides_folder(repository: Repository) -> Path | None:
    """Where the county's own templates lie; None where it has none."""
    own = repository.root / "overrides" if repository.root else None
    return own if own is not None and own.is_dir() else None


def overriding(repository: Repository) -> tuple[str, ...]:
    """The names of the shipped files that lie in overrides/ too, sorted, with slashes: those take their place.

    A file with a name of its own is not reached unless one of these includes it, so alone it changes nothing.
    """
    own = overrides_folder(repository)
    if own is None:
        return ()
    shipped = folder("templates")
    names = (path.relative_to(own).as_posix() for path in files_below(own, "*"))
    return tuple(sorted(name for name in names if (shipped / name).is_file()))


def templates_fingerprint(repository: Repository) -> str:
    """`sha256:` and the digest of every file below overrides/ by name, or `NONE` where nothing is overridden."""
    own = overrides_folder(repository)
    if own is None or not overriding(repository):
        return NONE
    whole = hashlib.sha256()
    for path in sorted(files_below(own, "*")):
        name = path.relative_to(own).as_posix().encode()
        whole.update(hashlib.sha256(name).digest() + _content(path))
    return f"sha256:{whole.hexdigest()}"


def _content(path: Path) -> bytes:
    """The digest of a file; nothing for one that cannot be read, which no template can print either."""
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return b""
