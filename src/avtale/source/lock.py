"""One at a time: the lock on a repository, from before it is read until the last file is written.

The operating system holds it (`flock`, on Windows `msvcrt`), so that of a process that died it is free at once; what the
file says of its holder is for a message alone. It lies in `.git/` where there is one, so that git never sees it, else in
the repository, and is gone when nobody holds it (docs/decisions/0018-nothing-is-lost.md).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import hashlib
import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from avtale.errors import SystemFailure, system_says
from avtale.message import Message
from avtale.oslo import in_oslo

if TYPE_CHECKING:
    from filelock import BaseFileLock

WAIT = 30.0
"""Seconds to wait for another command before giving up."""
SOON = 1.0
"""Seconds after which somebody who waits at a terminal is told why."""
_WITHOUT_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP}  # as some network disks
_LONGEST = 4096  # bytes read of what a file says of its holder
_mine = threading.local()


class Holder(Struct, frozen=True):
    """Who holds the lock, as far as the file tells: the process, its command, its machine, and since when."""

    pid: int = 0
    command: str = ""
    host: str = ""
    since: dt.datetime | None = None

    @property
    def named(self) -> Message:
        """As a message names it: the command with process, machine and time."""
        if not self.pid:
            return Message("en annen kommando", "another command")
        return Message(
            "«{command}» (prosess {pid} på {host}, siden {at})",
            "“{command}” (process {pid} on {host}, since {at})",
            command=self.command or Message("et annet program", "another program"),
            pid=self.pid,
            host=self.host,
            at=f"{self.since:%H:%M:%S}" if self.since else "?",
        )


@contextlib.contextmanager
def locked(
    root: Path,
    *,
    wait: float = WAIT,
    command: str = "",
    tell: Callable[[Holder], None] | None = None,
) -> Iterator[None]:
    """Hold the repository at `root`, the folder with avtale.yaml: read, decide and write inside it.

    Waits at most `wait` seconds for another command, and calls `tell` with who holds it after one second. `command`
    is what others are told of us. Who holds it already in this thread just goes on. Raises `SystemFailure` where
    another command keeps it, and where nothing can be written there.
    """
    root = Path(os.path.realpath(root))
    held: set[Path] = _mine.__dict__.setdefault("held", set())
    if root in held:
        yield
        return
    file = _place(root)
    lock = _acquired(root, file, wait, command, tell)
    held.add(root)
    try:
        yield
    finally:
        held.discard(root)
        # While it is still ours: who waits sees that its file has no name any more, and makes a new one.
        with contextlib.suppress(OSError):
            os.unlink(file)
        lock.release()


def _place(root: Path) -> Path:
    """Where the lock of a repository lies. A `.git` that is a file or a link may lead anywhere, and is left alone."""
    top = next((each for each in (root, *root.parents) if os.path.lexists(each / ".git")), None)
    git = top / ".git" if top else None
    if top is None or git is None or os.path.islink(git) or not git.is_dir():  # noqa: PTH114
        return root / ".lock.tmp"
    name = hashlib.sha256(root.relative_to(top).as_posix().encode("utf-8", "surrogateescape")).hexdigest()
    return git / f"avtale-{name[:12]}.lock"


def _acquired(
    root: Path, file: Path, wait: float, command: str, tell: Callable[[Holder], None] | None
) -> BaseFileLock:
    from filelock import FileLock, Timeout

    lock = FileLock(file, on_acquired=lambda handle: _sign(handle, command))
    try:
        try:
            lock.acquire(timeout=min(SOON, wait))
        except Timeout:
            if wait <= SOON:
                raise
            if tell is not None:
                tell(_holder(file))
            lock.acquire(timeout=wait - SOON)
    except Timeout:
        raise SystemFailure(
            nb="Samlingen {root} er i bruk av {holder}. Ingenting er skrevet. Kjør igjen når den er ferdig.",
            en="The repository {root} is in use by {holder}. Nothing was written. Run again when it is done.",
            root=root,
            holder=_holder(file).named,
        ) from None
    except OSError as error:
        raise _no_lock(root, file, error) from error
    return lock


def _no_lock(root: Path, file: Path, error: OSError) -> SystemFailure:
    """Why there is no lock, and the way on."""
    why, more = system_says(error), Message("Rett det, og kjør igjen.", "Mend that, and run again.")
    if os.path.lexists(file) and (os.path.islink(file) or not file.is_file()):  # noqa: PTH114
        why = Message("noe annet enn en låsfil ligger der", "something else than a lock file lies there")
        more = Message("Ta det bort, og kjør igjen.", "Take it away, and run again.")
    elif error.errno in _WITHOUT_LOCKS:
        why = Message("disken kan ikke låse filer", "the disk cannot lock files")
        more = Message("Kjør i en kopi på en vanlig disk.", "Run in a copy on an ordinary disk.")
    return SystemFailure(
        nb="Kunne ikke låse samlingen {root} ({file}): {why}. Ingenting er skrevet. {more}",
        en="Could not lock the repository {root} ({file}): {why}. Nothing was written. {more}",
        root=root,
        file=file,
        why=why,
        more=more,
    )


def _sign(handle: int, command: str) -> None:
    """Say in the lock's file who holds it; a full disk is no reason not to go on."""
    if os.fstat(handle).st_nlink != 1:
        return  # the same file under another name: not ours to write in
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.write(handle, msgspec.json.encode(Holder(os.getpid(), command, socket.gethostname())))


def _holder(file: Path) -> Holder:
    """What the file says of who holds it. It may be gone, or half written: an empty holder then."""
    try:
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(file, flags), "rb") as opened:
            since = in_oslo(dt.datetime.fromtimestamp(os.fstat(opened.fileno()).st_mtime, dt.UTC))
            said = msgspec.json.decode(opened.read(_LONGEST), type=Holder)
    except (OSError, ValueError, msgspec.MsgspecError):
        return Holder()
    return Holder(said.pid, said.command, said.host, since)
