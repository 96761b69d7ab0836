"""Answers of earlier checks, kept until anything they rest on has changed.

An answer rests on the content of every file below the agreements folder, on what git remembers of the
register, on the day, on the question, on this avtale, its schemas and the packages it runs with. All of it
is looked at each time, so a kept answer is the answer a check without it would give, or it is not used.
Whatever is wrong with what was kept, or cannot be told for sure, means a check from the start.

Nothing is kept of a repository that has follow-up plans in it (docs/architecture.md, "What leaves the house").
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from avtale.catalogue.report import Report
from avtale.errors import AvtaleError
from avtale.facts.answers import SUM_BYTES as _SUM_BYTES
from avtale.facts.answers import has_plans, may_be_kept, read_answer, state_of, write_answer
from avtale.facts.answers import sum_of as _sum
from avtale.facts.git import History, history
from avtale.findings import Finding
from avtale.source.inventory import Unsure, inventory

if TYPE_CHECKING:
    from avtale.facts.repository import Repository
    from avtale.source.read import Source

_FORMAT = b"avtale check 2\n"
_UNREADABLE = "file-unreadable"


class Question(Struct, frozen=True):
    """What is asked: `root` is the agreements folder, resolved; `only` are paths from there, None for everything.

    `lang` is the language that was asked for; "" leaves it to the settings. `base` and `targets` are what to compare the
    register with (`avtale.facts.git.history`). `today` is the day by the calendar, where `on` is another.
    """

    root: Path
    on: dt.date
    lang: str = ""
    only: tuple[str, ...] | None = None
    base: str | None = None
    targets: tuple[str, ...] = ()
    today: dt.date | None = None


class Answer(Struct, frozen=True):
    """A report as it was given, the language it was given in, the names of all documents there were, and what git remembered."""

    report: Report
    lang: str
    documents: tuple[str, ...]
    history: History | None


class _Kept(Struct, frozen=True):
    """An answer on the disk. `sources` are the files of the report, each with whether it had a text to show."""

    state: bytes
    checked: int
    findings: tuple[Finding, ...]
    sources: tuple[tuple[str, bool], ...]
    documents: tuple[str, ...]
    lang: str
    branch: str | None
    history: History | None
    not_compared: tuple[str, ...]


class Cache:
    """The answers kept in one folder, as seen by one question. The folder may be deleted at any time."""

    def __init__(self, folder: Path, question: Question) -> None:
        self.question = question
        self._root = os.fsencode(question.root)
        asked = msgspec.json.encode([question.lang, question.only, question.base, question.targets])
        self._path = folder / "check" / _sum(_FORMAT, self._root, asked).hex()
        self._files: dict[str, bytes] | None = None

    def recall(self) -> Answer | None:
        """The kept answer to the question; None where there is none that surely holds."""
        try:
            self._files = inventory(self.question.root)
            if has_plans(self._files):
                return None
            kept = self._read()
            if kept is None or kept.state != self._state(self._files):
                return None
            if kept.history != self._history(kept.branch):
                return None
            sources = _Sources(self.question.root, kept.sources)
            sources.confirm({each.file for each in kept.findings}, self._files)
            report = Report(kept.checked, kept.findings, sources, kept.not_compared)
            return Answer(report, kept.lang, kept.documents, kept.history)
        except (Unsure, OSError, AvtaleError, UnicodeError):
            return None

    def keep(self, report: Report, repository: Repository, past: History | None, lang: str) -> None:
        """Keep the answer, where nothing has changed since `recall` looked; a disk that refuses is no fault."""
        files = self._files
        if files is None or repository.root != self.question.root:
            return
        if not may_be_kept(files, repository.entries):
            return
        if any(found.code == _UNREADABLE for found in report.findings):
            return  # it may be readable the next moment, and nothing of that stands in a digest
        if past is not None and not past.complete:
            return  # and git may be able to tell
        with contextlib.suppress(Unsure, OSError, UnicodeError):
            if inventory(self.question.root) != files:
                return
            sources = tuple((name, bool(source.text)) for name, source in report.sources.items())
            if not all(_below(self.question.root, name) in files for name, shown in sources if shown):
                return
            branch = repository.settings.main_branch
            documents = tuple(entry.name for entry in repository.entries)
            self._write(
                _Kept(
                    self._state(files),
                    report.checked,
                    report.findings,
                    sources,
                    documents,
                    lang,
                    branch,
                    past,
                    report.not_compared,
                )
            )

    def _history(self, branch: str | None) -> History | None:
        if self.question.only is not None:
            return None
        asked = self.question
        return history(asked.root, base=asked.base, branch=branch, targets=asked.targets)

    def _state(self, files: Mapping[str, bytes]) -> bytes:
        """Everything the answer rests on but git, as one digest."""
        days = (self.question.on, self.question.today or self.question.on)
        return state_of(self.question.root, files, *(day.isoformat() for day in days))

    def _read(self) -> _Kept | None:
        packed = read_answer(self._path, _FORMAT)
        if packed is None:
            return None
        try:
            return msgspec.msgpack.decode(packed, type=_Kept)
        except msgspec.MsgspecError:
            return None

    def _write(self, kept: _Kept) -> None:
        write_answer(self._path, _FORMAT, msgspec.msgpack.encode(kept))


class _Sources(Mapping[str, "Source"]):
    """The files of a kept report by name, each read when a reporter asks for it."""

    def __init__(self, root: Path, names: tuple[tuple[str, bool], ...]) -> None:
        self._root = root
        self._names = dict(names)
        self._texts: dict[str, bytes] = {}
        self._read: dict[str, Source] = {}

    def confirm(self, names: set[str], files: Mapping[str, bytes]) -> None:
        """Read the files that will be shown, while it can still be told that they are the ones that were asked about."""
        for name in names:
            if self._names.get(name):
                raw = (self._root.parent / name).read_bytes()
                if _sum(raw) != files.get(_below(self._root, name), b"")[:_SUM_BYTES]:
                    raise Unsure
                self._texts[name] = raw

    def __getitem__(self, name: str) -> Source:
        from avtale.source.read import Source, parse

        if name not in self._read:
            shown = self._names[name]
            raw = self._texts.get(name) if shown else None
            if shown and raw is None:
                raw = (self._root.parent / name).read_bytes()
            # It was read once, by whatever bound holds for such a file.
            self._read[name] = Source(name) if raw is None else parse(raw, name, max_bytes=len(raw))
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _below(root: Path, name: str) -> str:
    """The path from the agreements folder of a file as findings call it."""
    return name.removeprefix(f"{root.name}/")
