"""A folder of calendars to subscribe to: one of everything, one for each document, owner and party, and a page that lists them.

A calendar keeps its address as long as the folder lives: one that nothing is left for stays and tells that all of it is
cancelled. What is written lies on the disk meanwhile and not in memory, of which a document takes an entry in an index alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import tempfile
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path
from typing import IO

from msgspec import Struct, field
from msgspec.structs import replace

from avtale.errors import UsageError, not_read, reading
from avtale.facts.agenda import agenda
from avtale.facts.repository import DocumentFile, Repository
from avtale.format.called import first_name, short_title, text_in
from avtale.format.model import FollowUpPlan
from avtale.locales import require_language
from avtale.message import Message
from avtale.publish.calendar import NOTHING, frame, is_ours, require_all_read
from avtale.publish.events import events_of, group_of
from avtale.publish.feeds_page import GENERATOR, page
from avtale.publish.feeds_page import FeedFile as FeedFile
from avtale.publish.published import events_in, group, renewed, written_events
from avtale.publish.words import actors_of, clean
from avtale.source.write import is_there, write_whole

INDEX = "index.html"
EVERYTHING = "all.ics"
_FOLDERS = ("document", "owner", "party")
_CHUNK = 1 << 16
_GONE = Message("Ikke i bruk lenger", "No longer in use")


class _Listed(Struct):
    """A calendar of an owner or a party, and which events of which documents stand in it: the documents by number, the events as bits."""

    name: str
    documents: array[int] = field(default_factory=lambda: array("I"))
    events: list[int] = field(default_factory=list)


class _Index(Struct):
    """What is known of every calendar while they are made; all events lie in `spool`, document by document."""

    spool: IO[bytes]
    starts: array[int] = field(default_factory=lambda: array("Q", [0]))
    documents: dict[str, tuple[int, str]] = field(default_factory=dict)
    """The calendar of each document: its number, and its name, "" of one that is no more. All its events stand in it."""
    feeds: dict[str, _Listed] = field(default_factory=dict)

    def add(self, feed: str, name: str, document: int, events: int) -> None:
        listed = self.feeds.setdefault(feed, _Listed(name))
        if listed.documents and listed.documents[-1] == document:
            listed.events[-1] |= events
        else:
            listed.documents.append(document)
            listed.events.append(events)

    def called(self, feed: str) -> str:
        """What a calendar is called; "" of one that nothing is left for."""
        if feed in self.documents:
            return self.documents[feed][1]
        return self.feeds[feed].name if feed in self.feeds else ""

    def whole(self, document: int) -> bytes:
        """All events of a document, as they are to stand in its calendar."""
        self.spool.seek(self.starts[document])
        return self.spool.read(self.starts[document + 1] - self.starts[document])

    def of(self, feed: str) -> Iterator[tuple[str, list[bytes]]]:
        """The events of an owner's or a party's calendar, document by document, each document by what its UIDs begin with."""
        listed = self.feeds.get(feed) or _Listed("")
        for document, chosen in zip(listed.documents, listed.events, strict=True):
            events = written_events(self.whole(document))
            found = [event for number, event in enumerate(events) if chosen >> number & 1]
            if found:
                yield group(found[0]), found


def write_feeds(
    repository: Repository,
    on: dt.date,
    folder: Path,
    *,
    lang: str = "nb",
    address: str = "",
    dry_run: bool = False,
) -> list[FeedFile]:
    """Write the calendars of a repository and their page into `folder`, as of the day `on`; what changed and what did not.

    A file that says the same is not touched, nor is any that is not ours. `address` is where the folder will lie on the web.
    With `dry_run` nothing is written. Raises `UsageError` before anything is written where a file of somebody else's stands
    in the way, or for a language without messages; `StateError` where a document cannot be read; `SystemFailure` where the disk does not take it.
    """
    require_language(lang)
    require_all_read(repository)
    with tempfile.TemporaryFile() as spool:
        index = _collected(repository, on, folder, lang, _Index(spool))
        names = list(_names(folder, index))
        for name in (*names, INDEX):
            _refuse_others(folder / name)
        files = []
        for name in names:
            called = index.called(name)
            pieces = _calendar(repository, index, folder, name, on, lang)
            put = _put(folder, name, pieces, dry_run, gone=name != EVERYTHING and not called)
            files.append(replace(put, called=called))
        return [*files, _put(folder, INDEX, page(repository.settings, files, lang, address), dry_run)]


def _collected(repository: Repository, on: dt.date, folder: Path, lang: str, index: _Index) -> _Index:
    """All events, document by document, with the numbers and stamps they have been published with."""
    versions = {group_of(key): entries for key, entries in repository.versions.items() if _shared(entries)}
    before = {path.stem for path in _ours(folder, "document")}
    for number, key in enumerate(sorted(versions.keys() | before)):
        feed = f"document/{key}.ics"
        entries = versions.get(key, [])
        dues = agenda(repository, on, entries=entries)
        made = events_of(dues, on, lang)
        old = chain.from_iterable(events for _, events in _published(folder / feed))
        new = renewed(old, [told.event for told in made.events], on, lang)
        index.spool.writelines(new)
        index.starts.append(index.starts[-1] + sum(map(len, new)))
        document = entries[-1].document if entries else None
        titled = (text_in(short_title(document), document, lang) or key) if document else ""
        index.documents[feed] = (number, titled)
        if document is None:
            continue
        called = {who: name for one in dues for who, name in actors_of(one).items()}
        for place, told in enumerate(made.events):
            for owner in told.owners:
                index.add(f"owner/{_slug(owner)}.ics", called.get(owner, owner), number, 1 << place)
        for party in document.parties:
            title = first_name(party.names)
            if title and made.events:
                index.add(f"party/{_slug(title)}.ics", title, number, (1 << len(made.events)) - 1)
    return index


def _shared(entries: list[DocumentFile]) -> bool:
    """Whether it is no plan: nothing of those enters a calendar that others read."""
    return not any(isinstance(entry.document, FollowUpPlan) for entry in entries)


def _names(folder: Path, index: _Index) -> Iterator[str]:
    yield EVERYTHING
    lying = {path.relative_to(folder).as_posix() for each in _FOLDERS for path in _ours(folder, each)}
    yield from sorted(lying | index.documents.keys() | index.feeds.keys())


def _calendar(
    repository: Repository, index: _Index, folder: Path, name: str, on: dt.date, lang: str
) -> Iterator[bytes]:
    called = "" if name == EVERYTHING else index.called(name) or _GONE.text(lang)
    head, tail = frame(repository.settings, lang, name=called, uid=f"{name.removesuffix('.ics')}@avtale")
    yield head
    events = 0
    for part in _events(index, folder, name, on, lang):
        events += 1
        yield part
    yield tail if events else NOTHING + tail


def _events(index: _Index, folder: Path, name: str, on: dt.date, lang: str) -> Iterator[bytes]:
    """The events of a calendar, and those to cancel in it: both lie by document, and go side by side."""
    if name == EVERYTHING or name in index.documents:  # what is cancelled is among them
        numbers = range(len(index.documents)) if name == EVERYTHING else index.documents[name][:1]
        for number in numbers:
            yield from written_events(index.whole(number))
        return
    new, old = index.of(name), _published(folder / name)
    one, other = next(new, None), next(old, None)
    while one is not None or other is not None:
        key = min(each[0] for each in (one, other) if each is not None)
        events = one[1] if one is not None and one[0] == key else []
        before = other[1] if other is not None and other[0] == key else []
        yield from renewed(before, events, on, lang)
        one = next(new, None) if one is not None and one[0] == key else one
        other = next(old, None) if other is not None and other[0] == key else other


def _published(path: Path) -> Iterator[tuple[str, list[bytes]]]:
    """The events of a calendar of ours that lies there, document by document in order; nothing where none does."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    except OSError as error:
        raise not_read(path, error) from error
    last = ""
    with file:
        if not is_ours(file.read(1000)):
            return
        file.seek(0)
        for key, events in groupby(events_in(file), key=group):
            if key > last:  # out of order somebody has moved them: they are published as new
                yield key, list(events)
                last = key


