"""Each language has its patterns, and they know the words of its own labels."""

from __future__ import annotations

from typing import Any

import pytest

from avtale.format.words import Words
from avtale.locales import labels, languages
from avtale.locales.patterns import in_plan, patterns
from tests.support import ROOT, discovered

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
        assert pattern.match(Words(labels(lang)).month(number)), number


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
    assert known.term.words_seen
    assert known.term.find.groupindex.keys() == {"first", "last", "inclusive"}
    assert known.ages.groupindex.keys() == {"first", "last"}
    for source in discovered(known.sources, at_least=5):
        assert source.words_seen
        assert source.find
    assert not any("patterns" in key for key in labels(lang).texts)


def test_a_language_without_a_file_has_those_of_bokmal() -> None:
    assert patterns("fkv") is patterns("nb")


def test_the_words_of_a_language_stand_in_its_file_alone() -> None:
    """What an author of one language leaves in a gap is no constant of a rule."""
    words = discovered([gap for lang in LANGUAGES for gap in patterns(lang).gaps if " " in gap], at_least=5)
    for name in ("rule.py", "content/unfinished_text.py"):
        code = (ROOT / "src/avtale/rules" / name).read_text("utf-8").rpartition('"""')[2]
        assert code
        assert not [word for word in words if word in code], name


@pytest.mark.parametrize(
    ("lang", "text", "first", "last"),
    [
        ("nb", "Avtalen gjelder fra 1. august 2026 til og med 31.07.2029.", "1. august 2026", "31.07.2029"),
        ("nb", "Rutinen varer til 31. juli 2029.", None, "31. juli 2029"),
        ("nn", "Avtala gjeld frå 1. august 2026 til 31. juli 2029.", "1. august 2026", "31. juli 2029"),
        ("en", "The agreement\nis valid from 1 August 2026 until 2029-07-31.", "1 August 2026", "2029-07-31"),
        ("se", "Šiehtadus gusto 1.8.2026 rájes 31.7.2029 rádjai.", "1.8.2026", "31.7.2029"),
    ],
)
def test_how_long_a_document_holds_is_read_in_each_language(
    lang: str, text: str, first: str | None, last: str
) -> None:
    term = patterns(lang).term
    (found,) = term.all(text)
    assert term.stands_in(text)
    assert (found["first"], found["last"]) == (first, last)


@pytest.mark.parametrize(
    ("lang", "ages", "itself"),
    [
        ("nb", "16 til og med 24 år", "blir automatisk fornyet"),
        ("nn", "16–24 år", "held fram av seg sjølv"),
        ("en", "16 to and including 24 years", "is renewed automatically"),
        ("se", "16 ja 24 jagi", "iešheanalaččat"),
    ],
)
def test_ages_and_what_goes_by_itself_are_read_in_each_language(lang: str, ages: str, itself: str) -> None:
    found = patterns(lang).ages.search(f"For 1 {ages}.")
    assert found is not None
    assert (found["first"], found["last"]) == ("16", "24")
    assert patterns(lang).by_itself.search(itself)
    assert not patterns(lang).by_itself.search("Partene møtes og fornyer den.")


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("youth", "Ungdommen"),
        ("youth", "the young person's guardian"),
        ("youth", "nuorra"),
        ("youth", "føresette"),
        ("interrupted", "tiltaket avbrytes"),
        ("interrupted", "the measure is interrupted"),
        ("ended", "når tiltaket er slutt"),
        ("handed_over", "oppfølgingen overføres"),
        ("consent", "artikkel 6 nr. 1 bokstav a"),
        ("consent", "Article 6(1)(a)"),
    ],
)
def test_words_of_a_plan_are_known_whatever_its_language(what: str, said: str) -> None:
    assert in_plan(what, said)
    assert not in_plan(what, "NAV og skolen møtes i mars")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_words_for_all_that_happens_in_a_plan(lang: str) -> None:
    assert set(patterns(lang).plan) == set(patterns("nb").plan)
