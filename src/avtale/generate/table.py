"""A list, as of offices, as rows of cells, from CSV, Excel, YAML or JSON; each cell knows where it stands.

Nothing is guessed about what a value means here. What a cell cannot be taken at its word for (a formula, a
merged cell, a date where a text should be) is said of the cell, and the row is left to the reader of offices, or of what else it lists.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from avtale.errors import UsageError
from avtale.findings import Problem
from avtale.message import Message
from avtale.source.named import named_file
from avtale.source.read import Source

MAX_BYTES = 32 * 1024 * 1024
MAX_ROWS = 50_000


class Cell(Struct, frozen=True):
    """One value and its place: 1-based line and column, and what Excel calls the cell ("C7"; "" elsewhere).

    `wrong` says why the value cannot be used. `typed` is the kind of an Excel cell:
    "text", "number" or "date"; from a text file everything is text.
    """

    value: Any
    line: int
    column: int
    name: str = ""
    wrong: Message | None = None
    typed: str = "text"

    @property
    def empty(self) -> bool:
        return self.wrong is None and (self.value is None or self.value == "" or self.value == [])


class Row(Struct, frozen=True):
    """One row: cells by the number of their column, or by key in YAML and JSON. `wrong` is said of the row as such."""

    line: int
    cells: Mapping[int | str, Cell]
    wrong: tuple[Cell, Message] | None = None

    @property
    def empty(self) -> bool:
        return self.wrong is None and all(cell.empty for cell in self.cells.values())


class Listed(Struct, frozen=True):
    """What a list is of: what its file is called, what one row is, and the key it stands under in YAML and JSON."""

    file: Message
    one: Message
    keys: tuple[str, ...]


OFFICES = Listed(
    Message("kontorliste", "list of offices"), Message("kontor", "office"), ("offices", "kontorer")
)


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


def read_table(path: Path, name: str | None = None, of: Listed = OFFICES) -> Table:
    """Read the list in `path`; its ending tells what it is: .csv, .tsv, .txt, .xlsx, .yaml, .yml or .json.

    Raises `UsageError` for no such file or another ending, `SystemFailure` where it cannot be read. What is wrong
    inside it is in `.problems`.
    """
    name = name or str(path)
    ending = path.suffix.lower()
    if ending in (".xls", ".ods", ".xlsb", ".xlsm"):
        raise UsageError(
            nb=f"{name} kan ikke leses som {of.file.nb}. Lagre den som .xlsx eller .csv.",
            en=f"{name} cannot be read as a {of.file.en}. Save it as .xlsx or .csv.",
        )
    if ending not in (".csv", ".tsv", ".txt", ".xlsx", ".yaml", ".yml", ".json"):
        raise UsageError(
            nb=f"{name} må slutte på .csv, .xlsx, .yaml eller .json for å leses som {of.file.nb}.",
            en=f"{name} has to end in .csv, .xlsx, .yaml or .json to be read as a {of.file.en}.",
        )
    raw = _bytes(path, name, of)
    if (other := _other_kind(raw, ending, name)) is not None:
        return Table(Source(name), problems=(other,))
    if ending == ".xlsx":
        from avtale.generate.read_excel import read_excel

        return read_excel(raw, name)
    if ending in (".yaml", ".yml", ".json"):
        from avtale.generate.read_keyed import read_json, read_yaml

        return read_json(raw, name, of) if ending == ".json" else read_yaml(raw, name, of)
    from avtale.generate.read_csv import read_csv

    return read_csv(raw, name)


#: How a file of another kind begins, and what it then is.
_BEGINNINGS = (
    (b"%PDF-", "en PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "en Excel-fil med passord, eller i det gamle formatet .xls", "an Excel file with a password, or in the old format .xls"),
    (b"PK\x03\x04", "en Excel-fil eller et arkiv", "an Excel file or an archive"),
    (b"<", "en nettside eller XML", "a web page or XML"),
    (b"{\\rtf", "et tekstdokument (RTF)", "a text document (RTF)"),
)  # fmt: skip


def _other_kind(raw: bytes, ending: str, name: str) -> Problem | None:
    """What is wrong where the file is something else than its name says; None where it may be that."""
    begin = raw[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, nb, en in _BEGINNINGS:
        if begin.startswith(mark) and not (ending == ".xlsx" and mark[:1] in b"P\xd0"):
            return whole_problem(
                f"{name} er {nb}, selv om navnet slutter på {ending}. Åpne den i Excel, og lagre listen som .xlsx eller «CSV UTF-8».",
                f"{name} is {en}, though its name ends in {ending}. Open it in Excel, and save the list as .xlsx or “CSV UTF-8”.",
            )
    if (
        ending == ".xlsx"
        and begin
        and not begin.startswith((b"PK", b"\xd0\xcf\x11\xe0"))
        and b"\0" not in raw[:1000]
    ):
        return whole_problem(
            f"{name} er tekst og ikke en Excel-fil, selv om navnet slutter på .xlsx. Gi den et navn som slutter på .csv.",
            f"{name} is text and no Excel file, though its name ends in .xlsx. Give it a name that ends in .csv.",
        )
    if (
        ending in (".csv", ".tsv", ".txt")
        and begin[:1] in (b"{", b"[")
        and begin.rstrip()[1:].lstrip()[:1] in (b'"', b"{")
    ):
        return whole_problem(
            f"{name} er JSON, selv om navnet slutter på {ending}. Gi den et navn som slutter på .json.",
            f"{name} is JSON, though its name ends in {ending}. Give it a name that ends in .json.",
        )
    if (
        raw[1:200:2].count(b"\0") > 50
        and not raw.startswith((b"\xff\xfe", b"\xfe\xff"))
        and ending != ".xlsx"
    ):
        return whole_problem(
            f"{name} er UTF-16 uten merke foran. Lagre den som «CSV UTF-8» i Excel.",
            f"{name} is UTF-16 without a mark in front. Save it as “CSV UTF-8” in Excel.",
        )
    return None


def _bytes(path: Path, name: str, of: Listed) -> bytes:
    with named_file(path, name) as file:
        size = os.fstat(file.fileno()).st_size
        if size > MAX_BYTES:
            raise UsageError(
                nb=f"{name} er på {size // 1_000_000} MB. Høyst {MAX_BYTES // 1_000_000} MB leses som {of.file.nb}.",
                en=f"{name} has {size // 1_000_000} MB. At most {MAX_BYTES // 1_000_000} MB are read as a {of.file.en}.",
            )
        return file.read()


def whole_problem(nb: str, en: str, place: tuple[int, int] = (1, 1)) -> Problem:
    """A problem that keeps a list from being read at all."""
    return Problem("office-list", "", nb, en, place=place)
