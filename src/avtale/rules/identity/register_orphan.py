"""The register concerns a document that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.rules.rule import Located, problem


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """A file that cannot be read counts by its name: its own finding tells of it."""
    known = {(entry.key, entry.version) for entry in repository.entries}
    unread = {entry.path.stem for entry in repository.entries if entry.document is None}
    for event in repository.register.events:
        record = event.record
        if record is None or event.problems or (record.key, record.version) in known:
            continue
        if f"{record.key}-{record.version}" in unread:
            continue
        yield (
            event.source,
            problem(
                "/key",
                f"«Nøkkel» (key): samlingen har ikke {record.key}@{record.version}. Hent filen tilbake fra git.",
                f"“Key” (key): the repository has no {record.key}@{record.version}. Restore the file from git.",
            ),
        )
