"""Which folder a repository of agreements is in."""

from __future__ import annotations

from pathlib import Path

SETTINGS_FILE = "avtale.yaml"


def find_root(start: Path) -> Path | None:
    """The nearest folder upwards from `start` that is, or holds, `agreements/` with avtale.yaml."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "agreements" / SETTINGS_FILE).is_file():
            return folder / "agreements"
        if (folder / SETTINGS_FILE).is_file():
            return folder
    return None
