"""The judge sees what breaks the standards, and lets pass what does not.

One row here for each row of the design's PDF facts ("Fails") that HTML can produce: what fails, what veraPDF
objects to, and what to do instead.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from functools import cache

import pikepdf
import pytest

from avtale.render.engine import font_configuration, weasyprint
from avtale.render.pdf import write_pdf
from tests.judges.pdf import complaints, kinds, pages_text, tagged_text
from tests.unit.render.pages import META, SOURCE, agreement, agreement_pdf, page

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
_FIELD = '<p><input class="signature-field" name="a" title="Underskrift"></p>'
_HEAD = '<tr><th scope="col">A</th><th scope="col">B</th></tr>'
_HALF = f"<div class=half><dt>a</dt><dd>{'ord ' * 800}</dd></div>"
_LONG_HALVES = f"<dl>{_HALF * 2}</dl>"
_ROWS = "<tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>"


def _ours(body: str) -> bytes:
    return write_pdf(page(f"<h1>x</h1>{body}"), meta=META, source=SOURCE).data


def _plain(body: str) -> bytes:
    """What WeasyPrint alone makes of it: pictures as data, all kinds of form fields."""
    html = page(f"<h1>x</h1>{body}", head="<meta name=author content=x>")
    return bytes(
        weasyprint()
        .HTML(string=html)
        .write_pdf(font_config=font_configuration(), pdf_variant="pdf/a-3a", pdf_forms=True, output_intent="")
    )


@cache
def _judged(data: bytes) -> str:
    return "\n".join(complaints(data))


def test_a_whole_document_is_in_order() -> None:
    for rows in (4, 120):  # on one page, and the table over several
        assert complaints(write_pdf(agreement(rows=rows), meta=META, source=SOURCE).data) == []
    plain = write_pdf(agreement(signatures=False), meta=META)
    assert complaints(plain.data, attached=False) == []
    for_archive = write_pdf(agreement(), meta=META, source=SOURCE, profile="pdf/a-2a")
    assert complaints(for_archive.data, part=2, attached=False) == []


def test_the_tags_say_what_each_thing_is() -> None:
    data = agreement_pdf()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = kinds(pdf)
    counts = {
        name: names.count(name)
        for name in ("H1", "H2", "H3", "L", "Table", "TH", "TD", "Caption", "Form", "Link")
    }
    assert counts == {
        "H1": 1,
        "H2": 3,
        "H3": 1,
        "L": 4,
        "Table": 1,
        "TH": 7,
        "TD": 8,
        "Caption": 1,
        "Form": 3,
        "Link": 1,
    }
    assert '"Tjenesten skal ha oversikt over ungdom' in tagged_text(data)
    pages = pages_text(data)
    assert "Samarbeidsavtale" in pages[0]
    assert re.search(rf"1\s*/\s*{len(pages)}$", pages[0].rstrip())


@pytest.mark.parametrize(
    ("fails", "clause", "instead"),
    [
        pytest.param(
            "<ul><li><p>a</p></li></ul>",
            "7.2-20",
            '<ul style="list-style: none"><li><p>a</p></li></ul>',
            id="li-p",
        ),
        pytest.param(
            "<ol><li><div>a</div><p>b</p></li></ol>", "7.2-20", "<ol><li>a <b>b</b></li></ol>", id="li-div"
        ),
        pytest.param(
            f"<ul><li><table>{_ROWS}</table></li></ul>",
            "7.2-20",
            f'<ul style="list-style: none"><li><table>{_ROWS}</table><ul><li>b</li></ul></li></ul>',
            id="li-table",
        ),
        pytest.param(
            f'<table><thead><tr><th colspan="2">A</th></tr></thead>{_ROWS}</table>',
            "7.5-1",
            f'<table><thead><tr><th scope="colgroup" colspan="2">A</th></tr>{_HEAD}</thead>{_ROWS}</table>',
            id="th-colspan",
        ),
        pytest.param(
            '<table><tr><td></td><th scope="col">B</th></tr><tr><th scope="row">r</th><td>2</td></tr></table>',
            "7.5-1",
            f'<table><thead>{_HEAD}</thead><tr><th scope="row">r</th><td></td></tr></table>',
            id="corner",
        ),
        pytest.param(
            '<p><a href="https://example.org/"><b>x</b></a></p>',
            "7.18.5-1",
            '<p><b><a href="https://example.org/">x</a></b></p>',
            id="a-inline",
        ),
        pytest.param(
            '<a href="https://example.org/"><div>x</div></a>',
            "7.18.5-1",
            '<div><a href="https://example.org/">x</a></div>',
            id="a-block",
        ),
        pytest.param(
            f'<p><a href="https://example.org/">{_SVG}<title>t</title><rect width="9" height="9"/></svg></a></p>',
            "7.18.5-1",
            f'<p>{_SVG}<title>t</title><rect width="9" height="9"/></svg> <a href="https://example.org/">x</a></p>',
            id="a-picture",
        ),
        pytest.param(
            '<p style="opacity: .5">x</p>', "7.1-3", '<p style="color: rgba(0, 0, 0, .5)">x</p>', id="opacity"
        ),
        pytest.param(
            f'{_SVG}<title>t</title><rect width="9" height="9" style="opacity: .5"/></svg>',
            "",
            f'{_SVG}<title>t</title><rect width="9" height="9" fill-opacity=".5"/></svg>',
            id="fill-opacity",
        ),
        pytest.param(
            f"<table><thead>{_HEAD}</thead></table>",
            "7.2-14",
            f"<table><thead>{_HEAD}</thead>{_ROWS}</table><table>{_ROWS}</table>",
            id="head-alone",
        ),
        pytest.param(
            f"<style>.half {{ float: left; width: 58% }}</style>{_LONG_HALVES}",
            "7.2-17",
            f"<style>dl {{ display: grid }}</style>{_LONG_HALVES}",
            id="float-over-a-page",
        ),
        pytest.param(
            "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>",
            "7.2-43",
            "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td></td></tr></table>",
            id="row-too-short",
        ),
        pytest.param(
            "<table><tr><td>1</td></tr><tr><td>2</td><td>3</td></tr></table>",
            "7.2-42",
            '<table><tr><td colspan="2">1</td></tr><tr><td>2</td><td>3</td></tr></table>',
            id="row-too-long",
        ),
        pytest.param(
            "<dl><p>x</p><dt>a</dt><dd>b</dd></dl>", "7.2-19", "<dl><dt>a</dt><dd>b</dd></dl>", id="dl-p"
        ),
        pytest.param("<section><li>x</li></section>", "7.2-17", "<ul><li>x</li></ul>", id="stray-li"),
        pytest.param(
            f'{_SVG[:-1]} aria-label="t"><rect width="9" height="9"/></svg>',
            "7.3-1",
            f'{_SVG}<title>t</title><rect width="9" height="9"/></svg>',
            id="svg-aria-label",
        ),
        pytest.param(
            f'{_SVG}<title></title><rect width="9" height="9"/></svg>',
            "7.3-1",
            "<p>x</p>",
            id="svg-empty-title",
        ),
        pytest.param(
            f'{_SVG[:-1]} aria-hidden="true"><rect width="9" height="9"/></svg>',
            "7.3-1",
            "<p>x</p>",
            id="svg-hidden",
        ),
        pytest.param("<p>a\u2028b</p>", "6.2.11", "<p>a<br>b</p>", id="line-separator"),
        pytest.param("<p>a\x85b</p>", "6.2.11", "<p>ab</p>", id="control"),
        pytest.param("<h3>y</h3>", "7.4.2-1", "<h2>y</h2><h3>z</h3>", id="headings"),
        pytest.param(
            f'{_SVG}<rect width="9" height="9"/></svg>',
            "7.3-1",
            f'{_SVG}<title>t</title><desc>d</desc><rect width="9" height="9"/></svg>',
            id="svg-title",
        ),
        pytest.param(
            f'{_FIELD}<p><input type="radio" name="r" title="r"></p>', "7.18.1-3", _FIELD, id="radio-button"
        ),
        pytest.param("<p>漢</p>", "6.2.11", "<p>č</p>", id="glyph"),
        pytest.param("<p>\ue000</p>", "6.2.11", "<p>→ ✓ ☐</p>", id="private-use"),
        pytest.param(
            '<p style="color: device-cmyk(0 0 0 1)">x</p>',
            "6.2.4.3-3",
            '<p style="color: #003366">x</p>',
            id="cmyk",
        ),
        pytest.param(
            f'{_FIELD}<p><input name="t" title="t" value="v"></p>',
            "6.3.3",
            f"{_FIELD}<p>v</p>",
            id="text-field",
        ),
        pytest.param(
            f'{_FIELD}<p><textarea name="t" title="t">v</textarea></p>',
            "6.3.3",
            f"{_FIELD}<p>v</p>",
            id="textarea",
        ),
        pytest.param(
            f'{_FIELD}<p><select name="s" title="s"><option>v</option></select></p>',
            "6.3.3",
            _FIELD,
            id="select",
        ),
    ],
)
def test_each_row_of_the_facts(fails: str, clause: str, instead: str) -> None:
    if (
        clause == "7.5-1"
    ):  # colspan, an empty corner: what WeasyPrint alone writes; ours gives each header cell a scope, and passes
        assert clause in _judged(_plain(fails))
        assert complaints(_ours(fails)) == []
    elif clause:
        assert clause in _judged(_ours(fails))
    assert complaints(_ours(instead)) == []


@pytest.mark.parametrize(
    "body",
    [
        "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd><p>d</p><p>e</p></dd></dl>",
        '<dl style="display: grid"><div><dt>a</dt><dd>b</dd></div></dl>',
        f"<table><caption>c</caption><thead>{_HEAD}</thead><tbody>{_ROWS * 60}</tbody></table>",
        f"<table>{_ROWS}</table>",
        f'<table><thead>{_HEAD}</thead><tr><td colspan="2">1</td></tr>{_ROWS}</table>',
        f'<table><thead>{_HEAD}</thead><tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td></tr></table>',
        f"<table><thead>{_HEAD}</thead><tr><td><ul><li>a</li></ul></td><td><p>b</p><p>c</p></td></tr></table>",
        "<ul><li>a<ol><li>b<ul><li>c</li></ul></li><li>d</li></ol></li><li>e</li></ul>",
        "<blockquote><p>x</p></blockquote><pre>y</pre><address>z</address><hr><p>a<sub>b</sub><sup>c</sup></p>",
        '<p>a<del>b</del><ins>c</ins><mark>d</mark><code>e</code><abbr title="x">f</abbr> <span lang="se">g</span></p>',
        f'<figure>{_SVG}<title>t</title><text y="8">v</text></svg><figcaption>c</figcaption></figure>',
        f'<table><thead><tr><th rowspan="2">A</th><th>B</th></tr><tr><th>C</th></tr></thead>{_ROWS}</table>',
        '<table><tr><th rowspan="2" scope="row">A</th><td>1</td></tr><tr><td>2</td></tr></table>',
        f"<table><thead>{_HEAD}</thead><tr><td><table><thead>{_HEAD}</thead>{_ROWS}</table></td><td>1</td></tr></table>",
        "<p>Ǩ ǩ Ǯ ǯ K\u030c k\u030c Ʒ\u030c ʒ\u030c, a \u2067b\u2069 c, d\u00ade\u200bf</p>",
        '<div style="display: flex"><p>a</p><p>b</p></div><div style="columns: 2"><p>c</p><p>d</p></div>',
        '<div style="position: fixed; top: 0; right: 0">u</div><p style="box-shadow: 0 0 3px #888">x</p>',
        '<p style="background: linear-gradient(#eee, #fff); border-radius: 4pt; transform: rotate(2deg)">x</p>',
        '<p><a href="mailto:post@example.org">post@example.org</a> <a href="#b">b</a></p><h2 id="b">b</h2>',
        '<p>x<span style="float: footnote">note</span></p>',
        "<style>@page { background: #fafafa; @top-center { content: 'UTKAST'; color: #b00 } }</style><p>x</p>",
    ],
)
def test_what_passes_is_let_pass(body: str) -> None:
    assert complaints(_ours(body)) == []


def test_pictures_of_dots_must_not_be_interpolated() -> None:
    picture = base64.b64encode(_picture()).decode()
    element = f'<p><img alt="t" src="data:image/png;base64,{picture}" style="%s"></p>'
    assert "6.2.8-3" in _judged(_plain(element % ""))
    assert "6.2.8-3" not in _judged(_plain(element % "image-rendering: pixelated"))


def _picture() -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(buffer, "png")
    return buffer.getvalue()


def test_a_form_as_weasyprint_leaves_it_is_seen() -> None:
    found = _judged(_plain('<p><input type="checkbox" name="c" title="c"></p>'))
    assert "6.4.1-3" in found
    assert "does not claim PDF/UA-1" in found


def _xmp(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes()
        assert old in packet
        pdf.Root.Metadata.write(packet.replace(old, new))

    return change


def _drop(*path: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        item = pdf.Root
        for key in path[:-1]:
            item = item[int(key)] if key.isdigit() else item[key]
        del item[path[-1]]

    return change


def _set_on_field(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields[0][key] = value

    return change


def _second_rdf_root(pdf: pikepdf.Pdf) -> None:
    root = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
    _xmp(b"</x:xmpmeta>", root)(pdf)


def _without_fonts(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            del item["/FontFile2"]


def _without_unicode(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0":
            del item["/ToUnicode"]


def _need_appearances(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.NeedAppearances = True


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (_xmp(b'pdfaid:part="3"', b'pdfaid:part="2"'), "does not claim PDF/A-3a"),
        (_xmp(b"<pdfuaid:part>1</pdfuaid:part>", b""), "does not claim PDF/UA-1"),
        (_xmp(b"<pdfaProperty:name>part<", b"<pdfaProperty:name>parts<"), "6.6.2.3.1"),
        (_xmp(b"http://www.aiim.org/pdfua/ns/id/<", b"http://www.aiim.org/pdfua/<"), "6.6.2.3.1"),
        (_xmp(META.title.encode(), b""), "7.1-9"),
        (_second_rdf_root, "6.6.2.1"),
        (_drop("/Metadata"), "6.6.2.1"),
        (_drop("/OutputIntents"), "6.2.3"),
        (_drop("/AF"), "6.8-3"),
        (_drop("/AF", "0", "/AFRelationship"), "does not carry exactly one source"),
        (_drop("/Names", "/EmbeddedFiles"), "does not carry exactly one source"),
        (_drop("/MarkInfo"), "UA 7.1-3"),
        (_drop("/Lang"), "no language"),
        (_drop("/ViewerPreferences"), "not told to show the title"),
        (_drop("/StructTreeRoot"), "has no structure tree"),
        (_drop("/StructTreeRoot", "/ParentTree"), "7.1-3"),
        (_drop("/AcroForm", "/SigFlags"), "/SigFlags"),
        (_need_appearances, "6.4.1-3"),
        (_set_on_field("/F", 2 | 4), "not both seen and printed"),
        (_set_on_field("/F", 0), "not both seen and printed"),
        (_set_on_field("/TU", pikepdf.String("")), "7.18.1-3"),
        (_set_on_field("/StructParent", 0), "7.18.4-1"),
        (_set_on_field("/AP", pikepdf.Dictionary()), "6.3.3"),
        (_without_fonts, "is not embedded"),
        (_without_unicode, "has no Unicode map"),
        (lambda pdf: pdf.pages[-1].__delitem__("/Tabs"), "tab order"),
        (
            lambda pdf: pdf.Root.__setitem__("/OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript)),
            "acts by itself",
        ),
    ],
)
def test_each_damage_is_seen(change: Callable[[pikepdf.Pdf], None], complaint: str) -> None:
    data = agreement_pdf()
    assert complaint not in _judged(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        buffer = io.BytesIO()
        pdf.save(buffer)
    assert complaint in _judged(buffer.getvalue())


def test_an_attached_source_does_not_go_with_2a() -> None:
    data = agreement_pdf()
    assert "6.8-5" in "\n".join(complaints(data, part=2))
