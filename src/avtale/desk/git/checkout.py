"""The files of the desk's own clone, brought to where its branch stands: each whole or not at all, by us, so that no filter has a say.

A mark lies in git's folder from before the branch moves until the files have followed; whoever finds it finishes the move.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from avtale.desk.git.commit import DURABLE, git_folder
from avtale.facts.git_call import Git
from avtale.facts.git_objects import Item, blob_name, blobs, commits, files
from avtale.source.write import write_whole

_MARK = "avtale-moving"
_UNFINISHED = b"the files are of a commit before the last\n"
_LONGEST = 255
"""Bytes of a name; no disk of ours holds a longer one."""
_OURS = ("index.lock", "HEAD.lock", "packed-refs.lock")


def begin_move(git: Git) -> None:
    """Say that the branch is about to move, and the files after it; perhaps from a move that was never finished."""
    mark = git_folder(git) / _MARK
    write_whole(mark, _UNFINISHED if mark.exists() else b"")


def finish_move(git: Git, old: Mapping[str, Item], new: Mapping[str, Item]) -> None:
    """Let the files follow from one commit to another, and take the mark away."""
    if (git_folder(git) / _MARK).read_bytes() == _UNFINISHED:
        restore(git)
        return
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
    for path in filter(_is_plain, gone):
        (git.top / path).unlink(missing_ok=True)
        for folder in Path(path).parents[:-1]:  # where a file may come to stand in its place
            with suppress(OSError):
                (git.top / folder).rmdir()
    wanted = {
        path: item.object for path, item in changed.items() if item.mode != "160000" and _is_plain(path)
    }
    content = dict(blobs(git, wanted.values()))
    for path, name in wanted.items():
        if name in content:
            write_whole(git.top / path, content[name])


def _is_plain(path: str) -> bool:
    """Whether it lies in the checkout, is none of git's own, which git refuses when it fetches, and can be the name of a file."""
    parts = path.split("/")
    return all(
        part not in ("", ".", "..") and part.lower() != ".git" and len(os.fsencode(part)) <= _LONGEST
        for part in parts
    )


def _name(path: Path, digits: int) -> str | None:
    try:
        return blob_name(path.read_bytes(), digits)
    except OSError:
        return None
