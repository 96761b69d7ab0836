"""Which rows are asked for: the fields of the form, as they stand in the address."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace
from starlette.datastructures import QueryParams

from avtale.desk.overview.row import Row, folded
from avtale.desk.query import address_of, number, word

PER_PAGE = 50


class Filters(Struct, frozen=True):
    """What is asked for; "" asks for nothing. `state` is one of `avtale.facts.state`, "overdue", "all", or "" for what is not over."""

    q: str = ""
    party: str = ""
    office: str = ""
    school: str = ""
    kind: str = ""
    state: str = ""
    mine: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: QueryParams) -> Filters:
        """As the address says; what it does not say, or says wrongly, is not asked for."""
        words = {name: word(query, name) for name in cls.__struct_fields__[:-1]}
        return cls(**words, page=max(1, number(query, "page")))

    @property
    def any(self) -> bool:
        """Whether anything is asked for, whichever page of it."""
        return replace(self, page=1) != Filters()

    def address(self, **changed: object) -> str:
        """The address that asks for the same, with these changed; a first page need not be named."""
        return address_of("/", self, Filters(), **changed)

    def chosen(self, rows: Iterable[Row], person: str) -> list[Row]:
        """The rows that fit, in their order; `person` is whose they are, where `mine` is asked for."""
        looked_for, me = self.q.casefold().split(), folded(person)
        return [
            row
            for row in rows
            if self._of_state(row)
            and (not self.kind or row.kind == self.kind)
            and _holds(row.parties, self.party)
            and _holds((row.office,), self.office)
            and _holds((row.school,), self.school)
            and (not self.mine or me in row.people)
            and all(word in row.text for word in looked_for)
        ]

    def _of_state(self, row: Row) -> bool:
        if self.state == "overdue":
            return bool(row.missed)
        return self.state == "all" or (row.state == self.state if self.state else not row.over)


class Choices(Struct, frozen=True):
    """What there is to choose among, sorted."""

    parties: tuple[str, ...]
    offices: tuple[str, ...]
    schools: tuple[str, ...]
    kinds: tuple[str, ...]
    states: tuple[str, ...]

    @classmethod
    def of(cls, rows: list[Row]) -> Choices:
        return cls(
            _sorted(party for row in rows for party in row.parties),
            _sorted(row.office for row in rows),
            _sorted(row.school for row in rows),
            _sorted(row.kind for row in rows),
            _sorted(row.state for row in rows),
        )


def _holds(names: Iterable[str], asked: str) -> bool:
    return not asked or any(asked.casefold() in name.casefold() for name in names)


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name}, key=str.casefold))
