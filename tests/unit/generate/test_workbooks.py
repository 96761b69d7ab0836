"""A workbook of any make is read, what is hidden in it is said, and one that would take much is refused at once."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from avtale.generate.columns import layout
from avtale.generate.offices import read_offices
from avtale.generate.read_excel import read_excel
from avtale.generate.table import Table, read_table
from tests.support import discovered
from tests.unit.generate.workbooks import GENUINE, HIDDEN, HOSTILE, book, row, rows, sheet, text
from tests.unit.generate.world import World, excel, states, told

SECONDS, BYTES = 2, 500_000_000


def said(table: Table) -> str:
    """The offices that are read, or what is wrong."""
    found = layout(table, None)
    if table.problems or found.problems:
        return " ".join(problem.nb for problem in (*table.problems, *found.problems))
    offices, problems = read_offices(table, found)
    return ", ".join([office.office for office in offices] + [problem.nb for problem in problems[:3]])


@pytest.mark.parametrize("name", GENUINE)
def test_a_workbook_of_another_make_is_read(name: str) -> None:
    make, wanted = GENUINE[name]
    table = read_excel(make(), "a.xlsx")
    assert said(table) == wanted
    assert table.notes == ()


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_hidden_is_not_read_and_is_told(name: str) -> None:
    make, wanted, words = HIDDEN[name]
    table = read_excel(make(), "a.xlsx")
    assert said(table) == wanted
    (note,) = table.notes
    assert words in note.nb
    assert "ikke lest" in note.nb
    assert "not read" in note.en
    assert note.severity == "warning"


def bounded(run: Callable[[], str]) -> tuple[str, float]:
    """What it says and how long it takes, in a process that may not use more than BYTES and twice SECONDS."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            resource.setrlimit(resource.RLIMIT_AS, (BYTES + _in_use(), resource.RLIM_INFINITY))
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS * 3, SECONDS * 3))
            begin = time.process_time()
            words = run()
            os.write(writing, f"{time.process_time() - begin:.3f} {words}".encode()[:4000])
        except BaseException as error:
            os.write(writing, f"9 {error!r}".encode()[:4000])
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        data = pipe.read().decode("utf-8", "replace")
    os.waitpid(child, 0)
    took, _, words = data.partition(" ")
    return words, float(took or "9")


def _in_use() -> int:
    """What the interpreter and the tests take already."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


#: What takes long to make.
LARGE = {"strings by the million", "a bomb of strings", "styles by the million", "millions of cells in a row", "one string used over and over", "a bomb of blanks", "a hundred thousand merged areas", "elements in elements", "a row too many"}  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.extended] if name in LARGE else [])
        for name in discovered(HOSTILE, at_least=30)
    ],
)
def test_a_hostile_workbook_ends_soon_with_a_word(name: str) -> None:
    make, wanted = HOSTILE[name]
    raw = make()
    assert len(raw) < 32 * 1024 * 1024
    words, took = bounded(lambda: said(read_excel(raw, "a.xlsx")))
    assert "Error" not in words, words
    assert wanted in words
    assert words
    assert took < SECONDS


def test_nobody_reads_a_phantom_or_a_closed_office(tmp_path: Path) -> None:
    """From file to plan, as a command does."""
    world = World(tmp_path)
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        book(
            sheet(
                rows(
                    row(4, text("NAV Nedlagt", "A4"), ' hidden="1"'), row(1048576, '<c r="A1048576" s="1"/>')
                )
            )
        )
    )
    plan = world.plan(path)
    assert states(plan) == {"NAV Vik": "new", "NAV Fjord": "new"}
    assert [(code, "skjulte rader (4)" in nb) for code, _, nb in told(plan)] == [("office-list", True)]
    assert read_table(path).rows[-1].line == 3


def test_a_day_is_a_day_in_every_format(tmp_path: Path) -> None:
    import datetime as dt

    def style(page: object) -> None:
        for cell, form in zip(
            "BCDEF", ("dd.mm.yyyy", "[$-414]d. mmmm yyyy;@", '0 "dager"', "0.00", "[h]:mm"), strict=True
        ):
            page[f"{cell}2"].number_format = form  # type: ignore[index]

    head = ["Kontor", "a", "b", "c", "d", "e", "f"]
    path = excel(
        tmp_path / "a.xlsx",
        [head, ["NAV Vik", 46357, 46357, 46357, 46357.5, 0.5, dt.date(2026, 1, 2)]],
        style,
    )
    cells = read_excel(path.read_bytes(), "a.xlsx").rows[1].cells
    assert [(cells[at].value, cells[at].typed) for at in range(1, 7)] == [
        ("2026-12-01", "date"), ("2026-12-01", "date"), ("46357", "number"), ("46357.5", "number"), ("12:00:00", "date"), ("2026-01-02", "date"),
    ]  # fmt: skip
    later = book(sheet(row(1, '<c r="A1" s="1"><v>0</v></c>')).replace("<v>0", "<v>1"), book='<workbookPr date1904="1"/>', styles='<styleSheet><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>')  # fmt: skip
    assert read_excel(later, "a.xlsx").rows[0].cells[0].value == "1904-01-02"
