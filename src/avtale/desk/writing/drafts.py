"""What people are writing and have not saved: kept at every pause for breath, seen by nobody else (docs/decisions/0044-drafts.md).

One SQLite file outside the repository: git never sees it, no check reads it, a kill at any moment leaves the last step that was
kept, and two processes may write. Each step keeps the whole text and the step it came from, so that undo walks back and
nothing that was typed is ever lost to it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sqlite3
from pathlib import Path

from msgspec import Struct

from avtale.desk.session import Person
from avtale.desk.store import Store
from avtale.message import Message

_TABLES = """
create table if not exists draft (person text, path text, base blob, step integer, primary key (person, path)) without rowid;
create table if not exists step (number integer primary key autoincrement, person text, path text, parent integer, text blob, what text, at text);
create table if not exists wrote (path text, person text, primary key (path, person)) without rowid;
create index if not exists step_of on step (person, path, parent);
"""
_LOST = Message(
    "Utkastet kunne ikke tas vare på ({why}). Behold siden åpen, rydd plass på disken, og skriv videre.",
    "The draft could not be kept ({why}). Keep the page open, make room on the disk, and go on writing.",
)
_ONE_BREATH = dt.timedelta(seconds=5)
"""Within which what is typed in one field is one step of undo."""
_MOST_STEPS = 400


class Draft(Struct, frozen=True):
    """One person's draft of one file. `base` is the file it was begun from, None for a new document; `step` names this state of it."""

    path: str
    base: bytes | None
    text: bytes
    step: int
    at: dt.datetime
    can_undo: bool = False
    can_redo: bool = False

    @property
    def changed(self) -> bool:
        """Whether it says anything else than the file it came from."""
        return self.text != self.base


class Drafts:
    """The drafts of everyone in one repository, in the folder `home`, which is made when something is kept. `path` is from the repository's folder."""

    def __init__(self, home: Path) -> None:
        self._store = Store(home / "drafts.sqlite", _TABLES, _LOST)

    def find(self, person: str, path: str) -> Draft | None:
        """Somebody's draft of a file."""
        if self._store.empty:
            return None
        with self._store.transaction() as data:
            return _draft(data, person, path)

    def of(self, person: str) -> list[Draft]:
        """All of somebody's drafts that differ from their files, the newest first."""
        if self._store.empty:
            return []
        with self._store.transaction() as data:
            paths = [row[0] for row in data.execute("select path from draft where person = ?", (person,))]
            found = [draft for path in paths if (draft := _draft(data, person, path)) and draft.changed]
        return sorted(found, key=lambda draft: draft.at, reverse=True)

    def begin(self, person: str, path: str, base: bytes | None, text: bytes, at: dt.datetime) -> Draft:
        """A draft from the file as it is; one that there was and that says anything else than its file is gone on with."""
        with self._store.transaction() as data:
            known = _draft(data, person, path)
            if known is not None and known.changed:
                return known
            _forget(data, person, path)
            data.execute("insert into draft values (?, ?, ?, 0)", (person, path, base))
            return _keep(data, person, path, None, text, "", at)

    def keep(self, person: str, path: str, text: bytes, what: str, at: dt.datetime) -> Draft:
        """The next step of a draft that was begun. `what`: the fields that were changed, as the same field again soon after is no step of its own."""
        with self._store.transaction() as data:
            now = _draft(data, person, path)
            if now is None or now.text == text:
                return now or _keep(data, person, path, None, text, what, at)
            row = data.execute("select parent, what from step where number = ?", (now.step,)).fetchone()
            same = row[0] is not None and what and row[1] == what and at - now.at < _ONE_BREATH
            return _keep(data, person, path, row[0] if same else now.step, text, what, at)

    def step_text(self, person: str, path: str, step: int) -> bytes | None:
        """The text as it was at a step, which a page in another window may still show."""
        with self._store.transaction() as data:
            row = data.execute(
                "select text from step where number = ? and person = ? and path = ?", (step, person, path)
            ).fetchone()
        return bytes(row[0]) if row else None

    def undo(self, person: str, path: str) -> Draft | None:
        """Go a step back; where there is none it stays."""
        return self._walk(person, path, "select parent from step where number = ?")

    def redo(self, person: str, path: str) -> Draft | None:
        """Go again where one came back from."""
        return self._walk(person, path, "select max(number) from step where parent = ?")

    def saved(self, person: str, path: str, base: bytes, at: dt.datetime, *, to: str | None = None) -> None:
        """The file now says `base`. What was done can still be undone, and saved as it was."""
        with self._store.transaction() as data:
            if to is not None and to != path:
                _forget(data, person, to)
                data.execute("update draft set path = ? where person = ? and path = ?", (to, person, path))
                data.execute("update step set path = ? where person = ? and path = ?", (to, person, path))
                path = to
            now = _draft(data, person, path)
            if now is not None and now.text != base:
                _keep(data, person, path, now.step, base, "", at)
            data.execute("update draft set base = ? where person = ? and path = ?", (base, person, path))
            data.execute("insert or ignore into wrote values (?, ?)", (path, person))

    def wrote(self, person: Person, path: str) -> bool:
        """Whether somebody ever saved what they wrote in a file: who did does not approve it, also where no git knows."""
        if self._store.empty:
            return False
        with self._store.transaction() as data:
            asked = "select 1 from wrote where path = ? and person = ?"
            return data.execute(asked, (path, owner_of(person))).fetchone() is not None

    def give_back(self, path: str, base: bytes, text: bytes, at: dt.datetime) -> bool:
        """What somebody saved did not stand: it is their draft again, from what it was begun from. What they wrote since stays.

        Whether anybody wrote it here.
        """
        with self._store.transaction() as data:
            asked = "select person from step where path = ? and text = ? order by number desc limit 1"
            row = data.execute(asked, (path, text)).fetchone()
            if row is None:
                return False
            person = str(row[0])
            now = _draft(data, person, path)
            if now is None or not now.changed:
                _forget(data, person, path)
                data.execute("insert into draft values (?, ?, ?, 0)", (person, path, base))
                first = _keep(data, person, path, None, base, "", at)
                _keep(data, person, path, first.step, text, "", at)
            else:
                data.execute("update draft set base = ? where person = ? and path = ?", (base, person, path))
        return True

    def forget(self, person: str, path: str) -> None:
        """Throw a draft away."""
        with self._store.transaction() as data:
            _forget(data, person, path)

    def _walk(self, person: str, path: str, question: str) -> Draft | None:
        with self._store.transaction() as data:
            now = _draft(data, person, path)
            if now is None:
                return None
            row = data.execute(question, (now.step,)).fetchone()
            if row and row[0]:
                data.execute(
                    "update draft set step = ? where person = ? and path = ?", (row[0], person, path)
                )
            return _draft(data, person, path)


