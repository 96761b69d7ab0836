"""Write a file whole or not at all.

The bytes go to a temporary file in the same folder, are flushed to the disk and
then renamed over the target: a full disk or a kill at any point leaves the old
file as it was (DESIGN.md, "Nothing is lost").
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from pathlib import Path

from avtale.errors import Misuse, Surroundings, system_says

_STALE = 3600.0
"""Seconds; no write of ours takes so long, so an older temporary file has lost its process."""


def write_whole(path: Path, data: bytes, *, replace: bool = True, private: bool = False) -> None:
    """Put `data` into `path`, whole or not at all; parent folders are made.

    With `private` nobody but the owner may read or write it, whatever the umask and whatever the old file allowed.

    With `replace=False` an existing file is left alone and `Misuse` is raised,
    also when another process makes it at the same moment. Raises `Surroundings`
    when the disk is full or the folder cannot be written.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), _mode(path) & 0o600 if private else _mode(path))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            now = os.fstat(file.fileno()).st_mtime
        if replace:
            Path(temporary).replace(path)
        else:
            os.link(temporary, path)  # fails where the target exists: no window between look and write
            os.unlink(temporary)
        temporary = None
        _remove_leftovers(path, now)
        _sync_folder(path.parent)
    except FileExistsError as error:
        raise Misuse(
            nb=f"Filen {path} finnes fra før og er ikke rørt. Bruk --force for å skrive over den.",
            en=f"The file {path} exists and was left alone. Use --force to overwrite it.",
        ) from error
    except OSError as error:
        nb, en = system_says(error)
        raise Surroundings(
            nb=f"Kunne ikke skrive {path}: {nb}. Den gamle filen er urørt.",
            en=f"Could not write {path}: {en}. The old file is untouched.",
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def _remove_leftovers(path: Path, now: float) -> None:
    """Take away what a write of this very file left behind when it was killed; younger ones may still be at work."""
    name = re.compile(rf"\.{re.escape(path.name)}\.[a-z0-9_]{{8}}\.tmp")
    with contextlib.suppress(OSError):
        for each in os.scandir(path.parent):
            ours = name.fullmatch(each.name) is not None and each.is_file(follow_symlinks=False)
            if ours and now - each.stat(follow_symlinks=False).st_mtime > _STALE:
                os.unlink(each.path)


def is_leftover(name: str) -> bool:
    """Whether a file's name is that of a temporary file of ours, which a killed write may leave."""
    return re.fullmatch(r"\..+\.[a-z0-9_]{8}\.tmp", name) is not None


def is_there(path: Path) -> bool:
    """Whether anything lies at `path`; a name that no file can have, such as one too long, names nothing."""
    try:
        return path.exists() or path.is_symlink()
    except (OSError, ValueError):
        return False


def _mode(path: Path) -> int:
    """The mode the target has, or what the umask gives a new file (mkstemp alone would give 0600)."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; some file systems cannot, and that is no reason to fail."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
