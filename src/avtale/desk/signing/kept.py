"""The signed files, by their digests, for who signs next and who wants the copy: below the state folder, never in the repository.

A signed file holds the one it was signed on, so that of one round the newest alone is kept.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from pathlib import Path

from avtale.source.write import write_whole

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


class SignedFiles:
    """The files in the folder `home`, which is made when one is kept."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "signed"

    def keep(self, data: bytes, name: str) -> Path:
        """Keep a file under a `name` of ours. Raises `SystemFailure` where the disk does not take it."""
        path = self._folder / hashlib.sha256(data).hexdigest() / name
        if not path.is_file():
            write_whole(path, data, private=True)
        return path

    def drop(self, path: Path) -> None:
        """Keep one of them no longer."""
        path.unlink(missing_ok=True)
        with suppress(OSError):  # another of the same bytes lies there, or it is gone already
            path.parent.rmdir()

    def find(self, digest: str | None) -> Path | None:
        """The file with that digest, or None; what is no digest names no file."""
        if digest is None or not _DIGEST.match(digest):
            return None
        return next((self._folder / digest).glob("*.pdf"), None)
