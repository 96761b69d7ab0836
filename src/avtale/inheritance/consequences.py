"""What would follow, were a version approved: the documents below it that somebody would have to look at again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from msgspec.structs import replace

from avtale.facts.register import Event
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.bind import bind
from avtale.format.model import Amendment, RegisterEvent
from avtale.inheritance.suspects import Suspect, suspects
from avtale.source.read import Source


def consequences(entry: DocumentFile, repository: Repository, on: dt.date) -> list[Suspect]:
    """The suspects that the approval of `entry` on the day `on` would make, and that are none without it."""
    below = _below(entry, repository)
    if not below or repository.frozen_by(entry) is not None:
        return []
    after = suspects(_approved(entry, repository, on), on, below)
    return [one for one in after if one.changed is entry]


def _approved(entry: DocumentFile, repository: Repository, on: dt.date) -> Repository:
    """The repository as it would be."""
    record = bind(
        RegisterEvent,
        {"format": 1, "event": "approval", "key": entry.key, "version": entry.version, "on": on.isoformat()},
    )
    register = repository.register
    event = Event(register.folder / "approval.yaml", Source("approval.yaml"), record)
    return replace(repository, register=replace(register, events=(*register.events, event)), kept={})


def _below(entry: DocumentFile, repository: Repository) -> list[DocumentFile]:
    """Every document that stands on what `entry` follows, replaces or amends, near or far."""
    children: dict[str, set[str]] = defaultdict(set)
    for other in repository.entries:
        if other.document is not None and other.key:
            for reference in other.document.based_on:
                children[reference.key or ""].add(other.key)
    document = entry.document
    waiting = {entry.key or ""}
    if document is not None:
        waiting |= {one.key or "" for one in document.supersedes}
    if isinstance(document, Amendment) and document.amends:
        waiting.add(document.amends.key or "")
    seen: set[str] = set()
    while waiting:
        seen |= waiting
        waiting = {each for key in waiting for each in children[key]} - seen
    found = [one for key in sorted(seen) for one in repository.versions.get(key, ())]
    return [one for one in found if one is not entry]
