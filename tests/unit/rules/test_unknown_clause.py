"""A clause cited is the document's own where it says so, or names no other; its number must then be one of its own."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.unit.rules.examples import checked

DOCUMENT = """format: 1
kind: agreement
key: huset
language: {lang}
languages: [{lang}]
numbering: paragraph
control_header: {{issuer: a, title: Huset, version: '1.00', written_by: Siri Oppdiktet, effective_from: 2027-01-01}}
title: Huset
parties:
  - {{id: a, names: [{{name: Liksomdal fylkeskommune, language: nb}}]}}
  - {{id: b, names: [{{name: Liksomdal kommune, language: nb}}]}}
validity: {{from: 2027-01-01, to: 2030-12-31}}
signatories: [{{party: a, title: Leder}}, {{party: b, title: Leder}}]
sections:
  - id: house
    number: § 1
    title: Huset
    clauses:
      - {{number: '1.1', text: "{text}"}}
      - number: '1.2'
        duty: {{id: keep, owner: a, strength: shall, does: holde huset åpent, deadline: {{date: 2028-01-01}}}}
        clauses: [{{number: a), text: Hver dag.}}]
  - {{id: rent, number: §§ 4–6, title: Leie, text: Kommunen betaler.}}
  - {{id: keys, number: 7 a, title: Nøkler, text: Fylket har dem.}}
"""


def _found(tmp_path: Path, text: str, lang: str = "nb") -> list[str]:
    path = tmp_path / "huset-1.00.yaml"
    path.write_text(DOCUMENT.format(text=text, lang=lang), encoding="utf-8")
    told = [each.message for each in checked(path).findings if each.code == "unknown-clause"]
    return [re.findall(r"punkt ([0-9][0-9.a-z-]*)\. ", each)[0] for each in told]


@pytest.mark.parametrize("text", [
    "Se punkt 1.2.", "Etter § 1 gjelder dette.", "Se § 5 i denne avtalen.", "Se punkt 1.2 bokstav a.", "Se § 7 a.",
    "Opplæringslova § 9-4 og § 17 gjelder.", "Se punkt 8.4 i rammeavtalen.", "Rundskriv 3, punkt 8.4, gjelder.",
    "Etter forvaltningsloven kan de klage. Fristen følger § 29.", "Se § 14 i husleieavtalen.", "Det er 14 punkt.",
    "Se § 14 i lov om eiendom.", "Se § 7 (underskriftene).", "Punkt 3 i protokollen gjelder.",
])  # fmt: skip
def test_what_is_there_or_another_documents_is_left_in_peace(text: str, tmp_path: Path) -> None:
    assert _found(tmp_path, text) == []


@pytest.mark.parametrize(("text", "gone"), [
    ("Se § 14 i denne avtalen.", ["14"]), ("Se § 14.", ["14"]), ("Se punkt 1.3.", ["1.3"]), ("Se pkt. 8.4 nedenfor.", ["8.4"]),
    ("Se §§ 1 og 14.", ["14"]), ("Avtalens § 14 gjelder.", ["14"]), ("Se punkt 1.1, 1.2 og 1.9.", ["1.9"]),
    ("Husleieloven gjelder. Se § 14 i denne avtalen.", ["14"]), ("Se punkt 1.3 i denne avtalen, jf. § 17.", ["1.3", "17"]),
    ("Se § 14 første ledd i denne avtalen.", ["14"]),
])  # fmt: skip
def test_what_is_not_there_is_told(text: str, gone: list[str], tmp_path: Path) -> None:
    assert _found(tmp_path, text) == gone


@pytest.mark.parametrize(("lang", "text"), [
    ("nn", "Sjå punkt 8.4 i denne avtala."), ("en", "See section 8.4 of this agreement."), ("se", "Geahča čuoggá 8.4 dán šiehtadusas."),
    ("nn", "Sjå § 8.4 ovanfor."), ("en", "Clause 8.4 below holds."),
])  # fmt: skip
def test_each_language_has_its_words(lang: str, text: str, tmp_path: Path) -> None:
    assert _found(tmp_path, text, lang) == ["8.4"]


@pytest.mark.parametrize(("lang", "text"), [
    ("nn", "Sjå punkt 8.4 i rammeavtala."), ("en", "See section 8.4 of the framework agreement."), ("en", "Section 8.4 of the Education Act."),
    ("se", "Geahča čuoggá 8.4 rámmašiehtadusas."),
])  # fmt: skip
def test_and_its_words_for_other_documents(lang: str, text: str, tmp_path: Path) -> None:
    assert _found(tmp_path, text, lang) == []


def test_to_a_routine_the_agreement_is_the_one_above(tmp_path: Path) -> None:
    path = tmp_path / "lokal-1.00.yaml"
    text = DOCUMENT.format(text="Se § 14 i denne avtalen, og § 15 i denne rutinen.", lang="nb")
    path.write_text(text.replace("kind: agreement", "kind: routine"), encoding="utf-8")
    told = [each.message for each in checked(path).findings if each.code == "unknown-clause"]
    assert len(told) == 1
    assert "§ 15" in told[0]


def test_many_citations_in_one_sentence_take_the_time_of_their_number(tmp_path: Path) -> None:
    begin = time.process_time()
    _found(tmp_path, "§ 4 " * 10_000)
    assert time.process_time() - begin < 3
