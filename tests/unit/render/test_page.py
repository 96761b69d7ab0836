"""The page as HTML: safe, well formed, accessible by its structure, in every language, and overridable."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
from collections.abc import Callable
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pytest
import tinyhtml5
from msgspec import structs
from tinyhtml5.parser import HTMLParser as StandardParser

from avtale.errors import StateError, UsageError
from avtale.format.bind import load
from avtale.format.model import Agreement, Document, Name, Section
from avtale.format.values import Text
from avtale.locales import languages
from avtale.render.marks import Mark, marks_for
from avtale.render.pdf import PdfMeta, write_pdf
from avtale.source.read import read_source
from tests.judges.page_text import page_text, squeezed
from tests.judges.pdf import complaints, pages_text
from tests.support import ON, discovered
from tests.unit.render.documents import KINDS, REAL, full, real, rendered, replaced_texts, transcribed

LANGUAGES = discovered(languages(), at_least=4)
VOID = {"meta", "input", "br", "hr", "link", "img", "wbr"}
MARKS = (Mark("utgått 31.05.2020, erstattet av 2.00"),)


class Outline(HTMLParser):
    """Elements in order, with attributes, depth-first; what the standard library's tokenizer sees."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.complaints: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.complaints += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent = self._open[-1] if self._open else ""
        self.elements.append((tag, {name: value or "" for name, value in attrs} | {"-parent": parent}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.complaints.append(f"</{tag}> closes what is not open")

    def all(self, *tags: str) -> list[tuple[str, dict[str, str]]]:
        return [(tag, attrs) for tag, attrs in self.elements if tag in tags]


DOCUMENTS: dict[str, Callable[[], Document]] = {
    **{f"{kind}-{make.__name__}": partial(make, kind) for kind in KINDS for make in (full, transcribed)},
    **{path.stem: partial(real, path.stem) for path in REAL},
}
NAMES = discovered(DOCUMENTS, at_least=8)
PAGES = [
    pytest.param(name, medium, id=f"{name}-{medium}") for name in NAMES for medium in ("screen", "paper")
]


@pytest.mark.extended
@pytest.mark.parametrize(("name", "medium"), PAGES)
def test_the_page_is_well_formed_html(name: str, medium: str) -> None:
    html = rendered(DOCUMENTS[name](), medium=medium, marks=MARKS, fields=True).html
    parser = StandardParser()
    parser.parse(html)
    assert [error for error in parser.errors if "doctype" not in str(error)] == []
    assert html.startswith("<!DOCTYPE html>")
    assert Outline(html).complaints == []
    assert tinyhtml5.parse(html) is not None


@pytest.mark.parametrize(("name", "medium"), PAGES)
def test_headings_ids_labels_and_tables(name: str, medium: str) -> None:
    outline = Outline(rendered(DOCUMENTS[name](), medium=medium, marks=MARKS, fields=True).html)
    levels = [int(tag[1]) for tag, _ in outline.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    ids = [attrs["id"] for _, attrs in outline.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    for _, attrs in outline.elements:
        if "aria-labelledby" in attrs:
            assert attrs["aria-labelledby"] in ids
        if attrs.get("href", "").startswith("#"):
            assert attrs["href"][1:] in ids
    assert all(attrs.get("scope") in ("col", "row") for _, attrs in outline.all("th"))
    assert all(attrs.get("title") for _, attrs in outline.all("input"))
    assert len(outline.all("main")) == 1
    # WeasyPrint makes list items of dt and dd, and PDF/UA 7.2 lets nothing else stand in a list
    assert {attrs["-parent"] for _, attrs in outline.all("li")} <= {"ul", "ol"}
    assert {attrs["-parent"] for _, attrs in outline.all("dt", "dd")} == {"div"}


@pytest.mark.parametrize(("name", "medium"), PAGES)
def test_the_page_asks_for_nothing(name: str, medium: str) -> None:
    html = rendered(DOCUMENTS[name](), medium=medium).html
    outline = Outline(html)
    assert outline.all("script", "link", "img", "iframe", "object", "embed", "base", "form") == []
    assert not any(
        name in attrs for _, attrs in outline.elements for name in ("src", "style", "srcset", "onload")
    )
    assert re.findall(r"url\((?!\"?data:)|@import", html) == []
    if medium == "screen":
        policy = [attrs["content"] for _, attrs in outline.all("meta") if attrs.get("http-equiv")]
        assert policy
        assert policy[0].startswith("default-src 'none'")
        assert ("a", "#innhold") in [(tag, attrs.get("href")) for tag, attrs in outline.elements]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("medium", ["screen", "paper"])
def test_a_text_is_never_markup_nor_a_template(kind: str, medium: str) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 1234*4321 }}{% raw %}</style>"
    html = rendered(replaced_texts(full(kind), evil), medium=medium).html
    outline = Outline(html)
    assert outline.complaints == []
    assert outline.all("script", "img") == []
    assert not any(name.startswith("on") for _, attrs in outline.elements for name in attrs)
    assert "5332114" not in html
    assert squeezed(evil) in page_text(html)


def test_a_list_of_names_is_escaped_once() -> None:
    document = real("troms-nav-ot-2.00")
    parties = tuple(
        structs.replace(party, names=(Name(name="A & B", language="nb"),)) for party in document.parties
    )
    html = rendered(structs.replace(document, parties=parties), lang="se").html
    assert '<span lang="nb">A &amp; B</span> ja <span lang="nb">A &amp; B</span>' in html
    assert "&amp;amp;" not in html


def test_code_in_a_mark_an_issuer_or_a_title_of_another_document_is_text() -> None:
    evil = "<b>{{ 7*7 }}</b>"
    document = real("troms-nav-ot-2.00")
    html = rendered(
        structs.replace(document, parties=()),
        marks=(Mark(evil),),
        issuer=(Name(name=evil),),
        known={("troms-nav-ot", "1.01"): evil},
    ).html
    assert "<b>" not in html
    assert html.count("&lt;b&gt;{{ 7*7 }}") >= 3


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [*NAMES, "empty"])
def test_every_document_can_be_made_in_every_language(lang: str, name: str) -> None:
    page = rendered(Agreement(kind="agreement") if name == "empty" else DOCUMENTS[name](), lang=lang)
    outline = Outline(page.html)
    assert outline.elements[0][1]["lang"] == lang
    assert outline.complaints == []
    assert "&lt;span" not in page.html
    assert "&amp;amp;" not in page.html
    # what the language lacks says which language it is in, and one problem says so to the author
    foreign = {attrs["lang"] for _, attrs in outline.elements[1:] if "lang" in attrs}
    if name != "empty":
        assert bool(page.problems) == (lang != "nb")
        assert ("nb" in foreign) == (lang != "nb")


def test_a_text_in_the_language_asked_for_stands_without_a_mark() -> None:
    title = Text((("nb", "Avtale om oppfølging"), ("se", "Čuovvolanšiehtadus")), "/title")
    document = Agreement(kind="agreement", title=title)
    assert "<h1>Čuovvolanšiehtadus</h1>" in rendered(document, lang="se").html
    assert '<h1><span lang="nb">Avtale om oppfølging</span></h1>' in rendered(document, lang="en").html
    assert rendered(document, lang="en").problems[0].pointer == "/title"


def test_the_first_page_has_the_full_control_header_and_the_rest_the_short_one() -> None:
    document = real("troms-nav-ot-1.01")
    page = rendered(document, marks=MARKS)
    pdf = write_pdf(page.html, meta=PdfMeta(page.title, "nb", dt.datetime(2026, 11, 21)))
    assert pdf.problems == ()
    pages = [" ".join(text.split()) for text in pages_text(pdf.data)]
    header = document.control_header
    assert header is not None
    first = [
        "Troms fylkeskommune",
        "Romssa fylkkasuohkan",
        "Dok.id.",
        "2.1.1.1.11",
        "IOVLS-S Samarbeidsavtale NAV og OT",
        "Styringsdokumenter",
        "1.01",
        "24.10.2022",
        header.written_by or "?",
        header.approved_by or "?",
        f"1 av {len(pages)}",
        "«Samarbeidsrutiner mellom Oppfølgingstjenesten og NAV»",
    ]
    assert [words for words in first if words not in pages[0]] == []
    for number, text in enumerate(pages[1:], start=2):
        assert text.startswith("IOVLS-S Samarbeidsavtale NAV og OT Versjon 1.01 · Dok.id. 2.1.1.1.11")
        assert f"Side {number} av {len(pages)}" in text
    assert all("Avskrift – utgått 31.05.2020, erstattet av 2.00" in text for text in pages)
    assert len(pages) <= 8


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        (REAL[-1].stem, "se"),
        *(pytest.param(path.stem, "nb", marks=pytest.mark.extended) for path in REAL),
        *(
            pytest.param(REAL[-1].stem, lang, marks=pytest.mark.extended)
            for lang in LANGUAGES
            if lang not in ("nb", "se")
        ),
    ],
)
def test_the_real_documents_make_conformant_pdfs(name: str, lang: str) -> None:
    page = rendered(real(name), lang=lang, marks=MARKS, fields=True)
    pdf = write_pdf(page.html, meta=PdfMeta(page.title, lang, dt.datetime(2026, 11, 21)))
    assert pdf.problems == ()
    assert complaints(pdf.data, attached=False) == []


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (full, "agreement"),
        (transcribed, "amendment"),
        *(
            pytest.param(make, kind, marks=pytest.mark.extended)
            for make in (full, transcribed)
            for kind in KINDS
            if (make, kind) not in ((full, "agreement"), (transcribed, "amendment"))
        ),
    ],
)
def test_a_document_with_every_field_makes_a_conformant_pdf(
    make: Callable[[str], Document], kind: str
) -> None:
    page = rendered(make(kind), fields=True)
    pdf = write_pdf(page.html, meta=PdfMeta(page.title, "nb", dt.datetime(2026, 11, 21)))
    assert pdf.problems == ()
    assert complaints(pdf.data, attached=False) == []


