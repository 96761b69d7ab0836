"""The digest of a file that is put on record, so that anyone can tell later whether it is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from avtale.errors import SystemFailure, system_says


@contextmanager
def for_the_record(path: Path) -> Iterator[None]:
    """Reading the file in here raises `SystemFailure` where that is not to be done."""
    try:
        yield
    except OSError as error:
        raise SystemFailure(
            nb="Kunne ikke lese {path}: {why}. Ingenting er ført.",
            en="Could not read {path}: {why}. Nothing was recorded.",
            path=path,
            why=system_says(error),
        ) from error


def digest_of(path: Path) -> str:
    """SHA-256 of the file, in hexadecimal. Raises `SystemFailure` where it cannot be read."""
    with for_the_record(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
