"""Each language has the same words to say, in the same places."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from avtale.errors import UsageError
from avtale.locales import labels, languages
from tests.support import ROOT, discovered

LANGUAGES = discovered(languages(), at_least=4)
OTHERS = [lang for lang in LANGUAGES if lang != "nb"]
# Keys that are put together from a value of the document, or asked for in Python.
BUILT = re.compile(
    r"(mail|kind|due\.(?:kind|status)|due\.do|state|month|sides|period|every|at_least|when_needed|during|age|deadline|date|mark|numbering|terminated_by|change|event|measure\.type|relation|strength|approval|action|consent|follow_up.moves|section|quantity|list|revision|body.decides_by|hours|time|language\.name|portal\.(?:state|status|read))\.|portal\.(?:parties|offices|schools|above|amends|amended_by|replaced_by|versions|front)\b|\w+\.section\."
)
OWN = re.compile(r"month\.\d+(?:\.genitive)?\Z")  # what a language calls otherwise than CLDR
TAKEN = {
    "language",
    "language.nb",
    "language.en",
    "percent",
    "stamp.heading",
    "stamp.time",
    "untitled",
    "annex.document",
    "annex.document.any",
    "money.nok",
    "money.other",
    "terms.languages.equal",
    "terms.languages.one",
    "signed.heading",
    "when_needed",
    "signed.pdf",
    "signed.demonstration",
    "all_parties",
    "each_party",
    "duty.jointly",
    "body.members.n",
    "body.members.each",
    "delegation.case",
    "signed.vouched",
}


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_four_languages_of_the_design_are_there() -> None:
    assert {"nb", "nn", "en", "se"} <= set(LANGUAGES)


@pytest.mark.parametrize("lang", OTHERS)
def test_a_language_has_the_keys_of_bokmal_and_no_other(lang: str) -> None:
    theirs = {key for key in labels(lang).texts if not OWN.match(key)}
    assert theirs == set(labels("nb").texts)


@pytest.mark.parametrize("lang", OTHERS)
def test_the_same_values_go_into_the_words(lang: str) -> None:
    ours, theirs = labels("nb").texts, labels(lang).texts
    assert {k: _places(v) for k, v in ours.items()} == {
        k: _places(v) for k, v in theirs.items() if not OWN.match(k)
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_label_is_empty(lang: str) -> None:
    assert all(text.strip() for text in labels(lang).texts.values())


def test_the_sami_words_say_that_they_need_a_native_reader() -> None:
    text = (ROOT / "src/avtale/locales/se.yaml").read_text("utf-8")
    assert "NATIVE READER" in text
    assert "MORSMÅL" in text


def test_templates_ask_for_labels_that_are_there_and_no_label_lies_unused() -> None:
    templates = discovered((ROOT / "templates").rglob("*.jinja"), at_least=20)
    # The desk has its own words, beside its pages.
    text = "\n".join(
        path.read_text("utf-8") for path in templates if "desk" not in path.relative_to(ROOT).parts
    )
    asked = set(re.findall(r'\b(?:t|view\.told)\("([a-z_.]+)"\s*[,)]', text))
    python = "\n".join(path.read_text("utf-8") for path in (ROOT / "src/avtale/portal").glob("*.py"))
    asked |= set(re.findall(r'\bt\("([a-z_.]+)"\s*[,)]', python))
    known = set(labels("nb").texts)
    assert len(asked) > 100
    assert asked - known == set()
    assert {key for key in known - asked - TAKEN if not BUILT.match(key)} == set()


def test_an_unknown_language_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        labels("fkv")
    assert "«fkv»" in caught.value.nb
    assert "nb" in caught.value.nb
