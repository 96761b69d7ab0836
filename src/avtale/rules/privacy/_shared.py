"""The files of a repository that are no documents."""

from __future__ import annotations

from avtale.facts.repository import Repository
from avtale.source.read import Source


def other_files(repository: Repository) -> list[Source]:
    """The files beside the documents: the settings, the contacts, the register and the log."""
    listed = [
        repository.settings_source,
        repository.contacts.source,
        *(event.source for event in repository.register.events),
        *(file.source for file in repository.log.files),
    ]
    return [source for source in listed if source is not None]
