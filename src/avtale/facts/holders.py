"""Who that is on the day: the holder of a role, by contacts.yaml, with deputy and leader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from avtale.facts.agenda import Due
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.model import ContactEntry, Document
from avtale.format.owners import bodies


class Holder(Struct, frozen=True):
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
    deputy: Holder | None
    leader: Holder | None

    @property
    def reached(self) -> Holder | None:
        """The first of holder, deputy and leader that has an address."""
        return next((one for one in (self, self.deputy, self.leader) if one is not None and one.email), None)


def holders(due: Due, repository: Repository, on: dt.date) -> tuple[Holder, ...]:
    """Those who owe it on the day: for each owner everybody who holds the role, or one who is nobody."""
    return tuple(one for role in due.owners for one in holders_of(role, due.entry, repository, on))


def holders_of(role: str, entry: DocumentFile, repository: Repository, on: dt.date) -> tuple[Holder, ...]:
    """Those who hold a role, a party or a body of a document on the day; never empty.

    Who holds the role itself goes before who holds its party's, or the secretariat's and the chair's of a body.
    """
    document = entry.document
    party = _party(role, document)
    for name in _stands_for(role, document):
        held = repository.contacts.held(entry.key, name, on)
        if held:
            return tuple(_holder(role, party, one) for one in held)
    return (Holder(role, party, None, None, None, None, None),)


def _holder(role: str, party: str | None, one: ContactEntry) -> Holder:
    deputy = Holder(role, party, one.deputy, None, None, None, None) if one.deputy else None
    leader = Holder(role, party, one.leader, None, None, None, None) if one.leader else None
    return Holder(role, party, one.name, one.email, one.language, deputy, leader)


def _party(role: str, document: Document | None) -> str | None:
    if document is None or any(party.id == role for party in document.parties):
        return role if document is not None else None
    return next((each.party for each in document.roles if each.id == role), None)


def _stands_for(role: str, document: Document | None) -> Iterator[str]:
    """The role, and those that answer for it, the nearest first, each once."""
    body = next((each for each in bodies(document) if each.id == role), None) if document else None
    answering = (role, *((body.secretariat, body.chair) if body else ()))
    named = [each for each in answering if each]
    yield from dict.fromkeys((*named, *(party for each in named if (party := _party(each, document)))))
