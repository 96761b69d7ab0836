"""What the portal keeps of each document while it makes pages: where it stands, and to whom it belongs.

The words of a page are read from the document when the page is made, so that what is kept does not grow with its text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from msgspec import Struct

from avtale.facts.agenda import Due, entry_agenda
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.signatures import Signed, signed
from avtale.facts.state import OVER, State, state
from avtale.facts.version import order
from avtale.facts.withheld import Withheld
from avtale.format.model import Document, FollowUpPlan
from avtale.inheritance.chain import chain
from avtale.inheritance.suspects import suspicions
from avtale.render.job import source_stem

_KEEP = 20
"""So many documents may share what was resolved for them before it is let go of."""


class Card(Struct, frozen=True):
    """One version of one document as of a day. `missed` is what is past and not recorded, `near` what lies within its lead time."""

    entry: DocumentFile
    state: State
    signed: Signed
    next: Due | None = None
    missed: tuple[Due, ...] = ()
    near: tuple[Due, ...] = ()
    coming: tuple[Due, ...] = ()
    """The nearest of each thing that falls due."""
    suspects: tuple[tuple[str, str, dt.date | None], ...] = ()
    """The file names of what it is based on and of what came since, and the day that was approved."""
    above: tuple[str, ...] = ()
    """The file names of what it is based on."""
    followed: bool = True
    """Whether somebody follows it up: a transcription when it was taken over."""

    @property
    def document(self) -> Document:
        assert self.entry.document is not None
        return self.entry.document

    @property
    def stem(self) -> str:
        """The name of its page and its files."""
        return source_stem(self.entry)

    @property
    def withheld(self) -> bool:
        """Whether it only stands for one that is exempt from public access."""
        return isinstance(self.entry, Withheld)

    @property
    def over(self) -> bool:
        return self.state.name in OVER


def cards(
    repository: Repository, on: dt.date, tell: Callable[[Iterable[DocumentFile], int], Iterable[DocumentFile]]
) -> list[Card]:
    """A card for each readable document but plans, by key and version. `tell` shows how far it has come."""
    wanted = sorted(
        (one for one in repository.entries if one.document and not isinstance(one.document, FollowUpPlan)),
        key=lambda one: (one.key or "", order(one.version), one.name),
    )
    found = []
    for number, entry in enumerate(tell(wanted, len(wanted))):
        found.append(_card(entry, repository, on))
        if number % _KEEP == _KEEP - 1:
            repository.kept.clear()
    return found


def _card(entry: DocumentFile, repository: Repository, on: dt.date) -> Card:
    now = state(entry, repository, on)
    followed = _followed(entry, repository)
    due = sorted(entry_agenda(entry, repository, on), key=lambda one: one.due) if followed else []
    coming: dict[str, Due] = {}
    for one in due:
        if one.status == "due":
            coming.setdefault(one.id, one)
    above = chain(repository, on)
    return Card(
        entry,
        now,
        signed(entry, repository),
        next(iter(coming.values()), None),
        tuple(one for one in due if one.overdue),
        tuple(one for one in coming.values() if one.near(on)),
        tuple(coming.values()),
        tuple(
            (
                one.parent.name,
                one.changed.name,
                frozen.on if (frozen := repository.frozen_by(one.changed)) else None,
            )
            for one in suspicions(entry, repository, on)
            if one.review is None
        ),
        tuple(one.name for one in above.parents(entry)),
        followed,
    )


def _followed(entry: DocumentFile, repository: Repository) -> bool:
    assert entry.document is not None
    return entry.document.transcribed_from is None or repository.frozen_by(entry) is not None
