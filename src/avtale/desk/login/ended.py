"""The sessions that were ended before their time: kept until they would have ended anyhow, for every process of the desk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from avtale.desk.store import connected
from avtale.errors import SystemFailure, system_says

_TABLE = "create table if not exists ended (what text primary key, at integer, until integer) without rowid"


class Ended:
    """In one SQLite file of the folder `home`, made when a session is ended. `seconds`: as long as a session can last."""

    def __init__(self, home: Path, seconds: int) -> None:
        self._file, self._seconds = home / "ended.sqlite", seconds

    def end(self, what: str, now: int) -> None:
        """From now on: one session (`session:<id>`), all of a login (`login:<sid>`) or all of a person (`person:<subject>`).

        Raises `SystemFailure` where it cannot be kept; then nobody was logged out.
        """
        with self._open() as data:
            data.execute("delete from ended where until < ?", (now,))
            data.execute(
                "insert or replace into ended values (?, ?, ?)", (what, now, now + self._seconds + 3600)
            )

    def has(self, began: int, *what: str) -> bool:
        """Whether one of these was ended at or after `began`."""
        if not self._file.exists():
            return False
        marks = ", ".join("?" for _ in what)
        with self._open() as data:
            asked = f"select 1 from ended where what in ({marks}) and at >= ?"
            return data.execute(asked, (*what, began)).fetchone() is not None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(connected(self._file, _TABLE)) as data:
                yield data
        except (sqlite3.Error, OSError) as error:
            raise SystemFailure(
                nb="Kunne ikke lese eller skrive hvem som er logget ut ({why}). Rydd plass på disken, og prøv igjen.",
                en="Who has logged out could not be read or written ({why}). Make room on the disk and try again.",
                why=system_says(error),
            ) from error
