"""Ways to make the pages, or what else a reader takes from a PDF, say something else than its embedded source.

Each changes a rendering before anybody signs it, keeps the approved YAML inside, and leaves a file that can be
signed. The value tells what `verify` must say at the best: "total_failed", or "indeterminate" for one that forges the
file's word on how it was made so that nothing can be compared.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

Change = Callable[[pikepdf.Pdf], None]
ATTACKS: dict[str, tuple[Change, str]] = {}
BOX = b"\nq 1 1 1 rg 50 90 500 30 re f Q\n"


def attack(name: str, verdict: str = "total_failed") -> Callable[[Change], Change]:
    def known(change: Change) -> Change:
        assert name not in ATTACKS
        ATTACKS[name] = (change, verdict)
        return change

    return known


def changed(pdf: bytes, change: Change) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        output = io.BytesIO()
        opened.save(output, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    assert output.getvalue() != pdf
    return output.getvalue()


def _add(pdf: pikepdf.Pdf, drawn: bytes, page: int = 0) -> None:
    stream = pdf.pages[page].obj.Contents
    stream.write(bytes(stream.read_bytes()) + drawn)


def _annotation(pdf: pikepdf.Pdf, **more: Any) -> Any:
    keys = {f"/{key}": value for key, value in more.items()}
    made = pdf.make_indirect(
        Dictionary({"/Type": Name.Annot, "/Rect": Array([50, 90, 550, 400]), "/F": 4, **keys})
    )
    pdf.pages[0].obj.Annots.append(made)
    return made


def _font(pdf: pikepdf.Pdf) -> Any:
    """The font that the end date is written in."""
    fonts = pdf.pages[0].obj.Resources.Font
    return max((fonts[key] for key in fonts.keys()), key=lambda font: len(font.ToUnicode.read_bytes()))  # noqa: SIM118


def exchange_letters(font: Any, letters: str) -> None:
    """Two letters' outlines of a font exchanged, and moved by a thousandth; every outline moved where there are none."""
    stream = font.DescendantFonts[0].FontDescriptor.FontFile2
    program, output = TTFont(io.BytesIO(bytes(stream.read_bytes()))), io.BytesIO()
    order, shapes = program.getGlyphOrder(), program["glyf"]
    named = re.findall(rb"<([0-9a-f]{4})>\s*<([0-9a-f]{4})>", bytes(font.ToUnicode.read_bytes()))
    codes = {
        letter: [order[int(code, 16)] for code, text in named if chr(int(text, 16)) == letter]
        for letter in letters
    }
    pairs = list(zip(*codes.values(), strict=False)) if letters else []
    for one, other in pairs:
        shapes[one], shapes[other] = shapes[other], shapes[one]
    for name in {name for pair in pairs for name in pair} if letters else order:
        if shapes[name].numberOfContours > 0:
            shapes[name].coordinates.translate((1, 1))
    program.save(output)
    stream.write(output.getvalue())


