"""The digest of a file that is put on record, so that anyone can tell later whether it is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from avtale.errors import SystemFailure, system_says
from avtale.source.named import refuse_endless


@contextmanager
def for_the_record(path: Path) -> Iterator[BufferedReader]:
    """The file, open for reading. Raises `SystemFailure` where that is not to be done, `UsageError` for a pipe or a device."""
    try:
        refuse_endless(path, str(path))
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise SystemFailure(
            nb="Kunne ikke lese {path}: {why}. Ingenting er registrert.",
            en="Could not read {path}: {why}. Nothing was recorded.",
            path=path,
            why=system_says(error),
        ) from error


def digest_of(path: Path) -> str:
    """SHA-256 of the file, in hexadecimal. Raises as `for_the_record`."""
    with for_the_record(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
