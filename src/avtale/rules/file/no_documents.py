"""The repository has no documents."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.rules.rule import Located, problem


def check_repository(repository: Repository, _history: History | None) -> Iterator[Located]:
    """Plans count too: they are documents, and are checked."""
    if repository.settings_source is not None and not repository.entries and not repository.plans:
        yield (
            repository.settings_source,
            problem(
                "",
                "Samlingen har ingen dokumenter, så ingenting er sjekket. Lag et med «avtale new», eller pek på riktig "
                "samling med --repo.",
                "The repository has no documents, so nothing was checked. Make one with “avtale new”, or point at the right "
                "repository with --repo.",
            ),
        )
