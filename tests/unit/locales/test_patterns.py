"""Each language has its patterns, and they know the words of its own labels."""

from __future__ import annotations

from typing import Any

import pytest

from avtale.locales import labels, languages
from avtale.locales.patterns import patterns
from tests.support import discovered

LANGUAGES = discovered(languages(), at_least=4)


def _form(value: Any) -> Any:
    """The keys and their types; numbers a language has beyond the others do not count."""
    if isinstance(value, dict):
        return {key: _form(each) for key, each in value.items() if not str(key).isdigit()}
    return type(value).__name__


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_has_the_patterns_of_bokmal_and_no_other(lang: str) -> None:
    assert _form(patterns(lang).data) == _form(patterns("nb").data)
    assert len(patterns(lang).months) == 12
    assert {str(n) for n in range(1, 13)} <= set(patterns(lang).data["number_words"])
    assert patterns(lang).gaps


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_months_of_a_page_are_known(lang: str) -> None:
    for number, pattern in enumerate(patterns(lang).months, 1):
        assert pattern.match(labels(lang)(f"month.{number}")), number


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_pattern_compiles_and_every_source_can_be_seen_first(lang: str) -> None:
    known = patterns(lang)
    assert known.dates
    assert known.number_words
    assert known.scales
    assert known.of_the_past
    assert known.step.find.groupindex.keys() == {"letters"}
    assert known.annex.find.groupindex.keys() == {"number"}
    assert known.gap
    for source in discovered(known.sources, at_least=5):
        assert source.words_seen
        assert source.find
    assert not any("patterns" in key for key in labels(lang).texts)


def test_a_language_without_a_file_has_those_of_bokmal() -> None:
    assert patterns("fkv") is patterns("nb")


def test_the_words_of_a_language_stand_in_its_file_alone(repository_root: Any) -> None:
    """What an author of one language leaves in a gap is no constant of a rule."""
    words = discovered([gap for lang in LANGUAGES for gap in patterns(lang).gaps if " " in gap], at_least=5)
    for name in ("rule.py", "content/unfinished_text.py"):
        code = (repository_root / "src/avtale/rules" / name).read_text("utf-8").rpartition('"""')[2]
        assert code
        assert not [word for word in words if word in code], name
