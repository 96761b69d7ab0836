"""The files of a repository that are no documents."""

from __future__ import annotations

from msgspec import Struct

from avtale.facts.repository import Repository
from avtale.findings import Problem
from avtale.source.read import Source


class OtherFile(Struct, frozen=True):
    """A file of the repository that is no document: as read, the name of its schema, and what keeps it from counting."""

    source: Source
    schema: str
    problems: tuple[Problem, ...]


def other_files(repository: Repository) -> list[OtherFile]:
    """What lies beside the documents: the register, the log, the comments, the settings and the contacts."""
    found = [OtherFile(one.source, "register_event", one.problems) for one in repository.register.events]
    found += (OtherFile(one.source, "log_entry", one.problems) for one in repository.log.files)
    found += (OtherFile(one.source, "comment", one.problems) for one in repository.comments.files)
    if repository.settings_source is not None:
        found.append(OtherFile(repository.settings_source, "settings", repository.settings_problems))
    if repository.contacts.source is not None:
        found.append(OtherFile(repository.contacts.source, "contacts", repository.contacts.problems))
    return found
