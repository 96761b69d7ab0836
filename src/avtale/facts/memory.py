"""What changed on the disk since a repository was read, and the repository with only that read again.

A file is the same while the system gives it the same identity, size and times; whoever puts a file in place by a rename,
as avtale, git and most editors do, gives it another identity.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from avtale.facts.comments import CommentFile, load_comments
from avtale.facts.log import LogFile, load_log
from avtale.facts.real import unreal
from avtale.facts.register import Event, load_register
from avtale.facts.repository import DocumentFile, Repository, is_document_file, read_entry, read_settings
from avtale.facts.root import COMMENTS, CONTACTS_FILE, SETTINGS_FILE
from avtale.source.read import is_listed

F = TypeVar("F", Event, LogFile, CommentFile)
R = TypeVar("R")
_UNKNOWN = (0, 0, 0, 0, 0)


def stamps(folder: Path) -> dict[str, tuple[int, ...]]:
    """The stamp of everything below a folder that is not hidden, by its path from there; of what cannot be looked at an unknown one."""
    top = os.fspath(folder)
    return {path[len(top) + 1 :]: stamp for path, stamp in _below(top)}


def stamped(
    before: dict[str, tuple[int, ...]], folder: Path, paths: Collection[str]
) -> dict[str, tuple[int, ...]]:
    """The stamps, with those of these paths as they are now; of what is hidden there is none."""
    now = {path: stamp for path, stamp in before.items() if path not in paths}
    for path in paths:
        if not any(part.startswith(".") for part in path.split("/")):
            with suppress(OSError):
                now[path] = _stamp((folder / path).stat())
    return now


def changed_files(before: dict[str, tuple[int, ...]], now: dict[str, tuple[int, ...]]) -> set[str] | None:
    """What is not as it was; None where nobody can tell, since something cannot be looked at."""
    found = before.items() ^ now.items()
    return None if any(stamp == _UNKNOWN for _, stamp in found) else {path for path, _ in found}


def reopened(before: Repository, given: Path, paths: Collection[str]) -> Repository:
    """The repository in the folder `given`, of which since `before` only these files changed, by their paths from there.

    All else is not looked at, and what was read of it is the same objects. Raises `UsageError` where it is no repository any more.
    """
    root = given.resolve()
    touched = {path.partition("/")[0] for path in paths}
    changed = {root / path for path in paths}

    def read(kind: str, load: Callable[[Path, str, Mapping[Path, F]], R], known: R, files: Iterable[F]) -> R:
        """The files of one folder, those read again that changed."""
        kept = {one.path: one for one in files if one.path not in changed}
        return load(root / kind, f"{root.name}/{kind}", kept) if kind in touched else known

    settings = before.settings, before.settings_source, before.settings_problems
    found = Repository(
        root,
        *(read_settings(given) if SETTINGS_FILE in touched else settings),
        _entries(before.entries, root, [path for path in paths if is_document_file(path)]),
        read("register", load_register, before.register, before.register.events),
        read("log", load_log, before.log, before.log.files),
        read(COMMENTS, load_comments, before.comments, before.comments.files),
        unreal(given, "register", "log") if touched & {"register", "log"} else before.unreal,
    )
    if CONTACTS_FILE not in touched and "contacts" in before.__dict__:
        found.__dict__["contacts"] = before.contacts
    return found


def _entries(
    before: tuple[DocumentFile, ...], root: Path, paths: Collection[str]
) -> tuple[DocumentFile, ...]:
    """The documents, those at these paths read again."""
    if not paths:
        return before
    names = {f"{root.name}/{path}" for path in paths}
    made = [one for one in before if one.name not in names]
    made += [read_entry(root / path, root) for path in paths if is_listed(root / path)]
    return tuple(sorted(made, key=lambda one: one.name.split("/")))


def _below(folder: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except FileNotFoundError:
        return
    except OSError:
        yield folder, _UNKNOWN
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
            continue
        try:
            yield entry.path, _stamp(entry.stat())  # of what a link leads to: that is what is read
        except OSError:
            yield entry.path, _UNKNOWN


def _stamp(found: os.stat_result) -> tuple[int, ...]:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
