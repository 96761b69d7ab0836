"""A list of offices as an Excel file (.xlsx): its first sheet that is shown and holds anything.

Excel keeps something else than it shows: a formula, a date as a number, one value for several merged cells. What
cannot be taken at its word is said of the cell, by the name Excel gives it. What is hidden is not read, and that is said.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator

from avtale.findings import Problem
from avtale.generate.table import MAX_ROWS, Cell, Row, Table, whole_problem
from avtale.generate.workbook import (
    LONGEST,
    Sheet,
    Value,
    Workbook,
    read_workbook,
)
from avtale.generate.workbook_values import DamagedError, TooLargeError, column_name
from avtale.message import Message
from avtale.source.read import Source

_MAX_COLUMNS = 200
_MAX_EMPTY = 500_000  # cells without a value that get a place of their own
_MAX_TRIED = 2_000_000  # merged areas held against rows
_LOOK_AT = 20  # rows that show how wide the list is
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a file with a password, and the format before 2007


def read_excel(raw: bytes, name: str) -> Table:
    """The rows of the first visible sheet that is not empty."""
    source = Source(name)
    try:
        book = read_workbook(raw)
    except DamagedError:
        nb = f"{name} er ikke en Excel-fil som kan leses. Er den skadet eller låst med passord? Lagre den på nytt som .xlsx."
        en = f"{name} is no Excel file that can be read. Is it damaged or locked with a password? Save it anew as .xlsx."
        if raw.startswith(_OLE):
            nb = f"{name} er låst med passord, eller lagret i det gamle formatet .xls. Ta bort passordet, og lagre den som .xlsx."
            en = f"{name} is locked with a password, or saved in the old format .xls. Take the password away, and save it as .xlsx."
        return Table(source, problems=(whole_problem(nb, en),))
    except TooLargeError:
        nb = f"{name} er for stor når den pakkes ut. Kopier listen, og bare den, til en ny arbeidsbok."
        en = f"{name} is too large when unpacked. Copy the list, and nothing else, into a new workbook."
        return Table(source, problems=(whole_problem(nb, en),))
    sheet = book.sheet
    if sheet is None:
        nb, en = f"{name} har ikke noe ark med innhold.", f"{name} has no sheet with anything in it."
        if book.hidden_sheets:
            nb = f"{name} har ikke noe synlig ark med innhold. Vis arket i Excel, og lagre på nytt."
            en = f"{name} has no visible sheet with anything in it. Show the sheet in Excel, and save anew."
        return Table(source, problems=(whole_problem(nb, en),))
    notes = tuple(_hidden(book, sheet))
    _leave_out_hidden(sheet)
    if not sheet.rows:
        nb = f"Alt i arket «{sheet.name}» er skjult. Vis radene og kolonnene i Excel, og lagre på nytt."
        en = f"All of the sheet “{sheet.name}” is hidden. Show its rows and columns in Excel, and save anew."
        return Table(source, problems=(whole_problem(nb, en),))
    widest = max(map(max, sheet.rows.values()))
    if len(sheet.rows) > MAX_ROWS or widest > _MAX_COLUMNS:
        nb = f"Arket «{sheet.name}» har {len(sheet.rows)} rader med innhold og {widest} kolonner. Slett det som ikke hører til listen."
        en = f"The sheet “{sheet.name}” has {len(sheet.rows)} rows with something in them and {widest} columns. Delete what is not the list."
        return Table(source, problems=(whole_problem(nb, en),))
    try:
        rows = tuple(_rows(sheet, book.epoch_1904))
    except TooLargeError:
        nb = f"Arket «{sheet.name}» har for mange sammenslåtte celler. Del dem opp."
        en = f"The sheet “{sheet.name}” has too many merged cells. Split them."
        return Table(source, problems=(whole_problem(nb, en),))
    return Table(source, rows, sheet=sheet.name, notes=notes)


def _hidden(book: Workbook, sheet: Sheet) -> Iterator[Problem]:
    """What is not seen in Excel, and so is not taken in."""
    rows = sorted(sheet.hidden_rows)
    columns = sorted(
        {column for cells in sheet.rows.values() for column in cells if _in_hidden(sheet, column)}
    )
    if rows:
        nb = f"Arket «{sheet.name}» har skjulte rader ({_listed(map(str, rows), 'og', 'til')}), kanskje av et filter. De er ikke lest. Skal de med, så vis dem i Excel og lagre på nytt."
        en = f"The sheet “{sheet.name}” has hidden rows ({_listed(map(str, rows), 'and', 'more')}), perhaps by a filter. They were not read. If they belong to the list, show them in Excel and save anew."
        yield _note(nb, en, (rows[0], 1))
    if columns:
        names = [column_name(column) for column in columns]
        nb = f"Arket «{sheet.name}» har skjulte kolonner ({_listed(names, 'og', 'til')}). De er ikke lest. Skal de med, så vis dem i Excel og lagre på nytt."
        en = f"The sheet “{sheet.name}” has hidden columns ({_listed(names, 'and', 'more')}). They were not read. If they belong to the list, show them in Excel and save anew."
        yield _note(nb, en, (1, columns[0]))
    if book.hidden_sheets:
        names = [f"«{name}»" for name in book.hidden_sheets]
        nb = f"Arbeidsboken har skjulte ark ({_listed(names, 'og', 'til')}). De er ikke lest; listen er arket «{sheet.name}»."
        en = f"The workbook has hidden sheets ({_listed(names, 'and', 'more')}). They were not read; the list is the sheet “{sheet.name}”."
        yield _note(nb, en, (1, 1))


def _note(nb: str, en: str, place: tuple[int, int]) -> Problem:
    return Problem("office-list", "", nb, en, severity="warning", place=place)


def _listed(names: Iterable[str], also: str, more: str) -> str:
    every = list(names)
    rest = f" {also} {len(every) - 10} {more}" if len(every) > 10 else ""
    return ", ".join(every[:10]) + rest


def _in_hidden(sheet: Sheet, column: int) -> bool:
    return any(first <= column <= last for first, last in sheet.hidden_columns[:1000])


def _leave_out_hidden(sheet: Sheet) -> None:
    for row in sheet.hidden_rows:
        del sheet.rows[row]
    if sheet.hidden_columns:
        used = {column for cells in sheet.rows.values() for column in cells}
        gone = {column for column in used if _in_hidden(sheet, column)}
        for row in [row for row, cells in sheet.rows.items() if gone & cells.keys()]:
            kept = {column: value for column, value in sheet.rows[row].items() if column not in gone}
            if kept:
                sheet.rows[row] = kept
            else:
                del sheet.rows[row]


def _rows(sheet: Sheet, epoch_1904: bool) -> Iterator[Row]:
    """Each row with something in it; an empty cell under a heading has its place too."""
    numbers = sorted(sheet.rows)
    width = {column for number in numbers[:_LOOK_AT] for column in sheet.rows[number]}
    if len(width) * len(numbers) > _MAX_EMPTY:
        width = set()
    waiting, open_, tried = sorted(sheet.merged, reverse=True), list[tuple[int, int, int, int]](), 0
    for number in numbers:
        while waiting and waiting[-1][0] <= number:
            open_.append(waiting.pop())
        tried += len(open_)
        if tried > _MAX_TRIED:
            raise TooLargeError
        open_ = [area for area in open_ if area[2] >= number]
        cells: dict[int | str, Cell] = {}
        for column in sorted(width | sheet.rows[number].keys()):
            area = next((area for area in open_ if area[1] <= column <= area[3]), None)
            cells[column - 1] = _cell(sheet.rows[number].get(column), number, column, area, epoch_1904)
        yield Row(number, cells)


def _cell(value: Value | None, line: int, column: int, area: tuple[int, int, int, int] | None, epoch_1904: bool) -> Cell:  # fmt: skip
    name = f"{column_name(column)}{line}"
    if area is not None:
        merged = f"{column_name(area[1])}{area[0]}:{column_name(area[3])}{area[2]}"
        wrong = Message(
            f"Cellen er slått sammen med andre ({merged}). Del dem opp og skriv verdien i hver rad.",
            f"The cell is merged with others ({merged}). Split them and write the value in each row.",
        )
        return Cell(value.text if value else "", line, column, name, wrong)
    if value is None:
        return Cell("", line, column, name)
    if value.formula:
        wrong = Message(
            "Cellen har en formel. Lim inn verdien i stedet (Lim inn utvalg, Verdier).",
            "The cell holds a formula. Paste its value instead (Paste special, Values).",
        )
        return Cell(value.text, line, column, name, wrong)
    if value.kind == "e":
        wrong = Message(f"Cellen har en feil ({value.text}).", f"The cell holds an error ({value.text}).")
        return Cell(value.text, line, column, name, wrong)
    if len(value.text) > LONGEST:
        wrong = Message("Teksten er lengre enn en celle kan ha.", "The text is longer than a cell may have.")
        return Cell(value.text[:100], line, column, name, wrong)
    if value.kind == "b":
        return Cell("ja" if value.text in ("1", "true") else "nei", line, column, name)
    if value.date:
        day = _iso(value.text) if value.kind == "d" else _day(value.text, epoch_1904)
        if day is not None:
            return Cell(day, line, column, name, typed="date")
    if value.kind in ("n", "d"):
        return Cell(_plain(value.text), line, column, name, typed="number")
    return Cell(value.text.replace("\xa0", " ").strip(), line, column, name)


def _day(text: str, epoch_1904: bool) -> str | None:
    """The day, or below one the time, that a serial number stands for (ISO/IEC 29500-1, 18.17.4); None for none."""
    try:
        serial = float(text)
        start = dt.datetime(1904, 1, 1) if epoch_1904 else dt.datetime(1899, 12, 30)
        moment = start + dt.timedelta(days=serial)
    except (ValueError, OverflowError):
        return None
    return moment.time().isoformat("seconds") if 0 <= serial < 1 else moment.date().isoformat()


def _iso(text: str) -> str | None:
    try:
        return dt.datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        return None


def _plain(text: str) -> str:
    """A number without the zeros that a computer adds: 90000001.0 is 90000001."""
    try:
        number = float(text)
    except ValueError:
        return text.strip()
    return str(int(number)) if math.isfinite(number) and number.is_integer() else str(number)
