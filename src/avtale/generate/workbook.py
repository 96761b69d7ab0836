"""A workbook in Office Open XML (ISO/IEC 29500-1, 18; transitional and strict), its cells read in one pass within bounds.

What a file declares of its size is not asked: the parts that are needed are unpacked piece by piece and read as they
come, and what has only a format is passed by. Nothing outside the file is opened, and no document type is read.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from xml.parsers import expat

from msgspec import Struct, field

from avtale.generate.workbook_values import (
    ROWS,
    DamagedError,
    TooLargeError,
    area_of,
    index_within,
    is_true,
    is_zero,
    part_name,
    place_of,
    shows_date,
    whole_number,
)

MAX_PARTS = 5_000
MAX_PART = 96 * 1024 * 1024  # bytes of one part, unpacked
MAX_ELEMENTS = 1_200_000  # in all parts together; about a second
MAX_CELLS = 500_000
MAX_TEXT = 32 * 1024 * 1024  # characters kept
LONGEST = 32_767  # characters of a cell (Excel's own limit)
_CHUNK = 65_536
_CENTRAL_HEADER = b"PK\x01\x02"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ISO/IEC 29500-1, 22.9.2.19
# The dates and times among the formats that need no definition (ISO/IEC 29500-1, 18.8.30).
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})


Attributes = Mapping[str, str]
Starts = Mapping[str, Callable[[Attributes], None]]
Ends = Mapping[str, Callable[[], None]]


class Value(Struct, frozen=True):
    """What a cell holds: `kind` is its type ("n", "str", "b", "e", "d"), and whether it is shown as a date or is a formula."""

    text: str
    kind: str
    date: bool = False
    formula: bool = False


class Sheet(Struct):
    """The cells of a sheet that hold anything, by row and column, both 1-based; what is hidden, and what is merged."""

    name: str
    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column."""


class Workbook(Struct):
    """The first sheet that is shown and holds anything, and the names of the sheets that are hidden."""

    sheet: Sheet | None
    hidden_sheets: tuple[str, ...]
    epoch_1904: bool


def read_workbook(raw: bytes) -> Workbook:
    """Read a workbook. Raises `DamagedError` or `TooLargeError`; needs at most some 300 MB and two seconds."""
    return _Reader(raw).workbook()


