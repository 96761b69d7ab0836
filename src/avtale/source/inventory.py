"""What lies below a folder, told by content: the same inventory means the same files.

Size and time are not trusted: a file may be replaced by one that has both.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG

_DIGEST_BYTES = 32
_BLOCK = 1_048_576
_GIT = ".git"  # of the folder itself; one further down may hold anything


class Unsure(Exception):
    """Something is there whose content cannot be told: a pipe, a link to a folder, a file that may not be read, one that changed meanwhile."""


def inventory(root: Path) -> dict[str, bytes]:
    """What tells each file, link and folder below `root`, by its path from there, sorted; a digest begins it. Raises `Unsure`."""
    found: dict[str, bytes] = {}
    waiting = [""]
    try:
        while waiting:
            folder = waiting.pop()
            with os.scandir(root / folder) as entries:
                for entry in entries:
                    path = f"{folder}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        if path != _GIT:
                            waiting.append(f"{path}/")
                            found[f"{path}/"] = b"folder"
                    elif entry.is_symlink():
                        found[path] = _link(entry)
                    else:
                        found[path] = digest(entry.path)
    except OSError as error:
        raise Unsure from error
    return dict(sorted(found.items()))


def stamps(root: Path) -> Iterator[str]:
    """Each file below `root` by path, size and time: enough for what only an installation changes."""
    with os.scandir(root) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from stamps(Path(entry.path))
            else:
                found = entry.stat()
                yield f"{entry.path} {found.st_size} {found.st_mtime_ns}"


def digest(path: str | Path) -> bytes:
    """The digest of a regular file's content. Raises `Unsure` and `OSError`."""
    sums = blake2b(digest_size=_DIGEST_BYTES)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a pipe must not make us wait
    with os.fdopen(handle, "rb", buffering=0) as file:
        if not S_ISREG(os.fstat(handle).st_mode):
            raise Unsure
        while block := file.read(_BLOCK):
            sums.update(block)
    return sums.digest()


def _link(entry: os.DirEntry[str]) -> bytes:
    """Where a link leads in the end, and what is there: both may change, and so may all that lies in a folder."""
    path = Path(entry.path)
    target = os.fsencode(os.path.realpath(path))
    if not path.exists():
        return b"leads nowhere: " + target
    if entry.is_dir():
        raise Unsure
    return digest(path) + b" by a link to " + target