def _fields(document: Document, **options: object) -> list[str]:
    html = rendered(document, **options).html
    return [attrs["name"] for _, attrs in Outline(html).all("input")]


def test_signature_fields_stand_where_they_may_be_signed_and_nowhere_else() -> None:
    new, old = real("troms-nav-ot-2.00"), real("troms-nav-ot-1.01")
    assert _fields(new, fields=True) == ["signature-county", "signature-nav", "archive-timestamp"]
    assert _fields(new, fields=False) == []
    assert _fields(new, fields=True, medium="screen") == []
    assert _fields(old, fields=True) == []


def test_a_signature_field_is_large_enough_for_its_stamp() -> None:
    page = rendered(real("troms-nav-ot-2.00"), fields=True)
    pdf = write_pdf(page.html, meta=PdfMeta(page.title, "nb", dt.datetime(2026, 11, 21)))
    with pikepdf.open(io.BytesIO(pdf.data)) as opened:
        sizes = {}
        for number, _ in enumerate(opened.pages):
            for annotation in opened.pages[number].get("/Annots", []):
                if annotation.get("/FT") == "/Sig":
                    left, low, right, high = (float(value) for value in annotation["/Rect"])
                    sizes[str(annotation["/T"])] = ((right - left) / 72 * 25.4, (high - low) / 72 * 25.4)
    assert set(sizes) == {"signature-county", "signature-nav", "archive-timestamp"}
    for party in ("county", "nav"):
        assert sizes[f"signature-{party}"] == pytest.approx((70, 22), abs=0.5)


