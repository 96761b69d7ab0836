"""The repository of agreements: its settings, documents, register and log, read once."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from avtale.errors import SystemFailure, UsageError, changed_meanwhile, not_read
from avtale.facts.comments import Comments, load_comments
from avtale.facts.contacts import ContactBook, load_contacts
from avtale.facts.log import Log, load_log
from avtale.facts.real import Unreal, unreal
from avtale.facts.register import Register, load_register
from avtale.facts.root import COMMENTS, PLANS, SETTINGS_FILE, is_document
from avtale.facts.version import order
from avtale.findings import Problem
from avtale.format.bind import bind, load
from avtale.format.fingerprint import fingerprint
from avtale.format.model import Amendment, ControlHeader, Document, RegisterEvent, Settings
from avtale.format.validate import document_problems, schema_problems
from avtale.source.read import Source, files_below, read_listed, read_source
from avtale.source.syntax import leads_out
from avtale.terminal import one_line


class DocumentFile(Struct, dict=True):
    """One document file: where it lies, what it says, and what keeps it from being read or valid.

    `name` is the path that findings show: relative to the folder above `agreements/`, with slashes.
    """

    path: Path
    name: str
    source: Source
    document: Document | None
    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, path: Path, name: str, source: Source) -> DocumentFile:
        """What `source` says as a document file that lies at `path`."""
        return cls(path, name, source, load(source), tuple(document_problems(source)))

    @property
    def key(self) -> str | None:
        return self.document.key if self.document else None

    @property
    def header(self) -> ControlHeader | None:
        return self.document.control_header if self.document else None

    @property
    def version(self) -> str | None:
        return self.header.version if self.header else None

    @property
    def id(self) -> str | None:
        return self.header.id if self.header else None

    @property
    def transcribed(self) -> bool:
        """Whether the file only records another document."""
        return self.document is not None and self.document.transcribed_from is not None

    def saying(self, data: Any) -> DocumentFile:
        """The document as if its file said `data`."""
        source = replace(self.source, data=data)
        return DocumentFile(self.path, self.name, source, load(source))

    def named_by(self, key: str | None, version: str | None) -> bool:
        """Whether a reference with this key, and this version where it has one, means the document; versions compare by their numbers."""
        return bool(key) and key == self.key and (version is None or order(version) == order(self.version))

    @property
    def in_order(self) -> tuple[str, tuple[int, ...], str]:
        """What documents are listed by: key, version, file."""
        return self.key or "", order(self.version), self.name

    @cached_property
    def fingerprint(self) -> str | None:
        """The fingerprint of the content as it stands; None where the file cannot be read."""
        return fingerprint(self.source.data) if self.document else None

    def as_read(self) -> bytes:
        """The file's bytes, for a change of it. Raises `SystemFailure` where it no longer says what was read."""
        try:
            raw = self.path.read_bytes()
            unchanged = raw.decode("utf-8-sig") == self.source.text
        except (FileNotFoundError, UnicodeDecodeError):
            unchanged = False
        except OSError as error:
            raise not_read(self.name, error) from error
        if not unchanged:
            raise changed_meanwhile(self.name)
        return raw

    def __str__(self) -> str:
        """How it is called in a message: on one line, whatever stands in its key."""
        return one_line(f"{self.key}@{self.version}" if self.key else self.name)


