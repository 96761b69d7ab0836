"""What is said of a draft before it is approved: one file each, agreements/comments/<key>/<version>/<number>-<event>-<letters>.yaml.

Sent for approval, sent back, commented, answered. The folder says which version it is about; the number says the order, and the
letters, of the content, let two branches each add one. Files are added and never changed. They stand beside
the document and not in it: nothing that leaves the house reads this folder (docs/decisions/0046-approval-in-the-desk.md).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from avtale.findings import Problem
from avtale.format.bind import bind
from avtale.format.model import Comment
from avtale.format.validate import schema_problems
from avtale.source.read import Source, files_below, read_listed

_NUMBER = re.compile(r"[0-9]+(?=-)")


class CommentFile(Struct, frozen=True):
    """One file as read: its record, or the problems that keep it from counting; and which version it is about, "" where its place does not say."""

    path: Path
    key: str
    version: str
    source: Source
    record: Comment | None
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """What an answer calls it."""
        return self.path.stem

    @property
    def number(self) -> int:
        """Its place among those of its version; one that somebody named otherwise comes first."""
        found = _NUMBER.match(self.path.name)
        return int(found[0]) if found else 0


class CommentSaid(Struct, frozen=True):
    """One thing that was said, and the answer to it where there is one."""

    name: str
    record: Comment
    answer: Comment | None = None


class Comments(Struct, frozen=True, dict=True):
    """Every comment of a repository. One with problems is kept and never counts."""

    folder: Path
    files: tuple[CommentFile, ...] = ()

    def of(self, key: str | None, version: str | None) -> tuple[CommentFile, ...]:
        """Those about one version that count, in the order they came."""
        return self._index.get((key, version), ())

    def said(self, key: str | None, version: str | None) -> list[CommentSaid]:
        """What was said about one version, each with its last answer; the answers are no items of their own."""
        files = self.of(key, version)
        answers = {
            one.record.answers: one.record for one in files if one.record and one.record.event == "resolved"
        }
        return [
            CommentSaid(one.name, one.record, answers.get(one.name))
            for one in files
            if one.record is not None and one.record.event != "resolved"
        ]

    def unanswered(self, key: str | None, version: str | None) -> list[CommentSaid]:
        """The comments that wait for an answer, also those a draft was sent back with."""
        asking = ("comment", "returned")
        return [one for one in self.said(key, version) if one.record.event in asking and one.answer is None]

    def turn(self, key: str | None, version: str | None) -> Comment | None:
        """What was done last of sending a version for approval and sending it back: whose turn it is; None where it was never sent."""
        done = [one.record for one in self.of(key, version) if one.record and one.record.event in TURNS]
        return done[-1] if done else None

    def about(self, key: str | None) -> list[CommentFile]:
        """Every file about one key."""
        return [file for file in self.files if file.key == key]

    @cached_property
    def _index(self) -> dict[tuple[str | None, str | None], tuple[CommentFile, ...]]:
        found: dict[tuple[str | None, str | None], list[CommentFile]] = {}
        for file in sorted(self.files, key=_order):
            if file.record is not None and not file.problems:
                found.setdefault((file.key, file.version), []).append(file)
        return {name: tuple(files) for name, files in found.items()}


TURNS = ("sent", "returned")
DEPTH = 3
"""How deep a file lies: the folder of its key, that of its version, and its name."""


def _order(file: CommentFile) -> tuple[int, dt.date, str]:
    return file.number, (file.record and file.record.on) or dt.date.min, file.name


def load_comments(
    folder: Path, name: str, known: Mapping[Path, CommentFile] = MappingProxyType({})
) -> Comments:
    """Read every comment under `folder` that is not `known`; `name` is how findings call the folder. A missing folder has none."""
    return Comments(
        folder,
        tuple(known.get(path) or _read(path, folder, name) for path in files_below(folder, "*.yaml")),
    )


def _read(path: Path, folder: Path, name: str) -> CommentFile:
    relative = path.relative_to(folder)
    source = read_listed(path, f"{name}/{relative.as_posix()}", within=folder.parent)
    problems = schema_problems(source, "comment")
    key, version = relative.parts[:2] if len(relative.parts) == DEPTH else ("", "")
    return CommentFile(path, key, version, source, bind(Comment, source.data), tuple(problems))
