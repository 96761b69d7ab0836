"""The log: one file per duty done, agreements/log/<key>/<date>-<duty>.yaml (docs/architecture.md, "What is kept, and where").

The date in the name is the occurrence's, the day the rule gives. Append only, like the register: an entry that was wrong
is taken back by the next file of the same occurrence, <date>-<duty>.2.yaml, and .3 may then say what is right (decision
39). The last that counts tells.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from avtale.findings import Problem
from avtale.format.bind import bind
from avtale.format.model import LogEntry
from avtale.format.validate import schema_problems
from avtale.source.read import Source, files_below, read_listed

_NUMBER = re.compile(
    r"\.([0-9]+)\Z"
)  # no duty has it: the part of an id after a full stop begins with a letter
Name = tuple[str | None, str | None, dt.date | None]


class LogFile(Struct, frozen=True):
    """One file of the log as read: its record, or the problems that keep it from counting."""

    path: Path
    source: Source
    record: LogEntry | None
    problems: tuple[Problem, ...] = ()

    @property
    def number(self) -> int:
        """Which entry of its occurrence it is, by its name: 1 says that it was done, 2 takes that back, and so on."""
        found = _NUMBER.search(self.path.stem)
        return int(found[1]) if found else 1


class Log(Struct, frozen=True, dict=True):
    """Every entry of a repository, sorted by path. One with problems is kept and never counts."""

    folder: Path
    files: tuple[LogFile, ...] = ()

    def done(self, key: str | None, duty: str, occurrence: dt.date) -> LogEntry | None:
        """The record that the duty of that key and day was done, or None; one that was taken back is none."""
        return _standing(self._index.get((key, duty, occurrence), ()))

    def of(self, key: str | None, duty: str) -> list[LogEntry]:
        """Every record of one duty of that key, by the day it was done; those taken back left out."""
        return self._of.get((key, duty), [])

    def entries(self, key: str | None, duty: str, occurrence: dt.date) -> tuple[LogEntry, ...]:
        """All that was recorded of one occurrence, what was taken back and what took it back included, in that order."""
        return tuple(self._index.get((key, duty, occurrence), ()))

    def stands(self, file: LogFile) -> bool:
        """Whether the file says that something was done, and nobody took it back; also one with problems, which does not count."""
        record = file.record
        if record is None or file.problems:
            return True
        return _standing(self._index[_name(record)]) is record

    def with_entry(self, path: Path, record: LogEntry) -> Log:
        """The log as it will be when this is written, the next entry of its occurrence."""
        added = Log(self.folder, (*self.files, LogFile(path, Source(path.name), record)))
        # Known already, so that a form of a thousand rows does not read the whole log as often.
        vars(added)["_index"] = {**self._index, _name(record): [*self._index.get(_name(record), ()), record]}
        return added

    def about(self, key: str | None) -> list[LogFile]:
        """Every file about one key, also those that do not count."""
        return self._about.get(key, [])

    @cached_property
    def _about(self) -> dict[str | None, list[LogFile]]:
        found: dict[str | None, list[LogFile]] = {}
        for file in self.files:
            if file.record is not None:
                found.setdefault(file.record.key, []).append(file)
        return found

    @cached_property
    def _of(self) -> dict[tuple[str | None, str | None], list[LogEntry]]:
        found: dict[tuple[str | None, str | None], list[LogEntry]] = {}
        for record in filter(None, map(_standing, self._index.values())):
            if record.done_on is not None:
                found.setdefault((record.key, record.duty), []).append(record)
        for records in found.values():
            records.sort(key=lambda record: str(record.done_on))
        return found

    @cached_property
    def _index(self) -> dict[Name, list[LogEntry]]:
        found: dict[Name, list[LogEntry]] = {}
        for file in sorted(self.files, key=lambda file: file.number):
            if file.record is not None and not file.problems:
                found.setdefault(_name(file.record), []).append(file.record)
        return found


def _name(record: LogEntry) -> Name:
    return (record.key, record.duty, record.occurrence)


def _standing(entries: Iterable[LogEntry]) -> LogEntry | None:
    """What the entries of one occurrence come to: the last, unless it takes back."""
    last = next(reversed(list(entries)), None)
    return last if last is not None and last.undone_on is None else None


def file_name(occurrence: dt.date | None, duty: str | None, number: int = 1) -> str:
    """What the file of an entry is called: 2027-04-30-evaluation.yaml, and what takes it back 2027-04-30-evaluation.2.yaml."""
    return f"{occurrence}-{duty}{f'.{number}' if number > 1 else ''}.yaml"


def load_log(folder: Path, name: str, known: Mapping[Path, LogFile] = MappingProxyType({})) -> Log:
    """Read every entry under `folder` that is not `known`; `name` is how findings call the folder. A missing folder is an empty log."""
    sound = {path: file for path, file in known.items() if not file.problems}  # which depend on the others
    files = [sound.get(path) or _read(path, folder, name) for path in files_below(folder, "*.yaml")]
    return Log(folder, tuple(_in_sequence(files)))


def _read(path: Path, folder: Path, name: str) -> LogFile:
    relative = path.relative_to(folder)
    source = read_listed(path, f"{name}/{relative.as_posix()}")
    problems = schema_problems(source, "log_entry")
    file = LogFile(path, source, bind(LogEntry, source.data), tuple(problems))
    if not problems and file.record is not None:
        file = replace(file, problems=tuple(_misplaced(relative, file.record, file.number)))
    return file


def _misplaced(path: Path, record: LogEntry, number: int) -> list[Problem]:
    """The name says which occurrence is done, so that the same one cannot be written down twice."""
    even = number % 2 == 0
    if even != (record.undone_on is not None):
        number += -1 if even else 1
    right = f"{record.key}/{file_name(record.occurrence, record.duty, number)}"
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


def _in_sequence(files: list[LogFile]) -> Iterable[LogFile]:
    """The files, those that come after one that is not there or does not count with a problem: nothing says what they follow."""
    if all(file.number == 1 for file in files):
        yield from files
        return
    sound = {
        (_name(file.record), file.number) for file in files if file.record is not None and not file.problems
    }
    for file in files:
        if file.record is None or file.problems or file.number == 1:
            yield file
            continue
        name, gap = _name(file.record), range(1, file.number)
        missing = next((number for number in gap if (name, number) not in sound), None)
        yield file if missing is None else replace(file, problems=(_alone(file.record, missing),))


def _alone(record: LogEntry, missing: int) -> Problem:
    before = file_name(record.occurrence, record.duty, missing)
    return Problem(
        "log-misplaced",
        "/occurrence",
        f"Innførselen følger etter {before}, som ikke ligger i loggen eller ikke teller. Hent den filen tilbake fra git, eller rett den.",
        f"The entry follows {before}, which is not in the log or does not count. Restore that file from git, or mend it.",
    )
