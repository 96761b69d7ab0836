"""A character that the font does not have."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.other_files import other_files
from avtale.facts.repository import Repository
from avtale.findings import Problem
from avtale.format.drawable import first_undrawn, undrawn
from avtale.format.scripts import deceptions
from avtale.rules.rule import Located, RuleContext, strings
from avtale.source.lines import BREAK, end_of
from avtale.source.read import Source

_SHOWN = 5
_NOT_PRINTED = ("/silences",)


def check(context: RuleContext) -> Iterator[Problem]:
    """Every text of the document but its silences; comments are printed nowhere."""
    yield from _of_file(context.entry.source)


def check_repository(repository: Repository, history: History | None) -> Iterator[Located]:
    """The owner's names, the people of contacts.yaml and those of the register: they stand in headers and tables."""
    del history
    for other in other_files(repository):
        if other.schema in ("settings", "contacts", "register_event"):
            below = "/owner" if other.schema == "settings" else ""
            yield from ((other.source, problem) for problem in _of_file(other.source, below=below))


def _of_file(source: Source, *, below: str = "") -> Iterator[Problem]:
    text = source.text
    if "\\" not in text and first_undrawn(text) is None:
        return
    for pointer, value in strings(source.data):
        if not pointer.startswith(below) or pointer.startswith(_NOT_PRINTED):
            continue
        missing = [letter for letter in undrawn(value) if not _told_elsewhere(letter, value)]
        if missing:
            yield _problem(source, pointer, missing)


def _told_elsewhere(letter: str, text: str) -> bool:
    """Controls and what cannot be seen have rules of their own, and so have letters and digits in another form."""
    if unicodedata.category(letter)[0] == "C" or letter in "\u2028\u2029":
        return unicodedata.category(letter) != "Cn"
    plain = unicodedata.normalize("NFKC", letter)
    return plain.isascii() and plain.isalnum() and any(deceptions(text, name=False))


def _problem(source: Source, pointer: str, missing: list[str]) -> Problem:
    named = ", ".join(_named(letter) for letter in missing[:_SHOWN])
    more = len(missing) - _SHOWN
    nb = f"Skriften har ikke {named}{f' og {more} tegn til' if more > 0 else ''}. Skriv det med ord, eller bytt tegn."
    en = (
        f"The font does not have {named}{f' and {more} more' if more > 0 else ''}. "
        "Say it in words, or use another character."
    )
    return Problem("", pointer, nb, en, place=_place(source, pointer, missing[0]))


def _named(letter: str) -> str:
    code = f"U+{ord(letter):04X}"
    return f"{letter} ({code})" if letter.isprintable() else code


def _place(source: Source, pointer: str, letter: str) -> tuple[int, int] | None:
    """Where the letter itself stands; None where it is written as an escape, then the value's place is told."""
    place = source.place(pointer)
    if place is None:
        return None
    starts = [0, *(end.end() for end in BREAK.finditer(source.text))]
    begin = starts[place.line] + place.column
    end = starts[place.end_line] + place.end_column if place.end_line < len(starts) else len(source.text)
    at = source.text.find(letter, begin, end)
    return None if at < 0 else end_of(source.text[:at])
