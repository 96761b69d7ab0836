"""Who changed the text of a draft since the last approved version, under whatever name it lay, by what git has (docs/decisions/0059).

Plumbing alone (`avtale.facts.git_call`): `rev-list`, `ls-tree`, `cat-file` and `diff-tree`, which starts neither an external
diff nor a textconv program. Names in git are what those who committed said: a help, and no proof.
"""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import time
from collections.abc import Iterator, Sequence

from msgspec import Struct

from avtale.facts.git_call import FAILED, Git, checkout
from avtale.facts.git_log import Commit, commits_of
from avtale.facts.git_objects import NO_HEAD, blob_name, blobs, commits, files, lines, unborn
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.version import order
from avtale.message import Message
from avtale.source.read import parse

_SECONDS = 20.0
_CO_AUTHOR = re.compile(r"^co-authored-by:([^<\n]*+)<([^>\n]*+)>", re.IGNORECASE | re.MULTILINE)
_FAILED = (*FAILED, ValueError)


class Writer(Struct, frozen=True):
    """Somebody who changed the text, by one commit: the author, or one it names as such; `subject` is the first line of what it says."""

    name: str
    email: str
    day: dt.date
    subject: str
    commit: str


class Authorship(Struct, frozen=True):
    """`by` whom the text of a draft was changed, the newest first. `trouble` says why git cannot tell all of it; None where it can, and outside git."""

    by: tuple[Writer, ...] = ()
    trouble: Message | None = None


class _Row(Struct, frozen=True):
    """What a commit did to a file since one of its parents: the letter of git's, the object before and after, and both its paths."""

    how: str
    before: str
    after: str
    source: str
    path: str


def authorship(entry: DocumentFile, repository: Repository) -> Authorship:
    """Who changed the text of a draft, in its own file, in those it was moved or copied from since the last approved version, and in a merge.

    A commit that only moved it, or took one side of a merge in each place, wrote nothing. Nobody where git has no such file.
    Raises `SystemFailure` where the file no longer says what was read of it.
    """
    root = repository.root
    top = checkout(root.resolve()) if root is not None else None
    if root is None or top is None or not entry.path.is_relative_to(top):
        return Authorship()
    draft = _Draft(Git(top, seconds=_SECONDS), entry, repository)
    try:
        draft.follow(entry.path.relative_to(top).as_posix())
    except FileNotFoundError:
        draft.trouble = Message("git er ikke installert", "git is not installed")
    except subprocess.TimeoutExpired:
        draft.trouble = Message("git svarte ikke i tide", "git did not answer in time")
    except _FAILED:
        draft.trouble = Message(
            "git svarte ikke; kjør «git status» der og se hvorfor",
            "git did not answer; run “git status” there to see why",
        )
    return Authorship(tuple(draft.by.values()), draft.trouble)


