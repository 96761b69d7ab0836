"""Letters by the hundred thousand: a check of them ends in a moment, whatever they are and wherever they stand."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from avtale.format.mend import mended
from avtale.format.persons import among, same_person
from avtale.rules.check import check
from tests.support import AGREEMENT, ON

_MANY = 60_000
TEXTS = {
    "soft hyphens": "a\u00ad" * _MANY,
    "marks in one line": "\u200f" * _MANY,
    "overrides": "\u202ea" * _MANY,
    "tags": "\U0001f3f4\U000e0067" * (_MANY // 3),
    "variation selectors": "a\ufe0f" * _MANY,
    "one word of two scripts": "a\u043e" * _MANY,
    "words of two scripts": "a\u043e " * (_MANY // 4),
    "digits of their own script": "\u0639\u0664 " * (_MANY // 4),
    "digits of all kinds": "".join(chr(zero + 2) for zero in (0x660, 0x6F0, 0x966, 0xFF10)) * (_MANY // 16),
    "bold": "**a** " * (_MANY // 6),
    "open bold": "**a" * (_MANY // 3),
    "open brackets": "[a](" * (_MANY // 4),
    "hyphens": "a - " * (_MANY // 4),
    "backticks": "`a" * _MANY,
    "combining": "a" + "\u0301" * _MANY,
    "private": "\ue000" * _MANY,
    "emoji": "\U0001f469\u200d" * (_MANY // 4),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_of_one_kind_is_told_once_and_soon(name: str, tmp_path: Path) -> None:
    root = tmp_path / "agreements"
    (root / "prove").mkdir(parents=True)
    (root / "avtale.yaml").write_text(
        "format: 1\nowner:\n  names:\n    - name: Eksempel fylkeskommune\n", encoding="utf-8"
    )
    (root / "prove/prove-1.00.yaml").write_text(
        AGREEMENT.replace("does: melde fra om avbrudd", f"does: '{TEXTS[name]}'"), encoding="utf-8"
    )
    begun = time.process_time()
    findings = check(Repository.open(root), on=ON).findings
    assert time.process_time() - begun < 5
    assert len(findings) < 60_000
    assert all(len(one.message) < 700 for one in findings)


@pytest.mark.parametrize("line", ["- '\u00ad\u202e'\n", "- |\n  a\n  b\n", "- a\u043e\n", "- a - b\n"])
def test_many_texts_cost_as_many_times_as_much(line: str, tmp_path: Path) -> None:
    root = tmp_path / "agreements"
    (root / "prove").mkdir(parents=True)
    (root / "avtale.yaml").write_text(
        "format: 1\nowner:\n  names:\n    - name: Eksempel fylkeskommune\n", encoding="utf-8"
    )
    listed = "".join(f"      {part}\n" for part in (line * 2000).splitlines())
    (root / "prove/prove-1.00.yaml").write_text(
        AGREEMENT.replace("    informs: [nav]\n", f"    informs: [nav]\n    items:\n{listed}"),
        encoding="utf-8",
    )
    begun = time.process_time()
    check(Repository.open(root), on=ON)
    assert time.process_time() - begun < 8


def test_mending_and_comparing_are_as_quick() -> None:
    begun = time.process_time()
    mended(AGREEMENT.replace("melde", TEXTS["soft hyphens"]).encode())
    same_person(TEXTS["one word of two scripts"], TEXTS["soft hyphens"])
    among("Bo Eksempel", "Kari Eksempel, " * 5000)
    assert time.process_time() - begun < 5
