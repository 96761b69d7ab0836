"""A sign has taken a word with it."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.other_files import other_files
from avtale.facts.repository import Repository
from avtale.findings import Problem, Severity
from avtale.national_number import masked
from avtale.rules.letters._said import severity_in
from avtale.rules.rule import Located, RuleContext
from avtale.source.anchors import Swallowed, swallowed

_MANY = 40  # characters of what is gone that a message quotes


def check(context: RuleContext) -> Iterator[Problem]:
    """Where nothing refers to it."""
    return (_describe(each, None) for each in swallowed(context.entry.source.text))


def check_repository(repository: Repository, _history: History | None = None) -> Iterator[Located]:
    """The settings, the contacts, the register and the log."""
    for other in other_files(repository):
        severity = severity_in(other.schema)
        yield from ((other.source, _describe(each, severity)) for each in swallowed(other.source.text))


def _describe(one: Swallowed, severity: Severity | None) -> Problem:
    word = masked(one.word)
    shown = word if len(word) <= _MANY else f"{word[:_MANY].rstrip()} …"
    return Problem(
        "",
        "",
        f"«{shown}» er ikke med i teksten: {one.sign} først har en egen betydning i YAML. Sett hele teksten i anførselstegn.",
        f"“{shown}” is no part of the text: {one.sign} first has a meaning of its own in YAML. Put the whole text in quotes.",
        place=(one.line, one.column),
        severity=severity,
    )
