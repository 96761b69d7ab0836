"""A new rule never breaks what is frozen: what came after an approval finds warnings at most in the version approved.

An approval keeps the day of the newest rule it was checked with; for one from before that was kept, its own day is taken.
Both are what the file says of itself. So one that the very change brings, and that git has nowhere yet, is held to the rules of today.
What shows that something frozen was changed is always told as what it is.
"""

from __future__ import annotations

from functools import cached_property

from msgspec.structs import replace

from avtale.catalogue.codes import codes
from avtale.facts.git import History, decided_files
from avtale.facts.repository import DocumentFile, Repository
from avtale.findings import NEVER_ACCEPTED, Problem


class Decided:
    """Which approvals git has already, by what `history` compared with; asked when it first matters."""

    def __init__(self, repository: Repository, history: History | None) -> None:
        self._root, self._bases = repository.root, history.bases if history is not None else ()

    @cached_property
    def _files(self) -> frozenset[str] | None:
        return decided_files(self._root, self._bases) if self._root is not None else None

    def has(self, entry: DocumentFile) -> bool:
        """Whether what froze `entry` is decided; yes where nothing can be told."""
        folder = f"register/{entry.key}/{entry.version}"
        return self._files is None or not self._files.isdisjoint(
            {f"{folder}/approval.yaml", f"{folder}/takeover.yaml"}
        )


def bounded(
    problem: Problem, entry: DocumentFile, repository: Repository, decided: Decided | None = None
) -> Problem:
    """The problem, as a warning where it is an error of a rule that came after the approval of `entry`."""
    rule = codes()[problem.code]
    since = problem.since or rule.since
    if since is None or (problem.severity or rule.severity) != "error" or problem.code in NEVER_ACCEPTED:
        return problem
    frozen = repository.frozen_by(entry)
    if frozen is None:
        return problem
    known = frozen.checked_with or frozen.on
    if known is None or known >= since or (decided is not None and not decided.has(entry)):
        return problem
    return replace(problem, severity="warning")
