"""A digit that is not 0 to 9."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import Repository
from avtale.findings import Problem
from avtale.rules.letters._words import Found, in_document, in_others
from avtale.rules.rule import Located, RuleContext


def check(context: RuleContext) -> Iterator[Problem]:
    """In the values, and in the name of the file."""
    return (_describe(found) for found in in_document(context.entry) if found.deception.reason == "digit")


def check_repository(repository: Repository, _history: History | None = None) -> Iterator[Located]:
    """The settings, the contacts, the register and the log."""
    for source, found in in_others(repository):
        if found.deception.reason == "digit":
            yield source, _describe(found)


def _describe(found: Found) -> Problem:
    one = found.deception
    return found.problem(
        f"har U+{ord(one.char):04X}, et siffer som ser ut som eller står for {one.looks}. Skriv tallet med 0 til 9.",
        f"has U+{ord(one.char):04X}, a digit that looks like or stands for {one.looks}. Write the number with 0 to 9.",
    )
