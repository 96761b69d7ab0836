"""Whether the register and the log are real folders of real files: what is a link can be changed without a trace."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from avtale.facts.git_call import checkout

Kind = Literal["link", "submodule", "special"]
# What file managers, editors and git itself leave in any folder; it says nothing about an agreement.
LITTER = frozenset(
    {".gitkeep", ".gitattributes", ".gitignore", ".ds_store", "thumbs.db", "desktop.ini", "readme.md"}
)


class Unreal(Struct, frozen=True):
    """What is no real folder or file: its path from the agreements folder ("" is that folder itself), and what it is."""

    path: str
    kind: Kind


def unreal(given: Path, *names: str) -> tuple[Unreal, ...]:
    """What is not real in the folders `names` of the agreements folder, as it was `given`, and above them in the checkout."""
    found = [Unreal("", "link")] if _led(given) else []
    root = given.resolve()
    for name in names:
        found += (Unreal(path.relative_to(root).as_posix(), kind) for path, kind in _below(root / name))
    return tuple(sorted(found, key=lambda each: each.path))


def _led(given: Path) -> bool:
    """Whether a link inside the checkout leads to the folder. One above the checkout is the machine's own affair."""
    given = Path(os.path.abspath(given))  # noqa: PTH100 (links are what is looked for)
    top = checkout(given)
    below = given.relative_to(top).parts if top is not None else given.parts[-1:]
    place = top if top is not None else given.parent
    for part in below:
        place = place / part
        if is_link(place):
            return True
    return False


def is_link(path: Path) -> bool:
    """Whether a path is a symbolic link, or on Windows a junction."""
    junction = getattr(os.path, "isjunction", None)
    return path.is_symlink() or bool(junction is not None and junction(path))


def _below(folder: Path) -> Iterator[tuple[Path, Kind]]:
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            mode = path.lstat().st_mode
            if is_link(path):
                yield path, "link"
            elif stat.S_ISDIR(mode):
                inside = sorted(path.iterdir())
                if any(each.name == ".git" for each in inside):
                    yield path, "submodule"
                waiting += (each for each in inside if each.name != ".git")
            elif not stat.S_ISREG(mode):
                yield path, "special"
        except OSError:
            continue  # not there, or told as unreadable where it is read
