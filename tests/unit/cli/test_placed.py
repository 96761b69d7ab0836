"""Bokmål for every language but English."""

from __future__ import annotations

import pytest

from avtale.cli.placed import placed
from avtale.message import Message


@pytest.mark.parametrize(
    ("lang", "text"), [("nb", "ja"), ("nn", "ja"), ("se", "ja"), ("en", "yes"), ("", "ja")]
)
def test_which_of_the_two(lang: str, text: str) -> None:
    assert Message("ja", "yes").text(lang) == text


@pytest.mark.parametrize(
    ("nb", "en"),
    [
        ("--on DATO", "--on DATE"),
        ("[DOK]...", "[DOC]..."),
        ("SARIF=FIL", "SARIF=FILE"),
        ("GAMMELT NYTT", "OLD NEW"),
    ],
)
def test_what_stands_for_a_value(nb: str, en: str) -> None:
    assert placed(nb, "en") == en
    assert placed(nb, "nb") == nb
