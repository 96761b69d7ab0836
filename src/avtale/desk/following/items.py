"""What falls due, item by item: who owes it, by what name a form tells of it, and which of all of them are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from urllib.parse import quote, urlencode

from msgspec import Struct
from starlette.datastructures import QueryParams

from avtale.desk.errors import not_here
from avtale.desk.overview.row import Row, folded, names_of
from avtale.desk.query import address_of, number, word
from avtale.facts.due import Due
from avtale.format.values import date as read_date
from avtale.publish.words import actors_of, clean, owners_called

PER_PAGE = 100
SEPARATOR = "|"
WITHIN = (30, 60, 180, 365)
_SIGNED = ("signature", "certificate", "timestamp", "fetch")


def name_of(due: Due) -> str:
    """How a form tells of what falls due."""
    return SEPARATOR.join((due.key, due.id, due.date.isoformat()))


class Item(Struct, frozen=True):
    """One due with the row it stands in. `roles`: what those who owe it are called; `who`: their names; `people`: the same by `folded`."""

    due: Due
    row: Row
    roles: tuple[str, ...]
    parties: tuple[str, ...]
    who: tuple[str, ...]
    people: frozenset[str]

    @property
    def name(self) -> str:
        """How a form tells of it."""
        return name_of(self.due)

    @property
    def address(self) -> str:
        """The page that records it, as `record_at` of the settings leads there."""
        parts = (self.due.key, self.due.entry.version or "", self.due.id, self.due.date.isoformat())
        return "/follow/" + "/".join(quote(part, safe="") for part in parts)

    @property
    def elsewhere(self) -> str:
        """Where what “done” does not record is done: the page that signs, else that of the document."""
        page = "sign" if self.due.kind in _SIGNED else "document"
        return "/".join(
            ("", page, *(quote(part, safe="") for part in (self.due.key, self.due.entry.version or "")))
        )

    @property
    def undo_address(self) -> str:
        return "/follow/undo?" + urlencode({"item": self.name})

    @property
    def open(self) -> bool:
        """Whether somebody is still to do it; of a document that is over nobody is."""
        return self.due.overdue or (self.due.status == "due" and not self.row.over)


def items_of(row: Row) -> list[Item]:
    """All that falls due of a row, by due date; kept with the row."""
    found: list[Item] | None = row.kept.get("items")
    if found is None:
        found = row.kept["items"] = [_item(one, row) for one in row.dues]
    return found


def _item(due: Due, row: Row) -> Item:
    called = actors_of(due)
    held = row.held.get(due.name, ())
    parties = {each.party for each in held if each.party}
    for document in due.named_by:  # of what is done nobody looked up who holds it
        parties |= {one.id for one in document.parties if one.id in due.owners}
        parties |= {one.party for one in document.roles if one.party and one.id in due.owners}
    return Item(
        due,
        row,
        owners_called(due),
        tuple(clean(called.get(each, each)) for each in sorted(filter(None, parties))),
        tuple(dict.fromkeys(clean(each.name) for each in held if each.name)),
        frozenset(folded(name) for each in held for name in names_of(each) if name),
    )


def item_named(rows: Iterable[Row], name: str) -> Item:
    """The item that a form or an address tells of. Raises `NotHere`."""
    key, _, rest = name.partition(SEPARATOR)
    duty, _, day = rest.rpartition(SEPARATOR)
    date = read_date(day)
    for row in rows:
        if row.key == key:
            for one in items_of(row):
                if one.due.id == duty and one.due.date == date:
                    return one
    raise not_here()


class Asked(Struct, frozen=True):
    """What is asked for, as the address says it; "" asks for nothing. `within`: days ahead; `by`: "owner" orders by who owes it."""

    q: str = ""
    owner: str = ""
    party: str = ""
    mine: str = ""
    by: str = ""
    within: int = 60
    year: int = 0
    page: int = 1

    @classmethod
    def of(cls, query: QueryParams, on: dt.date) -> Asked:
        """As the address says; what it says wrongly is not asked for."""
        words = {name: word(query, name) for name in ("q", "owner", "party", "mine", "by")}
        within, year = number(query, "within"), number(query, "year")
        return cls(
            **words,
            within=within if within in WITHIN else 60,
            year=year if 1900 <= year <= 9998 else on.year,
            page=max(1, number(query, "page")),
        )

    def address(self, on: dt.date, **changed: object) -> str:
        """The address that asks for the same, with these changed; what goes without saying is not said."""
        return address_of("/follow", self, Asked(year=on.year), **changed)

    def chosen(self, rows: Iterable[Row], person: str) -> list[Item]:
        """All items of those asked for, open or not, on any day."""
        words, me = self.q.casefold().split(), folded(person)
        return [
            one
            for row in rows
            if all(word in row.text for word in words)
            for one in items_of(row)
            if (not self.owner or self.owner in one.roles)
            and (not self.party or self.party in (*one.parties, *one.roles))
            and (not self.mine or me in one.people)
        ]

    def open(self, items: Iterable[Item], on: dt.date) -> list[Item]:
        """Those to be done: the overdue, the longest first, and what falls due within the time asked for."""
        until = on + dt.timedelta(days=self.within)
        found = [one for one in items if one.open and one.due.due <= until]
        return sorted(found, key=lambda one: (not one.due.overdue, one.due.due, one.due.key, one.due.id))
