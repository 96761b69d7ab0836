"""render from outside: its files, their marks, their source, and what it never overwrites."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest

from avtale.conformance.judge import claim, complaints
from avtale.format.fingerprint import fingerprint
from avtale.source.read import parse
from tests.acceptance.outside import AGREEMENT, DAY, SETTINGS, avtale, repository, tree


def _text(pdf: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout


def _source(pdf: Path) -> tuple[str, bytes]:
    with pikepdf.open(pdf) as opened:
        ((name, file),) = opened.attachments.items()
        return name, file.get_file().read_bytes()


def test_files_names_and_the_same_bytes_twice(tmp_path: Path) -> None:
    repository(tmp_path)
    ran = avtale("render", "prove", "--on", DAY, cwd=tmp_path)
    assert ran.code == 0
    made = tree(tmp_path / "build")
    assert set(made) == {"prove-1.00.nb.html", "prove-1.00.nb.pdf"}
    assert avtale("render", "prove", "--on", DAY, cwd=tmp_path).code == 0
    assert tree(tmp_path / "build") == made
    elsewhere = ("--to", "annet/sted", "--format", "html")
    assert avtale("render", "prove", "--on", DAY, *elsewhere, cwd=tmp_path).code == 0
    assert tree(tmp_path / "annet/sted") == {"prove-1.00.nb.html": made["prove-1.00.nb.html"]}


def test_each_language_of_the_document_or_two_side_by_side(tmp_path: Path) -> None:
    file = repository(tmp_path)
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("language: nb\n", "language: nb\nlanguages: [nb, se]\n", 1), encoding="utf-8"
    )
    settings = tmp_path / "agreements/avtale.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("language: nb\n", "language: nn\n"))
    html = ("--format", "html", "--on", DAY)
    assert avtale("render", "prove", *html, cwd=tmp_path).code == 0
    assert set(tree(tmp_path / "build")) == {"prove-1.00.nb.html", "prove-1.00.se.html"}
    assert avtale("render", "prove", "--lang", "nb+se", "--to", "to", *html, cwd=tmp_path).code == 0
    (both,) = tree(tmp_path / "to").values()
    assert all(said in both.decode() for said in ("Avtalens parter", "Šiehtadusa bealit", 'lang="se"'))
    file.write_text(text.replace("language: nb\n", "language: se\n", 1), encoding="utf-8")
    assert avtale("render", "prove", "--to", "se", *html, cwd=tmp_path).code == 0
    assert set(tree(tmp_path / "se")) == {"prove-1.00.se.html"}
    for wrong in ("nb+nb", "nb+xx", "nb+nn+se"):
        assert avtale("render", "prove", "--lang", wrong, cwd=tmp_path).code == 2
    assert avtale("check", "--lang", "nb+se", cwd=tmp_path).code == 2  # only pages are in two


@pytest.mark.parametrize("lang", ["nn", "se"])
def test_check_says_which_language_it_falls_back_to(lang: str, tmp_path: Path) -> None:
    repository(tmp_path)
    for _ in range(2):  # the second time by the kept answer
        ran = avtale("check", "--lang", lang, "--on", DAY, cwd=tmp_path)
        assert ran.err.count("her er de på bokmål") == 1
        assert "bokmål" not in ran.out
    assert avtale("explain", "unsigned", "--lang", lang, cwd=tmp_path).err.count("her er de på bokmål") == 1


def test_marks_follow_the_state(tmp_path: Path) -> None:
    file = repository(tmp_path)
    pdf = tmp_path / "build" / "prove-1.00.nb.pdf"

    def told(on: str, formats: str = "html") -> str:
        assert avtale("render", "prove@1.00", "--on", on, "--format", formats, cwd=tmp_path).code == 0
        return (tmp_path / "build" / "prove-1.00.nb.html").read_text(encoding="utf-8").lower()

    assert "utkast – ikke godkjent" in told(DAY)
    assert avtale("approve", "prove", "--by", "Kari", "--on", "2026-06-15", cwd=tmp_path).code == 0
    assert "utkast" not in told(DAY)
    assert "gjelder fra 01.08.2026" in told("2026-07-01")
    assert "utløper 31.07.2029" in told("2029-07-30")
    assert "utgått 31.07.2029" in told("2029-08-01")
    newer = (
        AGREEMENT.replace("'1.00'", "'2.00'")
        .replace("2026-08-01", "2029-09-01")
        .replace("2029-07-31", "2031-07-31")
    )
    file.with_name("prove-2.00.yaml").write_text(newer, encoding="utf-8")
    assert (
        avtale(
            "approve", "prove@2.00", "--by", "Kari", "--on", "2029-08-15", cwd=tmp_path, today="2029-08-15"
        ).code
        == 0
    )
    assert "utgått 31.07.2029, erstattet av 2.00" in told("2029-10-01", "html,pdf")
    assert "utgått 31.07.2029, erstattet av 2.00" in _text(pdf).lower()


def test_the_source_inside_has_no_comments_unless_asked(tmp_path: Path) -> None:
    repository(tmp_path)
    pdf = tmp_path / "build" / "prove-1.00.nb.pdf"
    avtale("render", "prove", "--on", DAY, "--format", "pdf", cwd=tmp_path)
    assert set(tree(tmp_path / "build")) == {pdf.name}
    name, data = _source(pdf)
    assert name == "prove-1.00.yaml"
    assert b"#" not in data
    assert fingerprint(parse(data).data) == fingerprint(parse(AGREEMENT).data)
    (tmp_path / "agreements" / "avtale.yaml").write_text(
        SETTINGS + "rendering: {keep_comments: true}\n", encoding="utf-8"
    )
    avtale("render", "prove", "--on", DAY, "--format", "pdf", cwd=tmp_path)
    assert _source(pdf)[1].decode() == AGREEMENT


def test_fields_for_each_party_and_none_in_a_transcription(tmp_path: Path) -> None:
    file = repository(tmp_path)
    pdf = tmp_path / "build" / "prove-1.00.nb.pdf"

    def fields() -> set[str]:
        assert avtale("render", "prove", "--on", DAY, "--format", "pdf", cwd=tmp_path).code == 0
        with pikepdf.open(pdf) as opened:
            form = opened.Root.get("/AcroForm")
            return {str(field.T) for field in form.Fields} if form is not None else set()

    assert fields() == {"signature-county", "signature-nav", "archive-timestamp"}
    transcribed = AGREEMENT.replace(
        "language: nb\n", "language: nb\ntranscribed_from: {title: En annen}\n", 1
    )
    file.write_text(transcribed, encoding="utf-8")
    assert fields() == set()
    assert "avskrift" in _text(pdf).lower()


def test_it_overwrites_only_what_it_made_and_nobody_signed(tmp_path: Path) -> None:
    repository(tmp_path)
    folder = tmp_path / "build"
    folder.mkdir()
    pdf = folder / "prove-1.00.nb.pdf"
    signed = b"%PDF-1.7\n<xmp:CreatorTool>avtale</xmp:CreatorTool>\n/ByteRange [0 1 2 3]"
    for theirs in (b"mitt eget", signed):
        pdf.write_bytes(theirs)
        ran = avtale("render", "prove", "--on", DAY, cwd=tmp_path)
        assert (ran.code, "--force" in ran.err) == (2, True)
        assert tree(folder) == {pdf.name: theirs}  # not even the HTML was begun
    assert avtale("render", "prove", "--on", DAY, "--force", cwd=tmp_path).code == 0
    made = tree(folder)
    assert made[pdf.name].startswith(b"%PDF-")
    assert made[pdf.name] != signed


def test_a_character_the_font_lacks_is_a_finding_with_its_place(tmp_path: Path) -> None:
    repository(tmp_path, AGREEMENT.replace("melde fra", "melde 🙂 fra"))
    ran = avtale("render", "prove", "--on", DAY, cwd=tmp_path)
    assert ran.code == 1
    assert "render-glyph" in ran.out
    assert "Skrev ikke prove-1.00.nb" in ran.out
    assert not (tmp_path / "build").exists()
    assert "prove-1.00.yaml:23:17" in ran.out
    ran = avtale("render", "prove", "--on", DAY, "--force", cwd=tmp_path)
    assert ran.code == 1
    forced = (tmp_path / "build" / "prove-1.00.nb.pdf").read_bytes()
    assert not claim(forced)  # what breaks a standard does not say that it keeps it
    assert complaints(forced)


def test_every_pdf_follows_the_archive_profile_and_the_colour(tmp_path: Path) -> None:
    file = repository(tmp_path)
    (tmp_path / "agreements" / "avtale.yaml").write_text(
        SETTINGS + 'rendering: {archive_profile: pdf/a-2a, accent_colour: "#ffff00"}\n', encoding="utf-8"
    )
    newer = file.read_text("utf-8").replace("1.00", "2.00").replace("melde fra", "melde straks fra")
    file.with_name("prove-2.00.yaml").write_text(newer, encoding="utf-8")
    for command in (
        ("render", "prove@1.00"),
        ("render", "prove@1.00", "--short", "--to", "short"),
        ("diff", "prove@1.00", "prove@2.00", "--format", "pdf", "--to", "redline"),
        ("diff", "prove@1.00", "prove@2.00", "--format", "html", "--to", "redline"),
    ):
        avtale(*command, "--on", DAY, cwd=tmp_path)
    made = [path for name in ("build", "short", "redline") for path in (tmp_path / name).glob("*.pdf")]
    assert len(made) == 3
    for path in made:
        assert (claim(path.read_bytes()).part, complaints(path.read_bytes())) == (2, ()), path
    pages = [path.read_text("utf-8") for path in tmp_path.glob("*/*.html")]
    assert len(pages) == 3
    assert not [page for page in pages if "ffff00" in page]
    ran = avtale("check", "--on", DAY, cwd=tmp_path)
    assert "accent-colour-unreadable" in ran.out
    assert "1,0" in ran.out


BREAKS = {
    "7.4.2-1": "<h4>Hoppet over</h4>",
    "7.2-20": '<ul style="list-style: disc"><li><p>a</p></li></ul>',
    "7.2-19": "<dl><p>x</p><dt>a</dt><dd>b</dd></dl>",
    "7.2-17": "<li>løs</li>",
    "7.1-3": '<p style="opacity: 0.5">blek</p>',
    "6.2.4.3-3": '<p style="color: device-cmyk(0 0 0 1)">svart</p>',
    "7.3-1": '<svg xmlns="http://www.w3.org/2000/svg" aria-label="t" width="9" height="9"><rect width="9" height="9"/></svg>',
    "7.18.5-1": '<p><a href="https://example.org"><span>x</span></a></p>',
    "7.2-43": "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>",
    "7.2-14": "<table><thead><tr><th>1</th></tr></thead></table>",
}  # fmt: skip


def test_what_a_template_of_the_county_breaks_is_told_with_its_clause(tmp_path: Path) -> None:
    repository(tmp_path)
    folder = tmp_path / "agreements" / "overrides" / "sections"
    folder.mkdir(parents=True)
    (folder / "validity.html.jinja").write_text("\n".join(BREAKS.values()), encoding="utf-8")
    ran = avtale("render", "prove", "--on", DAY, "--format", "pdf", cwd=tmp_path)
    assert ran.code == 1
    assert [clause for clause in BREAKS if f"{clause})" not in ran.out] == []
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize(
    ("name", "template", "code", "words"),
    [
        ("sections/validity.html.jinja", "{% for x in %}", 1, "sections/validity.html.jinja"),
        ("sections/validity.html.jinja", "{{ finnes_ikke }}", 1, "finnes_ikke"),
        ("sections/validity.html.jinja", "{{ ().__class__.__mro__ }}", 1, "kan ikke brukes"),
        ("sections/validity.html.jinja", "{% include 'borte.jinja' %}", 1, "borte.jinja"),
        ("styles/base.css", '@import url("http://169.254.169.254/x.css"); body { background: url(file:///etc/passwd) }', 1, "render-fetch"),
    ],
)  # fmt: skip
def test_a_template_of_the_county_that_breaks(
    name: str, template: str, code: int, words: str, tmp_path: Path
) -> None:
    repository(tmp_path)
    theirs = {"prove-1.00.nb.html": b'<meta name="generator" content="avtale">the one of yesterday'}
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "prove-1.00.nb.html").write_bytes(theirs["prove-1.00.nb.html"])
    override = tmp_path / "agreements" / "overrides" / name
    override.parent.mkdir(parents=True)
    override.write_text(template, encoding="utf-8")
    formats = "pdf" if name.endswith(".css") else "html"
    ran = avtale("render", "prove", "--on", DAY, "--format", formats, cwd=tmp_path)
    assert (ran.code, words in ran.said) == (code, True), ran.said
    if formats == "html":
        assert tree(tmp_path / "build") == theirs


def test_a_folder_names_every_document_below_it(tmp_path: Path) -> None:
    file = repository(tmp_path)
    file.with_name("andre-1.00.yaml").write_text(
        AGREEMENT.replace("key: prove", "key: andre"), encoding="utf-8"
    )
    for folder in (".", "agreements", "agreements/prove"):
        ran = avtale("render", folder, "--on", DAY, "--format", "html", "--to", "ut", cwd=tmp_path)
        assert ran.code == 0
        assert set(tree(tmp_path / "ut")) == {"andre-1.00.nb.html", "prove-1.00.nb.html"}
    assert avtale("render", "ut", "--on", DAY, cwd=tmp_path).code == 2


def test_two_files_of_one_name_are_not_mixed_up(tmp_path: Path) -> None:
    file = repository(tmp_path)
    file.with_name("kopi.yaml").write_text(AGREEMENT, encoding="utf-8")
    ran = avtale("render", str(file), str(file.with_name("kopi.yaml")), "--on", DAY, cwd=tmp_path)
    assert ran.code == 2
    assert not (tmp_path / "build").exists()


def test_a_key_cannot_name_a_file_elsewhere(tmp_path: Path) -> None:
    file = repository(tmp_path, AGREEMENT.replace("key: prove", "key: ../../ute"))
    line = ["render", str(file), "--on", DAY, "--to", "a/b/c", "--format", "html"]
    assert avtale(*line, cwd=tmp_path).code == 0
    assert set(tree(tmp_path / "a")) == {"b/c/prove-1.00.nb.html"}
    assert not list(tmp_path.rglob("ute*"))
