"""One text in several languages: the same facts never differ, a changed one always does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from avtale.format.values import Period
from avtale.locales import labels, languages
from avtale.locales.patterns import patterns
from avtale.render.words import Words
from avtale.rules.language._values import date_difference, number_difference, values
from tests.support import discovered

LANGUAGES = discovered(languages(), at_least=4)
WORDS = {lang: Words(labels(lang)) for lang in LANGUAGES}
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2199, 12, 31))
PERIODS = st.builds(
    Period, st.integers(2, 400), st.sampled_from(("day", "working day", "week", "month", "year"))
)

#: What a fact is, and how a page says it in a language.
Fact = tuple[str, object]


def _day_month(day: dt.date, lang: str) -> str:
    return labels(lang)("date.day_month", day=day.day, month=WORDS[lang].month_of(day.month))


def _long(day: dt.date, lang: str) -> str:
    """With the month in letters, the year after it."""
    return f"{_day_month(day, lang)} {day.year}"


HOW: dict[str, Callable[[object, str], str]] = {
    "date": lambda day, lang: WORDS[lang].date(day),  # type: ignore[arg-type]
    "long date": lambda day, lang: _long(day, lang),  # type: ignore[arg-type]
    "iso": lambda day, _lang: str(day),
    "day": lambda day, lang: _day_month(day, lang),  # type: ignore[arg-type]
    "number": lambda number, lang: WORDS[lang].number(number),  # type: ignore[arg-type]
    "period": lambda period, lang: WORDS[lang].period(period),  # type: ignore[arg-type]
    "every": lambda period, lang: WORDS[lang].every(period),  # type: ignore[arg-type]
    "section": lambda number, _lang: f"§ {number}-3",
    "percent": lambda number, lang: f"{number}{'.' if lang == 'en' else ','}5 %",
}
FACTS = st.one_of(
    st.tuples(st.sampled_from(("date", "long date", "iso", "day")), DAYS),
    st.tuples(st.sampled_from(("number", "section", "percent")), st.integers(2, 9_999_999)),
    st.tuples(st.sampled_from(("period", "every")), PERIODS),
)


def said(facts: list[Fact], lang: str) -> str:
    return "; ".join(HOW[how](value, lang) for how, value in facts)


@given(facts=st.lists(FACTS, min_size=1, max_size=6), pair=st.permutations(LANGUAGES))
@hypothesis_settings(max_examples=300)
def test_the_same_facts_in_another_language_never_differ(facts: list[Fact], pair: list[str]) -> None:
    one, other = (values(said(facts, lang), lang) for lang in pair[:2])
    assert date_difference(one, other) is None, pair
    assert number_difference(one, other) is None, pair


@given(
    facts=st.lists(FACTS, min_size=1, max_size=5),
    place=st.integers(0, 4),
    changed=FACTS,
    pair=st.permutations(LANGUAGES),
)
@hypothesis_settings(max_examples=300)
def test_a_changed_fact_always_differs(facts: list[Fact], place: int, changed: Fact, pair: list[str]) -> None:
    place %= len(facts)
    how = facts[place][0]
    was, now = facts[place][1], changed[1]
    if type(now) is not type(was):
        return
    if isinstance(was, Period) and isinstance(now, Period):
        now = Period(now.count, was.unit)
    theirs = [*facts[:place], (how, now), *facts[place + 1 :]]
    one, other = values(said(facts, pair[0]), pair[0]), values(said(theirs, pair[1]), pair[1])
    differs = date_difference(one, other) or number_difference(one, other)
    assert (differs is None) == (said(facts, "nb") == said(theirs, "nb"))


@given(number=st.sampled_from([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), pair=st.permutations(LANGUAGES))
def test_a_number_in_letters_is_the_number(number: int, pair: list[str]) -> None:
    """The first form of each number in the language's file, against the digits of another."""
    one, other = pair[:2]
    forms = patterns(one).data["number_words"][str(number)]
    letters = values(f"x {forms.split('|')[0]} y", one)
    assert number_difference(letters, values(f"x {number} y", other)) is None
    assert number_difference(letters, values(f"x {number + 20} y", other)) is not None


SAME = [
    ("nb", "Møtet er 24. oktober 2022 kl. 14.30.", "en", "The meeting is October 24, 2022 at 2:30 pm."),
    ("nb", "Fristen er 1.6. hvert år.", "en", "The deadline is 1 June every year."),
    ("nb", "1. juni er fristen.", "se", "Geassemánu 1. beaivi lea áigemearri."),
    ("nb", "1.–15. juni 2026", "se", "geassemánu 1.–15. beaivvi 2026"),
    ("nb", "14,5 millioner kroner", "en", "NOK 14,500,000"),
    ("nb", "skoleåret 2025/26", "en", "the school year 2025/2026"),
    ("nb", "Se punkt 4.2. Der står det.", "en", "See item 4.2 for that."),
    ("nb", "telefon 77 78 80 00", "nn", "telefon 77788000"),
    ("nb", "begge partene", "en", "the parties"),
    ("nb", "én dag i uka", "en", "1 day a week"),
    ("nb", "det tredje trinnet", "en", "the 3rd step"),
    ("nb", "1. Møtes\n2. Melde fra", "en", "- Meet\n- Tell"),
    ("nb", "Tallene kommer i mai.", "en", "The parties may meet. The numbers come in May."),
    ("nb", "se [siden](https://www.eksempel.example/2024/03)", "en", "see [the page](https://www.eksempel.example/en/7)"),
]  # fmt: skip
OTHER = [
    ("nb", "innen 5 dager", "nn", "innan 6 dagar", "5", "6"),
    ("nb", "fem formål", "se", "guhtta ulbmila", "fem", "guhtta"),
    ("nb", "1. juni", "en", "1 July", "1. juni", "1 July"),
    ("nb", "31.08.2027", "en", "31 August 2028", "31.08.2027", "31 August 2028"),
    ("nb", "3 uker", "en", "weeks", "3", ""),
    ("nb", "1 500 kroner", "en", "NOK 15,000", "1500", "15000"),
    ("nb", "2 personer", "en", "1 person", "2", "1"),
]


@pytest.mark.parametrize(("lang", "text", "other", "same"), SAME)
def test_other_ways_to_write_the_same(lang: str, text: str, other: str, same: str) -> None:
    one, two = values(text, lang), values(same, other)
    assert (date_difference(one, two), number_difference(one, two)) == (None, None)


@pytest.mark.parametrize(("lang", "text", "other", "wrong", "here", "there"), OTHER)
def test_what_differs_is_quoted(lang: str, text: str, other: str, wrong: str, here: str, there: str) -> None:
    one, two = values(text, lang), values(wrong, other)
    found = date_difference(one, two) or number_difference(one, two)
    assert found is not None
    assert (" ".join(found.one), " ".join(found.other)) == (here, there)


@pytest.mark.parametrize(
    ("sami", "day"),
    [
        ("maŋimusat cuoŋománu 15. b.", (0, 4, 15)),
        ("ovdal cuoŋománu 15.b.", (0, 4, 15)),
        ("cuoŋománu 15. beaivái 2027", (2027, 4, 15)),
        ("cuoŋománu 15. b. 2027", (2027, 4, 15)),
        ("jagi 2027 cuoŋománu 15. b.", (2027, 4, 15)),
        ("15. b. cuoŋománus", (0, 4, 15)),
        ("ođđajagimánu 1. b.", (0, 1, 1)),
    ],
)
def test_the_forms_of_a_date_in_sami(sami: str, day: tuple[int, int, int]) -> None:
    assert list(values(sami, "se").dates) == [day]
