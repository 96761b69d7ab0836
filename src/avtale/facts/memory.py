"""What changed on the disk since a repository was read, and the repository with only that read again.

A file is the same while the system gives it the same identity, size and times; whoever puts a file in place by a rename,
as avtale, git and most editors do, gives it another identity.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from avtale.facts.comments import load_comments
from avtale.facts.log import load_log
from avtale.facts.real import unreal
from avtale.facts.register import load_register
from avtale.facts.repository import Repository, is_document_file, read_entry, read_settings
from avtale.facts.root import COMMENTS, CONTACTS_FILE, SETTINGS_FILE
from avtale.source.read import is_listed

Stamp = tuple[int, int, int, int, int]
_UNKNOWN = (0, 0, 0, 0, 0)


def stamps(folder: Path) -> dict[str, Stamp]:
    """The stamp of everything below a folder that is not hidden, by its path from there; of what cannot be looked at an unknown one."""
    top = os.fspath(folder)
    return {path[len(top) + 1 :]: stamp for path, stamp in _below(top)}


def stamped(before: dict[str, Stamp], folder: Path, paths: Collection[str]) -> dict[str, Stamp]:
    """The stamps, with those of these paths as they are now; of what is hidden there is none."""
    now = {path: stamp for path, stamp in before.items() if path not in paths}
    for path in paths:
        if not any(part.startswith(".") for part in path.split("/")):
            with suppress(OSError):
                now[path] = _stamp((folder / path).stat())
    return now


def changed_files(before: dict[str, Stamp], now: dict[str, Stamp]) -> set[str] | None:
    """What is not as it was; None where nobody can tell, since something cannot be looked at."""
    found = before.items() ^ now.items()
    return None if any(stamp == _UNKNOWN for _, stamp in found) else {path for path, _ in found}


def reopened(before: Repository, given: Path, paths: Collection[str]) -> Repository:
    """The repository in the folder `given`, of which since `before` only these files changed, by their paths from there.

    All else is not looked at, and what was read of it is the same objects. Raises `UsageError` where it is no repository any more.
    """
    root = given.resolve()
    touched = {path.partition("/")[0] for path in paths}
    settings = before.settings, before.settings_source, before.settings_problems
    if SETTINGS_FILE in touched:
        settings = read_settings(given)
    entries, register, log, comments = before.entries, before.register, before.log, before.comments
    if documents := [path for path in paths if is_document_file(path)]:
        names = {f"{root.name}/{path}" for path in documents}
        made = [one for one in entries if one.name not in names]
        made += [read_entry(root / path, root) for path in documents if is_listed(root / path)]
        entries = tuple(sorted(made, key=lambda one: one.name.split("/")))
    gone = {root / path for path in paths}
    if "register" in touched:
        known = {one.path: one for one in register.events if one.path not in gone}
        register = load_register(root / "register", f"{root.name}/register", known)
    if "log" in touched:  # what was found of one depends on the others
        known_files = {one.path: one for one in log.files if one.path not in gone and not one.problems}
        log = load_log(root / "log", f"{root.name}/log", known_files)
    if COMMENTS in touched:
        said = {one.path: one for one in comments.files if one.path not in gone}
        comments = load_comments(root / COMMENTS, f"{root.name}/{COMMENTS}", said)
    led = unreal(given, "register", "log") if touched & {"register", "log"} else before.unreal
    found = Repository(root, *settings, entries, register, log, comments, led)
    if CONTACTS_FILE not in touched and "contacts" in before.__dict__:
        found.__dict__["contacts"] = before.contacts
    return found


def _below(folder: str) -> Iterator[tuple[str, Stamp]]:
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


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
