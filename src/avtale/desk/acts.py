"""An act of the desk: what somebody does to the agreements, and one commit of it in their name.

Every page that writes goes this way. What is about to be written is noted first, in git's own folder: where the server dies in
the middle, the next act, or the next start, commits what stands, as who did it and with what they did.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from avtale.desk.git.commit import FAILED, Note, commit, git_folder, git_of, require_free
from avtale.desk.session import Person
from avtale.desk.visit import Visit
from avtale.errors import AvtaleError, SystemFailure, system_says
from avtale.facts.git_call import Git
from avtale.facts.repository import Repository
from avtale.message import Message
from avtale.source.lock import locked
from avtale.source.write import telling

T = TypeVar("T")


def act(visit: Visit, what: Message, do: Callable[[Repository], T]) -> T:
    """Hold the repository, do it, and commit exactly the files that were written, by who is here. What `do` gave.

    `what` is what `git log` tells: "Godkjenner samarbeid 2.00". Outside git, and where there is no git, it only does it. Where `do`
    fails, what it left behind is committed as broken off. Raises what `do` raises; `SystemFailure` and `StateError` where the
    repository or git is not free (nothing was written), `SystemFailure` where git did not take it (the next act tries again).
    """
    with visit.changing() as repository:
        assert repository.root is not None
        git = git_of(repository.root)
        if git is None:
            return do(repository)
        lang = repository.settings.language or "nb"
        note = Note(visit.person.name, visit.person.email, _told(what, visit.person, lang), visit.now)
        given = _Noted(git, repository.root).do(note, lambda: do(repository), lang)
    if visit.desk.keeper is not None:
        visit.desk.keeper.wake()
    return given


def finish(root: Path) -> bool:
    """Commit what an act wrote before it was killed; call it holding the repository. Whether there was anything."""
    git = git_of(root)
    return git is not None and _Noted(git, root).finish()


def finish_left(root: Path) -> None:
    """The same at a start, where there is anything to finish; what goes wrong is told to the first who saves."""
    with suppress(AvtaleError):
        git = git_of(root)
        if git is not None and _Noted(git, root).file.exists():
            with locked(root, command="avtale desk"):
                finish(root)


class _Noted:
    """The note of what is being done in the repository at `root`, beside git's own."""

    def __init__(self, git: Git, root: Path) -> None:
        self.git, self.folder = git, git_folder(git)
        self.root = root.resolve()
        below = self.root.relative_to(git.top).as_posix()
        self.file = self.folder / f"avtale-{hashlib.sha256(below.encode()).hexdigest()[:12]}.act"

    def do(self, note: Note, do: Callable[[], T], lang: str) -> T:
        require_free(self.folder)
        self.finish()
        paths: list[str] = []

        def about_to_write(path: Path) -> None:
            if path.is_relative_to(self.root):  # not what the desk keeps for itself, wherever that lies
                name = path.relative_to(self.git.top).as_posix()
                if name not in paths:
                    paths.append(name)
                    self._write(replace(note, paths=tuple(paths)))

        try:
            with telling(about_to_write):
                given = do()
        except BaseException:
            with suppress(SystemFailure):
                broken = f"{note.message}\n{_BROKEN.text(lang)}\n"
                self._commit(replace(note, paths=tuple(paths), message=broken))
            raise
        self._commit(replace(note, paths=tuple(paths)))
        return given

    def finish(self) -> bool:
        try:
            note = msgspec.json.decode(self.file.read_bytes(), type=Note)
        except FileNotFoundError:
            return False
        except (OSError, msgspec.MsgspecError):
            note = None
        if note is not None:
            self._commit(note)
        self.file.unlink(missing_ok=True)
        return note is not None

    def _write(self, note: Note) -> None:
        """Whole, as a kill may come; not waiting for the disk, as the files themselves do."""
        half = self.file.with_suffix(".half")
        try:
            half.write_bytes(msgspec.json.encode(note))
            half.replace(self.file)
        except OSError as error:
            raise SystemFailure(
                nb="Kunne ikke skrive i {folder}: {why}. Ingenting er endret.",
                en="Could not write in {folder}: {why}. Nothing was changed.",
                folder=self.folder,
                why=system_says(error),
            ) from error

    def _commit(self, note: Note) -> None:
        if not note.paths:
            return
        try:
            commit(self.git, note)
        except FAILED as error:
            raise SystemFailure(
                nb="Filene er skrevet, men git tok ikke imot dem. De blir ført i git ved neste lagring; er disken full, så rydd plass.",
                en="The files are written, but git did not take them. They go into git at the next save; if the disk is full, make room.",
            ) from error
        self.file.unlink(missing_ok=True)


_BROKEN = Message("Ble avbrutt før alt var gjort.", "Was broken off before all was done.")
_CHOSEN = Message(
    "Navnet er valgt i skrivebordet, uten innlogging.", "The name was chosen in the desk, without a login."
)


def _told(what: Message, person: Person, lang: str) -> str:
    """The commit's message, which says where nobody has vouched for the name."""
    said = " ".join(what.text(lang).split())
    return f"{said}\n" if person.authenticated else f"{said}\n\n{_CHOSEN.text(lang)}\n"
