"""The folder of a site: what is ours in it, what has changed, and how all of it is put in place at once.

Pages are first laid aside in the folder itself (`.avtale-site/new`), so a full disk, a template that breaks or an interruption
leaves the site as it was. Only when all are there they are moved in, a file at a time, and the list of what is ours last; a
run that is killed in between is made whole by the next. A file whose bytes are the same is not touched.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout
from msgspec import Struct

from avtale.errors import AvtaleError, StateError, SystemFailure, UsageError, system_says

LIST = ".avtale-site/files.txt"
_ASIDE = ".avtale-site/new"
_LOCK = ".avtale-site/lock"
_HEAD = "# Made by avtale site: each file, its digest, and what it was made of.\n"


class Written(Struct, frozen=True):
    """How many files are new, changed, as they were, and gone; `left` are those no longer ours that were left alone."""

    new: int
    changed: int
    unchanged: int
    removed: int
    left: tuple[str, ...] = ()


class Target:
    """A site that is being made. The list of its files is kept in a small database, not in memory."""

    def __init__(self, folder: Path, *, dry_run: bool) -> None:
        self.folder, self.dry_run = folder, dry_run
        self.aside = folder / _ASIDE
        self.files = sqlite3.connect("")  # in a temporary file of its own
        self.files.execute(
            "create table old (path text primary key, digest text, made_of text) without rowid"
        )
        self.files.execute(
            "create table new (path text primary key, digest text, made_of text, how text) without rowid"
        )
        with (
            contextlib.suppress(FileNotFoundError, NotADirectoryError),
            (folder / LIST).open(encoding="utf-8") as lines,
        ):
            if next(lines, "") == _HEAD:
                rows = (line.rstrip("\n").split("\t") for line in lines)
                self.files.executemany(
                    "insert or ignore into old values (?, ?, ?)", (r for r in rows if len(r) == 3)
                )

    def keep(self, path: str, made_of: str) -> bool:
        """Whether the file is there as it was made, of the same things; then it stays."""
        row = self.files.execute("select digest, made_of from old where path = ?", (path,)).fetchone()
        if row is None or row[1] != made_of or self._digest(path) != row[0]:
            return False
        self._note(path, row[0], made_of, "unchanged")
        return True

    def before(self, path: str) -> bytes:
        """A file of ours as it lies there; empty where there is none."""
        if self.files.execute("select 1 from old where path = ?", (path,)).fetchone() is None:
            return b""
        with contextlib.suppress(OSError):
            return (self.folder / path).read_bytes()
        return b""

    def put(self, path: str, data: bytes, made_of: str = "") -> None:
        """A file of the site. Raises `SystemFailure` where the disk does not take it, `UsageError` where a link is in the way."""
        digest, there = _digest(data), self._digest(path)
        how = "unchanged" if there == digest else "new" if there is None else "changed"
        self._note(path, digest, made_of, how)
        if how == "unchanged" or self.dry_run:
            return
        try:
            aside = self.aside / path
            aside.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(data)
        except OSError as error:
            raise _not_written(self.folder / path, error) from error

    def pretend(self, path: str, made_of: str) -> None:
        """On a dry run: a file that would be made anew, which takes too long to make for nothing."""
        self._note(path, "", made_of, "new" if self._digest(path) is None else "changed")

    def finish(self) -> Written:
        """Move what was laid aside into its place, and remove what is ours and no longer part of the site."""
        counted = dict(self.files.execute("select how, count(*) from new group by how"))
        removed, left = 0, []
        gone = "select path, digest from old where path not in (select path from new) order by path"
        # What pages lead to goes before the pages.
        changed = (
            "select path from new where how in ('new', 'changed') order by path not like 'files/%', path desc"
        )
        try:
            if not self.dry_run:
                self._write_list("union all select * from old where path not in (select path from new)")
                for (path,) in self.files.execute(changed):
                    (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                    (self.aside / path).replace(self.folder / path)
            for path, digest in self.files.execute(gone):
                there = self._digest(path)
                if there is not None and there != digest:
                    left.append(path)
                elif there is not None:
                    removed += 1
                    if not self.dry_run:
                        (self.folder / path).unlink()
                        _remove_empty((self.folder / path).parent, self.folder)
            if not self.dry_run:
                self._write_list()
                shutil.rmtree(self.aside, ignore_errors=True)
        except OSError as error:
            raise _not_written(self.folder, error) from error
        return Written(
            counted.get("new", 0),
            counted.get("changed", 0),
            counted.get("unchanged", 0),
            removed,
            tuple(left),
        )

    def _note(self, path: str, digest: str, made_of: str, how: str) -> None:
        if path.startswith("/") or not {".", ".."}.isdisjoint(
            path.split("/")
        ):  # some name of a document's own
            raise ValueError(f"no path of a site: {path}")
        try:
            self.files.execute("insert into new values (?, ?, ?, ?)", (path, digest, made_of, how))
        except sqlite3.IntegrityError as error:
            raise StateError(
                nb="To dokumenter ville blitt den samme filen, {path}. Kjør «avtale check», og gi det ene en annen nøkkel eller versjon.",
                en="Two documents would become the same file, {path}. Run “avtale check” and give one of them another key or version.",
                path=path,
            ) from error

    def _digest(self, path: str) -> str | None:
        """The digest of a file as it lies there; None where there is none."""
        place = self.folder / path
        try:
            if place.parent.exists() and place.parent.resolve() != self.folder.resolve() / Path(path).parent:
                raise _linked(place)
            if place.is_symlink():
                raise _linked(place)
            return _digest(place.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise _not_written(place, error) from error

    def _write_list(self, and_also: str = "") -> None:
        """The list of what is ours; while files are moved, of both what was there and what comes."""
        lines = self.files.execute(f"select path, digest, made_of from new {and_also} order by path")
        fresh = self.aside / "files.txt"
        fresh.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("w", encoding="utf-8", newline="\n") as file:
            file.write(_HEAD)
            file.writelines("\t".join(line) + "\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        place = self.folder / LIST
        if not place.is_file() or place.read_bytes() != fresh.read_bytes():
            fresh.replace(place)


@contextlib.contextmanager
def site_folder(folder: Path, *, force: bool, dry_run: bool) -> Iterator[Target]:
    """The folder to make a site in, held until the site is made.

    Raises `UsageError` where others' files lie there (unless `force`), or another run is at it; whatever is raised within, the
    site is as it was.
    """
    target = Target(folder, dry_run=dry_run)
    if not force:
        _refuse_others(target)
    if dry_run:
        yield target
        return
    try:
        (folder / _LOCK).parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise UsageError(
            nb=f"En annen «avtale site» skriver i {folder} nå. Vent til den er ferdig.",
            en=f"Another “avtale site” is writing in {folder} now. Wait until it is done.",
        ) from error
    except OSError as error:
        raise _not_written(folder, error) from error
    try:
        shutil.rmtree(target.aside, ignore_errors=True)
        yield target
    finally:
        shutil.rmtree(target.aside, ignore_errors=True)
        lock.release()


def as_listed(folder: Path) -> tuple[str, int] | None:
    """What tells the list of a site, and how many files it has; None where one is not as it was written, or others lie there."""
    target = Target(folder, dry_run=True)
    try:
        _refuse_others(target)
        known = target.files.execute("select path, digest from old").fetchall()
        if any(target._digest(path) != digest for path, digest in known):
            return None
        return _digest((folder / LIST).read_bytes()), len(known)
    except (OSError, AvtaleError):
        return None


def _refuse_others(target: Target) -> None:
    folder = target.folder
    if folder.exists() and not folder.is_dir():
        raise UsageError(nb=f"{folder} er en fil, ikke en mappe.", en=f"{folder} is a file, no folder.")
    for place, names, files in os.walk(folder):
        here = Path(place).relative_to(folder).as_posix()
        if here == ".":
            names[:] = [name for name in names if name != ".avtale-site"]
        for name in (*files, *(name for name in names if Path(place, name).is_symlink())):
            path = name if here == "." else f"{here}/{name}"
            if target.files.execute("select 1 from old where path = ?", (path,)).fetchone() is None:
                raise UsageError(
                    nb=f"{folder} har filer som «avtale site» ikke har laget, som {path}. Ingenting er rørt. "
                    "Velg en tom mappe, eller bruk --force, som lar dem ligge og bare skriver over filer med samme navn.",
                    en=f"{folder} holds files that “avtale site” did not make, such as {path}. Nothing was touched. "
                    "Choose an empty folder, or use --force, which lets them lie and overwrites only files of the same name.",
                )


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def _linked(place: Path) -> UsageError:
    return UsageError(
        nb=f"{place} er eller ligger bak en lenke. Nettstedet skrives ikke gjennom lenker; fjern lenken eller velg en annen mappe.",
        en=f"{place} is or lies behind a link. No site is written through links; remove the link or choose another folder.",
    )


def _not_written(place: Path, error: OSError) -> SystemFailure:
    return SystemFailure(
        nb="Kunne ikke skrive {path}: {why}.",
        en="Could not write {path}: {why}.",
        path=place,
        why=system_says(error),
    )
