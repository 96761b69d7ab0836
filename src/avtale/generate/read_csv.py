"""A list of offices as CSV: the way Norwegian Excel saves it (semicolon, Windows-1252), and the way others do."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from avtale.generate.table import MAX_ROWS, Cell, Row, Table, whole_problem
from avtale.message import Message
from avtale.source.read import Source

_SEPARATOR_LINE = re.compile(r"sep=(.)\s*\Z", re.IGNORECASE)
# æ, ø or å written as UTF-8 and read as Windows-1252, or written for MS-DOS and read as Windows-1252.
_GARBLED = re.compile("Ã[\x80-\xbf\u2018-\u203a\u0192\u02c6\u2020-\u2026¦¸¥†˜…]|\ufffd|(?<=\\w)[†›](?=\\w)")


def read_csv(raw: bytes, name: str) -> Table:
    """The rows of a CSV file: UTF-8 (with or without BOM), UTF-16 with BOM, or Windows-1252; `;`, `,` or tab between.

    A first line `sep=;` is obeyed. A row with more or fewer cells than the first full one is said to be wrong.
    """
    text = _decoded(raw)
    source = Source(name, text or "")
    if text is None or "\0" in text:
        nb = f"{name} er verken UTF-8 eller Windows-1252. Lagre den som «CSV UTF-8» i Excel."
        en = f"{name} is neither UTF-8 nor Windows-1252. Save it as “CSV UTF-8” in Excel."
        return Table(source, problems=(whole_problem(nb, en),))
    lines = re.split("(?<=\n)|(?<=\r)(?!\n)", text)
    skipped, delimiter = _delimiter(lines)
    try:
        rows = tuple(_rows(lines, skipped, delimiter))
    except csv.Error:
        nb = f"{name} kan ikke leses som CSV. Se etter et anførselstegn som ikke er avsluttet."
        en = f"{name} cannot be read as CSV. Look for a quotation mark that is not closed."
        return Table(source, problems=(whole_problem(nb, en),))
    if len(rows) > MAX_ROWS:
        nb, en = (
            f"{name} har over {MAX_ROWS} rader. Del den.",
            f"{name} has more than {MAX_ROWS} rows. Split it.",
        )
        return Table(source, problems=(whole_problem(nb, en),))
    return Table(source, rows)


def _decoded(raw: bytes) -> str | None:
    encodings = ["utf-16"] if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _delimiter(lines: list[str]) -> tuple[int, str]:
    """How many lines to skip, and the separator: as the file says, else the one most used in its first lines."""
    first = _SEPARATOR_LINE.match(lines[0]) if lines else None
    if first is not None:
        return 1, first[1]
    start = "".join(lines[:10])
    bare = re.sub(r'"[^"]*"', "", start)
    return 0, max(";\t,", key=lambda sign: (bare.count(sign), -";\t,".index(sign)))


def _rows(lines: list[str], skipped: int, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(lines[skipped:], delimiter=delimiter, strict=True)
    width, before = 0, 0
    for values in reader:
        line, end = skipped + before + 1, skipped + reader.line_num
        before = reader.line_num
        starts = _starts("".join(lines[line - 1 : end]), delimiter, line)
        starts += [starts[-1]] * (len(values) - len(starts))
        cells: dict[int | str, Cell] = {
            number: Cell(value.strip(), *place, wrong=_wrong(value.strip()))
            for number, (value, place) in enumerate(zip(values, starts, strict=False))
        }
        filled = sum(not cell.empty for cell in cells.values())
        if width == 0 and filled > 1:
            width = len(values)
        if filled and width and len(values) != width:
            yield Row(line, cells, _width(cells, line, len(values), width, delimiter))
        else:
            yield Row(line, cells)


def _starts(record: str, delimiter: str, line: int) -> list[tuple[int, int]]:
    """Where each cell of a record begins."""
    found, column, quoted = [(line, 1)], 1, False
    for sign in record:
        column += 1
        if sign == '"':
            quoted = not quoted
        elif sign == delimiter and not quoted:
            found.append((line, column))
        elif sign == "\n":
            line, column = line + 1, 1
    return found


def _width(
    cells: dict[int | str, Cell], line: int, has: int, width: int, delimiter: str
) -> tuple[Cell, Message]:
    sign = {";": "semikolon", ",": "komma", "\t": "tabulator"}.get(delimiter, delimiter)
    sign_en = {";": "semicolon", ",": "comma", "\t": "tab"}.get(delimiter, delimiter)
    place = list(cells.values())[width] if has > width else Cell("", line, 1)
    return (
        place,
        Message(
            f"Raden har {has} felt, men overskriften har {width}. Står det et {sign} i en tekst, så sett anførselstegn rundt den.",
            f"The row has {has} cells, but the heading has {width}. Where a text holds a {sign_en}, put it in quotation marks.",
        ),
    )


def _wrong(value: str) -> Message | None:
    if _GARBLED.search(value):
        return Message(
            f"«{value}» ser ut til å være lagret med feil tegnsett. Lagre listen som «CSV UTF-8».",
            f"“{value}” seems to be saved in the wrong encoding. Save the list as “CSV UTF-8”.",
        )
    return None
