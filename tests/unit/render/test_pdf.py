"""HTML to PDF: the problems that are found, the bytes that come out."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from avtale.errors import StateError
from avtale.render.fonts import FAMILY, font_face_css
from avtale.render.pdf import Attachment, Pdf, write_pdf
from tests.support import ROOT
from tests.unit.render.pages import FIELDS, META, SOURCE, STYLE, agreement, page

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
)


def _codes(pdf: Pdf) -> list[str]:
    return [problem.code for problem in pdf.problems]


def test_a_whole_document_has_no_problem_and_carries_its_source() -> None:
    pdf = write_pdf(agreement(), meta=META, source=SOURCE)
    assert pdf.problems == ()
    with pikepdf.open(io.BytesIO(pdf.data)) as file:
        [name] = file.attachments
        attached = file.attachments[name].get_file()
        assert (name, attached.read_bytes(), attached.mime_type) == (
            SOURCE.name,
            SOURCE.data,
            "application/yaml",
        )
        assert len(file.Root.AF) == 1
        assert file.Root.AF[0].AFRelationship == "/Source"
        assert file.Root.AF[0].Desc == "Kilden til avtalen"
        assert attached.obj.Params.ModDate == "D:20260102030405Z"
        assert file.docinfo.CreationDate == file.docinfo.ModDate == "D:20260102030405Z"


def test_the_signature_fields_are_empty_tagged_and_can_be_filled() -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    data = write_pdf(agreement(), meta=META).data
    found = [(name, value) for name, value, _ in enumerate_sig_fields(PdfFileReader(io.BytesIO(data)))]
    assert found == [(name, None) for name in FIELDS]
    with pikepdf.open(io.BytesIO(data)) as file:
        form = file.Root.AcroForm
        assert set(form.keys()) == {"/Fields", "/SigFlags"}
        assert form.SigFlags == 1
        for field, title in zip(
            form.Fields,
            ("Underskrift, Troms fylkeskommune", "Underskrift, NAV Troms", "Tidsstempel for arkivet"),
            strict=True,
        ):
            assert field.FT == "/Sig"
            assert field.F == 132
            assert str(field.TU) == title
            assert field.AP.N.read_bytes() == b""
            assert not {"/V", "/AS", "/MK"} & set(field.keys())
            left, low, right, high = map(float, field.Rect)
            assert [float(side) for side in field.AP.N.BBox[2:]] == pytest.approx([right - left, high - low])
        assert [float(form.Fields[0].Rect[i + 2] - form.Fields[0].Rect[i]) for i in (0, 1)] == pytest.approx(
            [60 / 25.4 * 72, 22 / 25.4 * 72], abs=0.01
        )


def test_without_signature_fields_there_is_no_form() -> None:
    with pikepdf.open(io.BytesIO(write_pdf(agreement(signatures=False), meta=META).data)) as file:
        assert "/AcroForm" not in file.Root


def test_profile_2a_names_the_source_instead_of_attaching_it() -> None:
    pdf = write_pdf(agreement(), meta=META, source=SOURCE, profile="pdf/a-2a")
    assert pdf.problems == ()
    with pikepdf.open(io.BytesIO(pdf.data)) as file:
        assert "/AF" not in file.Root
        assert not file.attachments
        packet = file.Root.Metadata.read_bytes().decode()
    assert 'pdfaid:part="2"' in packet
    assert f"<avtaleSource:name>{SOURCE.name}</avtaleSource:name>" in packet
    assert f"sha256:{hashlib.sha256(SOURCE.data).hexdigest()}" in packet


def test_the_metadata_stand_as_given() -> None:
    with pikepdf.open(io.BytesIO(write_pdf(agreement(), meta=META).data)) as file:
        assert file.Root.Lang == "nb"
        info = {key: str(value) for key, value in file.docinfo.items()}
        xmp = file.open_metadata()
        assert xmp["dc:title"] == info["/Title"] == META.title
        assert xmp["dc:creator"] == [META.author]
        assert xmp["dc:description"] == info["/Subject"] == META.subject
        assert xmp["pdf:Keywords"] == info["/Keywords"] == "OT, NAV"
        assert xmp["xmp:CreatorTool"] == info["/Creator"] == META.generator
        assert xmp["xmp:CreateDate"] == "2026-01-02T03:04:05Z"


_DIGEST = """
import hashlib
from avtale.render.pdf import write_pdf
from tests.unit.render.pages import META, SOURCE, agreement
print(hashlib.sha256(write_pdf(agreement(), meta=META, source=SOURCE).data).hexdigest())
"""


def test_the_same_input_gives_the_same_bytes_here_and_in_another_process() -> None:
    write_pdf(page("<h1>En annen</h1>"), meta=META)
    first = write_pdf(agreement(), meta=META, source=SOURCE).data
    assert write_pdf(agreement(), meta=META, source=SOURCE).data == first
    digests = set()
    for seed, zone, locale in (("1", "UTC", "C"), ("2", "Asia/Tokyo", "C.UTF-8")):
        path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        digests.add(
            subprocess.check_output([sys.executable, "-c", _DIGEST], env=environment, text=True).strip()
        )
    assert digests == {hashlib.sha256(first).hexdigest()}


def test_another_moment_or_source_gives_other_bytes() -> None:
    first = write_pdf(agreement(), meta=META, source=SOURCE).data
    later = replace(META, created=META.created.replace(second=6))
    assert write_pdf(agreement(), meta=later, source=SOURCE).data != first
    assert write_pdf(agreement(), meta=META, source=Attachment(SOURCE.name, b"x")).data != first


@pytest.mark.parametrize(
    ("body", "url"),
    [
        ('<img src="file:///etc/passwd" alt="x">', "file:///etc/passwd"),
        ('<img src="http://169.254.169.254/latest" alt="x">', "http://169.254.169.254/latest"),
        ('<img src="data:image/png;base64,AAAA" alt="x">', "data:image/png;base64,AAAA"),
        (
            f'{_SVG}<title>t</title><image href="file:///etc/hostname" width="5" height="5"/></svg>',
            "file:///etc/hostname",
        ),
        (
            f'{_SVG}<title>t</title><use xlink:href="http://127.0.0.1/x.svg#a"/></svg>',
            "http://127.0.0.1/x.svg#a",
        ),
        ('<p style="background: url(https://example.org/a.png)">x</p>', "https://example.org/a.png"),
        ('<link rel="stylesheet" href="https://example.org/a.css"><p>x</p>', "https://example.org/a.css"),
        ('<link rel="attachment" href="file:///etc/passwd"><p>x</p>', "file:///etc/passwd"),
        ('<p><a rel="attachment" href="file:///etc/passwd">x</a></p>', "file:///etc/passwd"),
        ('<object data="file:///etc/passwd">x</object>', "file:///etc/passwd"),
        ("<style>@import url(https://example.org/i.css);</style><p>x</p>", "https://example.org/i.css"),
        (
            "<style>@font-face{font-family:q;src:url(file:///q.ttf)} p{font-family:q}</style><p>x</p>",
            "file:///q.ttf",
        ),
        ("<style>p::before{content: url(file:///q.svg)}</style><p>x</p>", "file:///q.svg"),
    ],
)
def test_nothing_is_fetched_and_each_attempt_is_named(body: str, url: str) -> None:
    for _ in range(2):  # a shared style sheet must not swallow it the second time
        problems = write_pdf(page(body), meta=META).problems
        refused = [problem for problem in problems if problem.code == "fetch-refused"]
        assert [url in problem.nb and url in problem.en for problem in refused] == [True]


@pytest.mark.parametrize("reference", ["../secret.png", "secret.png", "/etc/passwd", "//169.254.169.254/x"])
def test_a_relative_reference_leads_nowhere(reference: str) -> None:
    pdf = write_pdf(page(f'<img src="{reference}" alt="x">'), meta=META)
    assert _codes(pdf)
    assert any(reference in problem.nb for problem in pdf.problems)
    assert set(_codes(pdf)) <= {"fetch-refused", "layout-message"}


def test_our_own_font_rules_are_known_without_being_fetched() -> None:
    plain = write_pdf(agreement(), meta=META)
    for embed in (True, False):
        assert write_pdf(agreement(style=font_face_css(embed) + STYLE), meta=META) == plain


@pytest.mark.parametrize("family", ['"DejaVu Sans"', "monospace", "serif", '"Noto Color Emoji"', "system-ui"])
def test_no_font_of_the_system_gets_in(family: str) -> None:
    pdf = write_pdf(page(f"<h1 style='font-family: {family}'>Æ <b>b</b> <i>i</i> 漢 ✂</h1>"), meta=META)
    assert set(_codes(pdf)) == {"missing-glyph"}
    with pikepdf.open(io.BytesIO(pdf.data)) as file:
        names = [str(font.BaseFont) for font in file.objects if _is_font(font)]
    assert names
    assert all(name.split("+")[1].startswith(FAMILY.replace(" ", "-")) for name in names)


def test_nor_when_weasyprint_was_imported_before_us() -> None:
    code = """
