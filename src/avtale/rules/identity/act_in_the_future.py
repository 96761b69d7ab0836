"""Something is recorded as done on a day that has not come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.repository import Repository
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.rules.rule import Located, problem

_DONE = ("«Gjort dato» (done_on)", "“Done on” (done_on)")
_UNDONE = ("«Tatt tilbake dato» (undone_on)", "“Undone on” (undone_on)")


def check_acts(repository: Repository, today: dt.date) -> Iterator[Located]:
    """Each event and entry that can be read; the rest has a finding of its own."""
    for event in repository.register.events:
        if event.record is not None and event.record.on is not None and event.record.on > today:
            yield event.source, _describe("/on", "«Dato» (on)", "“Date” (on)", event.record.on)
    for file in repository.log.files:
        record = file.record
        if record is None:
            continue
        if record.undone_on is not None and record.undone_on > today:
            yield file.source, _describe("/undone_on", *_UNDONE, record.undone_on)
        if record.done_on is not None and record.done_on > today and repository.log.stands(file):
            yield file.source, _describe("/done_on", *_DONE, record.done_on)


def _describe(pointer: str, nb: str, en: str, day: dt.date) -> Problem:
    return problem(
        pointer,
        f"{nb}: {short(day)} har ikke kommet ennå, så det kan ikke være gjort da. Rett dagen.",
        f"{en}: {day} has not come yet, so it cannot have been done then. Correct the day.",
    )