class Repository(Struct, eq=False, dict=True):
    """Everything a rule may know besides the day.

    `root` is the folder that holds avtale.yaml, or None for loose files without a repository.
    """

    root: Path | None
    settings: Settings
    settings_source: Source | None = None
    settings_problems: tuple[Problem, ...] = ()
    entries: tuple[DocumentFile, ...] = ()
    register: Register = field(default_factory=lambda: Register(Path("register")))
    log: Log = field(default_factory=lambda: Log(Path("log")))
    comments: Comments = field(default_factory=lambda: Comments(Path(COMMENTS)))
    unreal: tuple[Unreal, ...] = ()
    """What in the register and the log, or above them, is a link or no real file."""
    kept: dict[Any, Any] = field(default_factory=dict)
    """What a fact that reads many documents keeps for the next question (`avtale.inheritance.chain`)."""

    @classmethod
    def open(cls, root: Path | str) -> Repository:
        """Read the repository at `root`, the folder with avtale.yaml. Raises `UsageError` where there is none."""
        root = Path(root)
        settings = read_settings(root)
        found = unreal(root, "register", "log")
        root = root.resolve()
        entries = tuple(read_entry(path, root) for path in document_files(root))
        register = load_register(root / "register", f"{root.name}/register")
        log = load_log(root / "log", f"{root.name}/log")
        comments = load_comments(root / COMMENTS, f"{root.name}/{COMMENTS}")
        return cls(root, *settings, entries, register, log, comments, found)

    @classmethod
    def loose(cls, paths: Iterable[Path]) -> Repository:
        """Files without a repository around them: no settings, no register."""
        return cls(None, Settings(), entries=tuple(read_entry(path, None) for path in paths))

    @cached_property
    def versions(self) -> dict[str, list[DocumentFile]]:
        """Every readable document by key, oldest version first."""
        found: dict[str, list[DocumentFile]] = {}
        for entry in self.entries:
            if entry.key:
                found.setdefault(entry.key, []).append(entry)
        for entries in found.values():
            if len(entries) > 1:
                entries.sort(key=lambda entry: order(entry.version))
        return found

    @cached_property
    def replacing(self) -> dict[str, list[DocumentFile]]:
        """By key: every document that may take the place of one with that key, its own versions included."""
        found = {key: list(entries) for key, entries in self.versions.items()}
        for entry in self.entries:
            if entry.document is not None and entry.document.supersedes:
                named = {reference.key for reference in entry.document.supersedes} - {entry.key}
                for key in sorted(filter(None, named)):
                    found.setdefault(key, []).append(entry)
        return found

    @cached_property
    def contacts(self) -> ContactBook:
        """Who holds which role, from contacts.yaml."""
        return load_contacts(self.root) if self.root is not None else ContactBook()

    @cached_property
    def uncounted(self) -> tuple[str, ...]:
        """The files that cannot be read, or do not count as they stand, by name: no answer of ours takes what they say into account."""
        sources = [each for each in (self.settings_source, self.contacts.source) if each and each.problems]
        sources += [entry.source for entry in self.entries if entry.document is None]
        sources += [event.source for event in self.register.events if event.problems]
        sources += [file.source for file in self.log.files if file.problems]
        return tuple(each.name for each in sources)

    @cached_property
    def amendments(self) -> dict[str, list[DocumentFile]]:
        """Every amendment by the key of what it amends, in the order of their files."""
        found: dict[str, list[DocumentFile]] = {}
        for entry in self.entries:
            if isinstance(entry.document, Amendment) and entry.document.amends and entry.document.amends.key:
                found.setdefault(entry.document.amends.key, []).append(entry)
        return found

    @cached_property
    def keys_by_id(self) -> dict[str, list[DocumentFile]]:
        """The oldest document of each key that bears a Dok.id, by that id."""
        found: dict[str, list[DocumentFile]] = {}
        for key, entries in self.versions.items():
            for entry in entries:
                if dok_id := entry.id:
                    known = found.setdefault(dok_id, [])
                    if not known or known[-1].key != key:
                        known.append(entry)
        return found

    @cached_property
    def plans(self) -> tuple[DocumentFile, ...]:
        """The follow-up plans in plans/: read only when they are asked for, and never among `entries`."""
        return (
            () if self.root is None else tuple(read_entry(path, self.root) for path in plan_files(self.root))
        )

    def with_plan(self, plan: DocumentFile) -> Repository:
        """The repository as seen from one plan: with that plan, and no other, among its documents."""
        return replace(self, entries=(*self.entries, plan), kept={})

    def frozen_by(self, entry: DocumentFile) -> RegisterEvent | None:
        """What froze a version, which is followed up from then on; None for a draft, and a transcription nobody took over.

        Its approval; for a transcription, which is never approved, that somebody took it over.
        """
        kind = "takeover" if entry.transcribed else "approval"
        return next(iter(self.register.of(entry.key, entry.version, kind)), None)

    def agreed(self, entry: DocumentFile) -> bool:
        """Whether a version was approved or taken over, and not withdrawn since."""
        return self.frozen_by(entry) is not None and not self.register.withdrawal(entry.key, entry.version)

    def followed(self, entry: DocumentFile) -> bool:
        """Whether somebody follows it up: a transcription is followed up when it is taken over (docs/decisions/0032)."""
        return not entry.transcribed or self.frozen_by(entry) is not None

    def at(self, path: Path) -> DocumentFile | None:
        """The entry whose file is `path`."""
        return self._by_path.get(str(path.resolve()))

    @cached_property
    def _by_path(self) -> dict[str, DocumentFile]:
        return {str(entry.path): entry for entry in reversed(self.entries)}


def read_settings(root: Path) -> tuple[Settings, Source, tuple[Problem, ...]]:
    """The settings of the repository at `root`, as read, and what is wrong with them. Raises `UsageError` where there are none."""
    path = root / SETTINGS_FILE
    if not path.is_file():
        raise UsageError(
            nb=f"Fant ingen {SETTINGS_FILE} i {root}. Lag en samling med «avtale init».",
            en=f"No {SETTINGS_FILE} in {root}. Make a repository with “avtale init”.",
        )
    source = read_listed(path, f"{root.resolve().name}/{SETTINGS_FILE}", within=root)
    problems = tuple(schema_problems(source, "settings"))
    return bind(Settings, source.data) or Settings(), source, problems


def is_document_file(path: str) -> bool:
    """Whether a path from the repository's folder is that of a document file."""
    return path.endswith((".yaml", ".yml")) and is_document(path)


def document_files(root: Path) -> list[Path]:
    """The document files of a repository, sorted: every .yaml or .yml outside the folders that hold something else."""
    before = len(root.parts)
    found = files_below(root, "*.yaml", "*.yml")
    return [path for path in found if is_document("/".join(path.parts[before:]))]


def plan_files(root: Path) -> list[Path]:
    """The files of the follow-up plans of a repository."""
    folder = root / PLANS
    return list(files_below(folder, "*.yaml", "*.yml")) if folder.is_dir() else []


def read_entry(path: Path, root: Path | None) -> DocumentFile:
    """Read one document file. What is wrong with it is in `.problems`, also that it cannot be read.

    Raises `UsageError` only where a loose file, which somebody named, is no file at all.
    """
    name = str(path) if root is None else f"{root.name}/{path.relative_to(root).as_posix()}"
    given, path = path, path if root is None else Path(os.path.realpath(path))
    # os.path, not Path: in a folder without access it answers no instead of raising, and reading tells why.
    linked = path != given or os.path.islink(path)  # noqa: PTH114 (a link to itself resolves to itself)
    if root is not None and linked and (root not in path.parents or not os.path.isfile(path)):  # noqa: PTH113
        source = Source(name, problems=[leads_out(str(path))])
    else:
        source = _read_named(path, name) if root is None else read_listed(path, name)
    return DocumentFile.of(path, name, source)


def _read_named(path: Path, name: str) -> Source:
    try:
        return read_source(path, name)
    except SystemFailure:
        return read_listed(path, name)
