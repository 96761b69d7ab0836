"""What a version can be compared with: the approved one, earlier ones, as it was saved before, one's own draft, another's text on a branch, another document."""

from __future__ import annotations

from contextlib import suppress

from avtale.desk.errors import NotHere, not_here
from avtale.desk.form.known import Group
from avtale.desk.visit import Visit
from avtale.desk.writing.work import Work
from avtale.errors import UsageError
from avtale.facts.at_revision import file_at_revision
from avtale.facts.find import find_named
from avtale.facts.git_log import log, others
from avtale.facts.repository import DocumentFile, Repository
from avtale.facts.version import order
from avtale.publish.changes import Comparison, compare
from avtale.wording import written

Side = tuple[DocumentFile, Repository]


def approved_before(entry: DocumentFile, repository: Repository) -> DocumentFile | None:
    """The newest version before this one that was approved or taken over."""
    return next((one for one in _earlier(entry, repository) if repository.frozen_by(one) is not None), None)


def usual(entry: DocumentFile, repository: Repository) -> str:
    """What a version is compared with where nobody chose: the approved one before it, else the one before it; "" where it is the first."""
    found = approved_before(entry, repository) or next(iter(_earlier(entry, repository)), None)
    return f"version:{found.version}" if found is not None else ""


def choices(visit: Visit, entry: DocumentFile) -> list[Group]:
    """All there is to compare with, grouped."""
    repository, t = visit.repository, visit.words_of("compare")
    assert repository.root is not None
    approved = approved_before(entry, repository)
    known = [one for one in repository.versions.get(entry.key or "", ()) if one is not entry]
    versions = [
        (
            f"version:{one.version}",
            t("version_approved", version=one.version) if one is approved else f"{one.version}",
        )
        for one in reversed(known)
    ]
    mine = [("draft:mine", t("my_draft"))] if draft_of(visit, entry) is not None else []
    saved = [
        (
            f"commit:{one.name}",
            f"{written(one.at.date(), visit.lang)} {one.at:%H:%M}, {one.author}: {one.subject}",
        )
        for one in log(repository.root, [entry.path])
    ]
    branches = [
        (f"branch:{name}", name.removeprefix("refs/heads/").removeprefix("refs/remotes/"))
        for name in others(repository.root, entry.path)
    ]
    groups = [
        (t("group_versions"), versions),
        (t("group_drafts"), [*mine, *branches]),
        (t("group_saved"), saved),
    ]
    return [Group(heading, tuple(options)) for heading, options in groups if options]


def comparison(visit: Visit, entry: DocumentFile, chosen: str) -> Comparison:
    """The version beside what was chosen: one of `choices`, or `doc:` and a key or Dok.id, with @version or without.

    Raises `NotHere` where that leads nowhere, `StateError` where one of the two cannot be read.
    """
    other = _found(visit, entry, chosen)
    sides: tuple[Side, Side] = (other, (entry, visit.repository))
    if is_newer(chosen):
        sides = (sides[1], sides[0])
    (old, before), (new, after) = sides
    return compare(old, new, before, after, on=visit.today, lang=visit.lang)


def is_newer(chosen: str) -> bool:
    """Whether what was chosen is told as the newer of the two: a draft and another's text are what might come."""
    return chosen.startswith(("draft:", "branch:"))


def _found(visit: Visit, entry: DocumentFile, chosen: str) -> Side:
    kind, _, name = chosen.partition(":")
    repository = visit.repository
    if kind == "doc":
        return _document(visit, " ".join(name.split())), repository
    if kind == "version":
        return visit.document(entry.key or "", name), repository
    if chosen not in (value for group in choices(visit, entry) for value, _ in group.options):
        raise not_here()
    if kind == "draft":
        work = draft_of(visit, entry)
        assert work is not None
        return work.entry, work.around
    return file_at_revision(entry.path, name), repository


def _document(visit: Visit, name: str) -> DocumentFile:
    """A document by key or Dok.id, with @version or without: then the one in force, else the newest."""
    with suppress(UsageError):
        found = find_named(visit.repository, name, visit.today)
        return visit.document(found.key or "", found.version or "")
    raise NotHere(
        nb="Det finnes ikke noe dokument som heter «{name}». Begynn på tittelen, og velg fra listen.",
        en="There is no document called “{name}”. Begin with its title, and choose from the list.",
        name=name,
    )


def draft_of(visit: Visit, entry: DocumentFile) -> Work | None:
    """What the one who asks is writing in this version and has not saved."""
    work = Work(visit, visit.path_of(entry.path))
    return work if work.draft is not None and work.draft.changed else None


def _earlier(entry: DocumentFile, repository: Repository) -> list[DocumentFile]:
    """The versions before this one, the newest first."""
    known = repository.versions.get(entry.key or "", ())
    return [one for one in reversed(known) if order(one.version) < order(entry.version)]
