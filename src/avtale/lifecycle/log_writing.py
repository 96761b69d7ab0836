"""Entries for the log that are all written or none, each seeing those before it (docs/architecture.md, "What is kept, and where")."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from avtale.errors import AvtaleError, StateError
from avtale.facts.log import file_name
from avtale.facts.repository import Repository
from avtale.format.bind import bind
from avtale.format.model import LogEntry
from avtale.source.dump import dump
from avtale.source.write import is_there, write_whole


class LogWriting:
    """What is to be added to the log of `repository`. Nothing is on the disk before `write`.

    Of `several`, what stands there word for word already, as after a kill in the middle, is passed over.
    """

    def __init__(self, repository: Repository, *, several: bool = False) -> None:
        self.before, self.several = repository.log, several
        self.repository = replace(repository)
        """As it will be: with the entries that were added."""
        self.passed_over = 0
        self._files: dict[Path, bytes] = {}

    def add(self, record: dict[str, Any]) -> Path:
        """Add an entry after those its occurrence has, and say in which file.

        Raises `StateError` where a file lies there that does not count.
        """
        entry = bind(LogEntry, record)
        assert entry is not None
        assert entry.duty is not None
        assert entry.occurrence is not None
        log = self.repository.log
        before = log.entries(entry.key, entry.duty, entry.occurrence)
        file = log.folder / str(entry.key) / file_name(entry.occurrence, entry.duty, len(before) + 1)
        if is_there(file):
            raise StateError(
                nb=f"Filen {file.name} står i loggen fra før, men teller ikke. Kjør «avtale check» og se hva som er galt med den.",
                en=f"The file {file.name} is in the log already, but does not count. Run “avtale check” to see what is wrong with it.",
            )
        self.repository.log = log.with_entry(file, entry)
        self._files[file] = dump(record)
        return file

    def keep(self, file: Path, data: bytes) -> None:
        """Keep a file beside the log with what is added. `file` is named by what is in it: one that lies there is the same."""
        if not is_there(file):
            self._files[file] = data

    def write(self) -> None:
        """Write everything; where one cannot be written, those before it are taken away again.

        Raises `SystemFailure` where the disk does not take it, `UsageError` where somebody wrote the same file meanwhile,
        `StateError` where all of several stood there before.
        """
        if self.passed_over and not self._files:
            raise StateError(
                nb="Alt er registrert fra før, med de samme ordene. Det som står i loggen, endres aldri.",
                en="All of it is recorded already, in the same words. What stands in the log is never changed.",
            )
        written: list[Path] = []
        try:
            for file, data in self._files.items():
                write_whole(file, data, replace=False)
                written.append(file)
        except (AvtaleError, KeyboardInterrupt):
            for file in written:
                with contextlib.suppress(OSError):
                    file.unlink()
            raise