def _elements(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    return [
        one
        for one in pdf.objects
        if isinstance(one, Dictionary) and one.get("/Type") == Name.StructElem and str(one.get("/S")) == kind
    ]


def _field(pdf: pikepdf.Pdf, name: str) -> Any:
    return next(one for one in pdf.Root.AcroForm.Fields if str(one.T) == name)


def _xmp(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    data = bytes(pdf.Root.Metadata.read_bytes())
    assert re.search(old, data)
    pdf.Root.Metadata.write(re.sub(old, new, data))


# --- what is drawn ---


@attack("a white box over clauses")
def _(pdf: pikepdf.Pdf) -> None:
    _add(pdf, BOX)


@attack("a white box on the last page")
def _(pdf: pikepdf.Pdf) -> None:
    _add(pdf, BOX, -1)


@attack("a white box as an artifact")
def _(pdf: pikepdf.Pdf) -> None:
    _add(pdf, b"\n/Artifact BMC" + BOX + b"EMC\n")


@attack("a white box in a form of its own")
def _(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(
        BOX, {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 600, 900])}
    )
    pdf.pages[0].obj.Resources.XObject[Name.Cover] = form
    _add(pdf, b"\n/Cover Do\n")


@attack("a picture over clauses")
def _(pdf: pikepdf.Pdf) -> None:
    keys = {"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 1, "/Height": 1, "/BitsPerComponent": 8}
    pdf.pages[0].obj.Resources.XObject[Name.Picture] = pdf.make_stream(
        b"\xff", {**keys, "/ColorSpace": Name.DeviceGray}
    )
    _add(pdf, b"\nq 500 0 0 30 50 90 cm /Picture Do Q\n")


@attack("a sentence more")
def _(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[-1].obj.Resources.Font.keys()))
    _add(pdf, f"\nBT {font} 12 Tf 60 60 Td <00030004000500060007> Tj ET\n".encode(), -1)


@attack("a sentence as an artifact")
def _(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[-1].obj.Resources.Font.keys()))
    drawn = f"BT {font} 12 Tf 60 60 Td <00030004000500060007> Tj ET"
    _add(pdf, f"\n/Artifact BMC {drawn} EMC\n".encode(), -1)


@attack("text drawn without ink")
def _(pdf: pikepdf.Pdf) -> None:
    stream = pdf.pages[-1].obj.Contents
    stream.write(bytes(stream.read_bytes()).replace(b"BT\n", b"BT\n3 Tr\n"))


@attack("text drawn in white")
def _(pdf: pikepdf.Pdf) -> None:
    stream = pdf.pages[-1].obj.Contents
    stream.write(bytes(stream.read_bytes()).replace(b"BT\n", b"BT\n1 1 1 rg\n"))


@attack("two lines exchanged")
def _(pdf: pikepdf.Pdf) -> None:
    stream = pdf.pages[-1].obj.Contents
    data = bytes(stream.read_bytes())
    strings = sorted(set(re.findall(rb"<[0-9a-f]{8,}>", data)), key=data.index)
    first, second = strings[0], strings[-1]
    assert first != second
    stream.write(data.replace(first, b"<>").replace(second, first).replace(b"<>", second))


@attack("a letter exchanged")
def _(pdf: pikepdf.Pdf) -> None:
    stream = pdf.pages[-1].obj.Contents
    data = bytes(stream.read_bytes())
    match = re.search(rb"<([0-9a-f]{4})([0-9a-f]{4,})>", data)
    assert match
    stream.write(data.replace(match[0], b"<" + match[2][:4] + match[2] + b">", 1))


@attack("an empty page")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents.write(b"")


@attack("everything behind a clip")
def _(pdf: pikepdf.Pdf) -> None:
    stream = pdf.pages[0].obj.Contents
    stream.write(b"0 300 600 600 re W n\n" + bytes(stream.read_bytes()))