def _ours(folder: Path, kind: str) -> Iterator[Path]:
    """The calendars of ours that lie in a folder of them."""
    return (path for path in sorted((folder / kind).glob("*.ics")) if path.is_file() and is_ours(_head(path)))


def _refuse_others(path: Path) -> None:
    head = _head(path) if is_there(path) else None
    if head is not None and not is_ours(head) and GENERATOR not in head:
        raise UsageError(
            nb=f"{path} finnes fra før og er ikke laget av avtale. Ingenting er skrevet. Flytt filen, eller velg en annen mappe.",
            en=f"{path} exists and was not made by avtale. Nothing was written. Move the file, or choose another folder.",
        )


def _head(path: Path) -> bytes:
    with reading(path), path.open("rb") as file:
        return file.read(1000)


def _put(folder: Path, name: str, pieces: Iterable[bytes], dry_run: bool, *, gone: bool = False) -> FeedFile:
    """Write a file where what is to stand in it is not what does."""
    path = folder / name
    with tempfile.SpooledTemporaryFile(max_size=_CHUNK) as made:
        for piece in pieces:  # `writelines` would hold all of it before it looks how much that is
            made.write(piece)
        size = made.tell()
        there = is_there(path)
        made.seek(0)
        same = there and path.stat().st_size == size and _alike(path, made)
        if not same and not dry_run:
            made.seek(0)
            write_whole(path, iter(lambda: made.read(_CHUNK), b""))
    state = "same" if same else "gone" if gone else "changed" if there else "new"
    return FeedFile(folder, name, state, size)


def _alike(path: Path, made: IO[bytes]) -> bool:
    with path.open("rb") as file:
        return all(file.read(_CHUNK) == piece for piece in iter(lambda: made.read(_CHUNK), b""))


def _slug(name: str) -> str:
    """A name as part of an address: letters a to z, digits, - and _; with a fingerprint where others would be called alike."""
    plain = clean(name).casefold()
    letters = unicodedata.normalize("NFKD", plain.replace("æ", "ae").replace("ø", "o"))
    slug = re.sub(r"[^a-z0-9_]+", "-", letters.encode("ascii", "ignore").decode()).strip("-")[:80]
    alike = slug == plain.replace(" ", "-")
    return slug if alike else f"{slug}-{hashlib.sha256(plain.encode()).hexdigest()[:6]}".lstrip("-")