def test_a_party_without_a_signatory_gets_a_block_and_two_signatories_two_fields() -> None:
    document = real("troms-nav-ot-2.00")
    one, two = document.signatories[:2]  # type: ignore[attr-defined]
    twice = structs.replace(document, signatories=(one, structs.replace(two, party=one.party)))  # type: ignore[call-arg]
    names = _fields(twice, fields=True)
    assert sorted(names) == ["archive-timestamp", "signature-county", "signature-county-2", "signature-nav"]
    assert "tittel ikke oppgitt" in rendered(twice, fields=True).html


def test_what_is_missing_and_matters_is_said() -> None:
    said = page_text(rendered(real("troms-nav-ot-1.01")).html)
    for words in (
        "hyppighet ikke avtalt",
        "innkaller ikke avtalt",
        "måned ikke avtalt",
        "sted for referat ikke avtalt",
        "Frist ikke avtalt",
        "styrke ikke angitt",
        "ansvarlig ikke angitt",
        "utsteder og dato ikke oppgitt",
        "Kryssreferanser ikke oppført",
        "Eksterne referanser ikke oppført",
        "ikke knyttet til noen part",
        "16–21 år (øvre grense ikke presisert)",
    ):
        assert squeezed(words) in said, words
    assert squeezed("Kontaktpersoner er: ikke oppført") in page_text(
        rendered(real("nav-i-videregaende-1.00")).html
    )


def test_the_new_version_lacks_nothing_but_its_approval() -> None:
    html = rendered(real("troms-nav-ot-2.00")).html
    missing = set(re.findall(r'<em class="missing">([^<]*)</em>', html))
    assert missing <= {"ikke godkjent"}