@attack("contents in two streams, one with a box")
def _(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = Array([page.Contents, pdf.make_stream(BOX)])


@attack("a page removed")
def _(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0]


@attack("the pages exchanged")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.pages.reverse()


@attack("a page more")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page(page_size=(595, 842))


@attack("a page twice")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


@attack("the contents of two pages exchanged")
def _(pdf: pikepdf.Pdf) -> None:
    one, other = pdf.pages[0].obj, pdf.pages[1].obj
    one.Contents, other.Contents = other.Contents, one.Contents


@attack("a page cropped")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.CropBox = Array([0, 300, 595, 842])


@attack("a page cropped from above it")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.CropBox = Array([0, 300, 595, 842])


@attack("a smaller media box")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.MediaBox = Array([0, 300, 595, 842])


@attack("a page on its head")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Rotate = 180


@attack("every page on its head")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Rotate = 180


@attack("a unit that makes a page huge")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.UserUnit = 75


@attack("a page that turns by itself")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Dur = 1


@attack("a graphics state that hides")
def _(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[-1].obj
    page.Resources.ExtGState[Name.Gone] = Dictionary({"/ca": 0})
    page.Contents.write(b"/Gone gs\n" + bytes(page.Contents.read_bytes()))


# --- what a screen reader says ---


@attack("another text for a paragraph")
def _(pdf: pikepdf.Pdf) -> None:
    _elements(pdf, "/P")[0].ActualText = String("Avtalen gjelder til 31.07.2099.")


@attack("another text for the whole document")
def _(pdf: pikepdf.Pdf) -> None:
    _elements(pdf, "/Document")[0].ActualText = String("Avtalen er sagt opp.")


@attack("another text inside the contents")
def _(pdf: pikepdf.Pdf) -> None:
    stream = pdf.pages[0].obj.Contents
    data = bytes(stream.read_bytes())
    assert b"/MCID 0" in data
    stream.write(data.replace(b"/MCID 0", b"/ActualText (2099) /MCID 0", 1))


@attack("an alternative text")
def _(pdf: pikepdf.Pdf) -> None:
    _elements(pdf, "/P")[0].Alt = String("ingenting")


@attack("an expansion")
def _(pdf: pikepdf.Pdf) -> None:
    _elements(pdf, "/P")[0].E = String("noe annet")


@attack("a paragraph in another language")
def _(pdf: pikepdf.Pdf) -> None:
    _elements(pdf, "/P")[0].Lang = String("se")


@attack("a paragraph without a tag")
def _(pdf: pikepdf.Pdf) -> None:
    element = _elements(pdf, "/P")[0]
    parent = element.P
    kids = parent.K if isinstance(parent.K, Array) else Array([parent.K])
    parent.K = Array([kid for kid in kids if getattr(kid, "objgen", None) != element.objgen])


@attack("paragraphs read in another order")
def _(pdf: pikepdf.Pdf) -> None:
    parent = next(one for one in _elements(pdf, "/Div") if isinstance(one.K, Array) and len(one.K) > 1)
    parent.K = Array(list(parent.K)[::-1])


@attack("a heading that is none")
def _(pdf: pikepdf.Pdf) -> None:
    _elements(pdf, "/H2")[0].S = Name.Artifact


@attack("a role for paragraphs")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary({"/P": Name.NonStruct})


@attack("not tagged by its own word")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


@attack("suspect by its own word")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


@attack("another language")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = String("fr")


# --- what letters are ---


@attack("digits that are copied as others")
def _(pdf: pikepdf.Pdf) -> None:
    stream = _font(pdf).ToUnicode
    data = bytes(stream.read_bytes())
    assert b"<0039>" in data
    stream.write(data.replace(b"<0039>", b"<0038>"))


@attack("letters that cannot be copied")
def _(pdf: pikepdf.Pdf) -> None:
    del _font(pdf).ToUnicode


@attack("codes drawn as other glyphs")
def _(pdf: pikepdf.Pdf) -> None:
    turned = b"".join((code ^ 1).to_bytes(2, "big") for code in range(512))
    _font(pdf).DescendantFonts[0].CIDToGIDMap = pdf.make_stream(turned)


@attack("another font program")
def _(pdf: pikepdf.Pdf) -> None:
    fonts = [one for one in pdf.objects if isinstance(one, Dictionary) and "/FontFile2" in one]
    assert len(fonts) > 1
    fonts[0].FontFile2 = fonts[1].FontFile2


@attack("a changed font program")
def _(pdf: pikepdf.Pdf) -> None:
    stream = next(one for one in pdf.objects if isinstance(one, Dictionary) and "/FontFile2" in one).FontFile2
    data = bytearray(stream.read_bytes())
    data[len(data) // 2] ^= 1
    stream.write(bytes(data))


@attack("a space with a shape")
def _(pdf: pikepdf.Pdf) -> None:
    stream = _font(pdf).DescendantFonts[0].FontDescriptor.FontFile2
    font = TTFont(io.BytesIO(bytes(stream.read_bytes())))
    order, shapes, output = font.getGlyphOrder(), font["glyf"], io.BytesIO()
    shapes[order[1]] = next(shapes[name] for name in order if shapes[name].numberOfContours > 0)
    font.save(output)
    stream.write(output.getvalue())


@attack("letters without width")
def _(pdf: pikepdf.Pdf) -> None:
    _font(pdf).DescendantFonts[0].W = Array([0, 999, 0])


@attack("fonts exchanged by name")
def _(pdf: pikepdf.Pdf) -> None:
    fonts = pdf.pages[0].obj.Resources.Font
    one, other = list(fonts.keys())[:2]
    fonts[one], fonts[other] = fonts[other], fonts[one]


@attack("written from above")
def _(pdf: pikepdf.Pdf) -> None:
    _font(pdf).Encoding = Name("/Identity-V")


# --- what happens, and what can be turned off ---


@attack("a layer that is off")
def _(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(Dictionary({"/Type": Name.OCG, "/Name": String("lag")}))
    pdf.Root.OCProperties = Dictionary({"/OCGs": Array([group]), "/D": Dictionary({"/OFF": Array([group])})})
    page = pdf.pages[0].obj
    page.Resources[Name.Properties] = Dictionary({"/L": group})
    page.Contents.write(b"/OC /L BDC\n" + bytes(page.Contents.read_bytes()) + b"\nEMC")


@attack("a layer for print alone")
def _(pdf: pikepdf.Pdf) -> None:
    usage = Dictionary(
        {"/Print": Dictionary({"/PrintState": Name.ON}), "/View": Dictionary({"/ViewState": Name.OFF})}
    )
    group = pdf.make_indirect(Dictionary({"/Type": Name.OCG, "/Name": String("lag"), "/Usage": usage}))
    event = Dictionary({"/Event": Name.Print, "/Category": Array([Name.Print]), "/OCGs": Array([group])})
    pdf.Root.OCProperties = Dictionary({"/OCGs": Array([group]), "/D": Dictionary({"/AS": Array([event])})})


@attack("JavaScript on opening")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary({"/S": Name.JavaScript, "/JS": String("app.alert('2099')")})


@attack("another page on opening")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Array([pdf.pages[1].obj, Name.Fit])


@attack("JavaScript on printing")
def _(pdf: pikepdf.Pdf) -> None:
    action = Dictionary({"/S": Name.JavaScript, "/JS": String("1")})
    pdf.Root.AA = Dictionary({"/WP": action})


@attack("JavaScript on a page")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary({"/O": Dictionary({"/S": Name.JavaScript, "/JS": String("1")})})


@attack("JavaScript by name")
def _(pdf: pikepdf.Pdf) -> None:
    action = Dictionary({"/S": Name.JavaScript, "/JS": String("1")})
    pdf.Root.Names.JavaScript = Dictionary({"/Names": Array([String("a"), action])})


@attack("JavaScript on a field")
def _(pdf: pikepdf.Pdf) -> None:
    action = Dictionary({"/S": Name.JavaScript, "/JS": String("1")})
    _field(pdf, "signature-county").AA = Dictionary({"/E": action})


@attack("a link that leads elsewhere")
def _(pdf: pikepdf.Pdf) -> None:
    link = next(one for one in pdf.pages[0].obj.Annots if one.Subtype == Name.Link)
    del link.Dest
    link.A = Dictionary({"/S": Name.URI, "/URI": String("https://eksempel.no/annen")})


@attack("a link to another section")
def _(pdf: pikepdf.Pdf) -> None:
    links = [one for one in pdf.pages[0].obj.Annots if one.Subtype == Name.Link]
    links[0].Dest = next(one.Dest for one in links if one.Dest != links[0].Dest)


@attack("a link that starts a program")
def _(pdf: pikepdf.Pdf) -> None:
    _annotation(pdf, Subtype=Name.Link, A=Dictionary({"/S": Name.Launch, "/F": String("x")}))


@attack("a link that draws")
def _(pdf: pikepdf.Pdf) -> None:
    link = next(one for one in pdf.pages[0].obj.Annots if one.Subtype == Name.Link)
    del link.BS
    link.Border = Array([0, 0, 500])


@attack("hidden buttons and menus")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.HideMenubar = True


@attack("attachments shown first")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageMode = Name.UseAttachments


@attack("other page numbers")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = Dictionary({"/Nums": Array([0, Dictionary({"/S": Name.D, "/St": 7})])})


@attack("a bookmark that says otherwise")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = String("Oppsagt")


@attack("bookmarks in another order")
def _(pdf: pikepdf.Pdf) -> None:
    first = pdf.Root.Outlines.First.First
    first.Dest, first.Next.Dest = first.Next.Next.Next.Dest, first.Dest


@attack("another title")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info.Title = String("Oppsigelse")


@attack("another title in the metadata")
def _(pdf: pikepdf.Pdf) -> None:
    _xmp(pdf, rb"Pr\xc3\xb8veavtale", b"Oppsigelse")


@attack("a property more")
def _(pdf: pikepdf.Pdf) -> None:
    _xmp(pdf, b"</rdf:RDF>", b'<rdf:Description rdf:about="" xmp:Label="x"/></rdf:RDF>')


@attack("another day by its own word")
def _(pdf: pikepdf.Pdf) -> None:
    _xmp(pdf, b"day>2026-11-21<", b"day>2026-11-20<")


@attack("a language there is nothing for", "indeterminate")
def _(pdf: pikepdf.Pdf) -> None:
    _xmp(pdf, b"Rendering:language>nb<", b"Rendering:language>../nb<")


@attack("another form by its own word")
def _(pdf: pikepdf.Pdf) -> None:
    _xmp(pdf, b"form>full<", b"form>short<")


@attack("a box, and other versions by its own word")
def _(pdf: pikepdf.Pdf) -> None:
    _add(pdf, BOX)
    _xmp(pdf, b"weasyprint>[^<]*<", b"weasyprint>99.0<")


@attack("a box, and other surroundings by its own word")
def _(pdf: pikepdf.Pdf) -> None:
    _add(pdf, BOX)
    _xmp(pdf, b"surroundings>[^<]*<", b"surroundings>sha256:00<")


@attack("a box, and other templates by its own word", "indeterminate")
def _(pdf: pikepdf.Pdf) -> None:
    _add(pdf, BOX)
    _xmp(pdf, b"templates>none<", b"templates>sha256:00<")


@attack("a box, and nothing said of how it was made")
def _(pdf: pikepdf.Pdf) -> None:
    _add(pdf, BOX)
    _xmp(pdf, b"<avtaleRendering:.*?</avtaleRendering:surroundings>", b"")


@attack("no metadata at all", "indeterminate")
def _(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


# --- attachments ---


@attack("two versions of the source")
def _(pdf: pikepdf.Pdf) -> None:
    specification = pdf.Root.AF[0]
    specification.EF.UF = pdf.make_stream(bytes(specification.EF.F.read_bytes()).replace(b"2029", b"2099"))


@attack("a second source under the same name")
def _(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.Names.EmbeddedFiles.Names
    data = bytes(pdf.Root.AF[0].EF.F.read_bytes()).replace(b"2029", b"2099")
    other = Dictionary(
        {"/Type": Name.Filespec, "/UF": names[0], "/EF": Dictionary({"/F": pdf.make_stream(data)})}
    )
    pdf.Root.Names.EmbeddedFiles.Names = Array([names[0], pdf.make_indirect(other), *names])


@attack("an annex")
def _(pdf: pikepdf.Pdf) -> None:
    keys = {"/Type": Name.Filespec, "/UF": String("vedlegg.txt"), "/AFRelationship": Name.Data}
    made = Dictionary({**keys, "/EF": Dictionary({"/F": pdf.make_stream(b"til 2099")})})
    pdf.Root.AF.append(pdf.make_indirect(made))


@attack("the source under another name")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].UF = String("annen-avtale-9.00.yaml")


@attack("the source of another sort")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].EF.F.Subtype = Name("/text#2fplain")


@attack("comments put into the source")
def _(pdf: pikepdf.Pdf) -> None:
    stream = pdf.Root.AF[0].EF.F
    stream.write(b"# Gjelder egentlig til 2099.\n" + bytes(stream.read_bytes()))


@attack("another approver in the source")
def _(pdf: pikepdf.Pdf) -> None:
    stream = pdf.Root.AF[0].EF.F
    data = bytes(stream.read_bytes())
    assert b"Kim Eksempel" in data
    stream.write(data.replace(b"Kim Eksempel", b"Ola Oppdiktet"))


@attack("a file pinned to the page")
def _(pdf: pikepdf.Pdf) -> None:
    _annotation(pdf, Subtype=Name.FileAttachment, FS=pdf.Root.AF[0])


# --- fields and notes ---


@attack("a field moved over the clauses")
def _(pdf: pikepdf.Pdf) -> None:
    _field(pdf, "signature-county").Rect = Array([50, 90, 550, 400])


@attack("the fields exchanged")
def _(pdf: pikepdf.Pdf) -> None:
    county, nav = _field(pdf, "signature-county"), _field(pdf, "signature-nav")
    county.T, nav.T = nav.T, county.T


@attack("a field that says it is another's")
def _(pdf: pikepdf.Pdf) -> None:
    _field(pdf, "signature-county").TU = String("Underskrift, NAV Eksempel")


@attack("a field filled with a sentence")
def _(pdf: pikepdf.Pdf) -> None:
    _field(pdf, "signature-nav").AP.N.write(BOX)


@attack("a field moved to another page")
def _(pdf: pikepdf.Pdf) -> None:
    field = _field(pdf, "signature-county")
    pdf.pages[0].obj.Annots.append(field)
    field.P = pdf.pages[0].obj


@attack("a text field")
def _(pdf: pikepdf.Pdf) -> None:
    keys = {"Subtype": Name.Widget, "FT": Name.Tx, "T": String("dato"), "V": String("2099")}
    pdf.Root.AcroForm.Fields.append(_annotation(pdf, **keys))


@attack("a button")
def _(pdf: pikepdf.Pdf) -> None:
    action = Dictionary({"/S": Name.ResetForm})
    made = _annotation(pdf, Subtype=Name.Widget, FT=Name.Btn, T=String("knapp"), A=action)
    pdf.Root.AcroForm.Fields.append(made)


@attack("one signature field more")
def _(pdf: pikepdf.Pdf) -> None:
    made = _annotation(pdf, Subtype=Name.Widget, FT=Name.Sig, T=String("signature-hoved"))
    pdf.Root.AcroForm.Fields.append(made)


@attack("the archive's field gone")
def _(pdf: pikepdf.Pdf) -> None:
    field = _field(pdf, "archive-timestamp")
    for holder, key in ((pdf.Root.AcroForm, "/Fields"), (pdf.pages[-1].obj, "/Annots")):
        holder[key] = Array([one for one in holder[key] if one.objgen != field.objgen])


@attack("appearances made by the viewer")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.NeedAppearances = True


@attack("a look for all fields")
def _(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.DA = String("/Helv 12 Tf")


for _kind in ("Square", "FreeText", "Stamp", "Highlight", "Watermark", "Popup", "Ink", "Redact"):

    @attack(f"a note of the kind {_kind}")
    def _(pdf: pikepdf.Pdf, kind: str = _kind) -> None:
        drawn = pdf.make_stream(
            BOX, {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 600, 900])}
        )
        _annotation(pdf, Subtype=Name(f"/{kind}"), AP=Dictionary({"/N": drawn}), Contents=String("2099"))


# --- how it is packed ---


@attack("saved by another program", "indeterminate")
def _(_: pikepdf.Pdf) -> None:
    return


@attack("streams packed otherwise", "indeterminate")
def _(pdf: pikepdf.Pdf) -> None:
    stream = pdf.pages[0].obj.Contents
    stream.write(zlib.compress(bytes(stream.read_bytes()), 1), filter=Name.FlateDecode)
