"""Check documents: every problem of every file in one pass."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from avtale.facts.git import History
from avtale.facts.repository import Entry, Repository
from avtale.findings import Finding, Problem
from avtale.format.model import Document, Silence
from avtale.rules.rule import Facts, Rule, fault, rules
from avtale.source.read import Source


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, sorted by file and place.

    `checked` counts document files; `sources` holds each file's text for reporters that show a line.
    """

    checked: int
    findings: tuple[Finding, ...]
    sources: dict[str, Source] = field(default_factory=dict)

    def count(self, severity: str) -> int:
        return sum(finding.severity == severity for finding in self.findings)


def check(
    repository: Repository,
    *,
    on: dt.date,
    lang: str = "nb",
    only: Collection[Entry] | None = None,
    history: History | None = None,
) -> Report:
    """Check a repository, or only some of its documents, on the day `on`; messages in `lang` ("nb" or "en").

    Cross-file rules always see the whole repository. The settings and the register are checked
    only when no document was named. `history` is what git remembers (`avtale.facts.git`); without
    it the register is not compared with what it was.
    """
    wanted = repository.entries if only is None else tuple(only)
    findings: list[Finding] = []
    sources: dict[str, Source] = {}
    for entry in wanted:
        sources[entry.name] = entry.source
        findings += (
            finding(problem, entry.source, lang) for problem in entry_problems(entry, repository, on)
        )
    if only is None:
        for source, problem in _other_files(repository, history):
            sources[source.name] = source
            findings.append(finding(problem, source, lang))
    return Report(len(wanted), tuple(sorted(set(findings))), sources)


def entry_problems(entry: Entry, repository: Repository, on: dt.date) -> list[Problem]:
    """Every problem of one document: of its file, of its schema, and of the rules, silences taken into account."""
    found = list(entry.problems)
    if entry.document is None:
        return found
    facts = Facts(entry, entry.document, repository, on)
    told = [problem for rule in rules().values() for problem in _of_rule(rule, facts)]
    kept, used = _silenced(told, entry.document, on)
    return found + kept + _idle_silences(entry.document, used, on)


def _of_rule(rule: Rule, facts: Facts) -> Iterator[Problem]:
    if rule.check is not None:
        yield from (replace(problem, code=rule.code) for problem in rule.check(facts))


def _silenced(problems: list[Problem], document: Document, on: dt.date) -> tuple[list[Problem], set[str]]:
    """The problems no silence covers, and the pointers of the silences that covered one."""
    kept, used = [], set()
    for problem in problems:
        silence = next((s for s in document.silences if _covers(s, problem, on)), None)
        if silence is None:
            kept.append(problem)
        else:
            used.add(silence.pointer)
    return kept, used


def _covers(silence: Silence, problem: Problem, on: dt.date) -> bool:
    if silence.code != problem.code or not silence.reason or (silence.until and silence.until < on):
        return False
    at = silence.at or ""
    return problem.pointer == at or problem.pointer.startswith(f"{at}/") or not at


def _idle_silences(document: Document, used: set[str], on: dt.date) -> list[Problem]:
    found = []
    for silence in document.silences:
        if silence.pointer in used or not silence.code:
            continue
        ended = silence.until is not None and silence.until < on
        nb = (
            f"Unntaket for «{silence.code}» gikk ut {silence.until}. Rett funnet, eller gi unntaket en ny dato og grunn."
            if ended
            else f"Unntaket for «{silence.code}» stilner ikke noe funn. Slett det."
        )
        en = (
            f"The silence of “{silence.code}” ended {silence.until}. Mend the finding, or give a new date and reason."
            if ended
            else f"The silence of “{silence.code}” silences nothing. Delete it."
        )
        found.append(replace(fault(silence.pointer, nb, en), code="silence-unused"))
    return found


def _other_files(repository: Repository, history: History | None) -> Iterator[tuple[Source, Problem]]:
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


def finding(problem: Problem, source: Source, lang: str) -> Finding:
    """The problem told in `lang`, with its place in `source`, its severity and its help page."""
    line, column = problem.place or source.position(problem.pointer, on_key=problem.on_key)
    rule = rules()[problem.code]
    return Finding(
        source.name,
        line,
        column,
        problem.code,
        problem.severity or rule.severity,
        problem.text(lang),
        problem.pointer,
        f"docs/findings/{problem.code}.md",
    )
