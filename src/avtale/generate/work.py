"""What one run over a list of offices knows of the repository, and what it has found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, field

from avtale.errors import StateError, changed_meanwhile
from avtale.facts.contacts import ContactBook
from avtale.facts.repository import Repository
from avtale.facts.root import CONTACTS_FILE
from avtale.findings import Problem
from avtale.generate.base import base_path
from avtale.generate.office_routine import OfficeRoutine
from avtale.generate.offices import Office
from avtale.generate.people import apply
from avtale.generate.routine import Ground, Numbers, key_of
from avtale.generate.routine_plan import RoutinePlan
from avtale.source.read import Source
from avtale.source.write import Replacement


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
        return OfficeRoutine(self, office, source, key_of(office, self.ground, self.repository)).plan()

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
