"""What is being done to the files and is not in git yet, noted in git's own folder: after a kill it is committed all the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from msgspec.structs import replace

from avtale.desk.git.checkout import mend_move
from avtale.desk.git.commit import FAILED, Note, commit, git_folder, require_free
from avtale.errors import SystemFailure, system_says
from avtale.facts.git_call import Git


class Noted:
    """The notes of those who act in the repository at `root`, while it is held; the last is of who acts now."""

    def __init__(self, git: Git, root: Path) -> None:
        self.git, self.folder = git, git_folder(git)
        self.root = root.resolve()
        below = self.root.relative_to(git.top).as_posix()
        self.file = self.folder / f"avtale-{hashlib.sha256(below.encode()).hexdigest()[:12]}.act"
        self.notes: list[Note] = []

    def begin(self) -> None:
        """Wait for git to be free, and commit what was left. Raises `StateError`, `SystemFailure`."""
        require_free(self.folder)
        self.finish()
        mend_move(self.git)  # else what others pushed, and is not on the disk yet, would be undone

    def finish(self) -> bool:
        """Commit what whoever was killed had written. Whether there was anything."""
        try:
            self.notes = msgspec.json.decode(self.file.read_bytes(), type=list[Note])
        except FileNotFoundError:
            return False
        except (OSError, msgspec.MsgspecError):
            self.file.unlink(missing_ok=True)
            return False
        self.commit()
        return True

    def about_to_write(self, path: Path) -> None:
        """Note a file before it is put in place; what another did to it just before is committed first."""
        if not path.is_relative_to(self.root):  # what the desk keeps for itself, wherever that lies
            return
        name = path.relative_to(self.git.top).as_posix()
        *others, mine = self.notes
        if any(name in note.paths for note in others):
            self._commit(others)
            self.notes = [mine]
        if name not in mine.paths:
            self.notes[-1] = replace(mine, paths=(*mine.paths, name))
            self._write()

    def broken_off(self, said: str) -> None:
        """Who acted last did not come to the end: what was written is committed, and the commit says so."""
        self.notes[-1] = replace(self.notes[-1], message=f"{self.notes[-1].message}\n{said}\n")

    def commit(self) -> None:
        """A commit of each that wrote. Raises `SystemFailure` where git does not take them: then the notes stay."""
        self._commit(self.notes)
        self.notes = []
        self.file.unlink(missing_ok=True)

    def _commit(self, notes: list[Note]) -> None:
        try:
            commit(self.git, [note for note in notes if note.paths])
        except FAILED as error:
            raise SystemFailure(
                nb="Filene er skrevet, men git tok ikke imot dem. De blir registrert i git ved neste lagring; er disken full, så rydd plass.",
                en="The files are written, but git did not take them. They go into git at the next save; if the disk is full, make room.",
            ) from error

    def _write(self) -> None:
        """Whole, as a kill may come; not waiting for the disk, as the files themselves do."""
        half = self.file.with_suffix(".half")
        try:
            half.write_bytes(msgspec.json.encode([note for note in self.notes if note.paths]))
            half.replace(self.file)
        except OSError as error:
            raise SystemFailure(
                nb="Kunne ikke skrive i {folder}: {why}. Ingenting er endret.",
                en="Could not write in {folder}: {why}. Nothing was changed.",
                folder=self.folder,
                why=system_says(error),
            ) from error
