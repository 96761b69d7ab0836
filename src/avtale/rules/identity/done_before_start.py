"""Something is recorded as done before the duty began."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.decided import entry_span
from avtale.facts.git import History
from avtale.facts.occurrences import began
from avtale.facts.register import Event
from avtale.facts.repository import Repository
from avtale.format.dates import short
from avtale.format.model import RegisterEvent
from avtale.rules.rule import Located, problem

_ENDINGS = ("termination", "ending", "withdrawal", "closing")


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """Each entry that counts, held against the first day its duty was anybody's; what ends a version, against its approval.

    For a transcription against its first day: notice may have been given before it was taken over.
    """
    yield from _ended_before_approval(repository)
    for file in repository.log.files:
        record = file.record
        if file.problems or record is None or record.done_on is None or record.even_so:
            continue
        if not repository.log.stands(file):
            continue
        first = began(repository.versions.get(record.key or "", ()), repository, record.duty or "")
        if first is not None and record.done_on < first:
            yield (
                file.source,
                problem(
                    "/done_on",
                    f"«Gjort dato» (done_on): {short(record.done_on)} er før «{record.duty}» begynte å gjelde, {short(first)}. "
                    "Rett dagen. Er den riktig likevel, skriv «even_so: true».",
                    f"“Done on” (done_on): {record.done_on} is before “{record.duty}” began, {first}. "
                    "Correct the day. Where it is right even so, write “even_so: true”.",
                ),
            )


def _ended_before_approval(repository: Repository) -> Iterator[Located]:
    for event in repository.register.events:
        record = event.record
        if event.problems or record is None or record.on is None or record.event not in _ENDINGS:
            continue
        approval = repository.register.approval(record.key, record.version)
        if approval is None:
            yield from _ended_before_start(event, record, repository)
        elif approval.on is not None and record.on < approval.on:
            yield (
                event.source,
                problem(
                    "/on",
                    f"«Dato» (on): {short(record.on)} er før {record.key}@{record.version} ble godkjent, {short(approval.on)}, "
                    "så den kan ikke ha tatt slutt da. Rett dagen.",
                    f"“Date” (on): {record.on} is before {record.key}@{record.version} was approved, {approval.on}, "
                    "so it cannot have come to an end then. Correct the day.",
                ),
            )


def _ended_before_start(event: Event, record: RegisterEvent, repository: Repository) -> Iterator[Located]:
    versions = repository.versions.get(record.key or "", ())
    entry = next((one for one in versions if one.version == record.version), None)
    if entry is None or not entry.transcribed:
        return
    start = entry_span(entry, repository).start
    if start is not None and record.on is not None and record.on < start:
        yield (
            event.source,
            problem(
                "/on",
                f"«Dato» (on): {short(record.on)} er før {entry} begynte å gjelde, {short(start)}, "
                "så den kan ikke ha tatt slutt da. Rett dagen.",
                f"“Date” (on): {record.on} is before {entry} began, {start}, so it cannot have come to an end then. "
                "Correct the day.",
            ),
        )
