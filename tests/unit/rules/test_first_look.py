"""The first look at a file: the same answer as Python's own, and never in the way of a rule."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.facts.repository import Repository
from avtale.locales import languages
from avtale.locales.patterns import patterns
from avtale.rules.first_look import held, holds
from avtale.rules.rule import _SUSPECT, RuleContext
from avtale.source.read import parse
from tests.support import ON, discovered
from tests.unit.rules.examples import PLAIN


@given(
    text=st.text(alphabet="aPr.{%x «…", max_size=400),
    word=st.text(alphabet="aPr.{%x «…", min_size=1, max_size=4),
)
def test_it_says_what_python_says(text: str, word: str) -> None:
    assert holds(text, word) == (word in text)


@pytest.mark.parametrize("tail", ["", "{%"])
def test_a_rare_letter_that_is_everywhere_takes_no_long_time(tail: str) -> None:
    text = "{x" * 500_000 + tail
    begin = time.process_time()
    assert held(text, ("{%", "x{{", "{x{")) == (["{%", "{x{"] if tail else ["{x{"])
    assert time.process_time() - begin < 1


@pytest.mark.parametrize("lang", languages())
def test_the_words_seen_first_are_part_of_what_is_found(lang: str) -> None:
    steps = "Trinn B, Trinnet B, Steg B, Step B, steps B og C, Láskki B, lávki B, rinn B"
    annexes = "Vedlegg 2, Annex 2, appendix 2, Mielddus 2, se vedlegg 1"
    for sought, text in ((patterns(lang).step, steps), (patterns(lang).annex, annexes)):
        found = discovered([match.span() for match in sought.find.finditer(text)])
        assert sorted(match.span() for match in sought.all(text)) == found
        assert sought.stands_in(text)
        assert not sought.stands_in("Se punkt 2.")


def facts(text: str) -> RuleContext:
    repository = Repository.loose([])
    from pathlib import Path

    from avtale.facts.repository import DocumentFile
    from avtale.format.bind import load

    source = parse(text, "a.yaml")
    document = load(source)
    assert document is not None
    return RuleContext(DocumentFile(Path("a.yaml"), "a.yaml", source, document), document, repository, ON)


@pytest.mark.parametrize("mark", _SUSPECT)
def test_a_text_with_something_suspect_is_looked_at(mark: str) -> None:
    plain = facts(f"{PLAIN}scope: 'Helt vanlig.'\n")
    assert plain.texts == ()
    looked = facts(f"{PLAIN}scope: 'Før {mark} etter.'\n")
    assert ("/scope", f"Før {mark} etter.") in {(pointer, text) for pointer, text, _ in looked.texts}


def test_a_list_in_one_line_is_nothing_suspect() -> None:
    assert facts(f"{PLAIN}scope: Vanlig.\ntags: [a, b]\n").texts == ()


@pytest.mark.parametrize(
    ("scope", "several"),
    [
        ("{nb: Ja., en: Yes.}", True),
        ("{'nb': Ja., \"en\": Yes.}", True),
        ("\n  nb: Ja.\n  se : Juo.", True),
        ("'Dette er avtalen: den har et knutepunkt: nb: og mer.'", False),
        ("'Avtalen: ja. Visse: nei. Finn: her.'", False),
        ("{nb: Dette er avtalen. }", False),
    ],
)
def test_a_language_is_a_key_and_not_the_end_of_a_word(scope: str, several: bool) -> None:
    assert facts(f"{PLAIN}scope: {scope}\n").multilingual == several
