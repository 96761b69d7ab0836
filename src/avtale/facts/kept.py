"""What became of each promise of a document over its life: kept, late or broken, with the entry of the log that shows it.

A promise is a duty by its id, through all versions of a key; what a version says of it is told by the newest that gives the
deadline. A day that passes by itself (notice, end) is no promise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from avtale.facts.agenda import Due, due_of
from avtale.facts.occurrences import all_occurrences
from avtale.facts.repository import Repository
from avtale.format.model import LogEntry

Outcome = Literal["kept", "late", "broken", "due", "unfollowed"]
"""`kept`: done by its day; `late`: done after it; `broken`: its day is past and nothing is recorded; `due`: it is still to
come. `unfollowed`: it was past before the version was approved or taken over here, so that nobody was to record it."""


class PromiseDeadline(Struct, frozen=True):
    """One deadline of a promise. `days` is how many days late it was done, or is by now; 0 where it is not."""

    due: Due
    outcome: Outcome
    days: int = 0
    record: LogEntry | None = None
    """What shows that it was done; None where nothing does."""
    taken_back: tuple[LogEntry, ...] = ()
    """The entries that took an earlier one back, each with the day that one had said and why it was wrong."""


class Promise(Struct, frozen=True):
    """One duty of a document and every deadline it has had, and the next, by due date."""

    key: str
    id: str
    deadlines: tuple[PromiseDeadline, ...]

    @property
    def newest(self) -> Due:
        """As the newest version that gives it says it."""
        return self.deadlines[-1].due

    @property
    def outcome(self) -> Outcome:
        """What it comes to: broken where one deadline is, else late where one is, else kept where one is."""
        return gravest(one.outcome for one in self.deadlines)

    def count(self, outcome: Outcome) -> int:
        return sum(one.outcome == outcome for one in self.deadlines)


_GRAVEST: tuple[Outcome, ...] = ("broken", "late", "kept", "due", "unfollowed")


def gravest(outcomes: Iterable[Outcome]) -> Outcome:
    """The one of several that has to be told; `due` where there are none."""
    return min(outcomes, key=_GRAVEST.index, default="due")


def kept(repository: Repository, on: dt.date, *, keys: Iterable[str] | None = None) -> list[Promise]:
    """The promises of all documents but plans, or of those with `keys`, by key and then in the order they first fell due.

    As it stands on the day `on`: of what is to come only the next deadline is there.
    """
    found: list[Promise] = []
    for key in sorted(repository.versions if keys is None else dict.fromkeys(keys)):
        given = all_occurrences(repository.versions.get(key, ()), repository, on)
        dues = sorted((due_of(one, repository) for one in given), key=lambda one: (one.due, one.name))
        found += _promises(key, dues, repository, on)
    return found


def _promises(key: str, dues: Iterable[Due], repository: Repository, on: dt.date) -> Iterable[Promise]:
    by_duty: dict[str, list[Due]] = {}
    for due in dues:
        if due.by_done:
            by_duty.setdefault(due.id, []).append(due)
    for duty, each in by_duty.items():
        so_far = [one for one in each if one.status != "due"]
        coming = [one for one in each if one.status == "due"][:1]
        since = _followed_since(each, repository)
        yield Promise(key, duty, tuple(_deadline(one, repository, on, since) for one in (*so_far, *coming)))


def _followed_since(dues: Iterable[Due], repository: Repository) -> dt.date | None:
    """The first day on which one of the versions that give a duty was approved or taken over here; None where none was."""
    frozen = filter(None, map(repository.frozen_by, {id(one.entry): one.entry for one in dues}.values()))
    return min((one.on for one in frozen if one.on is not None), default=None)


def _deadline(due: Due, repository: Repository, on: dt.date, since: dt.date | None) -> PromiseDeadline:
    log = repository.log
    taken_back = tuple(one for one in log.entries(due.key, due.id, due.date) if one.undone_on is not None)
    if due.status == "done":
        late = max(0, (due.done_on - due.due).days) if due.done_on else 0
        record = log.done(due.key, due.id, due.date)
        return PromiseDeadline(due, "late" if late else "kept", late, record, taken_back)
    if due.status == "due":
        return PromiseDeadline(due, "due", taken_back=taken_back)
    if since is None or due.due < since:
        return PromiseDeadline(due, "unfollowed", taken_back=taken_back)
    return PromiseDeadline(due, "broken", (on - due.due).days, taken_back=taken_back)
