"""The log file answers to no deadline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.occurrences import all_occurrences
from avtale.facts.repository import Repository
from avtale.findings import Problem
from avtale.format.dates import short
from avtale.rules.rule import problem
from avtale.source.read import Source


def check_repository(
    repository: Repository, _history: History | None = None
) -> Iterator[tuple[Source, Problem]]:
    """Look each entry up among the occurrences of its key; one with a fault of its own is told of already."""
    known: dict[tuple[str, dt.date], set[tuple[str, str, dt.date]]] = {}
    for file in repository.log.files:
        record = file.record
        if file.problems or record is None or record.occurrence is None or record.key is None:
            continue
        if not repository.log.stands(file):
            continue
        asked = (record.key, record.occurrence)
        if asked not in known:
            versions = repository.versions.get(record.key, [])
            known[asked] = {one.name for one in all_occurrences(versions, repository, record.occurrence)}
        if (record.key, record.duty or "", record.occurrence) in known[asked]:
            continue
        yield (
            file.source,
            problem(
                "/occurrence",
                f"«{record.key}» har ingen frist «{record.duty}» den {short(record.occurrence)} i noen godkjent versjon. "
                "Rett plikten eller dagen.",
                f"“{record.key}” has no deadline “{record.duty}” on {record.occurrence} in any approved version. "
                "Mend the duty or the day.",
            ),
        )