class _Draft:
    """What is found out of one draft: `by` whom, by the commit and the name; `trouble` as in `Authorship`."""

    def __init__(self, git: Git, entry: DocumentFile, repository: Repository) -> None:
        self.git, self.entry = git, entry
        self.by: dict[tuple[str, str], Writer] = {}
        self.trouble: Message | None = None
        known = repository.versions.get(entry.key or "", ())
        approved = [order(one.version) for one in known if repository.frozen_by(one) is not None]
        own = order(entry.version)
        self.since = max((one for one in approved if one < own), default=())

    def follow(self, path: str) -> None:
        """Find who wrote the file at `path`. Raises `OSError`, `SubprocessError` and `ValueError` where git does not answer."""
        git, until = self.git, time.monotonic() + _SECONDS
        head = commits(git, ["HEAD"]).get("HEAD")
        if head is None:
            self.trouble = None if unborn(git) else NO_HEAD
            return
        item = files(git, head, path).get(path)
        begun = {path: item.object} if item is not None else self._same(head)
        if begun and not any(_is(self.entry.as_read(), name) for name in begun.values()):
            self.trouble = Message(
                "filen er endret etter siste innsending, og hvem som gjorde det, vet ikke git; send den inn (git commit)",
                "the file was changed after the last commit, and git does not know by whom; commit it (git commit)",
            )
        cut = _cut(git)
        ways = [(head, name) for name in begun]
        merges: dict[str, Commit] = {}
        names = set(begun)
        for start, name in ways:  # which grows
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired("git", _SECONDS)
            found = commits_of(git, start, [name])
            rows = _rows(git, [one.name for one in found], "--no-renames", "--", name)
            for one in found:
                sides = rows.get(one.name, [])
                if one.name in cut:
                    self.trouble = Message(
                        "historien er ikke hentet; hent hele (git fetch --unshallow)",
                        "the history was not fetched; fetch the whole of it (git fetch --unshallow)",
                    )
                    continue
                added = [
                    parent for parent, side in zip(one.parents, sides, strict=False) if side[0].how == "A"
                ]
                sources = list(self._sources(one, added, name)) if added else []
                for parent, source, _ in sources:
                    if (parent, source) not in ways:
                        ways.append((parent, source))
                        names.add(source)
                if len(one.parents) > 1:
                    merges[one.name] = one
                elif any(
                    side[0].after not in {text for _, _, text in sources}
                    for side in sides
                    if side[0].how != "D"
                ):
                    self._take(one)
        for commit in _blended(git, list(merges), sorted(names)):
            self._take(merges[commit])
        self.by = dict(sorted(self.by.items(), key=lambda each: each[1].day, reverse=True))

    def _take(self, commit: Commit) -> None:
        self.by |= {(commit.name, one.name): one for one in _writers(commit)}

    def _sources(self, commit: Commit, parents: Sequence[str], path: str) -> Iterator[tuple[str, str, str]]:
        """The commit, path and object that a new file came from: what git takes for its former name, and drafts of the same document."""
        for parent in parents:
            yield from ((parent, source, name) for source, name in self._same(parent).items())
        if len(parents) == len(commit.parents):
            moved = _rows(self.git, [commit.name], "-M", "-l1000").get(commit.name, [])
            for parent, side in zip(commit.parents, moved, strict=False):
                yield from (
                    (parent, one.source, one.before) for one in side if one.how == "R" and one.path == path
                )

    def _same(self, commit: str) -> dict[str, str]:
        """The files of a commit that say they are this document, in a version after the last approved one, with their objects."""
        key = self.entry.key or ""
        wanted = {
            path: item.object
            for path, item in files(self.git, commit).items()
            if key and key in path.rpartition("/")[2] and item.is_file
        }
        found = {name for name, data in blobs(self.git, wanted.values()) if self._is_draft(data)}
        return {path: name for path, name in wanted.items() if name in found}

    def _is_draft(self, data: bytes) -> bool:
        said = parse(data).data
        header = said.get("control_header") if isinstance(said, dict) else None
        if not isinstance(said, dict) or not isinstance(header, dict) or said.get("key") != self.entry.key:
            return False
        return self.since < order(str(header.get("version"))) <= order(self.entry.version)


def _writers(commit: Commit) -> Iterator[Writer]:
    """The author of a commit, and whom it names as another."""
    for who, address in ((commit.author, commit.email), *_CO_AUTHOR.findall(commit.message)):
        yield Writer(who.strip(), address, commit.at.date(), commit.subject, commit.name)


def _rows(git: Git, names: Sequence[str], *how: str) -> dict[str, list[list[_Row]]]:
    """What each commit did, since each parent by itself that it differs from."""
    asked = ("diff-tree", "--stdin", "-m", "--root", "-r", "-z", "--raw", "--no-abbrev", *how)
    fields = iter(git.told(*asked, given=lines(names)).decode("utf-8", "surrogateescape").split("\0"))
    found: dict[str, list[list[_Row]]] = {}
    now: list[_Row] = []
    for field in fields:
        if field.startswith(":"):
            _, _, before, after, letter = field.split(" ")
            source = next(fields)
            path = next(fields) if letter[0] in "RC" else source
            now.append(_Row(letter[0], before, after, source, path))
        elif field:
            found.setdefault(field, []).append(now := [])
    return found


def _blended(git: Git, names: Sequence[str], paths: Sequence[str]) -> set[str]:
    """Those of some merges that have lines which none of their sides has."""
    if not names:
        return set()
    asked = ("diff-tree", "--stdin", "--cc", "-M", "-r", "--no-ext-diff", "--no-textconv", "--no-color")
    told = git.told(*asked, "--", *paths, given=lines(names)).decode("utf-8", "replace")
    found, now = set(), ""
    for line in told.split("\n"):
        if line in names:
            now = line
        elif line.startswith("diff --c"):
            found.add(now)
    return found


def _cut(git: Git) -> set[str]:
    """The commits whose parents a shallow clone has not."""
    if git.told("rev-parse", "--is-shallow-repository").strip() != b"true":
        return set()
    place = git.told("rev-parse", "--git-path", "shallow").decode().strip()
    return set((git.top / place).read_text(encoding="ascii").split())


def _is(data: bytes, name: str) -> bool:
    """Whether bytes are what git has under a name, whatever their line ends."""
    return any(blob_name(each, len(name)) == name for each in (data, data.replace(b"\r\n", b"\n")))
