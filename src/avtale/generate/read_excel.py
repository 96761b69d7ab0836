"""A list of offices as an Excel file (.xlsx): its first sheet that is shown and holds anything.

Excel keeps something else than it shows: a formula, a date as a number, one value for several merged cells. What
cannot be taken at its word is said of the cell, by the name Excel gives it.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from avtale.generate.table import MAX_ROWS, Cell, Row, Table, whole_problem
from avtale.source.read import Source

_MAX_UNPACKED = 256 * 1024 * 1024
_MAX_COLUMNS = 200


def read_excel(raw: bytes, name: str) -> Table:
    """The rows of the first visible sheet that is not empty."""
    source = Source(name)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MAX_UNPACKED:
                nb, en = f"{name} er for stor når den pakkes ut.", f"{name} is too large when unpacked."
                return Table(source, problems=(whole_problem(nb, en),))
        sheet = _sheet(raw)
    except Exception:  # a damaged or encrypted file breaks in the library in ways it does not list
        nb = f"{name} er ikke en Excel-fil som kan leses. Er den skadet eller låst med passord? Lagre den på nytt som .xlsx."
        en = f"{name} is no Excel file that can be read. Is it damaged or locked with a password? Save it anew as .xlsx."
        return Table(source, problems=(whole_problem(nb, en),))
    if sheet is None:
        nb, en = f"{name} har ikke noe ark med innhold.", f"{name} has no sheet with anything in it."
        return Table(source, problems=(whole_problem(nb, en),))
    if sheet.max_row > MAX_ROWS or sheet.max_column > _MAX_COLUMNS:
        nb = f"Arket «{sheet.title}» har {sheet.max_row} rader og {sheet.max_column} kolonner. Slett det som ikke hører til listen."
        en = f"The sheet “{sheet.title}” has {sheet.max_row} rows and {sheet.max_column} columns. Delete what is not the list."
        return Table(source, problems=(whole_problem(nb, en),))
    merged = {
        (row, column): str(area)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    rows = tuple(_row(cells, merged) for cells in sheet.iter_rows())
    return Table(source, rows, sheet=str(sheet.title))


def _sheet(raw: bytes) -> Any:
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and checks it does not carry over; we only read
        book = load_workbook(io.BytesIO(raw), data_only=False, keep_links=False)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return next((sheet for sheet in shown if sheet.max_row > 1 or sheet.max_column > 1), None)


def _row(cells: tuple[Any, ...], merged: dict[tuple[int, int], str]) -> Row:
    return Row(cells[0].row, {number: _cell(cell, merged) for number, cell in enumerate(cells)})


def _cell(cell: Any, merged: dict[tuple[int, int], str]) -> Cell:
    line, column, name = cell.row, cell.column, cell.coordinate
    area = merged.get((line, column))
    if area is not None:
        wrong = (
            f"Cellen er slått sammen med andre ({area}). Del dem opp og skriv verdien i hver rad.",
            f"The cell is merged with others ({area}). Split them and write the value in each row.",
        )
        return Cell(cell.value, line, column, name, wrong)
    value = cell.value
    if cell.data_type == "f":
        wrong = (
            "Cellen har en formel. Lim inn verdien i stedet (Lim inn utvalg, Verdier).",
            "The cell holds a formula. Paste its value instead (Paste special, Values).",
        )
        return Cell(value, line, column, name, wrong)
    if cell.data_type == "e":
        return Cell(
            value,
            line,
            column,
            name,
            (f"Cellen har en feil ({value}).", f"The cell holds an error ({value})."),
        )
    if isinstance(value, (dt.datetime, dt.date)):
        day = value.date() if isinstance(value, dt.datetime) else value
        return Cell(day.isoformat(), line, column, name, typed="date")
    if isinstance(value, (dt.time, dt.timedelta)):
        return Cell(str(value), line, column, name, typed="date")
    if isinstance(value, bool):
        return Cell("ja" if value else "nei", line, column, name)
    if isinstance(value, (int, float)):
        text = str(int(value)) if float(value).is_integer() else str(value)
        return Cell(text, line, column, name, typed="number")
    text = "" if value is None else str(value).replace("\xa0", " ").strip()
    return Cell(text, line, column, name)
