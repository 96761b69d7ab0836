"""What git has: commits by name, the files of a commit, their bytes. Objects only; no index, no filter."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from avtale.facts.git_call import Git
from avtale.message import Message

_BRIEF = 5  # seconds
_MOST_BYTES = 64 * 1_048_576
_FOUND = re.compile(rb"([0-9a-f]{40}|[0-9a-f]{64}) ([a-z]+) ([0-9]+)\Z")
NO_HEAD = Message("git kjenner ikke HEAD", "git does not know HEAD")
LINK, SUBMODULE = "120000", "160000"


class Item(Struct, frozen=True):
    """One file of a commit: git's mode ("100644", "120000" a link, "160000" a submodule) and the object's name."""

    mode: str
    object: str

    @property
    def is_file(self) -> bool:
        return self.mode.startswith("100")


def commits(git: Git, names: Sequence[str]) -> dict[str, str]:
    """The commit that each of `names` (a full ref, or any revision) leads to; those that lead to none are left out.

    Raises `subprocess.SubprocessError` and `OSError` where git does not answer.
    """
    askable = [name for name in names if name and not re.search(r"[\0-\x1f]", name)]
    asked = lines(f"{name}^{{commit}}" for name in askable)
    told = git.told("cat-file", "--batch-check", given=asked).split(b"\n")
    found = zip(askable, (_FOUND.match(line) for line in told), strict=False)
    return {name: match[1].decode() for name, match in found if match and match[2] == b"commit"}


def unborn(git: Git) -> bool:
    """Whether there is no branch yet, also none that leads nowhere: then nothing can have been decided. Raises as `commits`."""
    done = git.run("for-each-ref", "--count=1")
    done.check_returncode()
    return not done.stdout and b"broken ref" not in done.stderr


def parents(git: Git, commit: str) -> list[str]:
    """The parents that a commit names, also those that a shallow clone lacks."""
    head = git.told("cat-file", "commit", commit).partition(b"\n\n")[0]
    return [line[7:].decode() for line in head.split(b"\n") if line.startswith(b"parent ")]


def merge_bases(git: Git, one: str, other: str) -> list[str]:
    """Every best common ancestor of two commits; none where the histories have nothing in common, as far as they are here."""
    done = git.run("merge-base", "--all", one, other)
    if done.returncode > 1:
        done.check_returncode()
    return done.stdout.decode().split()


def files(git: Git, commit: str, *paths: str) -> dict[str, Item]:
    """The files of a commit at or below `paths` (all without any), by their path from the top of the checkout."""
    listed = git.told("ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths)
    found = {}
    for row in listed.split(b"\0")[:-1]:
        about, _, path = row.partition(b"\t")
        mode, _, name = about.decode().split(" ")
        found[os.fsdecode(path)] = Item(mode, name)
    return found


def blobs(git: Git, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Blobs by object name, with their bytes as they were put in; what is missing, forged or larger than 64 MB is left out.

    They come in portions, since a few small objects may unpack to more than the memory holds.
    """
    wanted = sorted(set(names))
    if not wanted:
        return
    told = git.told("cat-file", "--batch-check", given=lines(wanted)).split(b"\n")
    sizes = {
        name: int(match[3])
        for name, match in zip(wanted, (_FOUND.match(line) for line in told), strict=False)
        if match and match[2] == b"blob" and int(match[3]) <= _MOST_BYTES
    }
    for portion in _portions(sizes):
        whole, at = git.told("cat-file", "--batch", given=lines(portion)), 0
        while at < len(whole):
            end = whole.index(b"\n", at)
            match, at = _FOUND.match(whole[at:end]), end + 1
            if match is None:
                continue  # it went away meanwhile
            name, size = match[1].decode(), int(match[3])
            data, at = whole[at : at + size], at + size + 1
            if blob_name(data, len(name)) == name:
                yield name, data


def _portions(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """The names in portions of at most `_MOST_BYTES` in all."""
    portion: list[str] = []
    total = 0
    for name, size in sizes.items():
        if total + size > _MOST_BYTES:
            yield portion
            portion, total = [], 0
        portion.append(name)
        total += size
    if portion:
        yield portion


def blob_name(data: bytes, digits: int) -> str:
    """The name git gives to bytes, in a repository whose names have so many digits (40: SHA-1, 64: SHA-256)."""
    sums = hashlib.sha1(usedforsecurity=False) if digits == 40 else hashlib.sha256()
    sums.update(b"blob %d\0" % len(data))
    sums.update(data)
    return sums.hexdigest()


def filtered(git: Git, paths: Sequence[str]) -> set[str]:
    """Those of `paths` that an attribute gives another form outside git: a filter, another encoding, an id put in."""
    if not paths:
        return set()
    asked = "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
    try:  # a repository writes the patterns, and git takes for ever over some: then it may be any of them
        done = Git(git.top, seconds=_BRIEF).run(
            "check-attr", "-z", "--stdin", "filter", "ident", "working-tree-encoding", given=asked
        )
    except subprocess.TimeoutExpired:
        return set(paths)
    if done.returncode:
        return set(paths)
    fields = os.fsdecode(done.stdout).split("\0")[:-1]
    rows = zip(fields[::3], fields[2::3], strict=True)
    return {path for path, value in rows if value not in ("unspecified", "unset")}


def lines(names: Iterable[str]) -> bytes:
    """Names as git is given them on its standard input."""
    return "".join(f"{name}\n" for name in names).encode()
