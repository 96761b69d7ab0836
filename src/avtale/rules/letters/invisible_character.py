"""A character that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.git import History
from avtale.facts.repository import DocumentFile, Repository
from avtale.findings import Problem, Severity
from avtale.rules.letters._said import describe_spot, in_file_name, in_others, is_running, kind_in, spotted
from avtale.rules.rule import Located, RuleContext
from avtale.source.letters import Spot

_NB = "Det synes ikke. Slett det med «avtale check --fix», eller skriv ordet på nytt."
_EN = "Nobody sees it. Delete it with “avtale check --fix”, or type the word anew."


def check(context: RuleContext) -> Iterator[Problem]:
    """In the file and in its name."""
    return check_unread(context.entry)


def check_unread(entry: DocumentFile) -> Iterator[Problem]:
    """The same where the file cannot be read; where the schema has named the character already, that is enough."""
    named = {problem.pointer for problem in entry.problems if problem.character}
    name = kind_in(entry.source)
    yield from in_file_name(entry.name, "invisible", _NB, _EN)
    for spot, many in spotted(entry.source, "invisible"):
        if not spot.pointer or spot.pointer not in named:
            yield describe_spot(spot, many, name, _NB, _EN, _severity(spot, name))


def check_repository(repository: Repository, _history: History | None = None) -> Iterator[Located]:
    """The settings, the contacts, the register and the log."""
    return in_others(repository, "invisible", _NB, _EN)


def _severity(spot: Spot, name: str) -> Severity | None:
    """A soft hyphen shows where a long word may be parted; in running text, and in a comment, it does no harm."""
    harmless = spot.where == "comment" or (
        spot.where == "value" and bool(name) and is_running(name, spot.pointer)
    )
    return "warning" if harmless and spot.char == "\xad" else None
