"""A commit of exactly these files, or one of each who acted, whatever else lies or is staged in the checkout. Nothing that git runs has a part in it.

The blobs are put in first, then the index is told, then `git fast-import` makes the commit and moves the branch, which it does
only where the branch still stands where the commit was made from. So a kill between two of them leaves what is written on
the disk, at most staged, and never an index that would take it back.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from avtale.errors import StateError, SystemFailure
from avtale.facts.git_call import Git, checkout
from avtale.facts.git_objects import Item, blob_name, commits, files
from avtale.terminal import one_line

COMMITTER, COMMITTER_EMAIL = "Skrivebordet", "avtale@desk.invalid"
DURABLE = ("-c", "core.fsync=committed,reference", "-c", "core.fsyncMethod=batch")
"""What is on the disk when git has answered: objects and branches. The index can be made again."""
_TRIES, _PAUSE = 5, 0.2
_PLAN = re.compile(rb"^kind: *[\"']?follow_up_plan\b", re.MULTILINE)
FAILED = (OSError, subprocess.SubprocessError, UnicodeError)


class Note(Struct, frozen=True):
    """What a commit says. `paths` are the files it takes, from the top of the checkout; those that are gone it takes out."""

    author: str
    email: str
    message: str
    at: dt.datetime
    paths: tuple[str, ...] = ()


def git_of(root: Path) -> Git | None:
    """The checkout that the agreements lie in; None where there is none, or no git. Raises `SystemFailure` where git refuses."""
    top = checkout(root.resolve())
    if top is None:
        return None
    git = _git(top)
    try:
        git_folder(git)
    except FileNotFoundError:
        return None
    except FAILED as error:
        raise SystemFailure(
            nb="git vil ikke lese {top}, og ingenting er skrevet. Kjør «git status» der og se hvorfor.",
            en="git refuses to read {top}, and nothing was written. Run “git status” there to see why.",
            top=top,
        ) from error
    return git


def git_folder(git: Git) -> Path:
    """The folder that git keeps what it knows of this checkout in; asked for once."""
    found: Path | None = vars(git).get("folder")
    if found is None:
        found = Path(os.fsdecode(git.told("rev-parse", "--absolute-git-dir").removesuffix(b"\n")))
        vars(git)["folder"] = found
    return found


@lru_cache(maxsize=16)
def _git(top: Path) -> Git:
    """What is found out of git in one checkout is found out once."""
    return Git(top)


def require_free(folder: Path) -> None:
    """Wait for another git to let go of the index. Raises `StateError` where it does not."""
    for _ in range(_TRIES):
        if not (folder / "index.lock").exists():
            return
        time.sleep(_PAUSE)
    raise StateError(
        nb="En annen git-kommando holder på i {top}. Ingenting er skrevet. Gjør den ferdig, eller slett {lock} hvis ingen kjører.",
        en="Another git command is at work in {top}. Nothing was written. Finish it, or delete {lock} if none is running.",
        top=folder.parent,
        lock=folder / "index.lock",
    )


def commit(git: Git, notes: Sequence[Note]) -> None:
    """Commit the files of each note, of which no two have one alike, to the branch that is checked out, where git has them otherwise.

    What git is told to ignore is left out, and so is a follow-up plan. Raises `OSError` and `SubprocessError` where git fails.
    """
    for left in reversed(range(_TRIES if notes else 0)):
        try:
            _commit(git, notes)
        except subprocess.CalledProcessError:  # another moved the branch, or holds the index
            if not left:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _commit(git: Git, notes: Sequence[Note]) -> None:
    paths = [path for note in notes for path in note.paths]
    try:
        known = files(git, "HEAD", *paths)
        begun = True
    except subprocess.CalledProcessError:
        begun, known = bool(commits(git, ["HEAD"])), {}
        if begun:
            raise
    now = {path: _content(git.top / path) for path in paths}
    left_out = _ignored(git, [path for path in paths if now[path] is not None and path not in known])
    there = _stored(git, known, {path: now[path] for path in paths if path not in left_out})
    lines = b"".join(
        f"{item.mode} {item.object}\t".encode() + os.fsencode(path) + b"\0" for path, item in there.items()
    )
    lines += b"".join(
        b"0 " + b"0" * 40 + b"\t" + os.fsencode(path) + b"\0" for path in paths if now[path] is None
    )
    if lines:
        git.told(*DURABLE, "update-index", "-z", "--index-info", given=lines)
    taken = {
        path: put(item.mode, item.object, path) for path, item in there.items() if known.get(path) != item
    }
    taken |= {path: take_out(path) for path in known if now[path] is None}
    told, parents = [], ["HEAD^0"] if begun else []
    for note in notes:
        if changes := [taken[path] for path in note.paths if path in taken]:
            told.append(Commit(note, parents, changes))
            parents = []
    advance(git, told)


def _stored(git: Git, known: Mapping[str, Item], now: Mapping[str, bytes | None]) -> dict[str, Item]:
    """Those that are there, as git is to have them; what it has not is given to it."""
    found = {}
    for path, data in now.items():
        if data is not None:
            before = known.get(path, Item("", ""))
            mode = before.mode if before.is_file else "100644"
            found[path] = Item(mode, blob_name(data, len(before.object)) if before.object else "")
    new = [path for path, item in found.items() if known.get(path) != item]
    if new:
        asked = ("hash-object", "-w", "--no-filters", "--stdin-paths")
        names = git.told(*DURABLE, *asked, given=b"\n".join(map(_quoted, new)) + b"\n").decode().split()
        found |= {path: Item(found[path].mode, name) for path, name in zip(new, names, strict=True)}
    return found


class Commit(Struct, frozen=True):
    """What one says, its parents (none: the one before it), and what it takes beyond the first of them."""

    note: Note
    parents: Sequence[str]
    taken: Sequence[bytes]


def advance(git: Git, made: Sequence[Commit]) -> None:
    """Make the commits, each after the one before, and move the branch to the last, where it still stands at the first's first parent."""
    told: list[bytes] = []
    for one in made:
        note, said = one.note, one.note.message.encode()
        when = f"{int(note.at.timestamp())} {(f'{note.at:%z}' or '+0000')[:5]}"
        parents = zip((b"from ", b"merge "), one.parents, strict=False)
        told += [
            b"commit HEAD",
            f"author {_plain(note.author) or '?'} <{_plain(note.email)}> {when}".encode(),
            f"committer {COMMITTER} <{COMMITTER_EMAIL}> {when}".encode(),
            b"data %d" % len(said),
            said,
            *(word + parent.encode() for word, parent in parents),
            *one.taken,
            b"",
        ]
    if told:
        git.told(*DURABLE, "fast-import", "--quiet", "--date-format=raw", given=b"\n".join(told))


