"""The end comes before the beginning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.format.model import Name, Part, Reference, Span, Validity
from avtale.partial_date import PartialDate, on
from avtale.rules.dates._amended import also_amended
from avtale.rules.rule import Located, RuleContext, problem


def check(context: RuleContext) -> Iterator[Problem]:
    """Of an amendment also what it makes of the dates of the agreement."""
    yield from also_amended(context, _of)


def _of(context: RuleContext) -> Iterator[Problem]:
    """Every span of days in the document."""
    spans: tuple[Validity | Span | Name, ...] = (
        *context.all(Validity),
        *context.all(Span),
        *context.all(Name),
    )
    for part in spans:
        yield from _reversed(part, _known(part.from_), _known(part.to), "from", "to")
    for reference in context.all(Reference):
        start, end = reference.in_force_from, reference.in_force_to
        yield from _reversed(reference, _known(start), _known(end), "in_force_from", "in_force_to")


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """The school holidays of the settings, and the spans in which people hold a role."""
    book = repository.contacts
    for source, parts in (
        (repository.settings_source, repository.settings.school_calendar),
        (None if book.problems else book.source, book.entries),
    ):
        if source is not None:
            for part in parts:
                for one in _reversed(part, _known(part.from_), _known(part.to), "from", "to"):
                    yield source, one


def _known(day: dt.date | PartialDate | None) -> PartialDate | None:
    return on(day) if isinstance(day, dt.date) else day


def _reversed(
    part: Part, start: PartialDate | None, end: PartialDate | None, first: str, last: str
) -> Iterator[Problem]:
    if start is None or end is None or start.first <= end.last:
        return
    nb, en = ("Gjelder til", "Valid to") if isinstance(part, Validity) else ("Til", "To")
    yield problem(
        f"{part.pointer}/{last}",
        f"«{nb}» ({last}) er {short(end)}, før «fra» ({first}), som er {short(start)}. Rett den datoen som er feil.",
        f"“{en}” ({last}) is {end}, before “from” ({first}), which is {start}. Correct the one that is wrong.",
    )
