"""Compare what lies in the register and the log with what stood there in a commit: by bytes read and hashed here."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import Literal

from avtale.facts.git_call import Git
from avtale.facts.git_objects import Item, blob_name, blobs, commits, files, filtered
from avtale.facts.root import SETTINGS_FILE

KEPT_FOLDERS = ("register", "log")
_FOLDER = "agreements"  # what `find_root` looks for
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
    prefix = git.prefix(root)
    then = _kept(git, commit, prefix, root)
    found: dict[str, Change] = {}
    differing: dict[str, Item] = {}
    for path, item in then.items():
        now = _read(root, path) if item.is_file else "linked"
        if isinstance(now, bytes):
            if blob_name(now, len(item.object)) != item.object:
                differing[path] = item
        elif now != "gone" or gone:
            found[path] = now
    return found | _differing(git, differing, commit, root)


def kept_at(git: Git, commit: str, root: Path) -> frozenset[str]:
    """The kept files of `commit`, by their path from the agreements folder as it lies now. Raises as `changes`."""
    return frozenset(_kept(git, commit, git.prefix(root), root))


def _differing(git: Git, differing: dict[str, Item], commit: str, root: Path) -> dict[str, Change]:
    """Of the files that have other bytes than git has: those that say something else, or cannot be told."""
    prefix = git.prefix(root)
    plain = {name: _sum(then) for name, then in blobs(git, (item.object for item in differing.values()))}
    found: dict[str, Change] = {}
    asked = 0
    for path, item in differing.items():
        now = _read(root, path)  # again, so that never more than one is held
        if not isinstance(now, bytes):
            found[path] = now
        elif plain.get(item.object) is None:
            found[path] = "unknown"
        elif plain[item.object] != _sum(now):
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
            if prefix + path in formed and own is not None and own.object == differing[path].object:
                found[path] = "unknown"
    return found


def _restored(git: Git, commit: str, path: str, now: bytes) -> bool:
    """Whether a file that differs from what the base has is what it was when the base first got it: a fault mended."""
    first = git.told("rev-list", "--first-parent", "--reverse", commit, "--", path).split()
    if not first:
        return False
    item = files(git, first[0].decode(), path).get(path)
    found = blobs(git, [item.object]) if item is not None and item.is_file else ()
    return any(_plain(then) == _plain(now) for _, then in found)


def _kept(git: Git, commit: str, prefix: str, root: Path) -> dict[str, Item]:
    """The kept files of a commit, by their path from the agreements folder as it lay then."""
    here = _at(git, commit, prefix)
    below = _at(git, commit, f"{prefix}{_FOLDER}/")
    lost = [below] if SETTINGS_FILE in below and _is_gone(git, f"{prefix}{_FOLDER}/{SETTINGS_FILE}") else []
    if SETTINGS_FILE not in here:
        lost += _moved(git, commit, prefix, root)
    whole = {path: item for kept in (*lost, here) for path, item in kept.items()}
    return {path: item for path, item in whole.items() if path != SETTINGS_FILE}


def _moved(git: Git, commit: str, prefix: str, root: Path) -> list[dict[str, Item]]:
    """What was kept where the agreements lay before: of the folders that are there no more, those with most of what lies here now.

    One that this folder takes the place of (`avtale.facts.root.find_root`) is there no more for whoever stands above it.
    """
    tops = [path for path in files(git, commit) if path.rpartition("/")[2] == SETTINGS_FILE]
    above = prefix.removesuffix(f"{_FOLDER}/") + SETTINGS_FILE
    lost = [
        _at(git, commit, top.removesuffix(SETTINGS_FILE))
        for top in tops
        if top == above or _is_gone(git, top)
    ]
    shared = [sum(_is_there(root, path) for path in kept) for kept in lost]
    return [kept for kept, number in zip(lost, shared, strict=True) if number == max(shared)]


def _at(git: Git, commit: str, prefix: str) -> dict[str, Item]:
    wanted = [f"{prefix}{name}" for name in (*KEPT_FOLDERS, SETTINGS_FILE)]
    return {path[len(prefix) :]: item for path, item in files(git, commit, *wanted).items()}


def _is_gone(git: Git, path: str) -> bool:
    """Whether no file is found there, as `find_root` looks for it, or only through a link."""
    place = git.top / path
    return not place.is_file() or Path(os.path.realpath(place)) != place


def _is_there(root: Path, path: str) -> bool:
    return os.path.lexists(root / path)


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


def _sum(data: bytes) -> bytes | None:
    """What tells the content of a file, whatever its line ends; None for a pointer to what Git LFS keeps."""
    return None if data.startswith(_POINTER) else hashlib.sha256(_plain(data)).digest()


def _plain(data: bytes) -> bytes:
    """Bytes with line ends as git keeps them: CRLF is LF."""
    return data.replace(b"\r\n", b"\n")
