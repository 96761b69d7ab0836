"""What git remembers of the files that may be added and never changed, the register and the log, and of those that only shrink.

Plain git, a process or three for any number of files. Outside a checkout nothing is asked.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from avtale.errors import Misuse, Surroundings

KEPT_FOLDERS = ("register", "log")
DEFAULT_BRANCHES = ("main", "master")
_SECONDS = 60

Change = Literal["altered", "gone"]


class History(Struct, frozen=True):
    """How the kept files differ from the merge base with what is already decided.

    `bases` are the revisions compared with. `changed` pairs a path, relative to the agreements
    folder, with what happened to it. `trouble` says, in bokmål and English, why no comparison
    could be made; None where one was, or where there is nothing to compare with yet.
    """

    bases: tuple[str, ...] = ()
    changed: tuple[tuple[str, Change], ...] = ()
    trouble: tuple[str, str] | None = None


class Before(Struct, frozen=True):
    """One file as it was at the merge base with the revision `base`; `content` is None where it did not stand there."""

    base: str
    commit: str
    content: bytes | None


def history(root: Path, *, base: str | None = None, branch: str | None = None) -> History | None:
    """Compare the kept folders under `root` with their state at the merge base; None outside git.

    `base` is a revision to compare with; `Misuse` where git does not know it. Without it the
    settings' `branch` is taken, as it is here and as the remote `origin` last had it.
    """
    if _checkout(root.resolve()) is None:
        if base:
            raise _unknown(base)
        return None
    try:
        return _compared(root, base, branch)
    except FileNotFoundError:
        return History(trouble=("git er ikke installert", "git is not installed"))
    except (OSError, subprocess.SubprocessError):
        return History(trouble=("git svarte ikke", "git gave no answer"))


def tracked(path: Path) -> bool:
    """Whether git follows the file; False outside a checkout, and where git gives no answer."""
    folder = path.resolve().parent
    if _checkout(folder) is None:
        return False
    try:
        return run_git(folder, "ls-files", "--error-unmatch", "--", path.name).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def before(path: Path, root: Path, bases: Sequence[str]) -> tuple[Before, ...]:
    """A file as it was at the merge base with each of `bases`, the revisions that `history` compared with.

    Nothing for a file outside the checkout that `root` lies in. Raises `Surroundings` where git does not tell.
    """
    path = path.resolve()
    if not bases or _checkout(path.parent) != _checkout(root.resolve()):
        return ()
    try:
        found: dict[str, str] = {}
        for base in bases:
            found.setdefault(_told(path.parent, "merge-base", "HEAD", base).decode("ascii").strip(), base)
        return tuple(Before(base, commit, _content(path, commit)) for commit, base in found.items())
    except (OSError, subprocess.SubprocessError) as error:
        raise _silent(path) from error


def files_at(root: Path, commit: str) -> frozenset[str]:
    """Every file below `root` in a commit, by its path from there. Raises `Surroundings` where git does not tell."""
    try:
        listed = _told(root, "ls-tree", "-r", "-z", "--name-only", commit)
    except (OSError, subprocess.SubprocessError) as error:
        raise _silent(root) from error
    return frozenset(os.fsdecode(listed).split("\0")[:-1])


def _checkout(folder: Path) -> Path | None:
    """The nearest folder, this one or above, that is a checkout."""
    return next((above for above in (folder, *folder.parents) if (above / ".git").exists()), None)


def _content(path: Path, commit: str) -> bytes | None:
    # Two questions: one that git cannot answer, as in a clone without its blobs, must not look like a file that is not there.
    listed = _told(path.parent, "--literal-pathspecs", "ls-tree", "-z", commit, "--", path.name)
    if not listed:
        return None
    _, kind, blob = listed.partition(b"\t")[0].decode("ascii").split()
    return _told(path.parent, "cat-file", "blob", blob) if kind == "blob" else None


def _told(folder: Path, *arguments: str) -> bytes:
    done = run_git(folder, *arguments)
    done.check_returncode()
    return done.stdout


def _silent(path: Path) -> Surroundings:
    return Surroundings(
        nb=f"git kan ikke si hvordan {path.name} var; hent hele historien (git fetch --unshallow).",
        en=f"git cannot tell what {path.name} was; fetch the whole history (git fetch --unshallow).",
    )


def _compared(root: Path, base: str | None, branch: str | None) -> History:
    if _commit(root, "HEAD") is None:
        if base:
            raise _unknown(base)
        if run_git(root, "rev-parse", "--git-dir").returncode:
            return History(
                trouble=(
                    "git vil ikke lese mappen; kjør «git status» der og se hvorfor",
                    "git refuses to read the folder; run “git status” there to see why",
                )
            )
        return History()  # no commit yet, so nothing can have been altered
    known = {
        name: commit for name in (base and (base,)) or _branches(branch) if (commit := _commit(root, name))
    }
    if not known:
        if base:
            raise _unknown(base)
        wanted = branch or DEFAULT_BRANCHES[0]
        return History(
            trouble=(
                f"git kjenner ikke grenen «{wanted}»; sett main_branch i avtale.yaml, eller bruk --base",
                f"git does not know the branch “{wanted}”; set main_branch in avtale.yaml, or use --base",
            )
        )
    changed: dict[str, Change] = {}
    for name, commit in known.items():
        found = _changed(root, commit)
        if found is None:
            return History(
                tuple(known),
                trouble=(
                    f"git finner ikke noe felles med «{name}»; hent hele historien (git fetch --unshallow)",
                    f"git finds nothing in common with “{name}”; fetch the whole history (git fetch --unshallow)",
                ),
            )
        changed |= found
    return History(tuple(known), tuple(sorted(changed.items())))


def _unknown(base: str) -> Misuse:
    return Misuse(
        nb=f"git kjenner ikke «{base}». Gi --base en gren, et merke eller en revisjon som finnes.",
        en=f"git does not know “{base}”. Give --base a branch, tag or revision that exists.",
    )


def _branches(branch: str | None) -> list[str]:
    return [name for own in ((branch,) if branch else DEFAULT_BRANCHES) for name in (own, f"origin/{own}")]


def _commit(root: Path, name: str) -> str | None:
    asked = run_git(root, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{name}^{{commit}}")
    return None if asked.returncode else asked.stdout.decode("ascii").strip()


def _changed(root: Path, commit: str) -> dict[str, Change] | None:
    """What differs between the merge base of HEAD and `commit`, and the files as they lie; None without one."""
    merge_base = run_git(root, "merge-base", "HEAD", commit)
    if merge_base.returncode:
        return None
    told = run_git(
        root,
        *("-c", "core.fsmonitor=false", "-c", "core.quotePath=false"),
        *("diff", "--name-status", "-z", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv"),
        *(merge_base.stdout.decode("ascii").strip(), "--", *KEPT_FOLDERS),
    )
    if told.returncode:
        return None
    fields = os.fsdecode(told.stdout).split("\0")
    pairs = zip(fields[::2], fields[1::2], strict=False)
    return {path: "gone" if status == "D" else "altered" for status, path in pairs if status != "A"}


def run_git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in `root`; a hook's GIT_DIR and its like must not lead it elsewhere (TEST-WORLD §20)."""
    return subprocess.run(
        ["git", "-C", str(root), *arguments],
        capture_output=True,
        check=False,
        timeout=_SECONDS,
        env=_environment(),
        stdin=subprocess.DEVNULL,
    )


def _environment(given: Sequence[str] = ("PATH", "HOME", "SYSTEMROOT", "XDG_CONFIG_HOME")) -> dict[str, str]:
    kept = {name: os.environ[name] for name in given if name in os.environ}
    return {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
