"""A document as git remembers it: REV:path, as git itself names it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from posixpath import normpath

from avtale.errors import SystemFailure, UsageError
from avtale.facts.git_call import Git, checkout
from avtale.facts.git_objects import commits, files
from avtale.facts.repository import DocumentFile
from avtale.source.read import MAX_BYTES, Source, parse
from avtale.source.syntax import too_large


def names_revision(doc: str) -> bool:
    """Whether `doc` is REV:path and not the path of a file (C:\\avtale.yaml)."""
    revision, colon, path = doc.partition(":")
    return bool(revision and colon and path) and not Path(doc).exists()


def at_revision(doc: str, near: Path) -> DocumentFile:
    """The document that REV:path names, in the checkout around the folder `near`.

    The path is relative to the top of the checkout, as in git; one that is not there is looked for below `near`.
    Raises `UsageError` for an unknown revision, a path that is no file there, or outside git; `SystemFailure` where git
    is missing or gives no answer.
    """
    revision, _, path = doc.partition(":")
    try:
        return _read(revision, path.replace("\\", "/"), near, doc)
    except FileNotFoundError as error:
        raise SystemFailure(nb="git er ikke installert.", en="git is not installed.") from error
    except (OSError, subprocess.SubprocessError) as error:
        raise SystemFailure(
            nb=f"git svarte ikke da «{doc}» skulle leses.", en=f"git gave no answer when asked for “{doc}”."
        ) from error


def file_at_revision(path: Path, revision: str) -> DocumentFile:
    """The file at `path` as it was at `revision`. Raises as `at_revision`."""
    return at_revision(f"{revision}:./{path.name}", path.resolve().parent)


def _read(revision: str, path: str, near: Path, doc: str) -> DocumentFile:
    near = near.resolve()
    top = checkout(near)
    git = Git(top) if top is not None else None
    if git is None or top is None or "\0" in doc or git.run("rev-parse", "--git-dir").returncode:
        raise UsageError(
            nb=f"{near} ligger ikke i noe git-arkiv, så «{doc}» finnes ikke.",
            en=f"{near} is in no git repository, so there is no “{doc}”.",
        )
    commit = commits(git, [revision]).get(revision)
    if commit is None:
        raise UsageError(
            nb=f"git kjenner ikke revisjonen «{revision}». Se «git log» eller «git tag».",
            en=f"git does not know the revision “{revision}”. See “git log” or “git tag”.",
        )
    below = near.relative_to(top).as_posix()
    for place in (normpath(path), normpath(f"{below}/{path}")):
        if place.startswith(("../", "/")):
            continue  # outside the checkout
        item = files(git, commit, place).get(place)
        if item is not None and item.is_file:
            return _entry(git, item.object, near / Path(path).name, doc)
    raise UsageError(
        nb=f"Filen «{path}» fantes ikke i revisjonen «{revision}».",
        en=f"There was no file “{path}” at revision “{revision}”.",
    )


def _entry(git: Git, blob: str, path: Path, doc: str) -> DocumentFile:
    size = int(git.told("cat-file", "-s", blob))
    if size > MAX_BYTES:
        source = Source(doc, problems=[too_large(size, MAX_BYTES)])
    else:
        source = parse(git.told("cat-file", "blob", blob), doc)
    return DocumentFile.of(path, doc, source)
