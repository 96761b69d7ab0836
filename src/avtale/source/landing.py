"""Where a write lands: what lies in a repository stays in it, whatever links lie on the way.

A folder that somebody sent may hold a link such as `agreements/register -> /home/kari/.ssh`. What is to be
written below it would then land there. So every write asks here first (`avtale.source.write`).
"""

from __future__ import annotations

import os
from pathlib import Path

from avtale.errors import StateError

SETTINGS_FILE = "avtale.yaml"
"""The file that makes a folder a repository."""


def landing(path: Path) -> Path:
    """The file that a write to `path` puts in place, with no link left on the way to it.

    In a repository, and in the folder above its `agreements/`, a link is followed where it stays inside.
    Raises `StateError` where it leads out. Elsewhere a link in the file's own place is replaced, never followed.
    """
    wanted = Path(os.path.abspath(path))  # noqa: PTH100 (as it is written, with no link followed)
    real = Path(os.path.realpath(wanted.parent)) / wanted.name
    holders = [folder for folder in wanted.parents if _is_repository(folder)]
    if holders:
        real = Path(os.path.realpath(real))
    for holder in holders:  # each of them: a link may lead into another repository
        if Path(os.path.realpath(holder)) not in real.parents:
            raise StateError(
                nb=f"{path} ligger i {holder}, men en lenke på veien fører ut av den, til {real}. Ingenting er skrevet dit. "
                "Ta bort lenken, eller oppgi selve mappen den fører til.",
                en=f"{path} lies in {holder}, but a link on the way leads out of it, to {real}. Nothing was written there. "
                "Take the link away, or name the folder it leads to.",
            )
    return real


def _is_repository(folder: Path) -> bool:
    """Whether a folder is a repository or holds one."""
    return (folder / SETTINGS_FILE).is_file() or (folder / "agreements" / SETTINGS_FILE).is_file()