def put(mode: str, name: str, path: str) -> bytes:
    """The line of fast-import that gives a path an object."""
    return f"M {mode} {name} ".encode() + _quoted(path)


def take_out(path: str) -> bytes:
    return b"D " + _quoted(path)


def _plain(text: str) -> str:
    """A name or an address as git takes it."""
    return re.sub(r"[<>\n\0]", "", one_line(text)).strip(" .,:;\"'\\")


def _quoted(path: str) -> bytes:
    escaped = os.fsencode(path).replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'"' + escaped + b'"'


def _content(path: Path) -> bytes | None:
    """The bytes of a plain file; None where there is none."""
    try:
        return path.read_bytes() if path.is_file() and not path.is_symlink() else None
    except FileNotFoundError:
        return None


def _ignored(git: Git, paths: list[str]) -> set[str]:
    """Those of new files that git is told to ignore, and plans, which never come into git."""
    if not paths:
        return set()
    asked = b"".join(b"./" + os.fsencode(path) + b"\0" for path in paths)
    done = Git(git.top, seconds=5).run("--no-literal-pathspecs", "check-ignore", "-z", "--stdin", given=asked)
    found = {path.removeprefix("./") for path in os.fsdecode(done.stdout).split("\0")[:-1]}
    return found | {path for path in paths if _PLAN.search(_content(git.top / path) or b"")}
