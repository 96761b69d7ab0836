"""Who that is on the day: those who hold a role, by contacts.yaml, each with deputy and leader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec import Struct

from avtale.facts.contacts import ContactBook, holds
from avtale.facts.decided import lineage
from avtale.facts.due import Due
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.model import ContactEntry, Document
from avtale.format.owners import bodies


class RoleHolder(Struct, frozen=True):
    """One who holds a role on the day, or nobody: then `name` and `email` are None.

    `deputy` and `leader` are there also where the last who held it has left, so that somebody is told.
    """

    role: str
    """The role, party or body that owes it, as the document writes it."""
    party: str | None
    name: str | None
    email: str | None
    """None where contacts.yaml has none."""
    language: str | None
    deputy: RoleHolder | None
    leader: RoleHolder | None

    @property
    def reached(self) -> RoleHolder | None:
        """The first of holder, deputy and leader that has an address."""
        return next((one for one in (self, self.deputy, self.leader) if one is not None and one.email), None)


Holder = RoleHolder
"""As it is called here; in the public API another has that name, the holder of a lock."""


def holders(due: Due, repository: Repository, on: dt.date) -> tuple[RoleHolder, ...]:
    """Those who owe it on the day: for each owner everybody who holds the role, or one who is nobody."""
    return tuple(one for role in due.owners for one in holders_of(role, due.entry, repository, on))


def holders_of(role: str, entry: DocumentFile, repository: Repository, on: dt.date) -> tuple[RoleHolder, ...]:
    """Those who hold a role, a party or a body of a document on the day; never empty.

    Who holds it in that document goes before who holds it in one above, and in every document; and who holds the role itself
    before who holds its party's, or the secretariat's and the chair's of a body. Where nobody holds any of them, the last who
    did has left.
    """
    book, above = repository.contacts, tuple(lineage(entry, repository))
    documents = [one.document for one in above if one.document is not None]
    party = _party(role, documents)
    make = _Resolver(book, tuple(one.key for one in above), role, party, on)
    known = [spans for name in _stands_for(role, documents) for spans in make.spans(name)]
    for spans in known:
        held = [one for one in spans if holds(one, on)]
        if held:
            return tuple(make.holder(one) for one in held)
    left = [one for spans in known for one in spans if one.to is not None and one.to < on]
    if not left:
        return (RoleHolder(role, party, None, None, None, None, None),)
    last = make.holder(max(left, key=lambda one: str(one.to)))
    return (RoleHolder(role, party, None, None, None, last.deputy, last.leader),)


class _Resolver(Struct, frozen=True):
    """Makes holders of the entries of contacts.yaml."""

    book: ContactBook
    documents: tuple[str | None, ...]
    role: str
    party: str | None
    on: dt.date

    def spans(self, name: str) -> Iterator[tuple[ContactEntry, ...]]:
        """Those who hold or held a role, by where it says so: the document, those above it, and all."""
        yield from (self.book.of(key, name) for key in self.documents)
        yield self.book.everywhere(name)

    def holder(self, one: ContactEntry) -> RoleHolder:
        deputy = self._other(one.deputy, one.deputy_email, one.deputy_role)
        leader = self._other(one.leader, one.leader_email, one.leader_role)
        return self._made(one.name, one.email, one.language, deputy, leader)

    def _other(self, name: str | None, email: str | None, role: str | None) -> RoleHolder | None:
        """A deputy or leader: by the role they hold, else the address given, else the only one of that name in the file."""
        spans = (one for each in self.spans(role) for one in each) if role else ()
        held = [one for one in spans if holds(one, self.on)]
        found = held[0] if held else self.book.named(name, self.on) if name and not email else None
        if found is not None:
            return self._made(found.name, found.email, found.language)
        return self._made(name, email) if name or email else None

    def _made(
        self,
        name: str | None,
        email: str | None,
        language: str | None = None,
        deputy: RoleHolder | None = None,
        leader: RoleHolder | None = None,
    ) -> RoleHolder:
        return RoleHolder(self.role, self.party, name, email, language, deputy, leader)


def _party(role: str, documents: Sequence[Document]) -> str | None:
    """The party that a role belongs to; a party stands for itself."""
    for document in documents:
        if any(party.id == role for party in document.parties):
            return role
        found = next((each.party for each in document.roles if each.id == role), None)
        if found:
            return found
    return None


def _stands_for(role: str, documents: Sequence[Document]) -> Iterator[str]:
    """The role, and those that answer for it, the nearest first, each once."""
    body = next((each for one in documents for each in bodies(one) if each.id == role), None)
    answering = [each for each in (role, *((body.secretariat, body.chair) if body else ())) if each]
    parties = [party for each in answering if (party := _party(each, documents))]
    yield from dict.fromkeys((*answering, *parties))
