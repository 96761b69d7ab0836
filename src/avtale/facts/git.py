"""What git remembers of the files that may be added and never changed, the register and the log, and of those that only shrink.

A handful of processes for any number of files (`avtale.facts.git_call`). Outside a checkout nothing is asked.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from avtale.errors import SystemFailure
from avtale.facts.frozen import Change, changes, kept_at
from avtale.facts.git_bases import (
    DEFAULT_BRANCHES,
    DEFAULTS,
    Wanted,
    known_commits,
    no_branch,
    parted,
    unknown,
)
from avtale.facts.git_call import FAILED, Git, checkout, checkouts
from avtale.facts.git_objects import NO_HEAD, SUBMODULE, blobs, commits, files, merge_bases, parents, unborn
from avtale.facts.root import SETTINGS_FILE, is_read
from avtale.message import Message
from avtale.source.read import files_below

_FIRST_PARENT = "HEAD~1"
_BRIEF = 5  # seconds


class History(Struct, frozen=True):
    """How the kept files differ from what is already decided.

    `bases` are the revisions compared with, each where the history parted from it. `changed` pairs a path, relative to
    the agreements folder, with what happened to it. `trouble` says why a comparison could not be
    made, or not in full; None where it was, or where there is nothing to compare with yet. `held` pairs each changed
    path with the revision that has it as it was. `ignored` are the files we read that git neither has nor will take, by
    its own list of what to ignore: nobody else gets them.
    """

    bases: tuple[str, ...] = ()
    changed: tuple[tuple[str, Change], ...] = ()
    trouble: Message | None = None
    held: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether everything that was decided could be compared."""
        return self.trouble is None and all(change != "unknown" for _, change in self.changed)


class Before(Struct, frozen=True):
    """One file as it was at the merge base with the revision `base`; `content` is None where it did not stand there."""

    base: str
    commit: str
    content: bytes | None


def history(
    root: Path, *, base: str | None = None, branch: str | None = None, targets: Sequence[str] = ()
) -> History | None:
    """Compare the kept folders under `root`, the agreements folder, with what is decided; None outside git.

    `base` is a revision to compare with, and then the only one; `UsageError` where git does not know it. Without it those
    of `targets` are taken (branches or commits, as the system that runs the check names them), the main branch as
    `origin` last had it and as it is here, and the settings' `branch`, which may add to these and never take their
    place. On one of these branches itself, what stood before the last commit is taken as well.
    """
    root = root.resolve()
    tops = checkouts(root)
    if not tops:
        if base:
            raise unknown(base)
        return None
    try:
        wanted = Wanted(base, branch, tuple(targets))
        found = _with_outer(_compared(Git(tops[0]), root, wanted), tops, root, wanted)
        return replace(found, ignored=_ignored(tops[0], root))
    except FileNotFoundError:
        return History(trouble=Message("git er ikke installert", "git is not installed"))
    except FAILED:
        return History(trouble=Message("git svarte ikke", "git gave no answer"))


def _ignored(top: Path, root: Path) -> tuple[str, ...]:
    """What git is told to ignore of the files that are read; nothing where that is the whole folder, or git does not tell.

    Only what git does not have is asked about, and not for long: a repository writes the patterns, and some take for ever.
    """
    git = Git(top, seconds=_BRIEF)
    prefix = git.prefix(root)
    read = [path.relative_to(root).as_posix() for path in files_below(root, "*.yaml", "*.yml")]
    try:
        listed = os.fsdecode(git.told("ls-files", "-z", "--", str(root))).split("\0")
        new = {prefix + path for path in (*filter(is_read, read), SETTINGS_FILE)}.difference(listed)
        if not new:
            return ()
        # The one command that refuses literal paths; from the top, so that none begins as a pathspec does.
        asked = b"".join(b"./" + os.fsencode(path) + b"\0" for path in sorted(new))
        done = git.run("--no-literal-pathspecs", "check-ignore", "-z", "--stdin", given=asked)
        found = [path[2:] for path in os.fsdecode(done.stdout).split("\0")[:-1]]
    except FAILED:
        return ()
    below = sorted(path.removeprefix(prefix) for path in found)
    return () if SETTINGS_FILE in below else tuple(below)


