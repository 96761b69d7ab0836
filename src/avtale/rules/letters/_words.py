"""Which words of a file deceive, for the rules about scripts and digits."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from avtale.facts.other_files import other_files
from avtale.facts.repository import DocumentFile, Repository
from avtale.findings import Problem, Severity
from avtale.format.scripts import Deception, deceptions
from avtale.rules.letters._said import is_running, kind_in, label, severity_in
from avtale.rules.rule import strings
from avtale.source.read import Source

_QUIET = "/silences/"


class Found(Struct, frozen=True):
    """One word that deceives, and the value it stands in; "" as pointer is the name of the file."""

    deception: Deception
    pointer: str
    place: tuple[int, int] | None
    label_nb: str
    label_en: str
    severity: Severity | None

    def problem(self, nb: str, en: str) -> Problem:
        return Problem(
            "",
            self.pointer,
            f"{self.label_nb}: {nb}",
            f"{self.label_en}: {en}",
            place=self.place,
            severity=self.severity,
        )


def in_document(entry: DocumentFile) -> Iterator[Found]:
    """Every such word of a document and of its name."""
    yield from _in_name(entry.name)
    named = {
        problem.pointer for problem in entry.problems if problem.character
    }  # the schema has told of it already
    yield from (
        found for found in _in(entry.source, kind_in(entry.source), None) if found.pointer not in named
    )


def in_others(repository: Repository) -> Iterator[tuple[Source, Found]]:
    """The same for every file that is no document."""
    for other in other_files(repository):
        found = _in(other.source, other.schema, severity_in(other.schema))
        yield from ((other.source, each) for each in found)


def _in_name(name: str) -> Iterator[Found]:
    for one in deceptions(name.rpartition("/")[2], name=True):
        yield Found(one, "", (1, 1), "Navnet på filen", "The name of the file", None)


def _in(source: Source, name: str, severity: Severity | None) -> Iterator[Found]:
    if not source.unusual and "\\" not in source.text:
        return
    for pointer, said in strings(source.data):
        if said.isascii() or pointer.startswith(_QUIET):
            continue
        running = is_running(name, pointer)
        for one in deceptions(said, name=not running):
            yield Found(
                one,
                pointer,
                _place(source, pointer, one),
                label(name, pointer, "nb"),
                label(name, pointer, "en"),
                severity or ("warning" if running else None),
            )


def _place(source: Source, pointer: str, one: Deception) -> tuple[int, int] | None:
    """Where the word's character stands in the file; None where it cannot be told, as for an escape."""
    place = source.place(pointer)
    if place is None:
        return None
    lines = source.lines
    for number in range(place.line, min(place.end_line + 1, len(lines))):
        start = place.column if number == place.line else 0
        at = lines[number].find(one.char, start)
        if at >= 0:
            return number + 1, at + 1
    return None
