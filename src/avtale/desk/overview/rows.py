"""The rows of all documents, kept from one state of the repository to the next where what they depend on is the same."""

from __future__ import annotations

import datetime as dt
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from avtale.desk.overview.row import Row, rows_of
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.model import Amendment


class Rows(Struct):
    """The rows as of the last day and repository that was asked about; of another only what differs is found out."""

    _on: dt.date | None = None
    _repository: Repository | None = None
    _all: list[Row] = field(default_factory=list)
    _by_key: dict[str, tuple[tuple[object, ...], list[Row]]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, repository: Repository, on: dt.date) -> list[Row]:
        """Every version there is, the most urgent first. The same list as long as nothing changes."""
        with self._lock:
            if repository is not self._repository or on != self._on:
                self._find(repository, on)
            return self._all

    def _find(self, repository: Repository, on: dt.date) -> None:
        before = self._by_key if on == self._on else {}
        facts, found = _Facts(repository), {}
        for key, entries in repository.versions.items():
            needed = facts.of(key)
            known = before.get(key)
            same = known is not None and len(known[0]) == len(needed)
            if known is not None and same and all(a is b for a, b in zip(known[0], needed, strict=True)):
                found[key] = known
            else:
                found[key] = (needed, rows_of(entries, repository, on))
        self._by_key, self._on, self._repository = found, on, repository
        self._all = sorted((row for _, rows in found.values() for row in rows), key=lambda row: row.urgency)


class _Facts:
    """What the rows of a key depend on: its own versions and acts, and those of all that stands above, amends or replaces it.

    The files are the same objects while they do not change (`avtale.facts.memory`), so that looking is comparing identities.
    """

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._acts: dict[str | None, list[object]] = defaultdict(list)
        for event in repository.register.events:
            self._acts[event.record.key if event.record else None].append(event)
        for file in repository.log.files:
            self._acts[file.record.key if file.record else None].append(file)
        for said in repository.comments.files:
            self._acts[said.key].append(said)
        source, contacts = repository.settings_source, repository.contacts.source
        self._general = (
            _interned(source.text if source else ""),
            _interned(contacts.text if contacts else ""),
        )

    def of(self, key: str) -> tuple[object, ...]:
        repository = self._repository
        needed: list[object] = [*self._general]
        waiting, seen = [key], {key}
        while waiting:
            each = waiting.pop()
            entries = repository.replacing.get(each, ())
            needed += [*entries, *repository.amendments.get(each, ()), *self._acts.get(each, ())]
            for other in {*_above(entries), *(one.key for one in repository.amendments.get(each, ()))}:
                if other and other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return tuple(needed)


def _above(entries: Iterable[DocumentFile]) -> Iterator[str | None]:
    for entry in entries:
        document = entry.document
        if document is None:
            continue
        yield entry.key
        yield from (reference.key for reference in document.based_on)
        if isinstance(document, Amendment) and document.amends:
            yield document.amends.key


_texts: dict[str, str] = {}


def _interned(text: str) -> str:
    """One object for equal texts, of which only the last few are kept."""
    if text not in _texts and len(_texts) > 8:
        _texts.clear()
    return _texts.setdefault(text, text)
