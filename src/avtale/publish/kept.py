"""What became of the promises of documents, gathered for text, data and a page (`avtale.facts.kept`)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from avtale.errors import StateError
from avtale.facts.kept import Outcome, Promise, PromiseDeadline, kept
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.called import own_title
from avtale.format.model import Document, FollowUpPlan, LogEntry
from avtale.locales import require_language
from avtale.message import Message
from avtale.national_number import masked_data
from avtale.publish.words import clean, due_headline, evidence_said
from avtale.publish.year import SIGNS, Mark
from avtale.wording import joined

OUTCOMES: tuple[Outcome, ...] = ("kept", "late", "broken", "due", "unfollowed")
WORDS = {
    "none": Message("Ingenting her har en frist som noen har fulgt opp.", "Nothing here has a deadline that anybody followed up."),
    "done": Message("gjort {day}", "done on {day}"),
    "late": Message("gjort {day}, {n} dager for sent", "done on {day}, {n} days late"),
    "late_one": Message("gjort {day}, én dag for sent", "done on {day}, one day late"),
    "broken": Message("ikke registrert som gjort på {n} dager", "not recorded as done for {n} days"),
    "broken_one": Message("ikke registrert som gjort på én dag", "not recorded as done for one day"),
    "due": Message("kommer", "to come"),
    "unfollowed": Message("før noen fulgte den opp her", "before anybody followed it up here"),
    "even_so": Message("før plikten begynte", "before the duty began"),
    "wanted": Message("skal vises med {what}", "to be shown by {what}"),
    "undone": Message("Tatt tilbake {day} av {by}: var registrert som gjort {done}. {note}", "Taken back on {day} by {by}: was recorded as done on {done}. {note}"),
    "rule": Message("etter dokumentet {day}", "by the document {day}"),
}  # fmt: skip


class KeptDocument(Struct, frozen=True):
    """The promises of one document; `newest` is the newest version that gives one."""

    key: str
    newest: DocumentFile
    promises: tuple[Promise, ...]

    @property
    def document(self) -> Document:
        assert self.newest.document is not None
        return self.newest.document

    @property
    def title(self) -> str:
        return clean(own_title(self.document) or self.key)

    @property
    def deadlines(self) -> list[PromiseDeadline]:
        return [one for promise in self.promises for one in promise.deadlines]

    def marks(self, lang: str) -> list[Mark]:
        """Every deadline as a mark in a year (`avtale.publish.year`)."""
        return [
            Mark(one.due.due, one.outcome, promise_name(promise, lang))
            for promise in self.promises
            for one in promise.deadlines
        ]

    @property
    def years(self) -> list[int]:
        """Every year with a deadline that somebody follows up here."""
        return sorted({one.due.due.year for one in self.deadlines if one.outcome != "unfollowed"})


def kept_documents(
    repository: Repository,
    on: dt.date,
    *,
    entries: Sequence[DocumentFile] | None = None,
    year: int | None = None,
) -> list[KeptDocument]:
    """Documents with their promises by key, as it stands on the day `on`; those of `entries`, or all that promised something.

    With `year` only what was due in that year. Raises `StateError` for a follow-up plan, of which nothing is logged, and for
    a file that is no document of a repository.
    """
    for entry in entries or ():
        if isinstance(entry.document, FollowUpPlan):
            raise StateError(
                nb="En oppfølgingsplan registreres aldri i loggen, så ingenting viser hva som er holdt. Det står i planen selv.",
                en="A follow-up plan is never kept in the log, so nothing shows what was kept. It stands in the plan itself.",
            )
        if entry.key is None or repository.root is None or repository.at(entry.path) is None:
            raise StateError(
                nb=f"{entry.name} ligger ikke i en samling som kan leses, så det er ingen logg å vise fra.",
                en=f"{entry.name} lies in no repository that can be read, so there is no log to show.",
            )
    keys = None if entries is None else [entry.key for entry in entries if entry.key]
    promises = [_within(one, year) for one in kept(repository, on, keys=keys)]
    found = groupby((one for one in promises if one.deadlines), key=lambda one: one.key)
    return [_document(key, tuple(each)) for key, each in found]


def _within(promise: Promise, year: int | None) -> Promise:
    chosen = tuple(one for one in promise.deadlines if year is None or one.due.due.year == year)
    return replace(promise, deadlines=chosen)


def _document(key: str, promises: tuple[Promise, ...]) -> KeptDocument:
    return KeptDocument(key, max((one.newest for one in promises), key=lambda due: due.due).entry, promises)


def promise_name(promise: Promise, lang: str) -> str:
    """What a promise is called: "Møte: Ledermøte"."""
    return due_headline(promise.newest, lang)


def counted(deadlines: Iterable[PromiseDeadline], lang: str) -> str:
    """How many came to what: «3 holdt og 1 brutt»."""
    numbers = Counter(one.outcome for one in deadlines)
    return joined([f"{numbers[each]} {SIGNS[each].text(lang)}" for each in OUTCOMES if numbers[each]], lang)


def told(one: PromiseDeadline, lang: str) -> str:
    """What became of a deadline, in words: «gjort 12.05.2028, 12 dager for sent»."""
    word = {"kept": "done"}.get(one.outcome, one.outcome)
    return WORDS[f"{word}_one" if one.days == 1 else word].text(lang, day=one.due.done_on, n=one.days)


def shown_by(one: PromiseDeadline, lang: str) -> str:
    """Who did it and what shows it; of what is not done, what shall show it."""
    record = one.record
    if record is None:
        wanted = evidence_said(one.due, lang) if one.outcome != "unfollowed" else ""
        return WORDS["wanted"].text(lang, what=wanted) if wanted else ""
    files = [f"{each.title} ({each.where})" if each.where else str(each.title) for each in record.evidence]
    even_so = [WORDS["even_so"].text(lang)] if record.even_so else []
    return clean("; ".join([str(record.by), *files, *([record.note] if record.note else []), *even_so]))


def taken_back(entry: LogEntry, lang: str) -> str:
    """That an entry was taken back, by whom and why."""
    return clean(WORDS["undone"].text(lang, day=entry.undone_on, by=str(entry.by), done=entry.done_on, note=str(entry.note)))  # fmt: skip


def kept_data(documents: Iterable[KeptDocument], lang: str) -> list[dict[str, Any]]:
    """The same for programs: a list of documents, in each its promises, in each its deadlines by due date."""
    require_language(lang)
    return [
        {"key": one.key, "title": one.title, "promises": [_promise(each, lang) for each in one.promises]}
        for one in documents
    ]


def _promise(promise: Promise, lang: str) -> dict[str, Any]:
    return {
        "id": promise.id,
        "kind": promise.newest.kind,
        "name": promise_name(promise, lang),
        "outcome": promise.outcome,
        "counts": {each: promise.count(each) for each in OUTCOMES},
        "deadlines": [_deadline(one) for one in promise.deadlines],
    }


def _deadline(one: PromiseDeadline) -> dict[str, Any]:
    record = one.record
    return {
        "date": one.due.date.isoformat(),
        "due": one.due.due.isoformat(),
        "outcome": one.outcome,
        "days": one.days,
        "version": one.due.entry.version,
        "done_on": one.due.done_on.isoformat() if one.due.done_on else None,
        "by": masked_data(record.by) if record else None,
        "even_so": bool(record and record.even_so),
        "evidence": [masked_data({"title": each.title, "where": each.where, "sha256": each.sha256}) for each in record.evidence] if record else [],
        "note": masked_data(record.note) if record else None,
        "taken_back": [_undone(each) for each in one.taken_back],
    }  # fmt: skip


def _undone(entry: LogEntry) -> dict[str, Any]:
    return {
        "on": entry.undone_on.isoformat() if entry.undone_on else None,
        "by": masked_data(entry.by),
        "done_on": entry.done_on.isoformat() if entry.done_on else None,
        "note": masked_data(entry.note),
    }
