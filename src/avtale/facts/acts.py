"""Who did what with a document, when: the register, the log, the comments, and what git has of its files, as one row of acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from avtale.facts.comments import CommentFile
from avtale.facts.git_call import checkout
from avtale.facts.git_log import Commit, log
from avtale.facts.log import LogFile
from avtale.facts.register import Event
from avtale.facts.repository import DocumentFile, Repository

_WHO = (
    "approved_by",
    "signer",
    "withdrawn_by",
    "reviewed_by",
    "taken_over_by",
    "closed_by",
    "vouched_by",
    "body",
)


class Act(Struct, frozen=True):
    """One thing that happened to a document.

    `what` is the register's event, "done" or "undone" of the log, "sent", "returned", "comment" or "resolved" of the comments, or "saved":
    a commit that did nothing of these. `at` is when git has it, `recorded_by` who committed it. `about` is a party, a duty, a field or
    what the commit says; `text` what was said of it.
    """

    day: dt.date
    what: str
    who: str = ""
    version: str = ""
    about: str = ""
    text: str = ""
    at: dt.datetime | None = None
    recorded_by: str = ""
    source: str = ""


def acts(key: str, repository: Repository) -> list[Act]:
    """Every act with the documents of one key, the newest first. What does not count is left out, as everywhere."""
    entries = repository.versions.get(key, [])
    files: list[Event | LogFile] = [*repository.register.by_key.get(key, ()), *repository.log.about(key)]
    told: list[tuple[Path, Act]] = [
        (one.path, _said(one)) for entry in entries for one in repository.comments.of(key, entry.version)
    ]
    told += [(one.path, _recorded(one)) for one in files if _counts(one)]
    commits = _commits(key, entries, repository)
    first = {_name(path, repository): act for path, act in told}
    adding = {name: commit for commit in commits for name in commit.files if name in first}  # the oldest last
    kept = [
        act if (commit := adding.get(name)) is None else _committed(act, commit)
        for name, act in first.items()
    ]
    every = [*_saved(commits, set(first), entries, repository), *kept]
    return sorted(every, key=_when)[::-1]  # of one moment: a save, what was said, what was recorded


def _when(act: Act) -> tuple[dt.date, bool, dt.datetime]:
    """By the day; on one day what git does not have yet comes last."""
    at = act.at or dt.datetime.max.replace(tzinfo=dt.UTC)
    return act.day, act.at is None, at


def _counts(one: Event | LogFile) -> bool:
    record = one.record
    if record is None or one.problems:
        return False
    return (record.on if isinstance(one, Event) else record.done_on) is not None  # type: ignore[union-attr]


def _recorded(one: Event | LogFile) -> Act:
    if isinstance(one, Event):
        event = one.record
        assert event is not None
        assert event.on is not None
        who = next((str(said) for name in _WHO if (said := getattr(event, name))), "")
        above = f"{event.parent} {event.parent_version}" if event.parent else ""
        about = event.party or above or event.because or ""
        what = f"review_{event.decision}" if event.event == "review" else str(event.event)
        return Act(
            event.on,
            what,
            who,
            event.version or "",
            about,
            event.reason or event.where or "",
            source="register",
        )
    done = one.record
    assert done is not None
    assert done.done_on is not None
    day, what = (done.undone_on, "undone") if done.undone_on else (done.done_on, "done")
    return Act(day, what, done.by or "", "", done.duty or "", done.note or "", source="log")


def _said(one: CommentFile) -> Act:
    record = one.record
    assert record is not None
    return Act(
        record.on or dt.date.min,
        str(record.event),
        record.by or "",
        one.version,
        record.to or record.at or "",
        record.text or "",
        source="comments",
    )


def _committed(act: Act, commit: Commit) -> Act:
    return replace(act, at=commit.at, recorded_by=commit.author)


def _commits(key: str, entries: Iterable[DocumentFile], repository: Repository) -> list[Commit]:
    if repository.root is None:
        return []
    folders = [one.folder / key for one in (repository.register, repository.log, repository.comments)]
    return log(repository.root, [*(entry.path for entry in entries), *folders])


def _saved(
    commits: Iterable[Commit], recorded: set[str], entries: Iterable[DocumentFile], repository: Repository
) -> Iterator[Act]:
    """The commits that changed a version and recorded no act: an approval that also writes two fields is told once."""
    versions = {_name(entry.path, repository): entry.version or "" for entry in entries}
    for commit in commits:
        if not recorded.isdisjoint(commit.files):
            continue
        changed = [versions[name] for name in commit.files if name in versions]
        if changed:
            version = ", ".join(dict.fromkeys(changed))
            day = commit.at.date()
            yield Act(day, "saved", commit.author, version, commit.subject, "", commit.at, source="git")


def _name(path: Path, repository: Repository) -> str:
    """A file as git names it, from the top of the checkout; outside git from the folder of the agreements."""
    assert repository.root is not None
    top, path = checkout(repository.root) or repository.root, path.resolve()
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else path.as_posix()
