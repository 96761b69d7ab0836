"""Check documents: every problem of every file in one pass."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Collection, Iterator

from msgspec.structs import replace

from avtale.facts.git import History
from avtale.facts.repository import Entry, Repository
from avtale.findings import Finding, Problem
from avtale.national_number import masked
from avtale.rules.report import Report
from avtale.rules.rule import Facts, Rule, rules
from avtale.rules.silences import Silences
from avtale.source.read import Source

_LONGEST_MESSAGE = 600
_COMMANDS = ("Cc", "Cf", "Cs", "Zl", "Zp")  # control and direction characters


def check(
    repository: Repository,
    *,
    on: dt.date,
    lang: str = "nb",
    only: Collection[Entry] | None = None,
    history: History | None = None,
    today: dt.date | None = None,
) -> Report:
    """Check a repository, or only some of its documents, on the day `on`; messages in `lang` ("nb" or "en").

    Cross-file rules always see the whole repository. The settings and the register are checked
    only when no document was named. `history` is what git remembers (`avtale.facts.git`); without
    it the register is not compared with what it was. `today` is the day by the calendar, where `on` is another:
    nothing can have been done after it.
    """
    wanted = (*repository.entries, *repository.plans) if only is None else tuple(only)
    findings: list[Finding] = []
    sources: dict[str, Source] = {}
    silences = Silences(repository, on)
    for entry in wanted:
        _remember(sources, entry.source)
        problems = entry_problems(entry, repository, on, silences)
        findings += (finding(problem, entry.source, lang) for problem in problems)
    if only is None:
        for source, problem in (*_other_files(repository, history, today or on), *silences.idle()):
            _remember(sources, source)
            findings.append(finding(problem, source, lang))
    return Report(len(wanted), tuple(sorted(set(findings))), sources)


def entry_problems(
    entry: Entry, repository: Repository, on: dt.date, silences: Silences | None = None
) -> list[Problem]:
    """Every problem of one document: of its file, of its schema, and of the rules, silences taken into account.

    `silences` remembers over several documents which silences of the settings were of use.
    """
    found = list(entry.problems)
    if entry.document is None:
        unread = [(rule, rule.check_unread) for rule in rules().values() if rule.check_unread is not None]
        return found + [replace(problem, code=rule.code) for rule, look in unread for problem in look(entry)]
    facts = Facts(entry, entry.document, repository, on)
    told = [problem for rule in rules().values() for problem in _of_rule(rule, facts)]
    kept = (silences or Silences(repository, on)).of(told, entry)
    # An id that names nothing is told with the ids there are; that it has the form of none is no second fault.
    unknown = {problem.pointer for problem in kept if problem.code == "unknown-actor"}
    found = [
        problem for problem in found if problem.code != "schema-pattern" or problem.pointer not in unknown
    ]
    return found + kept


def _of_rule(rule: Rule, facts: Facts) -> Iterator[Problem]:
    if rule.check is not None:
        yield from (replace(problem, code=rule.code) for problem in rule.check(facts))


def _other_files(
    repository: Repository, history: History | None, today: dt.date
) -> Iterator[tuple[Source, Problem]]:
    if repository.settings_source is not None:
        yield from ((repository.settings_source, problem) for problem in repository.settings_problems)
    if repository.contacts.source is not None:
        yield from ((repository.contacts.source, problem) for problem in repository.contacts.problems)
    for event in repository.register.events:
        yield from ((event.source, problem) for problem in event.problems)
    for file in repository.log.files:
        yield from ((file.source, problem) for problem in file.problems)
    for rule in rules().values():
        if rule.check_repository is not None:
            for source, problem in rule.check_repository(repository, history):
                yield source, replace(problem, code=rule.code)
        if rule.check_acts is not None:
            for source, problem in rule.check_acts(repository, today):
                yield source, replace(problem, code=rule.code)


def finding(problem: Problem, source: Source, lang: str) -> Finding:
    """The problem told in `lang`, with its place in `source`, its severity and its help page.

    No part of it holds a national number: neither the message, nor the name of the file, nor a key in the pointer.
    """
    line, column = problem.place or source.position(problem.pointer, on_key=problem.on_key)
    rule = rules()[problem.code]
    return Finding(
        masked(source.name),
        line,
        column,
        problem.code,
        problem.severity or rule.severity,
        masked(_one_line(problem.text(lang))),  # without what a terminal obeys, it may show a number
        masked(problem.pointer),
        f"docs/findings/{problem.code}.md",
        problem.about,
    )


def _remember(sources: dict[str, Source], source: Source) -> None:
    """Keep a file under the name that findings give it; of two that only differ in a hidden number, no line is shown."""
    name = masked(source.name)
    taken = name in sources and sources[name] is not source
    sources[name] = Source(name) if taken else source


def _one_line(message: str) -> str:
    """The message without what a terminal would obey, and not endlessly long: it quotes what the author wrote."""
    shown = "".join(" " if unicodedata.category(char) in _COMMANDS else char for char in message)
    if len(shown) <= _LONGEST_MESSAGE:
        return shown
    return f"{shown[: _LONGEST_MESSAGE // 2]} … {shown[-_LONGEST_MESSAGE // 2 :]}"
