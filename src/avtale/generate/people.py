"""What a list of offices says of people, merged into contacts.yaml: a new telephone is no new version of a routine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from avtale.facts.contacts import MAX_BYTES, ContactBook, holds
from avtale.format.model import ContactEntry
from avtale.generate.offices import Office
from avtale.source.editing import edit_list
from avtale.source.scalar import Scalar

_FIELDS = ("name", "telephone", "email", "deputy", "leader", "language")
_START = b"# Hvem som har en rolle. Skriv inn endringer her, eller i kontorlisten og kj\xc3\xb8r generate p\xc3\xa5 nytt.\nformat: 1\ncontacts: []\n"


class Clash(Struct, frozen=True):
    """One value that the author and the list each changed."""

    field: str
    mine: str
    new: str
    pointer: str


class Change(Struct, frozen=True):
    """What one office does to contacts.yaml: values set in entries by their number, entries put in."""

    values: Mapping[int, Mapping[str, Scalar]] = field(default_factory=dict)
    added: tuple[Mapping[str, Scalar], ...] = ()
    clashes: tuple[Clash, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    """What the list said, to be compared with next time."""

    @property
    def empty(self) -> bool:
        return not self.values and not self.added


def said(office: Office, key: str, role: str) -> dict[str, str]:
    """The entry the list asks for; {} for an office without a contact person."""
    if not office.contact:
        return {}
    values = {
        "document": key, "role": role, "name": office.contact, "telephone": office.telephone, "email": office.email,
        "deputy": office.deputy, "leader": office.leader, "language": office.language,
        "from": str(office.contact_from or ""),
    }  # fmt: skip
    return {name: value for name, value in values.items() if value}


def compare(
    office: Office,
    key: str,
    role: str,
    book: ContactBook,
    base: Mapping[str, str],
    on: dt.date,
    *,
    mine: bool,
) -> Change:
    """What has to change in `book` so that it says what the list says, the author's own changes kept.

    `base` is what the list said last. With another person in the role, the old entry ends the day before the
    new one begins. `mine`: where both changed a value, the author's stands.
    """
    asked = said(office, key, role)
    now = [
        (number, entry)
        for number, entry in enumerate(book.entries)
        if (entry.document, entry.role) == (key, role)
    ]
    current = [
        (number, entry) for number, entry in now if holds(entry, on) or (entry.from_ and entry.from_ > on)
    ]
    if not asked:
        return Change(kept={})
    if not current:
        if base and base == asked and any(entry.name == asked["name"] for _, entry in now):
            return Change(kept=asked)  # somebody ended it by hand; what is gone without a trace was lost
        return Change(added=(asked,), kept=asked)
    number, entry = current[-1]
    if (
        asked["name"] not in (entry.name, base.get("name"))
        and base.get("name") in (None, entry.name)
        and base
    ):
        return _succeeded(number, entry, asked, office, on)
    values: dict[str, Scalar] = {}
    clashes = []
    for name in _FIELDS:
        has, wants, was = getattr(entry, name) or "", asked.get(name, ""), base.get(name, "")
        if not wants or wants in (has, was):
            continue  # an empty cell takes nothing away
        if has == was:
            values[name] = wants
        elif not mine:
            clashes.append(Clash(name, has, wants, f"/contacts/{number}"))
    if clashes:
        return Change(clashes=tuple(clashes), kept=base)
    return Change(values={number: values} if values else {}, kept=asked)


def _succeeded(
    number: int, entry: ContactEntry, asked: Mapping[str, str], office: Office, on: dt.date
) -> Change:
    begins = office.contact_from or on
    new = {**asked, "from": str(begins)}
    ends = begins - dt.timedelta(days=1)
    closed: dict[str, Scalar] = {} if entry.to and entry.to <= ends else {"to": str(ends)}
    return Change(values={number: closed} if closed else {}, added=(new,), kept=asked)


def apply(raw: bytes | None, changes: Sequence[Change], book: ContactBook) -> bytes:
    """contacts.yaml with all of it in: new entries beside those of the same document, or where its key belongs by name."""
    raw = _START if raw is None or not raw.strip() else raw
    values = {number: entry for change in changes for number, entry in change.values.items()}
    order = [entry.document or "" for entry in book.entries]
    inserts = [(_place(str(entry["document"]), order), entry) for change in changes for entry in change.added]
    inserts.sort(key=lambda insert: (insert[0], str(insert[1]["document"])))
    return edit_list(raw, "contacts", values, inserts, name="contacts.yaml", max_bytes=MAX_BYTES)


def _place(document: str, order: list[str]) -> int:
    """After the last entry of the same document, else before the first of a later key: two branches then seldom meet."""
    import bisect

    if order == sorted(order):
        return bisect.bisect_right(order, document)
    last = max((number for number, other in enumerate(order) if other == document), default=-1)
    return (
        last + 1 if last >= 0 else next((n for n, other in enumerate(order) if other > document), len(order))
    )
