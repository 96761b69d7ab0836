"""The log: one file per duty done, agreements/log/<key>/<date>-<duty>.yaml (docs/architecture.md, "What is kept, and where").

The date in the name is the occurrence's, the day the rule gives. Append only, like the register.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property, partial
from pathlib import Path

from msgspec import Struct

from avtale.facts.memory import Memory, remembered
from avtale.findings import Problem
from avtale.format.bind import bind
from avtale.format.model import LogEntry
from avtale.format.validate import schema_problems
from avtale.source.read import Source, files_below, read_listed


class LogFile(Struct, frozen=True):
    """One file of the log as read: its record, or the problems that keep it from counting."""

    path: Path
    source: Source
    record: LogEntry | None
    problems: tuple[Problem, ...] = ()


class Log(Struct, frozen=True, dict=True):
    """Every entry of a repository, sorted by path. One with problems is kept and never counts."""

    folder: Path
    files: tuple[LogFile, ...] = ()

    def done(self, key: str | None, duty: str, occurrence: dt.date) -> LogEntry | None:
        """The record that the duty of that key and day was done, or None."""
        return self._index.get((key, duty, occurrence))

    def of(self, key: str | None, duty: str) -> list[LogEntry]:
        """Every record of one duty of that key, by the day it was done."""
        return self._of.get((key, duty), [])

    @cached_property
    def _of(self) -> dict[tuple[str | None, str | None], list[LogEntry]]:
        found: dict[tuple[str | None, str | None], list[LogEntry]] = {}
        for record in self._index.values():
            if record.done_on is not None:
                found.setdefault((record.key, record.duty), []).append(record)
        for records in found.values():
            records.sort(key=lambda record: str(record.done_on))
        return found

    @cached_property
    def _index(self) -> dict[tuple[str | None, str | None, dt.date | None], LogEntry]:
        records = [file.record for file in self.files if file.record is not None and not file.problems]
        return {(record.key, record.duty, record.occurrence): record for record in records}


def load_log(folder: Path, name: str, memory: Memory | None = None) -> Log:
    """Read every entry under `folder`; `name` is how findings call the folder. A missing folder is an empty log."""
    files = (
        remembered(memory, path, partial(_read, path, folder, name)) for path in files_below(folder, "*.yaml")
    )
    return Log(folder, tuple(files))


def _read(path: Path, folder: Path, name: str) -> LogFile:
    relative = path.relative_to(folder)
    source = read_listed(path, f"{name}/{relative.as_posix()}")
    problems = list(source.problems) or schema_problems(source, "log_entry")
    record = bind(LogEntry, source.data)
    if not problems and record is not None:
        problems = _misplaced(relative, record)
    return LogFile(path, source, record, tuple(problems))


def _misplaced(path: Path, record: LogEntry) -> list[Problem]:
    """The name says which occurrence is done, so that the same one cannot be written down twice."""
    right = f"{record.key}/{record.occurrence}-{record.duty}.yaml"
    if path.as_posix() == right:
        return []
    return [
        Problem(
            "log-misplaced",
            "/occurrence",
            f"Innførselen hører hjemme i {right}, men ligger i {path.as_posix()}. Flytt filen, eller rett nøkkel, plikt og dag.",
            f"The entry belongs in {right} but lies in {path.as_posix()}. Move the file, or mend key, duty and day.",
        )
    ]
