"""What is done with the routine of one office: it is new, merged with what its author wrote, or left alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, field

from avtale.errors import StateError, changed_meanwhile
from avtale.facts.contacts import ContactBook
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.root import CONTACTS_FILE
from avtale.facts.version import following
from avtale.findings import Problem
from avtale.format.validate import document_problems
from avtale.generate.base import Base, base_path, read_base
from avtale.generate.merge import merge
from avtale.generate.offices import Office
from avtale.generate.people import Change, apply, compare
from avtale.generate.routine import FIRST_VERSION, Ground, Numbers, key_of, routine_data, routine_text
from avtale.generate.versions import (
    Difference,
    at_version,
    compared,
    leaves,
    shown,
    unapproved,
    without_day,
)
from avtale.source.read import Source, parse
from avtale.source.write import Replacement

RoutineState = Literal["new", "changed", "unchanged", "conflict"]
_FREEZING = ("approval", "adoption", "signature", "withdrawal", "takeover", "closing")
STATES: tuple[RoutineState, ...] = ("new", "changed", "unchanged", "conflict")


class RoutinePlan(Struct, frozen=True):
    """One office: what is done with its routine. `file` is written with `text` unless it is None."""

    office: str
    key: str
    version: str
    state: RoutineState
    line: int
    file: Path
    text: str | None = None
    before: bytes | None = None
    """What stands in `file`; None where it is new."""
    differences: tuple[Difference, ...] = ()
    people: Change = field(default_factory=Change)
    base: Base | None = None


class Work(Struct, dict=True):
    """What one run knows of the repository, and what it has found so far; `problems` as in `Plan`."""

    repository: Repository
    root: Path
    ground: Ground
    on: dt.date
    mine: bool
    folder: Path
    by: str | None
    problems: list[tuple[Source, Problem]] = field(default_factory=list)

    def __post_init__(self) -> None:
        told = self.repository.settings.generate
        self.numbers = Numbers(told.series if told else None, self.repository)
        self.book: ContactBook = self.repository.contacts
        if self.book.problems:
            first = self.book.problems[0]
            raise StateError(
                nb=f"{CONTACTS_FILE} må rettes først: {first.nb}",
                en=f"{CONTACTS_FILE} must be mended first: {first.en}",
            )
        self.keys: dict[str, int] = {}

    def item(self, office: Office, source: Source) -> RoutinePlan | None:
        """What to do with one office; None where its row is wrong, which is then in `problems`."""
        key = key_of(office, self.ground, self.repository)
        if key in self.keys:
            self._row(
                source,
                office,
                "office-twice",
                f"Linje {self.keys[key]} gir samme rutine, {key}.",
                f"Line {self.keys[key]} gives the same routine, {key}.",
            )
            return None
        self.keys[key] = office.place.line
        entries = self.repository.versions.get(key, [])
        entry = entries[-1] if entries else None
        if office.dok_id and any(e.key != key for e in self.repository.keys_by_id.get(office.dok_id, ())):
            other = next(e for e in self.repository.keys_by_id[office.dok_id] if e.key != key)
            self._row(
                source,
                office,
                "office-row",
                f"Dok.id. {office.dok_id} er i bruk av {other}.",
                f"The document id {office.dok_id} is used by {other}.",
            )
            return None
        if not self._within_the_agreement(office, source):
            return None
        base = read_base(self.root, key)
        if entry is None:
            return self._new(office, source, key, base)
        if entry.document is None or entry.document.kind != "routine" or entry.version is None:
            self._row(
                source,
                office,
                "office-row",
                f"Nøkkelen {key} har et annet dokument, {entry.name}. Gi kontoret en egen nøkkel i kolonnen Nøkkel.",
                f"The key {key} has another document, {entry.name}. Give the office a key of its own in a column Nøkkel.",
            )
            return None
        return self._merged(office, source, key, entry, base)

    def _within_the_agreement(self, office: Office, source: Source) -> bool:
        """Whether the first day that the row says is one on which the agreement holds."""
        day, starts, ends, parent = (
            office.effective_from,
            self.ground.starts,
            self.ground.ends,
            self.ground.parent,
        )
        if day is None:
            return True
        if starts is not None and day < starts:
            nb = f"Rutinen kan ikke gjelde fra {day}: {parent} gjelder først fra {starts}. Rett dagen, eller la den stå tom."
            en = f"The routine cannot hold from {day}: {parent} holds only from {starts}. Correct the day, or leave it empty."
        elif ends is not None and day > ends:
            nb = f"Rutinen kan ikke gjelde fra {day}: {parent} går ut {ends}. Rett dagen, eller la den stå tom."
            en = f"The routine cannot hold from {day}: {parent} ends {ends}. Correct the day, or leave it empty."
        else:
            return True
        self._row(source, office, "office-row", nb, en)
        return False

    def _new(self, office: Office, source: Source, key: str, base: Base | None) -> RoutinePlan | None:
        path = self.folder / f"{key}-{FIRST_VERSION}.yaml"
        if path.exists():
            self._row(
                source,
                office,
                "office-row",
                f"{path.name} finnes, men kan ikke leses som en rutine. Se «avtale check».",
                f"{path.name} exists but cannot be read as a routine. See “avtale check”.",
            )
            return None
        data = routine_data(
            office,
            key,
            self.ground,
            version=FIRST_VERSION,
            dok_id=office.dok_id or self._number_before(base) or self.numbers.take(),
            written_by=self.by,
            before=None,
        )
        text = self._sound(routine_text(data), office, source)
        if text is None:
            return None
        people = self._people(office, key, {})
        if people.clashes:
            return RoutinePlan(office.office, key, FIRST_VERSION, "conflict", office.place.line, path)
        differences = tuple(Difference(pointer, None, value) for pointer, value in leaves(data))
        return RoutinePlan(
            office.office,
            key,
            FIRST_VERSION,
            "new",
            office.place.line,
            path,
            text,
            None,
            differences,
            people,
            Base(text, people.kept),
        )

    def _number_before(self, base: Base | None) -> str | None:
        """The Dok.id of a routine whose file was lost, where no other bears it now."""
        number = _id_of(base.data) if base else None
        return number if number and number not in self.repository.keys_by_id else None

    def _merged(
        self, office: Office, source: Source, key: str, entry: DocumentFile, base: Base | None
    ) -> RoutinePlan | None:
        version = str(entry.version)
        before = base.data if base else entry.source.data
        dok_id = entry.id or _id_of(before) or (None if office.dok_id else self.numbers.take())
        closed = self._closed(entry)
        author = self._author(before, entry, may_fill=not closed)
        text = self._text(office, source, key, version, dok_id, author, before)
        if text is None:
            return None
        mine = entry.source.text
        if base is None and mine != text and not self.mine:
            self._unknown(entry)
            return RoutinePlan(office.office, key, version, "conflict", office.place.line, entry.path)
        merged = merge(at_version(base.text, version) if base else mine, mine, text)
        people = self._people(office, key, base.contact if base else {})
        path = entry.path
        if merged.text != mine and closed:
            version = following(version)
            path = entry.path.with_name(f"{key}-{version}.yaml")
            old, own = (
                at_version(base.text if base else mine, version),
                at_version(unapproved(mine), version),
            )
            author = self._author(before, entry, may_fill=True)
            author = (author and self.by) or author
            text = self._text(office, source, key, version, dok_id, author, without_day(before)) or text
            merged = merge(old, own, text)
        for clash in () if self.mine else merged.clashes:
            self._clash(entry, clash.line, clash.base, clash.mine, clash.new)
        made = merged.text
        if (
            people.clashes
            or (merged.clashes and not self.mine)
            or (made != mine and self._breaks(made, entry))
        ):
            return RoutinePlan(
                office.office, key, str(entry.version), "conflict", office.place.line, entry.path
            )
        kept = Base(text, people.kept)
        new_base = kept if kept != base else None
        if made == mine:
            state: RoutineState = "unchanged" if people.empty else "changed"
            return RoutinePlan(
                office.office, key, version, state, office.place.line, path, None, None, (), people, new_base
            )
        differences = tuple(compared(entry.source.data, parse(made).data))
        return RoutinePlan(
            office.office,
            key,
            version,
            "changed",
            office.place.line,
            path,
            made,
            entry.as_read() if path == entry.path else None,
            differences,
            people,
            new_base,
        )

    def _text(
        self,
        office: Office,
        source: Source,
        key: str,
        version: str,
        dok_id: str | None,
        author: str | None,
        before: Mapping[str, Any],
    ) -> str | None:
        data = routine_data(
            office, key, self.ground, version=version, dok_id=dok_id, written_by=author, before=before
        )
        return self._sound(routine_text(data), office, source)

    def _author(self, before: Mapping[str, Any], entry: DocumentFile, *, may_fill: bool) -> str | None:
        """Whom the generated text names: as last time, so that a new name changes no routine by itself.

        One who wrote a name into the file keeps it; a file without any gets the one given, where it may change.
        """
        said, own = _author_of(before), _author_of(entry.source.data)
        return said or (self.by if may_fill and not own else None)

    def _closed(self, entry: DocumentFile) -> bool:
        """Whether the version may not be changed any more: approved, withdrawn or signed (docs/architecture.md, "What it promises")."""
        register = self.repository.register
        return any(register.of(entry.key, entry.version, event) for event in _FREEZING)

    def _people(self, office: Office, key: str, base: Mapping[str, str]) -> Change:
        change = compare(office, key, self.ground.role, self.book, base, self.on, mine=self.mine)
        for clash in change.clashes:
            assert self.book.source is not None
            nb = f"{office.office}: her står «{clash.mine}», men listen sier «{clash.new}», og begge er endret. Ingenting er skrevet for kontoret. Rett den ene, eller kjør med --mine."
            en = f"{office.office}: “{clash.mine}” stands here, but the list says “{clash.new}”, and both were changed. Nothing was written for the office. Correct one, or run with --mine."
            self.problems.append(
                (self.book.source, Problem("generate-conflict", f"{clash.pointer}/{clash.field}", nb, en))
            )
        return change

    def _sound(self, text: str, office: Office, source: Source) -> str | None:
        """The text, where it follows the schema; what a list can say can be more than a routine can hold."""
        made = parse(text)
        problems = document_problems(made)
        if not problems:
            return text
        self._row(source, office, "office-row", problems[0].nb, problems[0].en)
        return None

    def _breaks(self, text: str, entry: DocumentFile) -> bool:
        made = parse(text)
        problems = document_problems(made)
        known = {problem.code for problem in entry.problems}
        new = [problem for problem in problems if problem.code not in known]
        if not new:
            return False
        nb = f"Med det listen sier, ville filen blitt feil: {new[0].nb} Ingenting er skrevet. Rett filen eller listen."
        en = f"With what the list says, the file would become wrong: {new[0].en} Nothing was written. Correct the file or the list."
        self.problems.append((entry.source, Problem("generate-conflict", "", nb, en)))
        return True

    def _unknown(self, entry: DocumentFile) -> None:
        nb = f"{entry} er ikke laget av generate, og sier noe annet enn listen. Ingenting er skrevet. Kjør med --mine for å beholde filen som den er og bare ta inn senere endringer."
        en = f"{entry} was not made by generate, and says something else than the list. Nothing was written. Run with --mine to keep the file as it is and take in later changes only."
        self.problems.append((entry.source, Problem("generate-conflict", "", nb, en)))

    def _clash(self, entry: DocumentFile, line: int, base: str, mine: str, new: str) -> None:
        nb = f"Filen og listen er endret hver for seg. Før: {shown(base, 'nb')}. I filen: {shown(mine, 'nb')}. Fra listen: {shown(new, 'nb')}. Ingenting er skrevet. Rett den ene, eller kjør med --mine."
        en = f"The file and the list were each changed. Before: {shown(base, 'en')}. In the file: {shown(mine, 'en')}. From the list: {shown(new, 'en')}. Nothing was written. Correct one, or run with --mine."
        self.problems.append((entry.source, Problem("generate-conflict", "", nb, en, place=(line, 1))))

    def _row(self, source: Source, office: Office, code: str, nb: str, en: str) -> None:
        place = (office.place.line, office.place.column)
        self.problems.append(
            (source, Problem(code, "", f"{office.office}: {nb}", f"{office.office}: {en}", place=place))
        )

    def contacts_file(self, items: Sequence[RoutinePlan]) -> bytes | Replacement | None:
        changes = [item.people for item in items if not item.people.empty]
        if not changes:
            return None
        path = self.root / CONTACTS_FILE
        raw = path.read_bytes() if path.is_file() else None
        known = self.book.source.text if self.book.source else None
        if known != (None if raw is None else raw.decode("utf-8-sig", "replace")):
            raise changed_meanwhile(CONTACTS_FILE)
        made = apply(raw, changes, self.book)
        return made if raw is None else Replacement(raw, made)

    def not_listed(self, listed: set[str]) -> list[str]:
        """Routines once generated on this agreement whose office is not in the list."""
        found = []
        for key, entries in self.repository.versions.items():
            if (
                key not in listed
                and entries[-1].document is not None
                and entries[-1].document.kind == "routine"
            ):
                builds_on = {reference.key for reference in entries[-1].document.based_on}
                if self.ground.parent.key in builds_on and base_path(self.root, key).is_file():
                    found.append(key)
        return sorted(found)


def _id_of(data: Mapping[str, Any]) -> str | None:
    header = data.get("control_header")
    return str(header["id"]) if isinstance(header, dict) and header.get("id") else None


def _author_of(data: Mapping[str, Any]) -> str | None:
    header = data.get("control_header")
    return str(header["written_by"]) if isinstance(header, dict) and header.get("written_by") else None
