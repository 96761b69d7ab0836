"""A national identity number in the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from avtale.facts.git import History
from avtale.facts.other_files import other_files
from avtale.facts.repository import DocumentFile, Repository
from avtale.findings import Problem
from avtale.national_number import Kind, masked, numbers
from avtale.rules.privacy._shared import digits_as_zeros
from avtale.rules.rule import Located, RuleContext, strings
from avtale.source.pointer import join
from avtale.source.read import Place, Source

_KINDS: dict[Kind, tuple[str, str]] = {
    "fødselsnummer": ("fødselsnummer", "national identity number"),
    "d-number": ("D-nummer", "D-number"),
    "synthetic": ("syntetisk fødselsnummer", "synthetic national identity number"),
}


def check(context: RuleContext) -> Iterator[Problem]:
    """A fødselsnummer has no place in any document, and is never printed (docs/domain.md, "Numbers with check digits")."""
    yield from _of_file(context.entry.source)
    yield from _of_name(context.entry)


def check_unread(entry: DocumentFile) -> Iterator[Problem]:
    """The same in a document that cannot be read: no rule about documents sees it."""
    yield from _of_file(entry.source)
    yield from _of_name(entry)


def check_repository(repository: Repository, history: History | None) -> Iterator[Located]:
    """The same in every file that is no document."""
    del history
    for other in other_files(repository):
        yield from ((other.source, problem) for problem in _of_file(other.source))


def _of_file(source: Source) -> Iterator[Problem]:
    """Each number as it stands in the text, comments and keys included; one that is written with escapes, where its value is."""
    text = source.text
    told = set()
    for found in numbers(text) if b"00000" in digits_as_zeros(text) else ():
        line = text.count("\n", 0, found.start) + 1
        column = found.start - (text.rfind("\n", 0, found.start) + 1) + 1
        pointer = _pointer(source, line - 1, column - 1)
        told.add(pointer)
        yield _problem(pointer, found.kind, (line, column))
    if "\\" in text:
        for pointer, value in strings(source.data):
            for found in numbers(value) if pointer not in told else ():
                yield _problem(pointer, found.kind)


def _of_name(entry: DocumentFile) -> Iterator[Problem]:
    # A loose file is called by its whole path, and where it lies is not the document's affair.
    name = entry.path.name if PurePosixPath(entry.name).is_absolute() else entry.name
    if masked(name) != name:
        yield Problem(
            "",
            "",
            "Filnavnet har et fødselsnummer i seg. Gi filen og mappen navn uten, og ta det gamle navnet ut av git-historien.",
            "The file's name holds a national identity number. Rename the file and folder, and take the old name out of git's history.",
            place=(1, 1),
        )


def _problem(pointer: str, kind: Kind, place: tuple[int, int] | None = None) -> Problem:
    nb, en = _KINDS[kind]
    return Problem(
        "",
        pointer,
        f"Her står et {nb}. Ta det bort; er filen alt delt, må det også ut av git-historien.",
        f"Here stands a {en}. Take it away; if the file was shared, it must leave git's history as well.",
        place=place,
    )


def _pointer(source: Source, line: int, column: int) -> str:
    """The innermost value or key around a place (0-based); that of the part around it for a comment."""
    pointer, place = "", source.root
    while place is not None:
        inside = next(
            ((key, child) for key, child in place.children.items() if _holds(child, line, column)), None
        )
        if inside is None:
            break
        pointer, place = pointer + join(inside[0]), inside[1]
    return pointer


def _holds(place: Place, line: int, column: int) -> bool:
    return (place.key_line, place.key_column) <= (line, column) < (place.end_line, place.end_column)