class _Reader:
    def __init__(self, raw: bytes) -> None:
        if raw.count(_CENTRAL_HEADER) > MAX_PARTS:  # before the list of parts is read
            raise TooLargeError
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(raw))
        except Exception as error:  # a damaged file breaks in ways that are not listed
            raise DamagedError from error
        self.parts = {part_name(part.filename): part for part in self.archive.infolist()}
        self.elements = self.kept = 0

    def workbook(self) -> Workbook:
        main = self._main()
        found = _Main()
        self._parse(main, {"sheet": found.sheet, "workbookPr": found.settings})
        related = self._relations(main)
        strings = dates = None
        hidden = tuple(name for name, state, _ in found.sheets if state != "visible")
        for name, state, number in found.sheets:
            kind, target = related.get(number, ("", ""))
            if state != "visible" or kind != "worksheet" or target not in self.parts:
                continue
            if strings is None or dates is None:
                strings = self._strings(next((t for k, t in related.values() if k == "sharedStrings"), ""))
                dates = self._dates(next((t for k, t in related.values() if k == "styles"), ""))
            sheet = self._sheet(name, target, strings, dates)
            if sheet.rows:
                return Workbook(sheet, hidden, found.epoch_1904)
        return Workbook(None, hidden, found.epoch_1904)

    def _main(self) -> str:
        for kind, target in self._relations("").values():
            if kind == "officeDocument" and target in self.parts:
                return target
        if "xl/workbook.xml" not in self.parts:
            raise DamagedError
        return "xl/workbook.xml"

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """By their ids: the last word of the type, which is the same in both conformance classes, and the part."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def relationship(attributes: Attributes) -> None:
            if attributes.get("TargetMode") != "External":
                kind = attributes.get("Type", "").rpartition("/")[2]
                target = posixpath.normpath(posixpath.join("/" + folder, attributes.get("Target", "")))
                found[attributes.get("Id", "")] = kind, part_name(target)

        rels = part_name(posixpath.join(folder, "_rels", f"{name}.rels"))
        if rels in self.parts:
            self._parse(rels, {"Relationship": relationship})
        return found

    def _strings(self, part: str) -> list[str]:
        found: list[str] = []
        text = _Text(self)
        starts: Starts = {"si": lambda _: text.begin(), "t": text.opener("t"), "rPh": text.opener("rPh")}
        ends: Ends = {"si": lambda: found.append(text.told()), "t": text.leave, "rPh": text.leave}
        if part in self.parts:
            self._parse(part, starts, ends, text.add)
        return found

    def _dates(self, part: str) -> frozenset[int]:
        """The cell formats that show a date; a damaged table shows none, and the values are read all the same."""
        codes: dict[str, bool] = {}
        formats: list[str] = []
        inside: list[bool] = [False]

        def number_format(attributes: Attributes) -> None:
            codes[attributes.get("numFmtId", "")] = shows_date(attributes.get("formatCode", ""))

        def cell_format(attributes: Attributes) -> None:
            if inside[0]:
                formats.append(attributes.get("numFmtId", "0"))

        def within(cells: bool) -> Callable[[Attributes], None]:
            return lambda _: inside.__setitem__(0, cells)

        starts: Starts = {
            "numFmt": number_format,
            "xf": cell_format,
            "cellXfs": within(True),
            "cellStyleXfs": within(False),
        }
        try:
            if part in self.parts:
                self._parse(part, starts)
        except DamagedError:
            return frozenset()
        return frozenset(
            index
            for index, number in enumerate(formats)
            if codes.get(number, number.isdecimal() and len(number) < 5 and int(number) in _DATES)
        )

    def _sheet(self, name: str, part: str, strings: list[str], dates: frozenset[int]) -> Sheet:
        sheet = _Cells(self, name, strings, dates)
        self._parse(part, sheet.starts(), sheet.ends(), sheet.text.add)
        return sheet.sheet

    def _parse(
        self,
        part: str,
        starts: Starts,
        ends: Ends | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Call what is said for an element by its name, whatever its prefix: both conformance classes have the same names."""
        parser = expat.ParserCreate()
        parser.buffer_text = True

        def started(tag: str, attributes: dict[str, str]) -> None:
            self.elements += 1
            if self.elements > MAX_ELEMENTS:
                raise TooLargeError
            found = starts.get(tag) or (starts.get(tag.rpartition(":")[2]) if ":" in tag else None)
            if found is not None:
                found(attributes)

        def ended(tag: str) -> None:
            assert ends is not None
            found = ends.get(tag) or (ends.get(tag.rpartition(":")[2]) if ":" in tag else None)
            if found is not None:
                found()

        def refused(*_: object) -> None:
            raise DamagedError  # a document type has no place here (ISO/IEC 29500-2, 8.2.5), and could name anything

        parser.StartElementHandler = started
        parser.StartDoctypeDeclHandler = refused
        if ends is not None:
            parser.EndElementHandler = ended
        if text is not None:
            parser.CharacterDataHandler = text
        try:
            for chunk in self._unpacked(part):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an encoding nobody knows
            raise DamagedError from error

    def _unpacked(self, part: str) -> Iterator[bytes]:
        about, read = self.parts[part], 0
        if about.flag_bits & 0x1 or about.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DamagedError
        try:
            with self.archive.open(about) as stream:
                while chunk := stream.read(_CHUNK):
                    read += len(chunk)
                    if read > MAX_PART:
                        raise TooLargeError
                    yield chunk
        except TooLargeError:
            raise
        except Exception as error:
            raise DamagedError from error


