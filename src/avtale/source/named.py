"""Open a file that somebody named: a regular one, since a pipe or a device may never end."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from avtale.errors import UsageError, reading
from avtale.message import Message


@contextmanager
def named_file(
    path: Path, name: str | None = None, *, missing: Message | None = None, folder: Message | None = None
) -> Iterator[BufferedReader]:
    """The file at `path`, open for reading; `name` is what messages call it.

    Raises as `avtale.errors.reading`, and `UsageError` for what is no regular file.
    """
    name = name or str(path)
    with reading(name, missing=missing, folder=folder):
        refuse_endless(path, name)
        with path.open("rb") as file:
            yield file


def refuse_endless(path: Path, name: str) -> None:
    """Raise `UsageError` for what is neither a regular file nor a folder, `OSError` where there is nothing to look at."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise UsageError(
            nb=f"{name} er ingen vanlig fil. Lagre innholdet i en fil, og oppgi den.",
            en=f"{name} is no regular file. Save its content in a file, and give that.",
        )
