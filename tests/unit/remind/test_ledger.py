"""The ledger: what it keeps, and that one which cannot be used tells nothing twice and loses nothing."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from avtale.errors import SystemFailure
from avtale.remind.ledger import Entry, Reminder, copied, opened
from tests.support import refused

DAY, NEXT = dt.date(2026, 11, 21), dt.date(2026, 11, 22)


def reminder(duty: str, who: str = "kari") -> Reminder:
    return ("avtale", duty, "2026-11-30", "ahead", who)


def begun(path: Path, *known: Reminder) -> Path:
    with opened(path, wait=0) as ledger:
        assert ledger.is_new
        ledger.begin(known, DAY)
    return path


def test_what_was_attempted_sent_and_refused_is_known_to_the_next_run(tmp_path: Path) -> None:
    path = begun(tmp_path / "ny" / "sendt.sqlite", reminder("old"))
    with opened(path, wait=0) as ledger:
        for duty in ("sent", "refused", "doubt", "doubt"):
            ledger.attempt([reminder(duty)], "<1@a>")
        ledger.sent([reminder("sent")], DAY)
        ledger.refused([reminder("refused")])
        ledger.used(NEXT)
        ledger.used(DAY)
    with opened(path, wait=0) as ledger:
        assert not ledger.is_new
        assert ledger.of(reminder("old")) == Entry("", 0, "2026-11-21")
        assert ledger.of(reminder("sent")) == Entry("<1@a>", 1, "2026-11-21")
        assert ledger.of(reminder("refused")) == Entry("<1@a>", 0, None)
        assert ledger.of(reminder("doubt")) == Entry("<1@a>", 2, None)
        assert ledger.of(reminder("sent", "ola")) is None
        assert ledger.last_day() == NEXT
    assert [file.name for file in path.parent.iterdir() if file.suffix != ".lock"] == ["sendt.sqlite"]
    assert {each.stat().st_mode & 0o077 for each in (path.parent, *path.parent.iterdir())} == {0}


def test_a_copy_is_read_and_nothing_is_written(tmp_path: Path) -> None:
    path = begun(tmp_path / "sendt.sqlite", reminder("old"))
    before = path.read_bytes()
    with copied(path) as ledger:
        assert ledger.of(reminder("old")) is not None
        ledger.attempt([reminder("other")], "<2@a>")
    assert path.read_bytes() == before
    with copied(tmp_path / "none.sqlite") as ledger:
        assert ledger.is_new
    assert not (tmp_path / "none.sqlite").exists()


def test_one_run_at_a_time(tmp_path: Path) -> None:
    path = begun(tmp_path / "sendt.sqlite")
    with (
        opened(path, wait=0),
        refused(SystemFailure, "er i bruk av en annen kjøring"),
        opened(path, wait=0.1),
    ):
        pass
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin exclusive")
        with refused(SystemFailure, "er i bruk av en annen kjøring"), opened(path, wait=0.1):
            pass


def _other(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("create table a (b)")


def _torn(path: Path) -> None:
    begun(path, *(reminder(f"d{n}") for n in range(500)))
    data = bytearray(path.read_bytes())
    data[5000:9000] = b"\xa5" * 4000
    path.write_bytes(data)


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (
            lambda path: path.write_bytes(b"noe helt annet, og langt nok til at det ikke er tomt" * 9),
            "er skadet",
        ),
        (lambda path: begun(path) and path.write_bytes(path.read_bytes()[:5000]), "er skadet"),
        (_torn, "er skadet"),
        (_other, "laget av et annet program"),
        (_folder, "kan ikke åpnes"),
    ],
    ids=["another-file", "cut-off", "torn", "another-program", "folder"],
)
def test_one_that_cannot_be_used_is_left_as_it_is(
    make: Callable[[Path], object], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "sendt.sqlite"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with refused(SystemFailure, words), opened(path, wait=0):
        pass
    if path.is_file():
        with refused(SystemFailure, words), copied(path):
            pass
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_beginning_that_is_cut_off_is_no_beginning(tmp_path: Path) -> None:
    path = tmp_path / "sendt.sqlite"

    def broken() -> object:
        yield reminder("a")
        raise KeyboardInterrupt

    with opened(path, wait=0) as ledger, pytest.raises(KeyboardInterrupt):
        ledger.begin(broken(), DAY)  # type: ignore[arg-type]
    with opened(path, wait=0) as ledger:
        assert ledger.is_new
