"""The calendars to subscribe to, and the addresses that lead to them (docs/decisions/0047-following-up.md).

A program that shows a calendar sends no cookie: who has the address may read. So each person has one that nobody can guess,
and can have another, after which the first leads nowhere. The calendars are those of `avtale remind --calendar-dir`, kept from one
reading to the next, so that what changed outranks what was read before. No person stands in them, and nothing of a plan.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import threading
from pathlib import Path

from avtale.desk.errors import not_here
from avtale.desk.store import Store
from avtale.errors import StateError
from avtale.facts.repository import Repository
from avtale.message import Message
from avtale.publish.feeds import EVERYTHING, INDEX, FeedFile, write_feeds

LANGUAGES = ("nb", "en")
_TABLES = "create table if not exists address (person text primary key, secret text, digest text unique) without rowid;"
_LOST = Message(
    "Kalenderadressene kan ikke leses eller tas vare på ({why}).",
    "The addresses of calendars can be neither read nor kept ({why}).",
)


class Calendars:
    """The calendars of one repository and everybody's address, in the folder `home`."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._store = Store(home / "calendars.sqlite", _TABLES, _LOST)
        self._lock = threading.Lock()
        self._made: dict[str, tuple[Repository, dt.date, dict[str, FeedFile]]] = {}

    def secret(self, person: str) -> str:
        """What stands in somebody's address; "" where they have none yet. Raises `SystemFailure` where it cannot be read."""
        row = self._found("select secret from address where person = ?", person)
        return str(row[0]) if row else ""

    def renew(self, person: str) -> None:
        """Give somebody an address; the one before leads nowhere. Raises `SystemFailure` where it cannot be kept."""
        secret = secrets.token_urlsafe(32)
        with self._store.transaction() as data:
            data.execute("insert or replace into address values (?, ?, ?)", (person, secret, _digest(secret)))

    def require(self, secret: str) -> None:
        """Raise `NotHere` for a secret that is nobody's."""
        if self._found("select 1 from address where digest = ?", _digest(secret)) is None:
            raise not_here()

    def of(self, repository: Repository, on: dt.date, lang: str) -> dict[str, FeedFile]:
        """Every calendar by its name, as it is now: `all.ics`, `owner/county.ics`. Raises as `write_feeds`."""
        with self._lock:
            made = self._made.get(lang)
            if made is None or made[0] is not repository or made[1] != on:
                folder = self._home / "calendars" / lang
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                try:
                    files = write_feeds(repository, on, folder, lang=lang)
                except StateError:  # who subscribes keeps what stood while it could be read
                    if made is None:
                        raise
                    return made[2]
                made = self._made[lang] = (
                    repository,
                    on,
                    {each.name: each for each in files if each.name != INDEX},
                )
            return made[2]

    def read(self, name: str, repository: Repository, on: dt.date, lang: str) -> bytes:
        """One calendar. Raises `NotHere` for a name that none has."""
        found = self.of(repository, on, lang).get(name) if lang in LANGUAGES else None
        if found is None:
            raise not_here()
        return found.path.read_bytes()

    def _found(self, asked: str, value: str) -> tuple[object, ...] | None:
        if self._store.empty:
            return None
        with self._store.transaction() as data:
            row: tuple[object, ...] | None = data.execute(asked, (value,)).fetchone()
        return row


def listed(files: dict[str, FeedFile]) -> dict[str, list[FeedFile]]:
    """The calendars that something stands in, those for owners, parties and documents, each by what it is called."""
    kinds: dict[str, list[FeedFile]] = {"owner": [], "party": [], "document": []}
    for each in sorted(files.values(), key=lambda each: (each.called.casefold(), each.name)):
        if each.called and each.name != EVERYTHING:
            kinds[each.name.partition("/")[0]].append(each)
    return kinds


def _digest(secret: str) -> str:
    """Looked up by its digest, so that how long the search takes tells nothing of it."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
