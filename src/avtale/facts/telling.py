"""What is to be told to whom on a day: the one question that mail, check and the desk ask of the agenda."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from avtale.facts.agenda import agenda
from avtale.facts.due import Due
from avtale.facts.holders import RoleHolder, holders
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.validity import after
from avtale.format.values import Period

_FURTHEST = Period(2, "year")
"""No lead time reaches further; what an author gives a longer one is told from then on."""


class Telling(Struct, frozen=True):
    """One item, and those who owe it on the day; one of them without a name and an address where nobody is known."""

    due: Due
    holders: tuple[RoleHolder, ...]


def to_tell(
    repository: Repository,
    on: dt.date,
    *,
    entries: Iterable[DocumentFile] | None = None,
    plans: bool = False,
) -> list[Telling]:
    """What is overdue on the day, and what lies within its lead time; by due date.

    Asked every day, each item is there from the first day of its lead time until it is recorded, so that whoever remembers
    by `Due.name` what was told, tells each once.
    """
    found = agenda(repository, on, entries=entries, last=after(on, _FURTHEST), plans=plans)
    return [Telling(one, holders(one, repository, on)) for one in found if one.overdue or one.near(on)]
