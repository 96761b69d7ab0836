"""Two languages on one page: paragraph by paragraph, each with its language, one page to sign and to read aloud."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from avtale.conformance.judge import complaints
from avtale.errors import UsageError
from avtale.facts.repository import Repository
from avtale.format.model import Agreement, Terms
from avtale.render.document import render
from avtale.render.languages import page_languages, rank, sides
from tests.support import ON

SETTINGS = "format: 1\nowner: {names: [{name: Liksomdal fylkeskommune, language: nb}]}\nlanguage: nb\n"
BOTH = """\
format: 1
kind: agreement
key: x
language: nb
languages: [nb, se]
control_header: {issuer: a, title: {nb: Huset, se: Viessu}, version: "1.00", written_by: Siri Oppdiktet, effective_from: 2027-01-01}
title: {nb: Avtale om huset, se: Šiehtadus viesu birra}
parties:
  - {id: a, names: [{name: Liksomdal fylkeskommune, language: nb}, {name: Liksomdála fylkkagielda, language: se}]}
  - {id: b, names: [{name: Liksomdal kommune, language: nb}, {name: Liksomdála gielda, language: se}]}
validity: {from: 2027-01-01, to: 2030-12-31}
signatories: [{party: a, title: {nb: Leder, se: Jođiheaddji}}, {party: b, title: {nb: Leder, se: Jođiheaddji}}]
scope: Huset ligger i Liksomdal.
principle:
  nb: "Første avsnitt.\\n\\nAndre avsnitt."
  se: "Vuosttaš teaksta.\\n\\nNubbi teaksta."
responsibilities:
  - id: open
    owner: a
    strength: shall
    does: {nb: åpne huset, se: rahpat viesu}
    deadline: {every: 1 year, month: 4, day: 15}
