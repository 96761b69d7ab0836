"""Words that are drawn and not seen, whatever laid the page out."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from avtale.sign.pages.page_words import UNSEEN, Shown, look, running_text
from tests.support import discovered

WORD = b"BT /F 12 Tf 100 700 Td (ord) Tj ET "
RING = b"90 690 60 30 re 95 694 50 22 re "
COVER = b"95 690 40 30 re f "

PLAIN = {
    "alone": WORD,
    "on a ground": b"0.9 g " + COVER + b"0 g " + WORD,
    "white on a dark ground": b"0 g " + COVER + b"1 g " + WORD,
    "in a frame drawn later": WORD + RING + b"f* ",
    "beside a box": WORD + b"1 g 300 690 40 30 re f ",
    "underlined": WORD + b"0.5 w 100 697 m 120 697 l S ",
    "above a line": WORD + b"100 690 m 130 690 l S ",
    "inside a clip": b"q 90 690 60 30 re W n " + WORD + b"Q ",
    "before a form beside it": WORD + b"q 1 0 0 1 300 0 cm /Cover Do Q ",
    "below a path that paints nothing": WORD + b"95 690 40 30 re n ",
    "scaled up": b"q 0.1 0 0 0.1 0 0 cm BT /F 120 Tf 1000 7000 Td (ord) Tj ET Q ",
}
UNPLAIN = {
    "below a box": WORD + b"1 g " + COVER,
    "below a box in a turned page": WORD + b"1 g q -1 0 0 -1 230 1410 cm " + COVER + b"Q ",
    "below a box of colour by name": WORD + b"/Pattern cs /P scn " + COVER,
    "below a curve": WORD + b"1 g 90 690 m 90 760 150 760 150 690 c h f ",
    "below a thick line": WORD + b"1 G 20 w 90 704 m 140 704 l S ",
    "below many thin lines": WORD
    + b"1 G 1 w "
    + b"".join(b"90 %d m 140 %d l S " % (y, y) for y in range(698, 712)),
    "below a drawing that is a letter": WORD + b"1 g BT /T 40 Tf 95 690 Td ( ) Tj ET ",
    "outlined in white": b"1 Tr 1 G " + WORD,
    "eaten by its outline": b"2 Tr 1 G 9 w " + WORD,
    "squeezed": b"BT 3 Tz /F 12 Tf 100 700 Td (ord) Tj ET ",
    "in a colour of its own": b"/Named cs 0 scn " + WORD,
    "in a pattern": b"/Pattern cs /P scn " + WORD,
    "on a pattern": b"q /Pattern cs /P scn " + COVER + b"Q " + WORD,
    "half outside a clip": b"q 90 704 60 30 re W n " + WORD + b"Q ",
    "below a field": WORD.replace(b"100 700", b"400 100"),
    "below a form": WORD + b"/Cover Do ",
    "below a picture": WORD + b"q 60 0 0 40 90 690 cm /Picture Do Q ",
    "below a picture in the page": WORD + b"q 60 0 0 40 90 690 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q ",
    "below a shading": WORD + b"q 90 690 60 30 re W n /Shade sh Q ",
    "below other words": WORD + b"BT /F 12 Tf 100 700 Td (nei) Tj ET ",
    "in the colour of the page": b"1 g " + WORD,
    "in the colour of its ground": b"0.2 0.2 0.2 rg " + COVER + b"0.22 0.2 0.2 rg " + WORD,
    "without ink": b"3 Tr " + WORD,
    "as a clip": b"7 Tr " + WORD,
    "through and through": b"/Gone gs " + WORD,
    "behind a mask": b"/Masked gs " + WORD,
    "too small": b"BT /F 2 Tf 100 700 Td (ord) Tj ET ",
    "scaled down": b"q 0.1 0 0 0.1 90 630 cm " + WORD + b"Q ",
    "flat": b"BT /F 12 Tf 0.01 0 0 1 100 700 Tm (ord) Tj ET ",
    "off the page": b"BT /F 12 Tf 100 900 Td (ord) Tj ET ",
    "outside a clip": b"q 300 300 60 30 re W n " + WORD + b"Q ",
    "outside its form": b"/Narrow Do ",
    "on a layer": b"/OC /L BDC " + WORD + b"EMC ",
    "read out as something else": b"/Span << /ActualText (nei) >> BDC " + WORD + b"EMC ",
}


def page(content: bytes) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    codes = b"".join(b"<%02x> <%04x>\n" % (code, code) for code in range(32, 127))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Prove, FirstChar=32, Widths=Array([500] * 95)
    )
    font.ToUnicode = pdf.make_stream(b"95 beginbfchar\n" + codes + b"endbfchar")
    form = {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 595, 842])}
    fonts = Dictionary(F=font)
    drawing = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1, 1]), FontMatrix=Array([1, 0, 0, 1, 0, 0]),
        CharProcs=Dictionary(a=pdf.make_stream(b"1 0 d0 0 0 1 1 re f")), FirstChar=32, Widths=Array([1]),
        Encoding=Dictionary(Differences=Array([32, Name.a])),
    )  # fmt: skip
    drawing.ToUnicode = pdf.make_stream(b"1 beginbfchar <20> <0020> endbfchar")
    picture = {
        "/Subtype": Name.Image,
        "/Width": 1,
        "/Height": 1,
        "/BitsPerComponent": 8,
        "/ColorSpace": Name.DeviceGray,
    }
    pdf.pages[0].obj.Resources = Dictionary(
        Font=Dictionary(F=font, T=drawing),
        ColorSpace=Dictionary(Named=Array([Name.Separation, Name.Hvit, Name.DeviceGray, Dictionary()])),
        ExtGState=Dictionary(Gone=Dictionary(ca=0.1), Masked=Dictionary(SMask=Dictionary(S=Name.Alpha))),
        Shading=Dictionary(Shade=Dictionary(ShadingType=2)),
        XObject=Dictionary(
            Cover=pdf.make_stream(b"1 g " + COVER, form),
            Narrow=pdf.make_stream(
                WORD, {**form, "/BBox": Array([0, 0, 50, 50]), "/Resources": Dictionary(Font=fonts)}
            ),
            Picture=pdf.make_stream(b"\xff", picture),
        ),
    )
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, Rect=Array([380, 80, 500, 140]))
    field = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots, pdf.Root.AcroForm = Array([field]), Dictionary(Fields=Array([field]))
    pdf.pages[0].obj.Contents = pdf.make_stream(content)
    output = io.BytesIO()
    pdf.save(output)
    return output.getvalue()


def _look(pdf: bytes) -> Shown:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return look(opened)


@pytest.mark.parametrize("case", discovered(sorted(PLAIN), at_least=10))
def test_what_stands_plainly_is_seen(case: str) -> None:
    assert _look(page(PLAIN[case])).seen == ["ord"]


@pytest.mark.parametrize("case", discovered(sorted(UNPLAIN), at_least=20))
def test_what_is_hidden_is_not(case: str) -> None:
    pdf = page(UNPLAIN[case])
    assert running_text(pdf)[0].startswith("ord")
    (seen,) = _look(pdf).seen
    assert UNSEEN in seen
    assert case == "below a drawing that is a letter" or not set("ord") <= set(seen)


def test_what_is_marked_as_decoration_is_not_lost() -> None:
    pdf = page(WORD + b"/Artifact BMC BT /F 12 Tf 100 500 Td (til 2099) Tj ET EMC ")
    assert running_text(pdf) == ["ord"]
    assert _look(pdf).aside == {"til2099"}
