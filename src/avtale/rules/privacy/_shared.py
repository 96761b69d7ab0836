"""What the rules on privacy share: the files that are no documents, and a first look that is cheap."""

from __future__ import annotations

from functools import lru_cache

from avtale.facts.repository import Repository
from avtale.national_number import shape
from avtale.source.read import Source


def other_files(repository: Repository) -> list[Source]:
    """The files beside the documents: the settings, the contacts, the register, the log and the comments."""
    listed = [
        repository.settings_source,
        repository.contacts.source,
        *(event.source for event in repository.register.events),
        *(file.source for file in repository.log.files),
        *(file.source for file in repository.comments.files),
    ]
    return [source for source in listed if source is not None]


@lru_cache(maxsize=2)  # each rule in turn asks for the same file
def digits_as_zeros(text: str) -> bytes:
    """The shape of a file's text (`avtale.national_number.shape`), found once."""
    return shape(text)
