"""One version of a document in the overview: where it stands, what falls due of it, who has it now, whose it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Literal

from msgspec import Struct, field

from avtale.facts.access import shielded
from avtale.facts.agenda import Due, agenda
from avtale.facts.holders import Holder, holders
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.state import OVER
from avtale.format.called import first_name, own_language, text_in
from avtale.format.model import Comment, Document
from avtale.publish.status import StatusRow, status
from avtale.publish.words import actors_of, clean

Doing = Literal["writes", "approves", "mends", "signs", "does", "keeps"]


class Has(Struct, frozen=True):
    """Who has the document now, and what for; `who` may be empty where nobody is named."""

    doing: Doing
    who: tuple[str, ...] = ()


class Row(Struct, frozen=True):
    """A version with all that the overview shows, sorts and looks for. Texts are on one line and without national numbers."""

    status: StatusRow
    title: str
    parties: tuple[str, ...]
    office: str
    school: str
    dues: tuple[Due, ...]
    """What falls due of this version, by due date."""
    missed: tuple[Due, ...]
    """What of it is overdue, as long as the document is followed up."""
    next: Due | None
    has: Has
    held: dict[tuple[str, str, dt.date], tuple[Holder, ...]]
    """Who owes what of it is open, by the name of the due."""
    people: frozenset[str]
    """Those whose document it is, by `folded`."""
    text: str
    """What a search looks in, in lower case."""
    kept: dict[Any, Any] = field(default_factory=dict)
    """What is found out about the row and holds as long as it does."""

    @property
    def key(self) -> str:
        return self.status.entry.key or ""

    @property
    def version(self) -> str:
        return self.status.entry.version or ""

    @property
    def kind(self) -> str:
        return self.status.document.kind or ""

    @property
    def state(self) -> str:
        return self.status.state.name

    @property
    def over(self) -> bool:
        return is_over(self.status)

    @property
    def urgency(self) -> tuple[bool, bool, dt.date, str, str]:
        """What is overdue first, then by the next day; what is over last."""
        first = next(iter(self.missed), self.next)
        day = first.due if first else dt.date.max
        return self.over, not self.missed, day, self.title.casefold(), self.version


def is_over(found: StatusRow) -> bool:
    """Whether nobody works by a version any more; one that has run out is still to be renewed or closed."""
    return found.state.name in OVER and found.state.name != "expired"


def rows_of(entries: Iterable[DocumentFile], repository: Repository, on: dt.date) -> list[Row]:
    """A row for each entry that is a document, which are all versions of one key; what is due stands with the newest that gives it."""
    found = list(entries)
    by_file: dict[str, list[Due]] = {}
    for one in agenda(repository, on, entries=found, last=dt.date(on.year + 2, 12, 31)):
        by_file.setdefault(one.entry.name, []).append(one)
    return [
        _row(each, by_file.get(each.entry.name, []), repository, on) for each in status(repository, on, found)
    ]


def _row(found: StatusRow, dues: list[Due], repository: Repository, on: dt.date) -> Row:
    document, entry = found.document, found.entry
    header, office = document.control_header, getattr(document, "office", None)
    title = (_public_title(document) if shielded(entry) else None) or found.title or entry.key or entry.name
    parties = tuple(clean(name) for party in document.parties if (name := first_name(party.names)))
    missed = () if is_over(found) else tuple(one for one in dues if one.overdue)
    coming = next((one for one in dues if one.status == "due"), None)
    held = {one.name: holders(one, repository, on) for one in dues if one.status in ("due", "missed")}
    turn = repository.comments.turn(entry.key, entry.version)
    people = [header.written_by, header.owner, header.approved_by] if header else []
    people += [turn.to] if turn is not None and found.state.name == "draft" else []
    people += [name for each in held.values() for one in each for name in names_of(one)]
    return Row(
        status=found,
        title=clean(title),
        parties=parties,
        office=clean(office.name or "") if office else "",
        school=clean(office.school or "") if office else "",
        dues=tuple(dues),
        missed=missed,
        next=coming,
        has=_has(found, next(iter(missed), coming), dues, held, turn),
        held=held,
        people=frozenset(folded(one) for one in people if one),
        text=" ".join(
            clean(one) for one in (title, entry.key, entry.id, entry.version, *parties, *people) if one
        ).casefold(),
    )


def _has(
    found: StatusRow,
    urgent: Due | None,
    dues: list[Due],
    held: dict[tuple[str, str, dt.date], tuple[Holder, ...]],
    turn: Comment | None,
) -> Has:
    """A draft its author, or who is asked to approve it; what is not signed those who have not, else who owes the most urgent, else who keeps it."""
    header = found.document.control_header
    if found.state.name == "draft":
        if turn is not None and turn.event == "sent":
            return Has("approves", _given(turn.to))
        return Has("writes" if turn is None else "mends", _given(header.written_by if header else None))
    if is_over(found):
        return Has("keeps", _given(header.owner if header else None))
    called = {who: name for one in dues for who, name in actors_of(one).items()}
    unsigned = [who for one in dues if one.kind == "signature" and one.name in held for who in one.owners]
    if unsigned:
        return Has("signs", tuple(dict.fromkeys(clean(called.get(who, who)) for who in unsigned)))
    if urgent is not None:
        who = (one.name or called.get(one.role, one.role) for one in held[urgent.name])
        return Has("does", tuple(dict.fromkeys(clean(one) for one in who)))
    return Has("keeps", _given(header.owner if header else None))


def folded(name: str) -> str:
    """A name as it is compared: without regard to case and to spaces."""
    return " ".join(name.split()).casefold()


def _given(name: str | None) -> tuple[str, ...]:
    return (clean(name),) if name else ()


def names_of(holder: Holder) -> tuple[str | None, ...]:
    """Who holds it, and who does so for them or is above them."""
    return tuple(one.name for one in (holder, holder.deputy, holder.leader) if one is not None)


def _public_title(document: Document) -> str | None:
    """What may stand where many look; a shielded document without such a title is called by its own, as `status` does."""
    header = document.control_header
    return text_in(header.public_title if header else None, document, own_language(document)) or None
