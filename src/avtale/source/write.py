"""Write a file whole or not at all, and never over what somebody else wrote meanwhile.

The bytes go to a temporary file in the same folder, are flushed to the disk and
then renamed over the target: a full disk or a kill at any point leaves the old
file as it was (docs/decisions/0018-nothing-is-lost.md).
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from pathlib import Path

from msgspec import Struct

from avtale.errors import SystemFailure, UsageError, changed_meanwhile, system_says
from avtale.source.landing import landing

_STALE = 3600.0
"""Seconds; no write of ours takes so long, so an older temporary file has lost its process."""

_RANDOM = len("abcdefgh.tmp")
_looked: dict[Path, tuple[float, dict[str, list[str]]]] = {}
"""When each folder was looked through for them, and what lay there by the file it was to be: a folder of ten thousand is not read for each."""
_tell: ContextVar[Callable[[Path], None] | None] = ContextVar("tell", default=None)


class Replacement(Struct, frozen=True):
    """What is to stand in a file, and what it was made from: where that no longer stands there, nothing is written."""

    before: bytes
    after: bytes


def write_whole(
    path: Path, data: bytes | Replacement | Iterable[bytes], *, replace: bool = True, private: bool = False
) -> None:
    """Put `data` into `path`, whole or not at all; parent folders are made. What comes in pieces is never held as a whole.

    A `Replacement` is written only where the file still holds what it was made from: `SystemFailure` tells that it does not.
    With `replace=False` an existing file is left alone and `UsageError` is raised, also when another process makes it at
    the same moment. A `private` file can be read by its owner alone (0600). Raises `SystemFailure`
    when the disk is full or the folder cannot be written, `StateError` where a link leads out of the repository.
    """
    target = landing(path)
    temporary: str | None = None
    try:
        made = _make(target.parent)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{_begun(target)}.", suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), _mode(target) & 0o600 if private else _mode(target))
            whole = data.after if isinstance(data, Replacement) else data
            file.writelines((whole,) if isinstance(whole, bytes) else whole)
            file.flush()
            os.fsync(file.fileno())
            now = os.fstat(file.fileno()).st_mtime
        if isinstance(data, Replacement):
            require_unchanged(target, data.before, name=str(path))  # as late as it can be asked
        if (tell := _tell.get()) is not None:
            tell(target)
        if replace:
            Path(temporary).replace(target)
        else:
            os.link(temporary, target)  # fails where the target exists: no window between look and write
            os.unlink(temporary)
        temporary = None
        _remove_leftovers(target, now)
        for folder in (target.parent, *made):
            _sync_folder(folder)
    except FileExistsError as error:
        raise UsageError(
            nb=f"Filen {path} finnes fra før og er ikke rørt. Bruk --force for å skrive over den.",
            en=f"The file {path} exists and was left alone. Use --force to overwrite it.",
        ) from error
    except OSError as error:
        raise SystemFailure(
            nb="Kunne ikke skrive {path}: {why}. Den gamle filen er urørt.",
            en="Could not write {path}: {why}. The old file is untouched.",
            path=path,
            why=system_says(error),
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def make_private(path: Path) -> None:
    """An empty file that its owner alone can read, where there is none yet; a folder that is made for it is private too. Raises `OSError`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


@contextlib.contextmanager
def telling(tell: Callable[[Path], None]) -> Iterator[None]:
    """Within it, in this thread, `tell` is called with every file just before `write_whole` puts it in place."""
    before = _tell.set(tell)
    try:
        yield
    finally:
        _tell.reset(before)


def require_unchanged(path: Path, before: bytes, *, name: str = "") -> None:
    """Raise `SystemFailure` where `path` no longer holds `before`: an editor saved it, or it was taken away.

    `name` is what the message calls the file.
    """
    try:
        unchanged = path.stat().st_size == len(before) and path.read_bytes() == before
    except FileNotFoundError:
        unchanged = False
    if not unchanged:
        raise changed_meanwhile(name or path)


def _make(folder: Path) -> list[Path]:
    """Make `folder` with all above it; the folders that got a new one in them."""
    missing = [each for each in (folder, *folder.parents) if not each.is_dir()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:  # no folder: `write_whole` would take it for the target
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from error
    return [each.parent for each in missing]


def _begun(path: Path) -> str:
    """So much of a file's name that what is put around it is still a name; a letter has four bytes at most, and a name 255."""
    return path.name[:60]


def _remove_leftovers(path: Path, now: float) -> None:
    """Take away what a write of this very file left behind when it was killed; younger ones may still be at work."""
    with contextlib.suppress(OSError):
        if now - _looked.get(path.parent, (0.0, {}))[0] > _STALE:
            _looked[path.parent] = now, {}
            for name in (each.name for each in os.scandir(path.parent) if is_leftover(each.name)):
                _looked[path.parent][1].setdefault(name[:-_RANDOM], []).append(name)
        for name in _looked[path.parent][1].pop(f".{_begun(path)}.", ()):
            about = os.lstat(path.parent / name)
            if stat.S_ISREG(about.st_mode) and now - about.st_mtime > _STALE:
                os.unlink(path.parent / name)


def is_leftover(name: str) -> bool:
    """Whether a file's name is that of a temporary file of ours, which a killed write may leave."""
    return re.fullmatch(r"\..+\.[a-z0-9_]{8}\.tmp", name) is not None


def is_there(path: Path) -> bool:
    """Whether anything lies at `path`; a name that no file can have, such as one too long, names nothing."""
    try:
        return path.exists() or path.is_symlink()
    except (OSError, ValueError):
        return False


def _mode(path: Path) -> int:
    """The mode the target has, or what the umask gives a new file (mkstemp alone would give 0600)."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; some file systems cannot, and that is no reason to fail."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
