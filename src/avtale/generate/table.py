"""A list of offices as rows of cells, from CSV, Excel, YAML or JSON; each cell knows where it stands.

Nothing is guessed about what a value means here. What a cell cannot be taken at its word for (a formula, a
merged cell, a date where a text should be) is said of the cell, and the row is left to the reader of offices.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from avtale.errors import Misuse, not_read
from avtale.findings import Problem
from avtale.source.read import Source

MAX_BYTES = 32 * 1024 * 1024
MAX_ROWS = 50_000


class Cell(Struct, frozen=True):
    """One value and its place: 1-based line and column, and what Excel calls the cell ("C7"; "" elsewhere).

    `wrong` says why the value cannot be used, in bokmål and English. `typed` is the kind of an Excel cell:
    "text", "number" or "date"; from a text file everything is text.
    """

    value: Any
    line: int
    column: int
    name: str = ""
    wrong: tuple[str, str] | None = None
    typed: str = "text"

    @property
    def empty(self) -> bool:
        return self.wrong is None and (self.value is None or self.value == "" or self.value == [])


class Row(Struct, frozen=True):
    """One row: cells by the number of their column, or by key in YAML and JSON. `wrong` is said of the row as such."""

    line: int
    cells: Mapping[int | str, Cell]
    wrong: tuple[Cell, str, str] | None = None

    @property
    def empty(self) -> bool:
        return self.wrong is None and all(cell.empty for cell in self.cells.values())


class Table(Struct, frozen=True):
    """A list as read. `rows` begin at the top of the file; which one is the heading is not known yet.

    `keyed` is true for YAML and JSON, where each row names its own columns. `problems` keep the whole from being read.
    """

    source: Source
    rows: tuple[Row, ...] = ()
    keyed: bool = False
    problems: tuple[Problem, ...] = field(default=())
    sheet: str = ""
    notes: tuple[Problem, ...] = ()
    """What the reader of it should know, such as what is hidden in it and was not read."""


def read_table(path: Path, name: str | None = None) -> Table:
    """Read the list in `path`; its ending tells what it is: .csv, .tsv, .txt, .xlsx, .yaml, .yml or .json.

    Raises `Misuse` for no such file or another ending, `Surroundings` where it cannot be read. What is wrong
    inside it is in `.problems`.
    """
    name = name or str(path)
    ending = path.suffix.lower()
    if ending in (".xls", ".ods", ".xlsb", ".xlsm"):
        raise Misuse(
            nb=f"{name} kan ikke leses som kontorliste. Lagre den som .xlsx eller .csv.",
            en=f"{name} cannot be read as a list of offices. Save it as .xlsx or .csv.",
        )
    if ending not in (".csv", ".tsv", ".txt", ".xlsx", ".yaml", ".yml", ".json"):
        raise Misuse(
            nb=f"{name}: en kontorliste er en fil som slutter på .csv, .xlsx, .yaml eller .json.",
            en=f"{name}: a list of offices is a file that ends in .csv, .xlsx, .yaml or .json.",
        )
    raw = _bytes(path, name)
    if ending == ".xlsx":
        from avtale.generate.read_excel import read_excel

        return read_excel(raw, name)
    if ending in (".yaml", ".yml", ".json"):
        from avtale.generate.read_keyed import read_json, read_yaml

        return read_json(raw, name) if ending == ".json" else read_yaml(raw, name)
    from avtale.generate.read_csv import read_csv

    return read_csv(raw, name)


def _bytes(path: Path, name: str) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Misuse(
                nb=f"{name} er på {size // 1_000_000} MB. En kontorliste er på høyst {MAX_BYTES // 1_000_000} MB.",
                en=f"{name} has {size // 1_000_000} MB. A list of offices has at most {MAX_BYTES // 1_000_000} MB.",
            )
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Misuse(nb=f"Fant ikke filen {name}.", en=f"No such file: {name}.") from error
    except IsADirectoryError as error:
        raise Misuse(nb=f"{name} er en mappe, ikke en fil.", en=f"{name} is a folder, not a file.") from error
    except OSError as error:
        raise not_read(name, error) from error


def whole_problem(nb: str, en: str, place: tuple[int, int] = (1, 1)) -> Problem:
    """A problem that keeps a list from being read at all."""
    return Problem("office-list", "", nb, en, place=place)