"""
ALONE = re.sub(
    r"\{nb: [^{}]*?, se: ([^{}]*)\}", r"\1", BOTH.replace("languages: [nb, se]\n", "").replace("language: nb\nc", "language: se\nc")
).replace('  nb: "Første avsnitt.\\n\\nAndre avsnitt."\n', "")  # fmt: skip


def opened(folder: Path, text: str = BOTH, settings: str = SETTINGS) -> Repository:
    root = folder / "agreements"
    root.mkdir()
    (root / "avtale.yaml").write_text(settings, encoding="utf-8")
    (root / "x-1.00.yaml").write_text(text, encoding="utf-8")
    return Repository.open(root)


def page(folder: Path, lang: str | None = "nb+se") -> str:
    repository = opened(folder)
    made = render(repository.entries[0], repository, on=ON, lang=lang, formats=("html",))
    return made.files["html"].decode()


def test_each_paragraph_stands_beside_its_own(tmp_path: Path) -> None:
    html = page(tmp_path)
    at = [
        html.index(said) for said in ("Første avsnitt", "Vuosttaš teaksta", "Andre avsnitt", "Nubbi teaksta")
    ]
    assert at == sorted(at)  # the order in which it is read aloud
    for lang, said in (("nb", "Første avsnitt."), ("se", "Vuosttaš teaksta.")):
        assert re.search(rf'<div class="side" lang="{lang}"[^>]*><p>{said}</p>', html)
    assert html.startswith('<!DOCTYPE html>\n<html lang="nb">')
    assert "Versjon / <span" in html
    assert "maŋimusat cuoŋománu 15. b." in html


def test_texts_of_unlike_length_stand_whole_beside_each_other(tmp_path: Path) -> None:
    repository = opened(tmp_path, BOTH.replace("Nubbi teaksta.", "Nubbi teaksta.\\n\\nGoalmmát teaksta."))
    html = (
        render(repository.entries[0], repository, on=ON, lang="nb+se", formats=("html",))
        .files["html"]
        .decode()
    )
    at = [
        html.index(said)
        for said in ("Første avsnitt", "Andre avsnitt", "Vuosttaš teaksta", "Goalmmát teaksta")
    ]
    assert at == sorted(at)


def test_what_both_say_alike_stands_once(tmp_path: Path) -> None:
    html = page(tmp_path)
    assert html.count("Siri Oppdiktet") == 1
    assert html.count("Huset ligger i Liksomdal.") == 1  # not translated
    assert 'Sted / <span lang="se">Báiki</span>' in html  # one line to write on
    assert html.count("01.01.2027 – 31.12.2030") == 2  # with a label in each language


def test_anchors_are_unique_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    html = page(tmp_path)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) > 10
    leads = re.findall(r'(?:href="#|data-to="#|aria-labelledby=")([^"]+)"', html)
    assert leads
    assert set(leads) <= set(ids)


def test_the_pdf_keeps_both_standards_and_has_each_field_to_sign_once(tmp_path: Path) -> None:
    repository = opened(tmp_path)
    made = render(repository.entries[0], repository, on=ON, lang="nb+se", formats=("pdf",))
    assert made.name == "x-1.00.nb+se"
    assert [finding.code for finding in made.findings] == ["text-not-translated"]
    pdf = made.files["pdf"]
    assert complaints(pdf) == ()
    assert (
        pdf == render(repository.entries[0], repository, on=ON, lang="nb+se", formats=("pdf",)).files["pdf"]
    )
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened_pdf:
        fields = [str(field.T) for field in opened_pdf.Root.AcroForm.Fields]
    assert sorted(fields) == ["archive-timestamp", "signature-a", "signature-b"]


@pytest.mark.parametrize(
    ("holding", "nb", "se"),
    [
        ((), "Det er ikke avtalt hvilket språk", "Ii leat soahpaduvvon guhte giella"),
        (("nb",), "Ved ulikheter gjelder teksten på norsk bokmål.", "de gusto teaksta dán gillii: girjedárogiella."),
        (("nb", "se"), "Teksten på norsk bokmål og nordsamisk står likt.", "girjedárogiella ja davvisámegiella."),
    ],
)  # fmt: skip
def test_which_language_holds_is_said_in_both(holding: tuple[str, ...], nb: str, se: str) -> None:
    document = Agreement(terms=Terms(authoritative_languages=holding))
    assert nb in rank(document, "nb")
    assert se in rank(document, "se")


@pytest.mark.parametrize(
    ("text", "settings", "expected"),
    [
        (BOTH, SETTINGS, ("nb", "se")),
        (ALONE, SETTINGS, ("se",)),
        (BOTH.replace("languages: [nb, se]\n", ""), SETTINGS.replace("language: nb\n", "language: nn\n"), ("nb",)),
        (ALONE.replace("language: se\nc", "c"), SETTINGS.replace("language: nb\n", "language: nn\n"), ("nn",)),
        (ALONE.replace("language: se\nc", "language: fkv\nc"), SETTINGS, ("nb",)),
    ],
)  # fmt: skip
def test_which_languages_a_document_is_rendered_in(
    tmp_path: Path, text: str, settings: str, expected: tuple[str, ...]
) -> None:
    repository = opened(tmp_path, text, settings)
    assert page_languages(repository.entries[0], repository) == expected


def test_a_document_in_sami_alone_is_in_sami(tmp_path: Path) -> None:
    repository = opened(tmp_path, ALONE)
    made = render(repository.entries[0], repository, on=ON, formats=("html",))
    html = made.files["html"].decode()
    assert made.name == "x-1.00.se"
    assert made.findings == ()
    assert '<html lang="se">' in html
    for said in ("Veršuvdna", "Sisdoallu", "Vuolláičállosat"):
        assert said in html
    assert html.index("Liksomdála fylkkagielda") < html.index("Liksomdal fylkeskommune")


@pytest.mark.parametrize("lang", ["nb+nb", "nb+nn+se", "xx", "nb+xx", "nb+"])
def test_what_is_no_language_is_refused(tmp_path: Path, lang: str) -> None:
    with pytest.raises(UsageError):
        page(tmp_path, lang)


def test_sides_are_one_or_two() -> None:
    assert (sides("se"), sides("nb+se")) == (("se",), ("nb", "se"))
