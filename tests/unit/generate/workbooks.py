"""Workbooks written part by part, as other programs and other people write them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ROWS = (("Kontor", "Kontaktperson"), ("NAV Vik", "Kari"), ("NAV Fjord", "Per"))
XML = '<?xml version="1.0" encoding="UTF-8"?>'


def text(value: str, place: str, more: str = "") -> str:
    return f'<c r="{place}" t="inlineStr"{more}><is><t>{value}</t></is></c>'


def row(number: int, cells: str, more: str = "") -> str:
    return f'<row r="{number}"{more}>{cells}</row>'


def rows(*extra: str, style: str = "") -> str:
    """The two offices, and more rows."""
    own = [row(n, "".join(text(value, f"{'AB'[at]}{n}", style) for at, value in enumerate(values))) for n, values in enumerate(ROWS, 1)]  # fmt: skip
    return "".join([*own, *extra])


def sheet(data: str, before: str = "", after: str = "", space: str = MAIN) -> str:
    return f'{XML}<worksheet xmlns="{space}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'


def parts(
    *sheets: str, states: Mapping[int, str] | None = None, strict: bool = False, book: str = "", styles: str | None = None, strings: str | None = None
) -> dict[str, str | bytes]:  # fmt: skip
    """The parts of a workbook with these sheets."""
    space, rel = (STRICT, _STRICT_REL) if strict else (MAIN, _REL)
    named = "".join(
        f'<sheet name="Ark{n}" sheetId="{n}" state="{(states or {}).get(n, "visible")}" r:id="r{n}"/>'
        for n in range(1, len(sheets) + 1)
    )
    related = "".join(f'<Relationship Id="r{n}" Type="{rel}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(sheets) + 1))  # fmt: skip
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook xmlns="{space}" xmlns:r="{rel}">{book}<sheets>{named}</sheets></workbook>',
    }
    for number, data in enumerate(sheets, 1):
        found[f"xl/worksheets/sheet{number}.xml"] = data
    if styles is not None:
        related += f'<Relationship Id="s" Type="{rel}/styles" Target="styles.xml"/>'
        found["xl/styles.xml"] = styles
    if strings is not None:
        related += f'<Relationship Id="t" Type="{rel}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        found["xl/sharedStrings.xml"] = strings
    found["xl/_rels/workbook.xml.rels"] = f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'  # fmt: skip
    return found


def packed(found: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED, more: int = 0) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method, compresslevel=1) as archive:
        for name, data in found.items():
            archive.writestr(name, data)
        for number in range(more):
            archive.writestr(f"{number}", "")
    return target.getvalue()


def book(*sheets: str, **more: object) -> bytes:
    return packed(parts(*sheets, **more))  # type: ignore[arg-type]


def lying(raw: bytes, name: bytes, size: int) -> bytes:
    """The same file, whose lists say that a part is `size` bytes long unpacked."""
    at, changed = 0, bytearray(raw)
    for mark, length, place in ((b"PK\x03\x04", 30, 22), (b"PK\x01\x02", 46, 24)):
        at = 0
        while (at := raw.find(mark, at)) >= 0:
            if raw[at + length : at + length + len(name)] == name:
                changed[at + place : at + place + 4] = struct.pack("<I", size)
            at += 4
    return bytes(changed)


_DTD = '<!DOCTYPE x [<!ENTITY a "{}">{}]>'
_LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
_STYLES = f'{XML}<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="[$-414]d.\\ mmmm\\ yyyy;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'
BOTH = "NAV Vik, NAV Fjord"

#: How the file is made, and what must come of it: the offices that are read, or a word of what is said.
GENUINE: dict[str, tuple[Callable[[], bytes], str]] = {
    "plain": (lambda: book(sheet(rows())), BOTH),
    "strict": (lambda: book(sheet(rows(), space=STRICT), strict=True), BOTH),
    "no place on rows and cells": (lambda: book(sheet(rows()).replace(' r="A', ' x="A').replace(' r="B', ' x="B').replace('<row r="', '<row x="')), BOTH),
    "shared strings with runs and sounds": (lambda: book(sheet(rows(row(4, '<c r="A4" t="s"><v>1</v></c>'))), strings=f'{XML}<sst xmlns="{MAIN}"><si><t>x</t></si><si><r><t>NAV </t></r><r><t>B_x00f8_</t></r><rPh><t>lyd</t></rPh></si></sst>'), BOTH + ", NAV Bø"),
    "a style that is not in the table": (lambda: book(sheet(rows(style=' s="99"')), styles=_STYLES), BOTH),
    "a damaged table of styles": (lambda: book(sheet(rows(style=' s="1"')), styles="<styleSheet><cellXfs><xf"), BOTH),
    "no table of styles": (lambda: book(sheet(rows(style=' s="1"')), styles=""), BOTH),
    "a formatted cell far down": (lambda: book(sheet(rows(row(1048576, '<c r="A1048576" s="1"/>')))), BOTH),
    "a formatted cell far out": (lambda: book(sheet(rows(row(4, '<c r="XFD4" s="1"/>')))), BOTH),
    "blanks far down": (lambda: book(sheet(rows(row(1048576, text(" \u00a0\n ", "A1048576"))))), BOTH),
    "formatted rows by the hundred thousand": (lambda: book(sheet(rows("".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(4, 40_000))))), BOTH),
    "a dimension that lies": (lambda: book(sheet(rows(), '<dimension ref="A1:XFD1048576"/>')), BOTH),
    "comments, links and drawings elsewhere": (lambda: packed(parts(sheet(rows(), after='<drawing r:id="r9" xmlns:r="x"/><legacyDrawing/>')) | {"xl/comments1.xml": "<", "xl/externalLinks/externalLink1.xml": "<"}), BOTH),
    "other letters in names of parts": (lambda: packed({name.replace("sheet1", "Sheet1"): data for name, data in parts(sheet(rows())).items()}), BOTH),
    "stored, not packed": (lambda: packed(parts(sheet(rows())), method=zipfile.ZIP_STORED), BOTH),
    "two thousand parts": (lambda: packed(parts(sheet(rows())), more=2000), BOTH),
    "a merged title above": (lambda: book(sheet(rows().replace("Kontaktperson", "Kontakt"), after='<mergeCells><mergeCell ref="D1:F1"/></mergeCells>')), BOTH),
    "UTF-16": (lambda: packed(parts() | parts(sheet(rows())) | {"xl/worksheets/sheet1.xml": sheet(rows()).replace("UTF-8", "UTF-16").encode("utf-16")}), BOTH),
}  # fmt: skip

HIDDEN: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "a row": (lambda: book(sheet(rows(row(4, text("NAV Nedlagt", "A4"), ' hidden="1"')))), BOTH, "skjulte rader (4)"),
    "a row without height": (lambda: book(sheet(rows(row(4, text("NAV Nedlagt", "A4"), ' ht="0" customHeight="1"')))), BOTH, "skjulte rader (4)"),
    "rows that are hidden unless they say": (lambda: book(sheet(rows(row(4, text("NAV Nedlagt", "A4"))).replace('<row r="1"', '<row hidden="0" r="1"').replace('<row r="2"', '<row hidden="0" r="2"').replace('<row r="3"', '<row hidden="false" r="3"'), '<sheetFormatPr zeroHeight="1"/>')), BOTH, "skjulte rader (4)"),
    "a column": (lambda: book(sheet(rows(row(4, text("NAV Bø", "A4") + text("x", "C4"))), '<cols><col min="3" max="3" hidden="1"/></cols>')), BOTH + ", NAV Bø", "skjulte kolonner (C)"),
    "a column without width": (lambda: book(sheet(rows(row(4, text("NAV Bø", "A4") + text("x", "AB4"))), '<cols><col min="28" max="99" width="0"/></cols>')), BOTH + ", NAV Bø", "skjulte kolonner (AB)"),
    "a sheet": (lambda: book(sheet(row(1, text("Kontor", "A1")) + row(2, text("NAV Gammel", "A2"))), sheet(rows()), states={1: "hidden"}), BOTH, "skjulte ark («Ark1»)"),
    "a sheet that Excel does not even list": (lambda: book(sheet(rows()), sheet(row(1, text("x", "A1"))), states={2: "veryHidden"}), BOTH, "skjulte ark («Ark2»)"),
}  # fmt: skip

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "the whole sheet merged": (lambda: book(sheet(rows(), after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')), "slått sammen"),
    "a hundred thousand merged areas": (lambda: book(sheet(rows(*(row(n, text("x", f"A{n}")) for n in range(4, 5000))), after="<mergeCells>" + '<mergeCell ref="A1:B1048576"/>' * 100_000 + "</mergeCells>")), "sammenslåtte"),
    "a merged area that is none": (lambda: book(sheet(rows(), after='<mergeCells><mergeCell ref="A0:ZZZZ9"/></mergeCells>')), "ikke en Excel-fil"),
    "millions of cells in a row": (lambda: book(sheet(row(1, "<c/>" * 1_300_000))), "for stor"),
    "sixteen thousand columns": (lambda: book(sheet(row(1, "".join(f'<c t="b"><v>{n % 2}</v></c>' for n in range(16_384))))), "16384 kolonner"),
    "a row too many": (lambda: book(sheet(row(1, text("Kontor", "A1")) + "".join(f"<row><c t=\"inlineStr\"><is><t>N{n}</t></is></c></row>" for n in range(50_001)))), "50002 rader"),
    "a value beyond the last cell": (lambda: book(sheet(rows(row(4, text("x", "XFE4"))))), "ikke en Excel-fil"),
    "a row beyond the last": (lambda: book(sheet(rows(row(99999999, text("x", "A99999999"))))), "ikke en Excel-fil"),
    "a cell in another row": (lambda: book(sheet(rows(row(4, text("x", "A9"))))), "ikke en Excel-fil"),
    "a bomb of blanks": (lambda: book(sheet(" " * 110_000_000)), "for stor"),
    "a bomb of strings": (lambda: book(sheet(rows()), strings=f'{XML}<sst xmlns="{MAIN}">' + "<si><t>" * 1 + "x" * 110_000_000 + "</t></si></sst>"), "for stor"),
    "strings by the million": (lambda: book(sheet(rows()), strings=f'{XML}<sst xmlns="{MAIN}">' + "<si><t>abcdefgh</t></si>" * 650_000 + "</sst>"), "for stor"),
    "a long text in a cell": (lambda: book(sheet(rows(row(4, text("x" * 20_000_000, "A4"))))), "lengre enn en celle"),
    "styles by the million": (lambda: book(sheet(rows()), styles=f'<styleSheet xmlns="{MAIN}"><cellXfs>' + '<xf numFmtId="14"/>' * 1_300_000 + "</cellXfs></styleSheet>"), "for stor"),
    "one string used over and over": (lambda: book(sheet("".join('<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' for _ in range(20_000))), strings=f'{XML}<sst xmlns="{MAIN}"><si><t>{"Kontor" * 5000}</t></si></sst>'), ""),
    "a string that is not there": (lambda: book(sheet(rows(row(4, '<c r="A4" t="s"><v>9999999999</v></c>'))), strings=f'{XML}<sst xmlns="{MAIN}"/>'), "ikke en Excel-fil"),
    "parts by the hundred thousand": (lambda: _many_parts(100_000), "for stor"),
    "entities": (lambda: book(sheet(rows()).replace("?>", "?>" + _DTD.format("x", _LAUGHS)).replace("NAV Vik", "&i;")), "ikke en Excel-fil"),
    "an entity of a file": (lambda: book(sheet(rows()).replace("?>", '?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>').replace("NAV Vik", "&a;")), "ikke en Excel-fil"),
    "entities in the styles": (lambda: book(sheet(rows()), styles='<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x"><styleSheet/>'), BOTH),
    "a sheet outside the file": (lambda: packed(parts(sheet(rows())) | {"xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" TargetMode="External" Type="{_REL}/worksheet" Target="file:///etc/passwd"/></Relationships>'}), "ikke noe ark"),
    "a way out of the file": (lambda: packed(parts(sheet(rows())) | {"xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{_REL}/worksheet" Target="../../../../etc/passwd"/></Relationships>'}), "ikke noe ark"),
    "elements in elements": (lambda: book(sheet("<a>" * 400_000)), "ikke en Excel-fil"),
    "a million attributes": (lambda: book(sheet("<a " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>" + rows())), ""),
    "a workbook in a workbook": (lambda: packed({"xl/workbook.xml": book(sheet(rows()))}), "ikke en Excel-fil"),
    "sizes that lie": (lambda: lying(book(sheet(rows())), b"xl/worksheets/sheet1.xml", 4_000_000_000), ""),
    "another compression": (lambda: packed(parts(sheet(rows())), method=zipfile.ZIP_LZMA), "ikke en Excel-fil"),
    "a password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000, "passord"),
    "cut short": (lambda: book(sheet(rows()))[:-200], "ikke en Excel-fil"),
    "a web page": (lambda: b"<html><table><tr><td>Kontor</table>", "ikke en Excel-fil"),
    "no workbook in it": (lambda: packed({"xl/x.xml": "<x/>"}), "ikke en Excel-fil"),
    "every sheet hidden": (lambda: book(sheet(rows()), states={1: "veryHidden"}), "ikke noe synlig ark"),
    "all rows hidden": (lambda: book(sheet(rows().replace("<row ", '<row hidden="1" '))), "er skjult"),
    "a format that takes long": (lambda: book(sheet(rows()), styles=f'<styleSheet><numFmts><numFmt numFmtId="164" formatCode="{"[" * 3_000_000}"/></numFmts></styleSheet>'), BOTH),
}  # fmt: skip


def _many_parts(number: int) -> bytes:
    """A list of parts without the parts: 46 bytes each."""
    head = b"PK\x01\x02" + b"\0" * 42
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, 46 * number, 0, 0)
    return head * number + end
