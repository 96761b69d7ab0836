"""The ledger: what was told to whom, in a file of SQLite, so that a rerun tells nothing again.

Before a letter is handed over its reminders are entered as attempted, after the server took it as sent. Whoever is
killed between the two leaves a doubt: those are sent once more, and no third time unless somebody asks for it. So each is sent at
least once and at most once more (docs/decisions/0040-reminders.md). No name and no address stands in the ledger.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from avtale.errors import SystemFailure, system_says
from avtale.message import Message
from avtale.source.write import make_private

_APPLICATION = 0x61767461  # "avta", so that no other program's file is taken for ours
_VERSION = 1
_TABLES = (
    "create table told (key text, duty text, date text, step text, who text, letter text, doubts integer not null, "
    "sent text, primary key (key, duty, date, step, who)) without rowid",
    "create table run (day text not null)",
    f"pragma application_id = {_APPLICATION}",
    f"pragma user_version = {_VERSION}",
)
_WHERE = "where key = ? and duty = ? and date = ? and step = ? and who = ?"

Reminder = tuple[str, str, str, str, str]
"""Key, duty, date, step, and whom it is told: what one row of the ledger is about."""


class Entry(Struct, frozen=True):
    """What the ledger says of one reminder: the letter it was last put into, attempts that may have arrived, and when it was sent."""

    letter: str
    doubts: int
    sent: str | None


class Ledger:
    """An open ledger, which nobody else has meanwhile."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database, self._path = database, path
        with self._told_plainly():
            tables = database.execute("select count(*) from sqlite_master").fetchone()[0]
            self.is_new = not tables
            """Whether nothing was ever told by it: the first run, or it was lost."""
            ours = (_one(database, "application_id"), _one(database, "user_version"))
            if tables and ours != (_APPLICATION, _VERSION):
                raise _unusable(path, Message("den er laget av et annet program", "another program made it"))
            if tables and database.execute("pragma quick_check(1)").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("quick_check")

    def begin(self, known: Iterable[Reminder], on: dt.date) -> None:
        """Make a new ledger, in which `known` are told already."""
        with self._change() as database:
            for line in _TABLES:
                database.execute(line)
            rows = ((*one, "", 0, on.isoformat()) for one in known)
            database.executemany("insert into told values (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            database.execute("insert into run values (?)", (on.isoformat(),))
        self.is_new = False

    def of(self, reminder: Reminder) -> Entry | None:
        """What is known of a reminder; None where it was never tried."""
        if self.is_new:
            return None
        with self._told_plainly():
            row = self._database.execute(
                f"select letter, doubts, sent from told {_WHERE}", reminder
            ).fetchone()
        return Entry(*row) if row else None

    def last_day(self) -> dt.date | None:
        """The latest day it was used on; None for a new one."""
        if self.is_new:
            return None
        with self._told_plainly():
            (day,) = self._database.execute("select max(day) from run").fetchone()
        return dt.date.fromisoformat(day) if day else None

    def used(self, on: dt.date) -> None:
        """Note the day of a run."""
        with self._change() as database:
            database.execute("update run set day = max(day, ?)", (on.isoformat(),))

    def attempt(self, reminders: Iterable[Reminder], letter: str) -> None:
        """The letter with these reminders is handed over now: from here on it may have arrived."""
        line = (
            "insert into told values (?, ?, ?, ?, ?, ?, 1, null) "
            "on conflict do update set letter = excluded.letter, doubts = doubts + 1"
        )
        with self._change() as database:
            database.executemany(line, ((*one, letter) for one in reminders))

    def sent(self, reminders: Iterable[Reminder], on: dt.date) -> None:
        """The server took it."""
        with self._change() as database:
            database.executemany(
                f"update told set sent = ? {_WHERE}", ((on.isoformat(), *one) for one in reminders)
            )

    def refused(self, reminders: Iterable[Reminder]) -> None:
        """The server said that it did not take it: the attempt left no doubt."""
        with self._change() as database:
            database.executemany(f"update told set doubts = doubts - 1 {_WHERE}", reminders)

    @contextlib.contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self._told_plainly():
            self._database.execute("begin immediate")
            try:
                yield self._database
                self._database.execute("commit")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._database.execute("rollback")
                raise

    @contextlib.contextmanager
    def _told_plainly(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _failure(self._path, error) from error


@contextlib.contextmanager
def opened(path: Path, *, wait: float) -> Iterator[Ledger]:
    """The ledger in the file `path`, made where there is none and then its owner's alone, for one run at a time.

    Raises `SystemFailure` where another run or program has it for longer than `wait` seconds, and where it is damaged,
    another program's or cannot be written.
    """
    from filelock import FileLock, Timeout

    try:
        make_private(path)
        lock = FileLock(f"{path}.lock", mode=0o600)
        lock.acquire(timeout=wait)
    except Timeout:
        raise _in_use(path) from None
    except OSError as error:
        raise _unusable(path, system_says(error)) from error
    try:
        with contextlib.closing(_connected(path, wait)) as database:
            yield Ledger(database, path)
    finally:
        lock.release()


@contextlib.contextmanager
def copied(path: Path) -> Iterator[Ledger]:
    """A copy in memory of the ledger as it lies, for a trial: nothing is written. Raises as `opened`."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        if path.is_file():
            with contextlib.closing(_connected(path, 5.0, "rw")) as there:
                try:
                    there.backup(memory)
                except sqlite3.Error as error:
                    raise _failure(path, error) from error
        yield Ledger(memory, path)


def _connected(path: Path, wait: float, mode: str = "rwc") -> sqlite3.Connection:
    """One plain file, without a second beside it for the journal while nobody writes, so that it can be copied and kept."""
    try:
        uri = f"{path.resolve().as_uri()}?mode={mode}"
        database = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None)
        database.execute("pragma synchronous = extra")
    except sqlite3.Error as error:
        raise _failure(path, error) from error
    return database


def _one(database: sqlite3.Connection, pragma: str) -> int:
    return int(database.execute(f"pragma {pragma}").fetchone()[0])


def _failure(path: Path, error: sqlite3.Error) -> SystemFailure:
    """What SQLite says, by the name of its error."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return _in_use(path)
    if name.startswith(("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR")):
        return _unusable(path, system_says(error))
    return _damaged(path)


def _in_use(path: Path) -> SystemFailure:
    return SystemFailure(
        nb="Protokollen {path} er i bruk av en annen kjøring. Ingenting mer er sendt. Kjør igjen når den er ferdig.",
        en="The ledger {path} is in use by another run. Nothing more was sent. Run again when that is done.",
        path=path,
    )


def _unusable(path: Path, why: Message) -> SystemFailure:
    return SystemFailure(
        nb="Protokollen {path} kan ikke brukes: {why}. Ingenting mer er sendt. Rett det, eller velg en annen fil med --ledger.",
        en="The ledger {path} cannot be used: {why}. Nothing more was sent. Mend that, or choose another file with --ledger.",
        path=path,
        why=why,
    )


def _damaged(path: Path) -> SystemFailure:
    return SystemFailure(
        nb="Protokollen {path} er skadet. Ingenting mer er sendt. Legg tilbake en kopi av den, eller flytt den bort: "
        "da sendes det som er blitt aktuelt siden i går.",
        en="The ledger {path} is damaged. Nothing more was sent. Put back a copy of it, or move it away: "
        "then what has come up since yesterday is sent.",
        path=path,
    )
