"""A character that turns the direction of the text."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import DocumentFile, Repository
from avtale.findings import Problem
from avtale.rules.letters._said import in_document, in_others
from avtale.rules.rule import Located, RuleContext

_NB = "Det snur retningen på teksten. Slett det; finner du det ikke, så skriv ordene på nytt."
_EN = "It turns the direction of the text. Delete it; if you cannot find it, type the words anew."


def check(context: RuleContext) -> Iterator[Problem]:
    """In the file and in its name."""
    return check_unread(context.entry)


def check_unread(entry: DocumentFile) -> Iterator[Problem]:
    """The same where the file cannot be read: the character may be why."""
    return in_document(entry, "direction", _NB, _EN)


def check_repository(repository: Repository, _history: History | None = None) -> Iterator[Located]:
    """The settings, the contacts, the register and the log."""
    return in_others(repository, "direction", _NB, _EN)
