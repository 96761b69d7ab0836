"""An empty list of offices, with a heading for all that a routine can be made of: as CSV and as an Excel file."""

from __future__ import annotations

import io
import zipfile
from typing import Literal
from xml.sax.saxutils import escape

from avtale.generate.columns import FIELDS, title
from avtale.generate.workbook_values import column_name
from avtale.message import Message

_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET = Message("Kontorer", "Offices")
_MADE = (1980, 1, 1, 0, 0, 0)


def empty_list(kind: Literal["csv", "xlsx"], lang: str = "nb") -> bytes:
    """The list with headings in bokmål or English, as `read_table` finds them. The same bytes each time.

    The Excel file (ISO/IEC 29500-1, 18) has every column as text, so that no zero before a number is lost.
    """
    headings = [title(field, lang) for field in FIELDS]
    if kind == "csv":
        return (";".join(headings) + "\r\n").encode("utf-8-sig")
    return _packed(_parts(headings, _SHEET.text(lang)))


def _parts(headings: list[str], sheet: str) -> dict[str, str]:
    cells = "".join(
        f'<c r="{column_name(at)}1" s="2" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        for at, text in enumerate(headings, 1)
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets><sheet name="{escape(sheet)}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_REL}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{len(headings)}" width="20" style="1" customWidth="1"/></cols><sheetData><row r="1">{cells}</row></sheetData></worksheet>',
    }  # fmt: skip


def _packed(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), _XML + text, zipfile.ZIP_DEFLATED)
    return made.getvalue()
