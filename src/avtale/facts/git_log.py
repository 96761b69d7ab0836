"""Who committed what, when: what git tells of some files, and the branches that have another text of one of them.

Plumbing alone (`avtale.facts.git_call`): `rev-list` and `diff-tree` read no setting of a repository that could start a program.
"""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from avtale.facts.git_call import Git, checkout
from avtale.facts.git_objects import commits

_MOST = 500
_BRANCHES = ("refs/heads", "refs/remotes")
_FORMAT = "%x00%H%x01%aI%x01%an%x01%ae%x01%s"
_FAILED = (OSError, subprocess.SubprocessError, UnicodeError, ValueError)


class Commit(Struct, frozen=True):
    """One commit: its name, who made it with which address and when, the first line of what they said, and the files, from the top of the checkout."""

    name: str
    author: str
    email: str
    at: dt.datetime
    subject: str
    files: tuple[str, ...]


def log(root: Path, paths: Sequence[Path]) -> list[Commit]:
    """The commits that changed one of `paths` (files or folders below `root`), the newest first, merges left out; nothing outside git, or where git does not answer."""
    top = checkout(root.resolve())
    if top is None or not paths:
        return []
    git = Git(top)
    try:
        below = [path.resolve().relative_to(top).as_posix() for path in paths]
        if not commits(git, ["HEAD"]):
            return []
        asked = ("rev-list", f"--max-count={_MOST}", "--no-merges", "--encoding=UTF-8", f"--format={_FORMAT}")
        told = git.told(*asked, "HEAD", "--", *below).decode("utf-8", "replace")
        found = [block.partition("\n")[0].split("\x01", 4) for block in told.split("\0")[1:]]
        changed = _files(git, [each[0] for each in found])
        return [
            Commit(
                name, author, email, dt.datetime.fromisoformat(at.replace("Z", "+00:00")), said, changed[name]
            )
            for name, at, author, email, said in found
            if at  # a commit that somebody forged may have a date that is none
        ]
    except _FAILED:
        return []


def others(root: Path, path: Path) -> list[str]:
    """The branches, here and on servers, in whose newest commit the file at `path` says something else than in ours."""
    top = checkout(root.resolve())
    if top is None:
        return []
    git = Git(top)
    try:
        below = path.resolve().relative_to(top).as_posix()
        names = git.told("for-each-ref", "--format=%(refname)", *_BRANCHES).decode().splitlines()
        asked = "".join(f"{name}:{below}\n" for name in ("HEAD", *names)).encode()
        answers = git.told("cat-file", "--batch-check", given=asked).decode("utf-8", "replace").splitlines()
        found: list[str] = []
        seen: set[str] = set()
        for name, said in zip(("HEAD", *names), answers, strict=True):
            text, kind, *_ = (*said.rsplit(" ", 2), "", "")
            if kind == "blob" and text not in seen:
                seen.add(text)
                found += [name] if name != "HEAD" else []
        return found
    except _FAILED:
        return []


def _files(git: Git, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What each commit changed, by its paths from the top."""
    given = "".join(f"{name}\n" for name in names).encode()
    told = git.told("diff-tree", "--stdin", "--root", "-r", "-z", "--name-only", given=given)
    found: dict[str, list[str]] = {name: [] for name in names}
    now = ""
    for part in told.decode("utf-8", "replace").split("\0"):
        if part in found:
            now = part
        elif part:
            found[now].append(part)
    return {name: tuple(paths) for name, paths in found.items()}