def tracked(path: Path) -> bool:
    """Whether git follows the file; False outside a checkout, and where git gives no answer."""
    path = path.resolve()
    top = checkout(path.parent)
    if top is None:
        return False
    try:
        return Git(top).run("ls-files", "--error-unmatch", "--", str(path.relative_to(top))).returncode == 0
    except FAILED:
        return False


def before(path: Path, root: Path, bases: Sequence[str]) -> tuple[Before, ...]:
    """A file as it was at the merge base with each of `bases`, the revisions that `history` compared with.

    Nothing for a file outside the checkout that `root` lies in. Raises `SystemFailure` where git does not tell.
    """
    path = path.resolve()
    top = checkout(path.parent)
    if not bases or top is None or top != checkout(root.resolve()):
        return ()
    try:
        git = Git(top)
        found: dict[str, str] = {}
        for name, commit in known_commits(git, bases, given=True).items():
            for common in merge_bases(git, "HEAD", commit):
                found.setdefault(common, name)
        if not found:
            raise _silent(path)
        inside = path.relative_to(top).as_posix()
        return tuple(Before(name, commit, _content(git, commit, inside)) for commit, name in found.items())
    except FAILED as error:
        raise _silent(path) from error


def decided_files(root: Path, bases: Sequence[str]) -> frozenset[str] | None:
    """The kept files that stand at the merge base with any of `bases`, which `history` compared with; None where git does not tell."""
    root = root.resolve()
    top = checkout(root)
    if not bases or top is None:
        return None
    try:
        git = Git(top)
        found = [
            kept_at(git, common, root)
            for commit in known_commits(git, bases, given=True).values()
            for common in merge_bases(git, "HEAD", commit)
        ]
    except FAILED:
        return None
    return frozenset().union(*found) if found else None


def files_at(root: Path, commit: str) -> frozenset[str]:
    """Every file below `root` in a commit, by its path from there. Raises `SystemFailure` where git does not tell."""
    root = root.resolve()
    top = checkout(root)
    if top is None:
        return frozenset()
    git = Git(top)
    prefix = git.prefix(root)
    try:
        listed = files(git, commit, *([prefix] if prefix else []))
    except FAILED as error:
        raise _silent(root) from error
    return frozenset(path[len(prefix) :] for path in listed)


def _compared(git: Git, root: Path, wanted: Wanted) -> History:
    if git.run("cat-file", "--batch-check", given=b"HEAD\n").returncode:
        return History(
            trouble=Message(
                "git vil ikke lese mappen; kjør «git status» der og se hvorfor",
                "git refuses to read the folder; run “git status” there to see why",
            )
        )
    known = known_commits(git, wanted.names, given=wanted.base is not None)
    head = commits(git, ["HEAD"]).get("HEAD")
    if not known:
        return _nothingknown_commits(git, head, wanted)
    found = _Findings([no_branch(name) for name in wanted.missing(known)])
    points, apart = parted(git, head, known)
    for commit, name in points.items():
        found.take(changes(git, commit, root), name)
    whole = head is None or git.told("rev-parse", "--is-shallow-repository").strip() == b"false"
    for name in apart:
        found.take(changes(git, known[name], root, gone=whole), name)
        if head is not None:
            found.troubles.append(
                Message(
                    f"git finner ikke noe felles med «{name}»; hent hele historien (git fetch --unshallow)",
                    f"git finds nothing in common with “{name}”; fetch the whole history (git fetch --unshallow)",
                )
            )
    bases = tuple(known)
    if head in points and not wanted.is_exact(git):
        bases += _before_the_last(git, head, root, found)
    return found.as_history(bases)


def _nothingknown_commits(git: Git, head: str | None, wanted: Wanted) -> History:
    """Where git knows none of the names: there may be nothing yet."""
    if wanted.base:
        raise unknown(wanted.base)
    if head is not None:
        return History(trouble=no_branch(wanted.branch or DEFAULT_BRANCHES[0]))
    return History() if unborn(git) else History(trouble=NO_HEAD)


