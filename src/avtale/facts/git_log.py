"""Who committed what, when: what git tells of some files, and the branches that have another text of one of them.

Plumbing alone (`avtale.facts.git_call`): `rev-list` and `diff-tree` read no setting of a repository that could start a program.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from avtale.facts.git_call import FAILED, Git, checkout
from avtale.facts.git_objects import commits, lines

_MOST = 500
_BRANCHES = ("refs/heads", "refs/remotes")
_FIELDS = ("%H", "%P", "%aI", "%an", "%ae", "%B")
_FORMAT = "".join(f"%x00{part}" for part in (*_FIELDS, ""))
_FAILED = (*FAILED, ValueError)
NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)
"""When a commit was made whose date is none."""


class Commit(Struct, frozen=True):
    """One commit: who made it with which address and when, and what they said.

    `at` is `NEVER` where somebody forged one with a date that is none, `files` (from the top of the checkout) is filled where they were asked for.
    """

    name: str
    parents: tuple[str, ...]
    author: str
    email: str
    at: dt.datetime
    message: str
    files: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """The first line of what they said."""
        return self.message.partition("\n")[0]


def commits_of(git: Git, start: str, paths: Sequence[str], *how: str) -> list[Commit]:
    """The commits from `start` back that changed one of `paths`, the newest first; `how` are options of rev-list. Raises where git does not answer."""
    told = git.told("rev-list", *how, "--encoding=UTF-8", f"--format={_FORMAT}", start, "--", *paths)
    fields = told.decode("utf-8", "replace").split("\0")
    columns = (fields[part :: len(_FIELDS) + 1] for part in range(1, len(_FIELDS) + 1))
    return [
        Commit(name, tuple(parents.split()), author, email, _moment(at), said)
        for name, parents, at, author, email, said in zip(*columns, strict=False)
    ]


def _moment(said: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(said.replace("Z", "+00:00"))
    except ValueError:
        return NEVER


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
        found = commits_of(git, "HEAD", below, f"--max-count={_MOST}", "--no-merges")
        changed = _files(git, [each.name for each in found])
        return [replace(each, files=changed[each.name]) for each in found if each.at != NEVER]
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
        asked = lines(f"{name}:{below}" for name in ("HEAD", *names))
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
    told = git.told("diff-tree", "--stdin", "--root", "-r", "-z", "--name-only", given=lines(names))
    found: dict[str, list[str]] = {name: [] for name in names}
    now = ""
    for part in told.decode("utf-8", "replace").split("\0"):
        if part in found:
            now = part
        elif part:
            found[now].append(part)
    return {name: tuple(paths) for name, paths in found.items()}
