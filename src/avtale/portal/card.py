"""What the portal keeps of each document while it makes pages: where it stands, and to whom it belongs.

The words of a page are read from the document when the page is made, so that what is kept does not grow with its text.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any, TypeVar

from msgspec import Struct, msgpack
from msgspec.structs import replace

from avtale.facts.agenda import Due, DueKind, entry_agenda
from avtale.facts.occurrences import OccurrenceStatus
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.signatures import Signed, signed
from avtale.facts.state import OVER, State, state
from avtale.facts.withheld import Withheld
from avtale.format.model import Document, FollowUpPlan
from avtale.format.values import Text
from avtale.inheritance.chain import chain
from avtale.inheritance.suspects import suspicions
from avtale.publish.words import owners_called
from avtale.render.job import source_stem

T = TypeVar("T")
_KEEP = 20
"""So many documents may share what was resolved for them before it is let go of."""
_MOST = 1 << 16
"""Of one document; what falls due every day for a hundred years is less."""


class Next(Struct, frozen=True):
    """What falls due next: its words are the document's own."""

    due: dt.date
    kind: DueKind
    what: Text | None


class Pressed(Next, frozen=True):
    """What is missed or near, as a list tells of it."""

    who: tuple[str, ...]
    """What those who owe it are called."""
    status: OccurrenceStatus


class Card(Struct, frozen=True):
    """One version of one document as of a day."""

    entry: DocumentFile
    state: State
    signed: Signed
    next: Next | None = None
    missed: int = 0
    """How much is past and not recorded."""
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


class Pressing:
    """What is missed, or near, of all documents: eight bytes for each, in the order of the cards.

    One is its day, the place of its card and its number among what falls due there, so that they sort by day.
    """

    def __init__(self) -> None:
        self.codes, self.starts = array("Q"), array("Q", [0])

    def add(self, place: int, found: Iterable[tuple[int, Due]]) -> array[int]:
        """Add those of the next card, each with its number; what each is called here."""
        self.codes.extend((due.due.toordinal() << 40) | (place << 16) | number for number, due in found)
        self.starts.append(len(self.codes))
        return self.of(place)

    def of(self, place: int) -> array[int]:
        return self.codes[self.starts[place] : self.starts[place + 1]]


class Cards:
    """The cards by key and version, and what presses. The words of that lie on the disk: a list by day takes a line of each of
    thousands of documents, and to ask each again what falls due would take most of the time that a site takes.
    """

    def __init__(self, repository: Repository, on: dt.date) -> None:
        self.repository, self.on = repository, on
        self.all: list[Card] = []
        self.missed, self.near = Pressing(), Pressing()
        self.said = sqlite3.connect("")  # in a temporary file of its own
        self.said.execute("create table said (code integer primary key, missed integer, pressed blob)")
        self._alike: dict[Any, Any] = {}

    def add(self, entry: DocumentFile) -> None:
        """Make the card of the next document."""
        place, on, repository = len(self.all), self.on, self.repository
        followed = repository.followed(entry)
        found = list(enumerate(_sorted(entry, repository, on)))[:_MOST] if followed else []
        self._press(self.near, place, [(number, one) for number, one in found if one.near(on)])
        now = state(entry, repository, on)
        following = next((one for _, one in found if one.status == "due"), None)
        self.all.append(
            Card(
                entry,
                replace(now, span=self._once(now.span)),
                self._once(signed(entry, repository)),
                Next(following.due, following.kind, following.what) if following else None,
                self._press(self.missed, place, [(number, one) for number, one in found if one.overdue]),
                tuple(
                    (
                        one.parent.name,
                        one.changed.name,
                        frozen.on if (frozen := repository.frozen_by(one.changed)) else None,
                    )
                    for one in suspicions(entry, repository, on)
                    if one.review is None
                ),
                tuple(one.name for one in chain(repository, on).parents(entry)),
                followed,
            )
        )

    def _press(self, pressing: Pressing, place: int, found: Sequence[tuple[int, Due]]) -> int:
        """Keep what presses of the next card; how many they are."""
        codes = pressing.add(place, found)
        told = (Pressed(one.due, one.kind, one.what, owners_called(one), one.status) for _, one in found)
        self.said.executemany(
            "insert into said values (?, ?, ?)",
            zip(codes, repeat(pressing is self.missed), map(msgpack.encode, told)),
        )
        return len(codes)

    def _once(self, value: T) -> T:
        """The same value as one that is kept already: a thousand routines hold for the same days."""
        known: T = self._alike.setdefault(value, value)
        return known

    def by_day(self, *, missed: bool) -> array[int]:
        """The numbers of all that is missed, or near, by day."""
        rows = self.said.execute("select code from said where missed = ? order by code", (missed,))
        return array("Q", (code for (code,) in rows))

    def agenda(self, place: int) -> tuple[Due, ...]:
        """Everything that falls due under a card's document, by day."""
        card = self.all[place]
        return _sorted(card.entry, self.repository, self.on) if card.followed else ()

    def due(self, code: int) -> tuple[Pressed, Card]:
        """What a number of `Pressing` stands for."""
        (packed,) = self.said.execute("select pressed from said where code = ?", (code,)).fetchone()
        return msgpack.decode(packed, type=Pressed), self.all[(code >> 16) & 0xFFFFFF]


def cards(
    repository: Repository, on: dt.date, tell: Callable[[Iterable[DocumentFile], int], Iterable[DocumentFile]]
) -> Cards:
    """A card for each readable document but plans. `tell` shows how far it has come."""
    wanted = sorted(
        (one for one in repository.entries if one.document and not isinstance(one.document, FollowUpPlan)),
        key=lambda one: one.in_order,
    )
    found = Cards(repository, on)
    for number, entry in enumerate(tell(wanted, len(wanted))):
        found.add(entry)
        if number % _KEEP == _KEEP - 1:
            repository.kept.clear()
    return found


def _sorted(entry: DocumentFile, repository: Repository, on: dt.date) -> tuple[Due, ...]:
    return tuple(sorted(entry_agenda(entry, repository, on), key=lambda one: (one.due, one.id, one.date)))
