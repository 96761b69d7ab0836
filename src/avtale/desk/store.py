"""A small store in one SQLite file that only its owner can read: two processes may write, a kill leaves it whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from avtale.errors import SystemFailure, system_says
from avtale.message import Message
from avtale.source.write import make_private


class Store:
    """The store in `file`, which is made with its `tables` when something is kept. `lost` says what cannot be kept or known, and `{why}`."""

    def __init__(self, file: Path, tables: str, lost: Message) -> None:
        self._file, self._tables, self._lost = file, tables, lost
        self._free: list[tuple[int, sqlite3.Connection]] = []

    def __del__(self) -> None:
        for _, data in self._free:
            data.close()

    @property
    def empty(self) -> bool:
        """Whether nothing was ever kept; then there is no file, and none need be made to look something up."""
        return not self._file.exists()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction, which others wait for. Raises `SystemFailure` where it cannot be kept, and then none of it was."""
        try:
            number, data = self._connected()
            try:
                data.execute("begin immediate")
                yield data
                data.execute("commit")
            except BaseException:
                data.close()
                raise
            self._free.append((number, data))
        except (sqlite3.Error, OSError) as error:
            raise SystemFailure(nb=self._lost.nb, en=self._lost.en, why=system_says(error)) from error

    def _connected(self) -> tuple[int, sqlite3.Connection]:
        """A connection that nobody uses just now, to the file that is there: to open one, and to close it, takes longer than the rest."""
        number = self._file.stat().st_ino if self._file.exists() else None
        while True:
            try:
                known, data = self._free.pop()
            except IndexError:
                break
            if known == number:
                return known, data
            data.close()
        make_private(self._file)
        data = sqlite3.connect(self._file, timeout=10, isolation_level=None, check_same_thread=False)
        data.execute("pragma journal_mode = wal")
        data.executescript(self._tables)
        return self._file.stat().st_ino, data
