"""What `tools/count_words.py` counts as words in fields, and what as words in prose."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from avtale.rules.check import check
from tests.support import ROOT, discovered
from tools.count_words import words

EXAMPLES = ROOT / "examples/avtaler/agreements"

HEAD = "format: 1\nkind: agreement\nkey: a\nlanguage: nb\n"


@pytest.mark.parametrize(
    ("text", "fields", "prose"),
    [
        ("", 0, 0),
        ("title: Avtale om ungdom\n", 3, 0),
        ("title: {nb: Avtale, se: Šiehtadus}\n", 2, 0),
        ("scope: Bare to ting – ikke mer.\n", 0, 5),
        ("scope: {nb: Alt, se: Buot}\n", 0, 2),
        ("responsibilities: [{id: tell, owner: county, strength: shall, does: melde fra, deadline: {within: 3 working days}}]\n", 5, 0),
        ("validity: {from: 2027-08-01, retroactive: true}\n", 1, 0),
        ("background: {text: To ord, goal: Ett}\n", 1, 2),
        ("sections: [{id: other, title: Annet, text: Fire ord i teksten}]\n", 1, 4),
        ("silences: [{code: expired, reason: Bare vår egen merknad}]\n", 0, 0),
        ("meetings: [{id: m, title: NAV-møtet, between: [county, nav], about: 5.5 prosent}]\n", 3, 0),
    ],
)  # fmt: skip
def test_a_word_is_counted_where_it_stands(text: str, fields: int, prose: int, tmp_path: Path) -> None:
    file = tmp_path / "a-1.00.yaml"
    file.write_text(HEAD + text, encoding="utf-8")
    assert words(file) == (fields, prose)


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: b\n")
    with pytest.raises(ValueError, match="no document"):
        words(file)


@pytest.mark.parametrize(
    "file", discovered(sorted(EXAMPLES.glob("*/*.yaml")), at_least=3), ids=lambda file: file.stem
)
def test_nine_words_of_ten_of_the_examples_stand_in_fields(file: Path) -> None:
    fields, prose = words(file)
    assert fields + prose > 500
    assert fields >= 0.9 * (fields + prose)


def test_the_examples_have_no_finding() -> None:
    report = check(Repository.open(EXAMPLES), on=dt.date(2026, 11, 26))
    assert report.findings == ()
