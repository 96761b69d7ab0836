"""Compare what lies in the register and the log with what stood there in a commit: by bytes read and hashed here."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Literal

from avtale.facts.git_call import Git
from avtale.facts.git_objects import Item, blob_name, blobs, commits, files, filtered
from avtale.facts.root import SETTINGS_FILE

KEPT_FOLDERS = ("register", "log")
_MOST_BYTES = 64 * 1_048_576
_MOST_RESTORED = 200
_POINTER = b"version https://git-lfs.github.com/spec/"

Change = Literal["altered", "gone", "linked", "unknown"]
"""What happened to a kept file. `linked`: it, or a folder above it, is a link, a submodule or no regular file.
`unknown`: git has not its content (Git LFS, another filter, a clone without all objects), so it was not compared."""


def changes(git: Git, commit: str, root: Path, *, gone: bool = True) -> dict[str, Change]:
    """How the kept files of `commit` differ from those under `root`, by their path from there.

    An agreements folder that was moved since is compared where it lies now. Line ends do not count. `gone` tells
    whether a file that is missing is told. Raises `subprocess.SubprocessError` and `OSError` where git does not answer.
    """
    prefix = _prefix(git, root)
    then = _kept(git, commit, prefix, root)
    found: dict[str, Change] = {}
    differing: dict[str, tuple[Item, bytes]] = {}
    for path, item in then.items():
        now = _read(root, path) if item.is_file else "linked"
        if isinstance(now, bytes):
            if blob_name(now, len(item.object)) != item.object:
                differing[path] = (item, now)
        elif now != "gone" or gone:
            found[path] = now
    return found | _differing(git, differing, commit, prefix)


def _differing(
    git: Git, differing: dict[str, tuple[Item, bytes]], commit: str, prefix: str
) -> dict[str, Change]:
    """Of the files that have other bytes than git has: those that say something else, or cannot be told."""
    contents = blobs(git, (item.object for item, _ in differing.values()))
    found: dict[str, Change] = {}
    asked = 0
    for path, (item, now) in differing.items():
        then = contents.get(item.object)
        if then is None or then.startswith(_POINTER):
            found[path] = "unknown"
        elif _plain(then) != _plain(now):
            asked += 1  # each costs a walk through the history, and nobody mends so many at once
            if asked > _MOST_RESTORED or not _restored(git, commit, prefix + path, now):
                found[path] = "altered"
    altered = [path for path, change in found.items() if change == "altered"]
    formed = filtered(git, [prefix + path for path in altered])
    if formed:
        wanted = [f"{prefix}{name}" for name in KEPT_FOLDERS]
        head = files(git, "HEAD", *wanted) if commits(git, ["HEAD"]) else {}
        for path in altered:
            own = head.get(prefix + path)
            # Altered on the way out of git, not in it: what git has is what was decided.
            if prefix + path in formed and own is not None and own.object == differing[path][0].object:
                found[path] = "unknown"
    return found


def _restored(git: Git, commit: str, path: str, now: bytes) -> bool:
    """Whether a file that differs from what the base has is what it was when the base first got it: a fault mended."""
    first = git.told("rev-list", "--first-parent", "--reverse", commit, "--", path).split()
    if not first:
        return False
    item = files(git, first[0].decode(), path).get(path)
    then = blobs(git, [item.object]).get(item.object) if item is not None and item.is_file else None
    return then is not None and _plain(then) == _plain(now)


def _kept(git: Git, commit: str, prefix: str, root: Path) -> dict[str, Item]:
    """The kept files of a commit, by their path from the agreements folder as it lay then."""
    here = _at(git, commit, prefix)
    if not here:
        # Moved since: of the agreements folders that are there no more, the one with most of what lies here now.
        tops = [path for path in files(git, commit) if path.rpartition("/")[2] == SETTINGS_FILE]
        moved = [_at(git, commit, top.removesuffix(SETTINGS_FILE)) for top in tops if _is_gone(git, top)]
        here = max(moved, key=lambda kept: sum(_is_there(root, path) for path in kept), default={})
    return {path: item for path, item in here.items() if path != SETTINGS_FILE}


def _at(git: Git, commit: str, prefix: str) -> dict[str, Item]:
    wanted = [f"{prefix}{name}" for name in (*KEPT_FOLDERS, SETTINGS_FILE)]
    return {path[len(prefix) :]: item for path, item in files(git, commit, *wanted).items()}


def _is_gone(git: Git, path: str) -> bool:
    return not os.path.lexists(git.top / path)


def _is_there(root: Path, path: str) -> bool:
    return os.path.lexists(root / path)


def _prefix(git: Git, root: Path) -> str:
    """How git's paths of the files in the agreements folder begin: "" or "county/agreements/"."""
    return "".join(f"{part}/" for part in root.relative_to(git.top).parts)


def _read(root: Path, path: str) -> bytes | Change:
    """The bytes of a kept file, or why it has none."""
    place = root / path
    try:
        about = place.lstat()
        if not stat.S_ISREG(about.st_mode) or Path(os.path.realpath(place.parent)) != place.parent:
            return "linked"
        return place.read_bytes() if about.st_size <= _MOST_BYTES else "altered"
    except (FileNotFoundError, NotADirectoryError):
        return "gone"
    except OSError:
        return "unknown"


def _plain(data: bytes) -> bytes:
    """Bytes with line ends as git keeps them: CRLF is LF."""
    return data.replace(b"\r\n", b"\n")
