"""A new rule never breaks what is frozen: what came after an approval finds warnings at most in the version approved.

An approval keeps the day of the newest rule it was checked with; for one from before that was kept, its own day is taken.
What shows that something frozen was changed is always told as what it is.
"""

from __future__ import annotations

from msgspec.structs import replace

from avtale.catalogue.codes import codes
from avtale.facts.repository import Entry, Repository
from avtale.findings import NEVER_ACCEPTED, Problem


def bounded(problem: Problem, entry: Entry, repository: Repository) -> Problem:
    """The problem, as a warning where it is an error of a rule that came after the approval of `entry`."""
    rule = codes()[problem.code]
    since = problem.since or rule.since
    if since is None or (problem.severity or rule.severity) != "error" or problem.code in NEVER_ACCEPTED:
        return problem
    approval = repository.register.approval(entry.key, entry.version)
    if approval is None:
        return problem
    known = approval.checked_with or approval.on
    return replace(problem, severity="warning") if known is not None and known < since else problem
