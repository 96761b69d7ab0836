"""What a list of offices asks for, compared with what there is: new, changed, unchanged, conflicting. Then written.

Planning writes nothing. Writing puts each file there whole or not at all, the routines first and the bases last,
so that a run that was stopped is finished by running again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, field

from avtale.errors import Misuse, Unfit, changed_meanwhile
from avtale.facts.contacts import ContactBook
from avtale.facts.repository import Entry, Repository
from avtale.facts.root import CONTACTS_FILE
from avtale.facts.version import following
from avtale.findings import Problem
from avtale.format.validate import document_problems
from avtale.generate.base import Base, base_bytes, base_path, read_base
from avtale.generate.columns import Layout, layout
from avtale.generate.merge import merge
from avtale.generate.offices import Office, read_offices
from avtale.generate.people import Change, apply, compare
from avtale.generate.routine import FIRST_VERSION, Ground, Numbers, ground, key_of, routine_data, routine_text
from avtale.generate.table import Table
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
from avtale.source.write import Replacement, write_whole

DEFAULT_FOLDER = "rutiner"
State = Literal["new", "changed", "unchanged", "conflict"]
_FREEZING = ("approval", "adoption", "signature", "withdrawal")
STATES: tuple[State, ...] = ("new", "changed", "unchanged", "conflict")


class Item(Struct, frozen=True):
    """One office: what is done with its routine. `file` is written with `text` unless it is None."""

    office: str
    key: str
    version: str
    state: State
    line: int
    file: Path
    text: str | None = None
    before: bytes | None = None
    """What stands in `file`; None where it is new."""
    differences: tuple[Difference, ...] = ()
    people: Change = field(default_factory=Change)
    base: Base | None = None


class Plan(Struct, frozen=True):
    """The whole run. `problems` come with the file they stand in; a row with one has no item."""

    ground: Ground
    table: Table
    layout: Layout
    items: tuple[Item, ...] = ()
    problems: tuple[tuple[Source, Problem], ...] = ()
    not_listed: tuple[str, ...] = ()
    contacts: bytes | Replacement | None = None

    def of(self, state: State) -> list[Item]:
        return [item for item in self.items if item.state == state]


def plan(
    repository: Repository,
    parent: Entry,
    table: Table,
    *,
    on: dt.date,
    by: str | None = None,
    mine: bool = False,
    progress: Callable[[Sequence[Office]], Iterator[Office]] = iter,
) -> Plan:
    """Compare a list of offices with the repository, as of the day `on`. Nothing is written.

    `by` is the author of what is new, else the one the settings name (`generate`, `written_by`). `mine`: where both
    the author and the list changed the same, the author's stands. `progress` may pass the
    offices on while it tells how far it has come. Raises `Unfit` for an agreement routines cannot build on,
    `Misuse` without a repository.
    """
    if repository.root is None:
        raise Misuse(
            nb="Her er ingen samling å skrive rutinene i.",
            en="There is no repository to write the routines in.",
        )
    told = repository.settings.generate
    base = ground(parent, repository, on, told.role if told else None)
    found = layout(table, told.columns if told else None) if not table.problems else Layout()
    whole = [*table.problems, *found.problems]
    if whole:
        return Plan(base, table, found, problems=tuple((table.source, problem) for problem in whole))
    offices, wrong = read_offices(table, found)
    if not offices and not wrong:
        wrong = [_no_office(table)]
    folder = _folder(repository.root, told.folder if told else None)
    author = " ".join((by or (told.written_by if told else None) or "").split()) or None
    work = _Work(repository, repository.root, base, on, mine, folder, author)
    items = [item for office in progress(offices) if (item := work.item(office, table.source)) is not None]
    problems = [*((table.source, problem) for problem in (*table.notes, *wrong)), *work.problems]
    contacts = work.contacts_file(items)
    # Where a row could not be read, or was hidden, nobody can say that an office is gone.
    missing = [] if problems else work.not_listed({item.key for item in items})
    problems += _begins_later(base, on)
    return Plan(base, table, found, tuple(items), tuple(problems), tuple(missing), contacts)


plan_routines = plan  # as avtale has it, flat


def _no_office(table: Table) -> Problem:
    return Problem(
        "office-list",
        "",
        f"{table.source.name} har overskrifter, men ingen kontorer under dem.",
        f"{table.source.name} has headings, but no offices below them.",
        place=(1, 1),
    )


def _begins_later(base: Ground, on: dt.date) -> list[tuple[Source, Problem]]:
    """A word on an agreement that does not hold yet: what builds on it waits for it."""
    if base.starts is None or base.starts <= on:
        return []
    nb = f"{base.parent} gjelder først fra {base.starts}. Ingen rutine som bygger på den, begynner før det."
    en = f"{base.parent} holds only from {base.starts}. No routine based on it begins before that."
    return [(base.parent.source, Problem("office-list", "/validity", nb, en, severity="warning"))]


def write(
    planned: Plan,
    repository: Repository,
    *,
    progress: Callable[[Sequence[Item]], Iterator[Item]] = iter,
) -> list[Path]:
    """Write what was planned, and give the files. `progress` as in `plan`. Raises `Surroundings` where the disk is full or closed."""
    root = repository.root
    assert root is not None
    written = []
    for item in progress(planned.items):
        if item.text is not None:
            _put(item.file, item.text.encode(), item.before)
            written.append(item.file)
    if planned.contacts is not None:
        write_whole(root / CONTACTS_FILE, planned.contacts, replace=isinstance(planned.contacts, Replacement))
        written.append(root / CONTACTS_FILE)
    for item in planned.items:
        if item.base is not None:
            write_whole(base_path(root, item.key), base_bytes(item.base))
    return written


write_routines = write  # as avtale has it, flat


def _put(file: Path, text: bytes, before: bytes | None) -> None:
    """Write a routine where nothing stands, or in place of what it was compared with."""
    if before is None:
        write_whole(file, text, replace=False)
    else:
        write_whole(file, Replacement(before, text))


def _folder(root: Path, folder: str | None) -> Path:
    path = (root / (folder or DEFAULT_FOLDER)).resolve()
    if root.resolve() not in path.parents:
        raise Unfit(
            nb=f"Mappen «{folder}» i innstillingene (generate, folder) ligger utenfor samlingen.",
            en=f"The folder “{folder}” of the settings (generate, folder) lies outside the repository.",
        )
    return path


class _Work(Struct, dict=True):
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
            raise Unfit(
                nb=f"{CONTACTS_FILE} må rettes først: {first.nb}",
                en=f"{CONTACTS_FILE} must be mended first: {first.en}",
            )
        self.keys: dict[str, int] = {}

    def item(self, office: Office, source: Source) -> Item | None:
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

    def _new(self, office: Office, source: Source, key: str, base: Base | None) -> Item | None:
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
            return Item(office.office, key, FIRST_VERSION, "conflict", office.place.line, path)
        differences = tuple(Difference(pointer, None, value) for pointer, value in leaves(data))
        return Item(
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
        self, office: Office, source: Source, key: str, entry: Entry, base: Base | None
    ) -> Item | None:
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
            return Item(office.office, key, version, "conflict", office.place.line, entry.path)
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
            return Item(office.office, key, str(entry.version), "conflict", office.place.line, entry.path)
        kept = Base(text, people.kept)
        new_base = kept if kept != base else None
        if made == mine:
            state: State = "unchanged" if people.empty else "changed"
            return Item(
                office.office, key, version, state, office.place.line, path, None, None, (), people, new_base
            )
        differences = tuple(compared(entry.source.data, parse(made).data))
        return Item(
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

    def _author(self, before: Mapping[str, Any], entry: Entry, *, may_fill: bool) -> str | None:
        """Whom the generated text names: as last time, so that a new name changes no routine by itself.

        One who wrote a name into the file keeps it; a file without any gets the one given, where it may change.
        """
        said, own = _author_of(before), _author_of(entry.source.data)
        return said or (self.by if may_fill and not own else None)

    def _closed(self, entry: Entry) -> bool:
        """Whether the version may not be changed any more: approved, withdrawn or signed (DESIGN.md, "Approved means frozen")."""
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
        problems = list(made.problems) or document_problems(made)
        if not problems:
            return text
        self._row(source, office, "office-row", problems[0].nb, problems[0].en)
        return None

    def _breaks(self, text: str, entry: Entry) -> bool:
        made = parse(text)
        problems = list(made.problems) or document_problems(made)
        known = {problem.code for problem in entry.problems}
        new = [problem for problem in problems if problem.code not in known]
        if not new:
            return False
        nb = f"Med det listen sier, ville filen blitt feil: {new[0].nb} Ingenting er skrevet. Rett filen eller listen."
        en = f"With what the list says, the file would become wrong: {new[0].en} Nothing was written. Correct the file or the list."
        self.problems.append((entry.source, Problem("generate-conflict", "", nb, en)))
        return True

    def _unknown(self, entry: Entry) -> None:
        nb = f"{entry} er ikke laget av generate, og sier noe annet enn listen. Ingenting er skrevet. Kjør med --mine for å beholde filen som den er og bare ta inn senere endringer."
        en = f"{entry} was not made by generate, and says something else than the list. Nothing was written. Run with --mine to keep the file as it is and take in later changes only."
        self.problems.append((entry.source, Problem("generate-conflict", "", nb, en)))

    def _clash(self, entry: Entry, line: int, base: str, mine: str, new: str) -> None:
        nb = f"Filen og listen er endret hver for seg. Før: {shown(base, 'nb')}. I filen: {shown(mine, 'nb')}. Fra listen: {shown(new, 'nb')}. Ingenting er skrevet. Rett den ene, eller kjør med --mine."
        en = f"The file and the list were each changed. Before: {shown(base, 'en')}. In the file: {shown(mine, 'en')}. From the list: {shown(new, 'en')}. Nothing was written. Correct one, or run with --mine."
        self.problems.append((entry.source, Problem("generate-conflict", "", nb, en, place=(line, 1))))

    def _row(self, source: Source, office: Office, code: str, nb: str, en: str) -> None:
        place = (office.place.line, office.place.column)
        self.problems.append(
            (source, Problem(code, "", f"{office.office}: {nb}", f"{office.office}: {en}", place=place))
        )

    def contacts_file(self, items: Sequence[Item]) -> bytes | Replacement | None:
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