def test_sections_can_be_renamed_and_added() -> None:
    document = structs.replace(
        real("troms-nav-ot-1.01"),
        sections=(
            Section(id="economy", title=Text((("", "Penger"),))),
            Section(
                id="personvern", title=Text((("", "Personvern"),)), text=Text((("", "# Regler\n\nTekst."),))
            ),
            Section(id="uten-navn", text=Text((("", "Mer."),))),
        ),
    )
    html = rendered(document).html
    headings = re.findall(r"</span> ([^<]+)</h2>", html)
    assert headings[headings.index("Penger") :] == [
        "Penger",
        "Personvern",
        "Uten navn",
        "Underskrifter",
        "Referanser",
    ]
    assert re.findall(r'<h2[^>]*><span class="number">(\d+)\.', html) == [
        str(n + 1) for n in range(len(headings))
    ]
    assert "<h3>Regler</h3>" in html


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the process with the bounds, which alone runs what a county wrote."""
    monkeypatch.setattr("avtale.render.templates.within_bounds", lambda: True)


@pytest.mark.usefixtures("inside")
def test_a_county_may_replace_a_template(tmp_path: Path) -> None:
    place = tmp_path / "sections" / "economy.html.jinja"
    place.parent.mkdir()
    place.write_text("<p>Egen mal: {{ say(doc.economy.frame) }}</p>", "utf-8")
    document = real("troms-nav-ot-1.01")
    assert "Egen mal: De regler" in rendered(document, overrides=(tmp_path,)).html
    assert "Egen mal" not in rendered(document).html


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("<p>\n{{ doc.finnes_ikke }}</p>", 2),
        ("{% if %}", 1),
        ("\n\n{{ 1 / 0 }}", 3),
        ("{{ doc.__class__.__mro__ }}", 1),
        ("{{ t('finnes.ikke') }}", 1),
        ("{% include 'finnes-ikke.jinja' %}", None),
    ],
)
def test_a_broken_template_is_named_with_its_line(tmp_path: Path, template: str, line: int | None) -> None:
    place = tmp_path / "sections" / "economy.html.jinja"
    place.parent.mkdir()
    place.write_text(template, "utf-8")
    with pytest.raises(StateError) as caught:
        rendered(real("troms-nav-ot-1.01"), overrides=(tmp_path,))
    assert caught.value.nb != caught.value.en
    if line is None:
        assert "finnes-ikke.jinja" in caught.value.nb
    else:
        assert f"sections/economy.html.jinja:{line} " in caught.value.nb


@pytest.mark.parametrize("kind", [None, "", "../../../etc/passwd", "ukjent"])
def test_a_kind_without_a_template_is_said(kind: str | None) -> None:
    with pytest.raises((UsageError, StateError)):
        rendered(Document(kind=kind))


def test_an_unknown_language_is_misuse() -> None:
    with pytest.raises(UsageError):
        rendered(Document(kind="agreement"), lang="xx")


def test_the_same_input_gives_the_same_page() -> None:
    document = real("troms-nav-ot-2.00")
    assert rendered(document) == rendered(document)


@pytest.mark.parametrize("text", ["kind: agreement", "kind: programme\ntitle: [feil, slag]\nparties: 7"])
def test_a_draft_with_gaps_is_shown(tmp_path: Path, text: str) -> None:
    path = tmp_path / "utkast.yaml"
    path.write_text(text, "utf-8")
    document = load(read_source(path))
    assert document is not None
    assert "ikke godkjent" in rendered(document).html


ENDED = dt.date(2020, 5, 31)


@pytest.mark.parametrize(
    ("state", "options", "expected"),
    [
        (
            "superseded",
            {"ends": ENDED, "ended": True, "replaced_by": "2.00"},
            ["utgått 31.05.2020, erstattet av 2.00"],
        ),
        ("superseded", {"ends": ENDED, "replaced_by": "2.00"}, ["erstattet av 2.00"]),
        ("expired", {"ends": ENDED, "ended": True}, ["utgått 31.05.2020"]),
        ("draft", {}, ["Utkast – ikke godkjent"]),
        ("draft", {"invented": True}, ["Utkast – ikke godkjent", "Oppdiktet eksempel"]),
        ("withdrawn", {}, ["trukket tilbake"]),
        ("approved", {"begins": dt.date(2027, 1, 1)}, ["gjelder fra 01.01.2027"]),
        ("expires_soon", {"ends": dt.date(2026, 12, 31)}, ["utløper 31.12.2026"]),
        ("in_force", {}, []),
        ("undetermined", {}, []),
    ],
)
def test_marks(state: str, options: dict[str, object], expected: list[str]) -> None:
    assert [mark.text for mark in marks_for(state, lang="nb", **options)] == expected  # type: ignore[arg-type]


def test_a_transcription_is_marked_on_the_first_page() -> None:
    said = page_text(rendered(real("troms-nav-ot-1.01"), marks=MARKS).html)
    assert squeezed("Avskrift – utgått 31.05.2020, erstattet av 2.00") in said
    assert squeezed("Avskrift av Samarbeidsavtale NAV og OT") in said
    assert ON.year == 2026