def owner_of(person: Person) -> str:
    """Whose drafts they are: who was told of by a provider is who it says, not what they are called; a chosen name never opens theirs."""
    return f"known:{person.subject or person.name}" if person.authenticated else f"chosen:{person.name}"


def kept_for(home: Path, root: Path) -> Path:
    """Where the desk keeps what belongs to the repository at `root`, in a folder of its own below `home`."""
    return home / "desk" / hashlib.sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:16]


def _draft(data: sqlite3.Connection, person: str, path: str) -> Draft | None:
    row = data.execute(
        "select draft.base, step.text, step.number, step.at, step.parent, "
        "exists (select 1 from step as later where later.parent = step.number) "
        "from draft join step on step.number = draft.step where draft.person = ? and draft.path = ?",
        (person, path),
    ).fetchone()
    if row is None:
        return None
    base, text, number, at, parent, later = row
    when = dt.datetime.fromisoformat(at)
    return Draft(
        path,
        None if base is None else bytes(base),
        bytes(text),
        number,
        when,
        parent is not None,
        bool(later),
    )


def _keep(
    data: sqlite3.Connection,
    person: str,
    path: str,
    parent: int | None,
    text: bytes,
    what: str,
    at: dt.datetime,
) -> Draft:
    made = data.execute(
        "insert into step (person, path, parent, text, what, at) values (?, ?, ?, ?, ?, ?)",
        (person, path, parent, text, what, at.isoformat()),
    ).lastrowid
    data.execute("update draft set step = ? where person = ? and path = ?", (made, person, path))
    _prune(data, person, path)
    found = _draft(data, person, path)
    assert found is not None
    return found


def _prune(data: sqlite3.Connection, person: str, path: str) -> None:
    """The oldest steps go; the oldest that is left is where undo ends."""
    row = data.execute(
        "select number from step where person = ? and path = ? order by number desc limit 1 offset ?",
        (person, path, _MOST_STEPS),
    ).fetchone()
    if row:
        data.execute("delete from step where person = ? and path = ? and number <= ?", (person, path, row[0]))
        data.execute(
            "update step set parent = null where person = ? and path = ? and parent <= ?",
            (person, path, row[0]),
        )


def _forget(data: sqlite3.Connection, person: str, path: str) -> None:
    data.execute("delete from step where person = ? and path = ?", (person, path))
    data.execute("delete from draft where person = ? and path = ?", (person, path))
