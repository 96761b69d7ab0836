"""What is done with the routine of one office: it is new, merged with what its author wrote, or left alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from avtale.facts.repository import DocumentFile
from avtale.facts.version import following
from avtale.findings import Problem
from avtale.format.validate import document_problems
from avtale.generate.base import Base, read_base
from avtale.generate.merge import Clash, merge
from avtale.generate.offices import Office
from avtale.generate.people import Change, compare
from avtale.generate.routine import FIRST_VERSION, routine_data, routine_text
from avtale.generate.routine_plan import RoutinePlan, RoutineState
from avtale.generate.versions import (
    Difference,
    at_version,
    compared,
    leaves,
    shown,
    unapproved,
    without_day,
)
from avtale.message import Message
from avtale.source.read import Source, parse

if TYPE_CHECKING:
    from avtale.generate.work import Work

_FREEZING = ("approval", "adoption", "signature", "withdrawal", "takeover", "closing")


class _WrongRow(Exception):
    """What the row asks for cannot be: `nb` and `en` say why, `code` is that of the finding."""

    def __init__(self, nb: str, en: str, code: str = "office-row") -> None:
        super().__init__(en)
        self.nb, self.en, self.code = nb, en, code


class OfficeRoutine(Struct, frozen=True):
    """The routine `key` that the `office` in a row of the list `source` asks for, in the `work` of one run."""

    work: Work
    office: Office
    source: Source
    key: str

    def plan(self) -> RoutinePlan | None:
        """What to do; None where the row is wrong, which is then among the problems."""
        try:
            return self._plan()
        except _WrongRow as error:
            office, place = self.office.office, (self.office.place.line, self.office.place.column)
            told = Problem(error.code, "", f"{office}: {error.nb}", f"{office}: {error.en}", place=place)
            self.work.problems.append((self.source, told))
            return None

    def _plan(self) -> RoutinePlan:
        work, office, key = self.work, self.office, self.key
        if key in work.keys:
            raise _WrongRow(
                f"Linje {work.keys[key]} gir samme rutine, {key}.",
                f"Line {work.keys[key]} gives the same routine, {key}.",
                "office-twice",
            )
        work.keys[key] = office.place.line
        entries = work.repository.versions.get(key, [])
        entry = entries[-1] if entries else None
        of_that_id = work.repository.keys_by_id.get(office.dok_id, ()) if office.dok_id else ()
        other = next((each for each in of_that_id if each.key != key), None)
        if other is not None:
            raise _WrongRow(
                f"Dok.id. {office.dok_id} er i bruk av {other}.",
                f"The document id {office.dok_id} is used by {other}.",
            )
        if (outside := self._outside_the_agreement()) is not None:
            raise _WrongRow(outside.nb, outside.en)
        base = read_base(work.root, key)
        if entry is None:
            return self._new(base)
        if entry.document is None or entry.document.kind != "routine" or entry.version is None:
            raise _WrongRow(
                f"Nøkkelen {key} har et annet dokument, {entry.name}. Gi kontoret en egen nøkkel i kolonnen Nøkkel.",
                f"The key {key} has another document, {entry.name}. Give the office a key of its own in a column Nøkkel.",
            )
        return self._merged(entry, base)

    def _outside_the_agreement(self) -> Message | None:
        """What is wrong where the first day that the row says is one on which the agreement does not hold."""
        day, ground = self.office.effective_from, self.work.ground
        if day is not None and ground.starts is not None and day < ground.starts:
            return Message(
                f"Rutinen kan ikke gjelde fra {day}: {ground.parent} gjelder først fra {ground.starts}. Rett dagen, eller la den stå tom.",
                f"The routine cannot hold from {day}: {ground.parent} holds only from {ground.starts}. Correct the day, or leave it empty.",
            )
        if day is not None and ground.ends is not None and day > ground.ends:
            return Message(
                f"Rutinen kan ikke gjelde fra {day}: {ground.parent} går ut {ground.ends}. Rett dagen, eller la den stå tom.",
                f"The routine cannot hold from {day}: {ground.parent} ends {ground.ends}. Correct the day, or leave it empty.",
            )
        return None

    def _new(self, base: Base | None) -> RoutinePlan:
        work, office = self.work, self.office
        path = work.folder / f"{self.key}-{FIRST_VERSION}.yaml"
        if path.exists():
            raise _WrongRow(
                f"{path.name} finnes, men kan ikke leses som en rutine. Se «avtale check».",
                f"{path.name} exists but cannot be read as a routine. See “avtale check”.",
            )
        dok_id = office.dok_id or self._number_before(base) or work.numbers.take()
        data = self._data(FIRST_VERSION, dok_id, work.by, None)
        text = self._text(data)
        people = self._people({})
        if people.clashes:
            return self._as(FIRST_VERSION, "conflict", path)
        return self._as(
            FIRST_VERSION,
            "new",
            path,
            text=text,
            differences=tuple(Difference(pointer, None, value) for pointer, value in leaves(data)),
            people=people,
            base=Base(text, people.kept),
        )

    def _merged(self, entry: DocumentFile, base: Base | None) -> RoutinePlan:
        """With what its author wrote; where that is frozen, in the next version."""
        work, version, path = self.work, str(entry.version), entry.path
        before = base.data if base else entry.source.data
        dok_id = entry.id or _id_of(before) or (None if self.office.dok_id else work.numbers.take())
        closed = self._closed(entry)
        author = self._author(before, entry, may_fill=not closed)
        text = self._text(self._data(version, dok_id, author, before))
        mine = entry.source.text
        if base is None and mine != text and not work.mine:
            return self._conflict(entry, _not_ours(entry))
        merged = merge(at_version(base.text, version) if base else mine, mine, text)
        people = self._people(base.contact if base else {})
        if merged.text != mine and closed:
            version = following(version)
            path = entry.path.with_name(f"{self.key}-{version}.yaml")
            author = self._author(before, entry, may_fill=True)
            author = (author and work.by) or author
            data = self._data(version, dok_id, author, without_day(before))
            text = self._text(data)
            old, own = base.text if base else mine, unapproved(mine)
            merged = merge(at_version(old, version), at_version(own, version), text)
        clashes = [] if work.mine else [_clash(one) for one in merged.clashes]
        for told in clashes:
            work.problems.append((entry.source, told))
        made = merged.text
        if people.clashes or clashes or (made != mine and self._breaks(made, entry)):
            return self._as(str(entry.version), "conflict", entry.path)
        kept = Base(text, people.kept)
        new_base = kept if kept != base else None
        if made == mine:
            state: RoutineState = "unchanged" if people.empty else "changed"
            return self._as(version, state, path, people=people, base=new_base)
        return self._as(
            version,
            "changed",
            path,
            text=made,
            before=entry.as_read() if path == entry.path else None,
            differences=tuple(compared(entry.source.data, parse(made).data)),
            people=people,
            base=new_base,
        )

    def _as(self, version: str, state: RoutineState, file: Path, **more: Any) -> RoutinePlan:
        return RoutinePlan(self.office.office, self.key, version, state, self.office.place.line, file, **more)

    def _data(
        self, version: str, dok_id: str | None, author: str | None, before: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        return routine_data(
            self.office,
            self.key,
            self.work.ground,
            version=version,
            dok_id=dok_id,
            written_by=author,
            before=before,
        )

    def _number_before(self, base: Base | None) -> str | None:
        """The Dok.id of a routine whose file was lost, where no other bears it now."""
        number = _id_of(base.data) if base else None
        return number if number and number not in self.work.repository.keys_by_id else None

    def _author(self, before: Mapping[str, Any], entry: DocumentFile, *, may_fill: bool) -> str | None:
        """Whom the generated text names: as last time, so that a new name changes no routine by itself.

        One who wrote a name into the file keeps it; a file without any gets the one given, where it may change.
        """
        said, own = _author_of(before), _author_of(entry.source.data)
        return said or (self.work.by if may_fill and not own else None)

    def _closed(self, entry: DocumentFile) -> bool:
        """Whether the version may not be changed any more: approved, withdrawn or signed (docs/architecture.md, "What it promises")."""
        register = self.work.repository.register
        return any(register.of(entry.key, entry.version, event) for event in _FREEZING)

    def _people(self, base: Mapping[str, str]) -> Change:
        work, office = self.work, self.office
        change = compare(office, self.key, work.ground.role, work.book, base, work.on, mine=work.mine)
        for clash in change.clashes:
            assert work.book.source is not None
            nb = f"{office.office}: her står «{clash.mine}», men listen sier «{clash.new}», og begge er endret. Ingenting er skrevet for kontoret. Rett den ene, eller kjør med --mine."
            en = f"{office.office}: “{clash.mine}” stands here, but the list says “{clash.new}”, and both were changed. Nothing was written for the office. Correct one, or run with --mine."
            work.problems.append(
                (work.book.source, Problem("generate-conflict", f"{clash.pointer}/{clash.field}", nb, en))
            )
        return change

    def _text(self, data: dict[str, Any]) -> str:
        """The file of it, where that follows the schema; what a list can say can be more than a routine can hold."""
        text = routine_text(data)
        made = parse(text)
        for problem in document_problems(made):
            raise _WrongRow(problem.nb, problem.en)
        return text

    def _breaks(self, text: str, entry: DocumentFile) -> bool:
        made = parse(text)
        problems = document_problems(made)
        known = {problem.code for problem in entry.problems}
        new = [problem for problem in problems if problem.code not in known]
        if not new:
            return False
        nb = f"Med det listen sier, ville filen blitt feil: {new[0].nb} Ingenting er skrevet. Rett filen eller listen."
        en = f"With what the list says, the file would become wrong: {new[0].en} Nothing was written. Correct the file or the list."
        self.work.problems.append((entry.source, Problem("generate-conflict", "", nb, en)))
        return True

    def _conflict(self, entry: DocumentFile, told: Problem) -> RoutinePlan:
        self.work.problems.append((entry.source, told))
        return self._as(str(entry.version), "conflict", entry.path)


def _not_ours(entry: DocumentFile) -> Problem:
    nb = f"{entry} er ikke laget av generate, og sier noe annet enn listen. Ingenting er skrevet. Kjør med --mine for å beholde filen som den er og bare ta inn senere endringer."
    en = f"{entry} was not made by generate, and says something else than the list. Nothing was written. Run with --mine to keep the file as it is and take in later changes only."
    return Problem("generate-conflict", "", nb, en)


def _clash(one: Clash) -> Problem:
    base, mine, new = one.base, one.mine, one.new
    nb = f"Filen og listen er endret hver for seg. Før: {shown(base, 'nb')}. I filen: {shown(mine, 'nb')}. Fra listen: {shown(new, 'nb')}. Ingenting er skrevet. Rett den ene, eller kjør med --mine."
    en = f"The file and the list were each changed. Before: {shown(base, 'en')}. In the file: {shown(mine, 'en')}. From the list: {shown(new, 'en')}. Nothing was written. Correct one, or run with --mine."
    return Problem("generate-conflict", "", nb, en, place=(one.line, 1))


def _id_of(data: Mapping[str, Any]) -> str | None:
    header = data.get("control_header")
    return str(header["id"]) if isinstance(header, dict) and header.get("id") else None


def _author_of(data: Mapping[str, Any]) -> str | None:
    header = data.get("control_header")
    return str(header["written_by"]) if isinstance(header, dict) and header.get("written_by") else None
