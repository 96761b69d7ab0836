"""Check documents: every problem of every file in one pass."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from types import EllipsisType

from msgspec.structs import replace

from avtale.catalogue.finding import finding
from avtale.catalogue.report import Report
from avtale.facts.git import History
from avtale.facts.git import history as ask_git
from avtale.facts.other_files import other_files
from avtale.facts.repository import DocumentFile, Repository
from avtale.findings import Finding, Problem
from avtale.locales import require_language
from avtale.national_number import masked
from avtale.rules.consequences import without_consequences
from avtale.rules.rule import Finder, RuleContext, finders
from avtale.rules.since import Decided, bounded
from avtale.rules.spread import spread
from avtale.rules.suppressions import Suppressions
from avtale.source.read import Source


def check(
    repository: Repository,
    *,
    on: dt.date,
    lang: str = "nb",
    only: Collection[DocumentFile] | None = None,
    history: History | EllipsisType | None = ...,
    base: str | None = None,
    targets: Sequence[str] = (),
    today: dt.date | None = None,
    workers: int = 1,
) -> Report:
    """Check a repository, or only some of its documents, on the day `on`; messages in `lang` ("nb" or "en").

    Cross-file rules always see the whole repository. The settings and the register are checked
    only when no document was named. Git is then asked what it remembers of the register: compared with the revision
    `base`, else with the main branch and those of `targets` (branches or commits that CI says a change goes into).
    `history` is that answer where it is known already, or None for no comparison.
    `today` is the day by the calendar, where `on` is another: nothing can have been done after it.
    `workers` is how many processes may share a large check; more than one only where no other thread runs.
    Raises `UsageError` for a `base` that git does not know, and for an unknown language.
    """
    require_language(lang)
    wanted = (*repository.entries, *repository.plans) if only is None else tuple(only)
    findings: list[Finding] = []
    sources: dict[str, Source] = {}
    silences = Suppressions(repository, on)
    if history is ... and only is None:
        history = remembered(repository, base, targets)
    decided = Decided(repository, None if history is ... else history)
    for entry in wanted:
        _remember(sources, entry.source)

    def judged(part: range) -> tuple[list[Finding], set[str], set[str]]:
        own = Suppressions(repository, on)
        found = [
            finding(problem, wanted[number].source, lang)
            for number in part
            for problem in entry_problems(wanted[number], repository, on, own, decided)
        ]
        return found, own.used, own.ended

    for found, used, ended in spread(judged, len(wanted), workers):
        findings += found
        silences.used |= used
        silences.ended |= ended
    if only is not None:
        return Report(len(wanted), tuple(sorted(set(findings))), sources)
    assert history is not ...
    of_source = {id(entry.source): entry for entry in wanted}
    for source, problem in (*_other_files(repository, history, today or on), *silences.idle()):
        _remember(sources, source)
        about = of_source.get(id(source))
        told = problem if about is None else bounded(problem, about, repository, decided)
        findings.append(finding(told, source, lang))
    return Report(len(wanted), tuple(sorted(set(findings))), sources, _not_compared(history, lang))


def remembered(
    repository: Repository, base: str | None = None, targets: Sequence[str] = ()
) -> History | None:
    """What git remembers of a repository's register, compared as its settings say; None for loose files and outside git.

    `base` and `targets` as in `avtale.facts.git.history`, which see for what is raised.
    """
    if repository.root is None:
        return None
    return ask_git(repository.root, base=base, branch=repository.settings.main_branch, targets=targets)


def _not_compared(history: History | None, lang: str) -> tuple[str, ...]:
    if history is None:
        return ()
    whole = [history.trouble.text(lang)] if history.trouble is not None else []
    return (*whole, *(path for path, change in history.changed if change == "unknown"))


def entry_problems(
    entry: DocumentFile,
    repository: Repository,
    on: dt.date,
    silences: Suppressions | None = None,
    decided: Decided | None = None,
) -> list[Problem]:
    """Every problem of one document: of its file, of its schema, and of the rules, silences taken into account.

    `silences` remembers over several documents which silences of the settings were of use, `decided` which approvals git has.
    """
    found = list(entry.problems)
    if entry.document is None:
        unread = [
            (finder, finder.check_unread) for finder in finders().values() if finder.check_unread is not None
        ]
        found += [replace(problem, code=finder.code) for finder, look in unread for problem in look(entry)]
        return [bounded(problem, entry, repository, decided) for problem in found]
    context = RuleContext(entry, entry.document, repository, on)
    told = [problem for finder in finders().values() for problem in _of_rule(finder, context)]
    told = without_consequences(told, entry, lambda other: _judged(other, repository, on))
    kept = (silences or Suppressions(repository, on)).of(told, entry)
    # An id that names nothing is told with the ids there are; that it has the form of none is no second fault.
    unknown = {problem.pointer for problem in kept if problem.code == "unknown-actor"}
    found = [
        problem for problem in found if problem.code != "schema-pattern" or problem.pointer not in unknown
    ]
    return [bounded(problem, entry, repository, decided) for problem in found + kept]


def _judged(entry: DocumentFile, repository: Repository, on: dt.date) -> list[Problem]:
    """What the rules would find, were this the document."""
    if entry.document is None:
        return []
    context = RuleContext(entry, entry.document, repository, on)
    return [problem for finder in finders().values() for problem in _of_rule(finder, context)]


def _of_rule(finder: Finder, context: RuleContext) -> Iterator[Problem]:
    if finder.check is not None:
        yield from (replace(problem, code=finder.code) for problem in finder.check(context))


def _other_files(
    repository: Repository, history: History | None, today: dt.date
) -> Iterator[tuple[Source, Problem]]:
    for other in other_files(repository):
        yield from ((other.source, problem) for problem in other.problems)
    for finder in finders().values():
        if finder.check_repository is not None:
            for source, problem in finder.check_repository(repository, history):
                yield source, replace(problem, code=finder.code)
        if finder.check_acts is not None:
            for source, problem in finder.check_acts(repository, today):
                yield source, replace(problem, code=finder.code)


def _remember(sources: dict[str, Source], source: Source) -> None:
    """Keep a file under the name that findings give it; of two that only differ in a hidden number, no line is shown."""
    name = masked(source.name)
    taken = name in sources and sources[name] is not source
    sources[name] = Source(name) if taken else source
