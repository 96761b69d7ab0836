"""The sessions that were ended before their time: kept until they would have ended anyhow, for every process of the desk."""

from __future__ import annotations

from pathlib import Path

from avtale.desk.store import Store
from avtale.message import Message

_TABLE = "create table if not exists ended (what text primary key, at integer, until integer) without rowid"
_LOST = Message(
    "Kunne ikke lese eller skrive hvem som er logget ut ({why}). Rydd plass på disken, og prøv igjen.",
    "Who has logged out could not be read or written ({why}). Make room on the disk and try again.",
)


class Ended:
    """In a store of the folder `home`. `seconds`: as long as a session can last."""

    def __init__(self, home: Path, seconds: int) -> None:
        self._store, self._seconds = Store(home / "ended.sqlite", _TABLE, _LOST), seconds

    def end(self, what: str, now: int) -> None:
        """From now on: one session (`session:<id>`), all of a login (`login:<sid>`) or all of a person (`person:<subject>`).

        Raises `SystemFailure` where it cannot be kept; then nobody was logged out.
        """
        with self._store.transaction() as data:
            data.execute("delete from ended where until < ?", (now,))
            data.execute(
                "insert or replace into ended values (?, ?, ?)", (what, now, now + self._seconds + 3600)
            )

    def has(self, began: int, *what: str) -> bool:
        """Whether one of these was ended at or after `began`. Raises `SystemFailure` where it cannot be known."""
        if self._store.empty:
            return False
        marks = ", ".join("?" for _ in what)
        with self._store.transaction() as data:
            asked = f"select 1 from ended where what in ({marks}) and at >= ?"
            return data.execute(asked, (*what, began)).fetchone() is not None
