"""The logo cannot be used."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.logo import logo
from avtale.facts.repository import Repository
from avtale.message import Message
from avtale.rules.rule import Located, problem


def check_repository(repository: Repository, history: History | None) -> Iterator[Located]:
    """The logo of the settings."""
    del history
    found = logo(repository)
    if isinstance(found, Message) and repository.settings_source is not None:
        yield repository.settings_source, problem("/rendering/logo/file", found.nb, found.en)
