"""A small store in one SQLite file that only its owner can read: two processes may write, a kill leaves it whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from avtale.source.write import make_private


def connected(file: Path, tables: str) -> sqlite3.Connection:
    """A connection to the store, for one thread at a time; file and tables are made where there are none. Raises `sqlite3.Error`, `OSError`."""
    make_private(file)
    data = sqlite3.connect(file, timeout=10, isolation_level=None, check_same_thread=False)
    data.execute("pragma journal_mode = wal")
    data.executescript(tables)
    return data


@contextmanager
def transaction(file: Path, tables: str) -> Iterator[sqlite3.Connection]:
    """One transaction, which others wait for. Raises as `connected`."""
    data = connected(file, tables)
    try:
        data.execute("begin immediate")
        yield data
        data.execute("commit")
    finally:
        data.close()