import weasyprint
weasyprint.HTML(string='<p style="font-family: DejaVu Sans">x').write_pdf()
from avtale.render.pdf import write_pdf
from tests.unit.render.pages import META, page
print(write_pdf(page('<h1 style="font-family: DejaVu Sans">x</h1>'), meta=META).problems)
"""
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    output = subprocess.check_output(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, text=True
    )
    assert output.strip() == "()"


def test_nor_by_its_name_in_a_font_face_rule() -> None:
    rule = '@font-face { font-family: q; src: local("DejaVu Sans") } h1 { font-family: q }'
    pdf = write_pdf(page("<h1>x</h1>", style=rule), meta=META)
    assert _codes(pdf) == ["layout-message"]
    with pikepdf.open(io.BytesIO(pdf.data)) as file:
        assert {str(font.BaseFont).split("+")[1] for font in file.objects if _is_font(font)} == {
            "Avtale-Sans-Semi-Bold"
        }


def _is_font(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"


def test_missing_glyphs_are_named_wherever_they_come_from() -> None:
    pdf = write_pdf(page('<h1>漢</h1><p>x</p><style>p::after{content: "字"}</style>'), meta=META)
    assert [(p.code, "漢 U+6F22" in p.nb or "«漢» (U+6F22)" in p.nb) for p in pdf.problems] == [
        ("missing-glyph", True),
        ("missing-glyph", False),
    ]
    assert "«字» (U+5B57)" in pdf.problems[1].nb


def test_what_is_not_drawn_may_hold_any_character() -> None:
    assert write_pdf(page("<h1>x</h1><!-- 漢 --><script>漢</script>"), meta=META).problems == ()


@pytest.mark.parametrize(
    ("html", "meta", "code"),
    [
        (page("<h1>x</h1>", lang=""), META, "language-missing"),
        (page("<h1>x</h1>", lang="nn"), META, "language-missing"),
        (page("<h1>x</h1>"), replace(META, title=" "), "title-missing"),
        (page('<input class="signature-field" title="t">'), META, "field-name"),
        (page('<input class="signature-field" name="a.b" title="t">'), META, "field-name"),
        (page('<input class="signature-field" name="a">'), META, "field-title"),
        (
            page('<input class="signature-field" name="a" title="t" style="display: none">'),
            META,
            "field-not-placed",
        ),
        (page('<p><input name="q" value="1"></p>'), META, "form-control"),
        (page("<p><textarea>x</textarea></p>"), META, "form-control"),
        (page('<p style="colour: red">x</p>'), META, "layout-message"),
        (page('<h1>x</h1><p><a href="#nowhere">x</a></p>'), META, "layout-message"),
    ],
)
def test_what_the_template_leaves_out_is_a_problem(html: str, meta: object, code: str) -> None:
    assert _codes(write_pdf(html, meta=meta)) == [code]  # type: ignore[arg-type]


def test_a_name_used_twice_is_a_problem() -> None:
    field = '<p><input class="signature-field" name="a" title="t"></p>'
    assert _codes(write_pdf(page(field * 2), meta=META)) == ["field-name"]


def test_a_problem_of_a_style_sheet_is_told_each_time(capfd: pytest.CaptureFixture[str]) -> None:
    html = page("<h1>x</h1>", style="h1 { no-such-property: 1 }")
    first, second = write_pdf(html, meta=META), write_pdf(html, meta=META)
    assert first == second
    assert "no-such-property" in first.problems[0].en
    assert capfd.readouterr() == ("", "")


def test_a_page_that_cannot_be_laid_out_is_said_in_both_languages() -> None:
    with pytest.raises(StateError) as caught:
        write_pdf(page("<div>" * 3000), meta=META)
    assert "PDF" in caught.value.nb
    assert "PDF" in caught.value.en


def test_threads_take_turns() -> None:
    results: list[Pdf] = []
    threads = [
        threading.Thread(target=lambda: results.append(write_pdf(agreement(), meta=META, source=SOURCE)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert len({pdf.data for pdf in results}) == 1


@pytest.mark.parametrize("library", ["libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"])
def test_a_missing_library_gives_the_line_to_run(library: str, tmp_path: Path) -> None:
    (tmp_path / library).write_bytes(b"no library")  # the loader finds it first, and cannot load it
    code = """
import sys
from avtale.errors import SystemFailure
from avtale.render.pdf import write_pdf
from tests.unit.render.pages import META, page
try:
    write_pdf(page("<h1>x</h1>"), meta=META)
except SystemFailure as error:
    print(error.exit_code, error.nb, error.en, sep="|")
"""
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    environment = {**os.environ, "PYTHONPATH": path, "LD_LIBRARY_PATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, text=True, capture_output=True, check=True
    )
    exit_code, nb, en = done.stdout.strip().split("|")
    line = "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    assert (exit_code, done.stderr) == ("3", "")
    assert nb.endswith(line)
    assert en.endswith(line)