def _before_the_last(git: Git, head: str, root: Path, found: _Findings) -> tuple[str, ...]:
    """Compare with what stood before the last commit too, on a branch that is decided itself; what that is called."""
    parent = next(iter(parents(git, head)), None)
    if parent is None:
        return ()
    if parent in commits(git, [parent]).values():
        found.take(changes(git, parent, root), _FIRST_PARENT)
        return (_FIRST_PARENT,)
    found.troubles.append(
        Message(
            "det som sto før den siste innsendingen, er ikke hentet; hent hele historien (git fetch --unshallow)",
            "what stood before the last commit was not fetched; fetch the whole history (git fetch --unshallow)",
        )
    )
    return ()


class _Findings:
    """What was found so far: the changed files, each with how and against which revision, and what could not be compared."""

    def __init__(self, troubles: Iterable[Message] = ()) -> None:
        self.changed: dict[str, tuple[Change, str]] = {}
        self.troubles = list(troubles)

    def take(self, more: Mapping[str, Change], base: str) -> None:
        """Take in what was found against `base`; what is known to be changed stays so, whatever another cannot tell."""
        for path, change in more.items():
            if path not in self.changed or self.changed[path][0] == "unknown":
                self.changed[path] = (change, base)

    def as_history(self, bases: tuple[str, ...]) -> History:
        ordered = sorted(self.changed.items())
        texts = ("; ".join(each.text(lang) for each in self.troubles) for lang in ("nb", "en"))
        return History(
            bases,
            tuple((path, change) for path, (change, _) in ordered),
            Message(*texts) if self.troubles else None,
            tuple((path, base) for path, (_, base) in ordered),
        )


def _with_outer(found: History, tops: list[Path], root: Path, wanted: Wanted) -> History:
    """What a checkout around this one has of the same files: a folder that became a submodule is compared with what it was.

    Of a submodule the outer checkout decides which commit counts, so what cannot be compared there is told.
    """
    known, held = _Findings([found.trouble] if found.trouble is not None else []), dict(found.held)
    known.changed = {path: (change, held[path]) for path, change in found.changed}
    for top in tops[1:]:
        git = Git(top)
        try:
            if _is_submodule(git, tops[0]):
                outer = _compared(git, root, wanted.of_outer)
                known.troubles += [outer.trouble] if outer.trouble is not None else []
            for commit in _decided(git):
                inner = tops[0].relative_to(top).as_posix()
                known.take(changes(git, commit, root), commit)
                item = files(git, commit, inner).get(inner)
                if item is not None and item.mode == SUBMODULE and commits(Git(tops[0]), [item.object]):
                    known.take(changes(Git(tops[0]), item.object, root), item.object)
        except FAILED:
            continue  # a home folder in git, say, that has nothing to do with it
    return known.as_history(found.bases)


def _is_submodule(git: Git, inner: Path) -> bool:
    """Whether the commit that a checkout stands at has another checkout, in it, as a submodule."""
    path = inner.relative_to(git.top).as_posix()
    item = files(git, "HEAD", path).get(path) if commits(git, ["HEAD"]) else None
    return item is not None and item.mode == SUBMODULE


def _decided(git: Git) -> Iterator[str]:
    """The commits of a checkout that are decided, seen from where it stands."""
    known = known_commits(git, DEFAULTS)
    head = commits(git, ["HEAD"]).get("HEAD")
    points, _ = parted(git, head, known)
    yield from points
    if head is not None and head in points:
        yield from commits(git, parents(git, head)[:1]).values()


def _content(git: Git, commit: str, path: str) -> bytes | None:
    item = files(git, commit, path).get(path)
    if item is None or not item.is_file:
        return None
    found = dict(blobs(git, [item.object]))
    if (
        item.object not in found
    ):  # as in a clone without its blobs: it must not look like a file that is not there
        raise subprocess.SubprocessError
    return found[item.object]


def _silent(path: Path) -> SystemFailure:
    return SystemFailure(
        nb=f"git kan ikke si hvordan {path.name} var; hent hele historien (git fetch --unshallow).",
        en=f"git cannot tell what {path.name} was; fetch the whole history (git fetch --unshallow).",
    )
