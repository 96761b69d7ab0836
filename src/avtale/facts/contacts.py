"""Who holds a role: agreements/contacts.yaml. Not content, so that a new telephone number is no new version (docs/architecture.md, "What is kept, and where")."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from avtale.facts.root import CONTACTS_FILE
from avtale.findings import Problem
from avtale.format.bind import bind
from avtale.format.model import ContactEntry, Contacts
from avtale.format.validate import schema_problems
from avtale.source.read import Source, read_listed

MAX_BYTES = 16 * 1024 * 1024
"""Some thousand offices with two roles each are more than a document may be."""


class ContactBook(Struct, frozen=True, dict=True):
    """Every entry in the order of the file; none where it cannot be read (`problems`) or is not there (`source` None)."""

    source: Source | None = None
    entries: tuple[ContactEntry, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def of(self, document: str | None, role: str | None = None) -> tuple[ContactEntry, ...]:
        """All who hold, have held or will hold a role in a document; in every role where none is named."""
        found = self._by_document.get(document or "", ())
        return tuple(one for one in found if role is None or one.role == role)

    def held(self, document: str | None, role: str | None, on: dt.date) -> tuple[ContactEntry, ...]:
        """Those who hold the role on the day."""
        return tuple(one for one in self.of(document, role) if holds(one, on))

    def everywhere(self, role: str) -> tuple[ContactEntry, ...]:
        """Those who hold, have held or will hold a role in every document that has it."""
        return tuple(one for one in self._by_document.get("", ()) if one.role == role)

    def named(self, name: str, on: dt.date) -> ContactEntry | None:
        """Who is called so in the file on the day, with an address; None where two are, with an address each."""
        found = [one for one in self._by_name.get(name, ()) if holds(one, on) and one.email]
        return found[0] if len({one.email for one in found}) == 1 else None

    @cached_property
    def _by_document(self) -> dict[str, list[ContactEntry]]:
        found: dict[str, list[ContactEntry]] = {}
        for entry in self.entries:
            found.setdefault(entry.document or "", []).append(entry)
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[ContactEntry]]:
        found: dict[str, list[ContactEntry]] = {}
        for entry in self.entries:
            if entry.name:
                found.setdefault(entry.name, []).append(entry)
        return found


def holds(entry: ContactEntry, on: dt.date) -> bool:
    """Whether the span of an entry has the day in it; an open end is no bound."""
    return not (entry.from_ and entry.from_ > on) and not (entry.to and entry.to < on)


def load_contacts(root: Path) -> ContactBook:
    """Read the contacts of the repository at `root`, the folder with avtale.yaml."""
    path = root / CONTACTS_FILE
    if not path.is_file():
        return ContactBook()
    source = read_listed(path, f"{root.name}/{CONTACTS_FILE}", max_bytes=MAX_BYTES, within=root)
    problems = tuple(schema_problems(source, "contacts"))
    book = bind(Contacts, source.data)
    return ContactBook(source, book.contacts if book else (), problems)