class _Main:
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.epoch_1904 = False

    def sheet(self, attributes: Attributes) -> None:
        number = next((value for name, value in attributes.items() if name.endswith(":id")), "")
        self.sheets.append((attributes.get("name", ""), attributes.get("state", "visible"), number))

    def settings(self, attributes: Attributes) -> None:
        self.epoch_1904 = is_true(attributes.get("date1904"))


class _Text:
    """The text of a string item: of its runs, without what is only said of how it is pronounced."""

    def __init__(self, reader: _Reader) -> None:
        self.reader = reader
        self.begin()

    def begin(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.inside: list[str] = []

    def opener(self, tag: str) -> Callable[[Attributes], None]:
        return lambda _: self.inside.append(tag)

    def leave(self) -> None:
        if self.inside:
            self.inside.pop()

    def add(self, text: str) -> None:
        if not self.inside or "rPh" in self.inside or self.length > LONGEST:
            return
        self.reader.kept += len(text)
        if self.reader.kept > MAX_TEXT:
            raise TooLargeError
        self.parts.append(text)
        self.length += len(text)

    def told(self) -> str:
        text = "".join(self.parts)[: LONGEST + 1]
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _Cells:
    """Takes the cells of one sheet as they come."""

    def __init__(self, reader: _Reader, name: str, strings: list[str], dates: frozenset[int]) -> None:
        self.sheet, self.strings, self.dates, self.text = Sheet(name), strings, dates, _Text(reader)
        self.row = self.column = self.count = 0
        self.hidden = self.formula = False
        self.kind = self.style = ""
        self.rows_hidden = False

    def starts(self) -> Starts:
        opened = {tag: self.text.opener(tag) for tag in ("v", "t", "rPh")}
        return opened | {
            "c": self._cell, "f": self._formula, "row": self._row, "col": self._col, "mergeCell": self._merge, "sheetFormatPr": self._settings
        }  # fmt: skip

    def ends(self) -> Ends:
        return {"v": self.text.leave, "t": self.text.leave, "rPh": self.text.leave, "c": self._ended}

    def _cell(self, attributes: Attributes) -> None:
        name = attributes.get("r")
        self.column = self._placed(name) if name is not None else self.column + 1
        self.kind, self.style, self.formula = attributes.get("t", "n"), attributes.get("s", ""), False
        self.text.begin()

    def _formula(self, _: Attributes) -> None:
        self.formula = True

    def _row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self.row = whole_number(number) if number is not None else self.row + 1
        if self.row > ROWS:
            raise DamagedError
        self.column = 0
        told = attributes.get("hidden")
        self.hidden = (is_true(told) if told is not None else self.rows_hidden) or is_zero(
            attributes.get("ht")
        )

    def _col(self, attributes: Attributes) -> None:
        if is_true(attributes.get("hidden")) or is_zero(attributes.get("width")):
            first, last = whole_number(attributes.get("min")), whole_number(attributes.get("max"))
            self.sheet.hidden_columns.append((first, last))

    def _merge(self, attributes: Attributes) -> None:
        self.sheet.merged.append(area_of(attributes.get("ref", "")))

    def _settings(self, attributes: Attributes) -> None:
        self.rows_hidden = is_true(attributes.get("zeroHeight"))

    def _ended(self) -> None:
        told = self.text.told()
        if self.kind == "s" and told:
            told = self.strings[index_within(told, len(self.strings))]
        if told.strip() or self.formula:
            self._keep(told)

    def _keep(self, told: str) -> None:
        self.count += 1
        if self.count > MAX_CELLS:
            raise TooLargeError
        kind = {"s": "str", "inlineStr": "str"}.get(self.kind, self.kind)
        date = kind == "d" or (kind == "n" and self.style.isdecimal() and int(self.style[:9]) in self.dates)
        self.sheet.rows.setdefault(self.row, {})[self.column] = Value(told, kind, date, self.formula)
        if self.hidden:
            self.sheet.hidden_rows.add(self.row)

    def _placed(self, name: str) -> int:
        row, column = place_of(name)
        if row != self.row:
            raise DamagedError
        return column
