"""The files of the desk's own clone, brought to where its branch stands: each whole or not at all, by us, so that no filter has a say.

A mark lies in git's folder from before the branch moves until the files have followed; whoever finds it finishes the move.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from avtale.desk.git.commit import DURABLE, git_folder
from avtale.facts.git_call import Git
from avtale.facts.git_objects import Item, blob_name, blobs, commits, files
from avtale.source.write import write_whole

_MARK = "avtale-moving"
_OURS = ("index.lock", "HEAD.lock", "packed-refs.lock")


def begin_move(git: Git) -> None:
    """Say that the branch is about to move, and the files after it."""
    write_whole(git_folder(git) / _MARK, b"")


def finish_move(git: Git, old: Mapping[str, Item], new: Mapping[str, Item]) -> None:
    """Let the files follow from one commit to another, and take the mark away."""
    changed = {path: item for path, item in new.items() if old.get(path) != item}
    _write(git, changed, [path for path in old if path not in new])
    git.told(*DURABLE, "read-tree", "HEAD")
    (git_folder(git) / _MARK).unlink(missing_ok=True)


def mend_move(git: Git) -> None:
    """Finish a move that was broken off, holding the repository."""
    if (git_folder(git) / _MARK).exists():
        restore(git)


def restore(git: Git) -> None:
    """Every file as the commit has it, whatever stands there; what git does not know is left alone."""
    head = commits(git, ["HEAD"]).get("HEAD")
    new = files(git, head) if head is not None else {}
    listed = os.fsdecode(git.told("ls-files", "-z")).split("\0")[:-1]
    changed = {
        path: item for path, item in new.items() if _name(git.top / path, len(item.object)) != item.object
    }
    _write(git, changed, [path for path in listed if path not in new])
    if head is not None:
        git.told(*DURABLE, "read-tree", "HEAD")
    (git_folder(git) / _MARK).unlink(missing_ok=True)


def free(git: Git) -> None:
    """Take away the locks of a git that died. Only at a start, of a clone that nobody else works in."""
    folder = git_folder(git)
    for lock in (*(folder / name for name in _OURS), *(folder / "refs").rglob("*.lock")):
        lock.unlink(missing_ok=True)


def _write(git: Git, changed: Mapping[str, Item], gone: list[str]) -> None:
    for path in gone:
        if _is_plain(path):
            (git.top / path).unlink(missing_ok=True)
    wanted = {
        path: item.object for path, item in changed.items() if item.mode != "160000" and _is_plain(path)
    }
    content = dict(blobs(git, wanted.values()))
    for path, name in wanted.items():
        if name in content:
            write_whole(git.top / path, content[name])


def _is_plain(path: str) -> bool:
    """Whether it lies in the checkout and is none of git's own; git refuses others when it fetches."""
    return not any(part in ("", ".", "..") or part.lower() == ".git" for part in path.split("/"))


def _name(path: Path, digits: int) -> str | None:
    try:
        return blob_name(path.read_bytes(), digits)
    except OSError:
        return None
