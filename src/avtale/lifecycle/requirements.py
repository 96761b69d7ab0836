"""What several steps ask before they record anything: of the document, and of the words that are to be kept for ever."""

from __future__ import annotations

from avtale.errors import StateError, UsageError
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.model import Document, FollowUpPlan
from avtale.format.persons import honest_name
from avtale.message import Message
from avtale.national_number import numbers

REGISTER = Message("registeret", "the register")
LOG = Message("loggen", "the log")
SHOWN = Message("vises", "shown")


def require_in_repository(entry: DocumentFile, repository: Repository) -> None:
    """Raise `UsageError` for a file outside the repository, where there is nothing to record it in."""
    if repository.root is None or repository.at(entry.path) is None:
        raise UsageError(
            nb=f"{entry.name} ligger ikke i en samling. Lag en med «avtale init», og legg filen der.",
            en=f"{entry.name} lies in no repository. Make one with “avtale init” and put the file there.",
        )


def require_sound(entry: DocumentFile) -> Document:
    """The document in the file. Raises `StateError` where there is none, or it has errors."""
    if entry.document is None or entry.problems or not entry.key or not entry.version:
        raise StateError(
            nb=f"{entry.name} har feil. Kjør «avtale check {entry.name}» og rett dem først.",
            en=f"{entry.name} has errors. Run “avtale check {entry.name}” and mend them first.",
        )
    return entry.document


def require_document(entry: DocumentFile, done: Message) -> Document:
    """The document in the file, whatever else is wrong with it. Raises `StateError` where there is none: it cannot be `done` ("shown")."""
    if entry.document is None:
        raise no_document(entry, done)
    return entry.document


def no_document(entry: DocumentFile, done: Message) -> StateError:
    """To say where nothing can be `done` with a file, for it is no document, and why."""
    first = entry.problems[0] if entry.problems else None
    return StateError(
        nb=f"{entry.name} kan ikke {done.nb}: {first.nb if first else 'filen er ikke noe dokument.'}",
        en=f"{entry.name} cannot be {done.en}: {first.en if first else 'the file is no document.'}",
    )


def refuse_plan(entry: DocumentFile, nb: str, en: str, where: Message = REGISTER) -> None:
    """Raise `StateError` for a plan, which stays with the youth; `nb` and `en` say what is done with it instead."""
    if isinstance(entry.document, FollowUpPlan):
        raise StateError(
            nb=f"En oppfølgingsplan registreres aldri i {where.nb}. {nb}",
            en=f"A follow-up plan is never kept in {where.en}. {en}",
        )


def require_name(by: str) -> str:
    """The name of whoever does it, as it is recorded. Raises `UsageError` where it is missing or not what it looks like."""
    by = honest_name(by)
    if not by:
        raise UsageError(
            nb="Navnet på den som gjør det (--by), mangler.",
            en="The name of whoever does it (--by) is missing.",
        )
    return by


def refuse_numbers(*texts: object) -> None:
    """Raise `StateError` for words with a national identity number, which could never be taken out again."""
    if any(next(numbers(str(text)), None) for text in texts if text):
        raise StateError(
            nb="Her står et fødselsnummer. Det som er registrert, endres aldri, så det kan ikke tas bort siden. Skriv det uten nummeret.",
            en="This holds a national identity number. What is recorded is never changed, so it could not be taken out later. "
            "Write it without the number.",
        )
