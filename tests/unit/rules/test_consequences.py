"""One misspelt field is one finding, and no advice about it loses what stands under it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from avtale.findings import Finding
from avtale.format.validate import document_problems
from avtale.rules.check import check
from avtale.source.read import parse
from tests.support import AGREEMENT, ON

WORDS = {
    "parties": ["partene", "parter", "partar", "avtaleparter", "Parties", "partys"],
    "responsibilities": ["ansvar", "plikter", "oppgaver", "ansvarsoppgaver", "responsibilites"],
    "validity": ["gyldighet", "varighet", "gyldigheit"],
    "evaluation": ["evaluering", "evalueringen"],
    "signatories": ["underskrifter", "signaturer", "underskrivere"],
    "control_header": ["dokumenthode", "hode", "topptekst"],
    "title": ["tittel"],
    "key": ["nøkkel"],
    "language": ["språk"],
    "kind": ["slag", "dokumentslag", "dokumenttype", "type"],
    "format": ["formatet"],
}


def found(text: str, tmp_path: Path) -> list[Finding]:
    file = tmp_path / "prove.yaml"
    file.write_text(text, encoding="utf-8")
    return list(check(Repository.loose([file]), on=ON).findings)


def test_the_document_has_no_error_before(tmp_path: Path) -> None:
    assert [one.code for one in found(AGREEMENT, tmp_path) if one.severity == "error"] == []


@pytest.mark.parametrize(
    ("right", "word"), [(right, word) for right, words in WORDS.items() for word in words]
)
def test_a_norwegian_heading_is_one_finding(right: str, word: str, tmp_path: Path) -> None:
    before = {one.code for one in found(AGREEMENT, tmp_path)}
    text = re.sub(rf"^{right}:", f"{word}:", AGREEMENT, flags=re.MULTILINE)
    assert text != AGREEMENT
    findings = [one for one in found(text, tmp_path) if one.code not in before]
    assert len(findings) == 1, findings
    assert word in findings[0].message
    assert right in findings[0].message
    assert findings[0].line == text[: re.search(rf"^{word}:", text, re.MULTILINE).start()].count("\n") + 1  # type: ignore[union-attr]


def test_two_misspelt_headings_are_two_findings_and_other_faults_stay(tmp_path: Path) -> None:
    text = (
        AGREEMENT.replace("parties:", "partene:")
        .replace("validity:", "varighet:")
        .replace("owner: county", "owner: ingen")
    )
    codes = [one.code for one in found(text, tmp_path) if one.severity == "error"]
    assert codes.count("schema-unknown-key") == 2
    assert codes.count("unknown-actor") == 1
    assert len(codes) == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            AGREEMENT + "plikter:\n  - id: two\n    owner: nav\n    strength: shall\n    does: svare\n",
            "«responsibilities», som står her fra før. Flytt det dit",
        ),
        (AGREEMENT + "responsibilities:\n  - id: two\n", "Samle innholdet"),
        (AGREEMENT + "ukjent_felt:\n  - id: two\n", "Her kan stå"),
    ],
)
def test_no_advice_loses_a_duty(text: str, words: str) -> None:
    source = parse(text)
    (problem,) = source.problems or document_problems(source)
    assert words in problem.nb
    assert not re.search(r"Slett (?:det|den|linjen)\.|Behold det ene\.|Mener du", problem.nb)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    informs: [nav]\n", "    informs:\n      – nav\n      – county\n", "«–»"),
        ("    informs: [nav]\n", "    informs: • nav\n", "«•»"),
        ("    informs: [nav]\n", "    informs: -nav\n", "bindestrek uten mellomrom"),
        (
            "    deadline: {within: 5 working days}\n",
            "    deadline:\n      within:5 working days\n",
            "mellomrom etter kolonet: skriv «within: 5 working days»",
        ),
        ("title: Prøveavtale  # kort", "title: [Prøveavtale]", "klamme"),
    ],
)
def test_what_can_be_read_and_is_written_wrong_is_told_by_its_cause(old: str, new: str, words: str) -> None:
    text = AGREEMENT.replace(old, new, 1)
    assert text != AGREEMENT
    assert any(words in problem.nb for problem in document_problems(parse(text)))


@pytest.mark.parametrize(
    ("written", "sign"),
    [
        ("&Frisk Eksempelvik AS", "&"),
        ("! viktig", "!"),
        ("#5 er viktig", "#"),
        (">5", ">"),
        ("|2", "|"),
        ("&a &b", ""),
    ],
)
def test_a_word_that_yaml_takes_is_told(written: str, sign: str, tmp_path: Path) -> None:
    findings = found(AGREEMENT.replace("does: melde fra om avbrudd", f"does: {written}"), tmp_path)
    if sign:
        told = next(one for one in findings if one.code == "word-swallowed")
        assert f": {sign} først" in told.message
        assert "anførselstegn" in told.message
    assert any(one.severity == "error" for one in findings)


@pytest.mark.parametrize(
    "written",
    [
        "'&Frisk AS'",
        "R&D og & co",
        "Hei!",
        "nr. 5 # merknad",
        "&a melde",
        "|\n      melde",
        ">-\n      melde",
    ],
)
def test_what_is_used_or_quoted_is_left_in_peace(written: str, tmp_path: Path) -> None:
    text = AGREEMENT.replace("does: melde fra om avbrudd", f"does: {written}")
    if written.startswith("&a"):
        text = text.replace("record: Referatet arkiveres.", "record: *a")
    assert "word-swallowed" not in {one.code for one in found(text, tmp_path)}
