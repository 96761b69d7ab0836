"""Dates, periods, ages and deadlines as people write them, in each language."""

from __future__ import annotations

import datetime as dt

import pytest

from avtale.format.model import Age, Deadline
from avtale.format.values import Period
from avtale.locales import labels, languages
from avtale.render.words import Words
from tests.support import discovered

LANGUAGES = discovered(languages(), at_least=4)
NB, NN, EN, SE = (Words(labels(lang)) for lang in ("nb", "nn", "en", "se"))


@pytest.mark.parametrize(
    ("words", "expected", "early"),
    [
        (NB, "01.08.2026", "09.01.0999"),
        (NN, "01.08.2026", "09.01.0999"),
        (EN, "1 August 2026", "9 January 0999"),
        (SE, "01.08.2026", "09.01.0999"),
    ],
)
def test_a_date(words: Words, expected: str, early: str) -> None:
    assert words.date(dt.date(2026, 8, 1)) == expected
    assert words.date(dt.date(999, 1, 9)) == early


@pytest.mark.parametrize(
    ("period", "nb", "en"),
    [
        (Period(1, "year"), "hvert år", "every year"),
        (Period(2, "year"), "hvert 2. år", "every 2 years"),
        (Period(6, "month"), "hver 6. måned", "every 6 months"),
        (Period(1, "week"), "hver uke", "every week"),
        (Period(5, "working day"), "hver 5. virkedag", "every 5 working days"),
    ],
)
def test_how_often(period: Period, nb: str, en: str) -> None:
    assert NB.every(period) == nb
    assert EN.every(period) == en


@pytest.mark.parametrize(
    ("period", "nb", "nn"),
    [
        (Period(1, "month"), "1 måned", "1 månad"),
        (Period(8, "week"), "8 uker", "8 veker"),
        (Period(5, "working day"), "5 virkedager", "5 yrkedagar"),
        (Period(3, "year"), "3 år", "3 år"),
    ],
)
def test_how_long(period: Period, nb: str, nn: str) -> None:
    assert NB.period(period) == nb
    assert NN.period(period) == nn


@pytest.mark.parametrize(
    ("age", "event", "expected"),
    [
        (Age(from_=16, to=21, to_bound="inclusive"), None, "16 til og med 21 år"),
        (Age(from_=16, to=21), None, "16–21 år (øvre grense ikke presisert)"),
        (Age(from_=16, to=21, to_bound="noe annet"), None, "16–21 år (øvre grense ikke presisert)"),
        (Age(to=21, to_bound="end_of_year"), None, "til utgangen av året en fyller 21"),
        (Age(to=30, to_bound="under"), None, "under 30 år"),
        (
            Age(to=21, to_bound="inclusive"),
            "avsluttet grunnskole",
            "fra avsluttet grunnskole, til og med 21 år",
        ),
        (Age(from_=16), None, "fra 16 år"),
        (Age(), None, None),
    ],
)
def test_an_age(age: Age, event: str | None, expected: str | None) -> None:
    assert NB.age(age, event) == expected


@pytest.mark.parametrize(
    ("deadline", "event", "expected"),
    [
        (Deadline(within=Period(5, "working day")), "avbruddet", "innen 5 virkedager, regnet fra avbruddet"),
        (Deadline(date=dt.date(2026, 10, 1)), None, "innen 01.10.2026"),
        (Deadline(every=Period(1, "year"), month=10), None, "hvert år i oktober"),
        (Deadline(every=Period(1, "year"), month=10, day=1), None, "hvert år innen 1. oktober"),
        (Deadline(every=Period(6, "month"), month=2), None, "hver 6. måned regnet fra februar"),
        (Deadline(), None, None),
    ],
)
def test_a_deadline(deadline: Deadline, event: str | None, expected: str | None) -> None:
    assert NB.deadline(deadline, event) == expected


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (Deadline(every=Period(1, "year"), month=4, day=15), "juohke jagi maŋimusat cuoŋománu 15. b."),
        (Deadline(every=Period(1, "year"), month=1), "juohke jagi ođđajagimánus"),
        (Deadline(every=Period(6, "month"), month=12), "juohke 6. mánu rehkenaston juovlamánu rájes"),
        (Deadline(date=dt.date(2026, 10, 1)), "maŋimusat 01.10.2026"),
        (Deadline(day=5), "maŋimusat mánu 5. b."),
    ],
)
def test_a_sami_deadline_has_the_month_in_the_genitive_before_the_day(deadline: Deadline, expected: str) -> None:
    assert SE.deadline(deadline) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (NB, "fra 16 år til utgangen av året en fyller 21"),
        (NN, "frå 16 år og ut det året ein fyller 21"),
        (EN, "from 16 years to the end of the year of turning 21"),
        (SE, "16 jagi rájes dan jagi lohppii go deavdá 21"),
    ],
)
def test_an_age_in_each_language(words: Words, expected: str) -> None:
    assert words.age(Age(from_=16, to=21, to_bound="end_of_year")) == expected


@pytest.mark.parametrize(
    ("words", "number"), [(NB, "14\u00a0500\u00a0000"), (NN, "14\u00a0500\u00a0000"), (EN, "14,500,000"), (SE, "14\u00a0500\u00a0000")]
)  # fmt: skip
def test_numbers(words: Words, number: str) -> None:
    assert words.number(14_500_000) == number
    assert (words.number(0), words.number(999)) == ("0", "999")


@pytest.mark.parametrize(
    ("words", "two", "three"),
    [
        (NB, "a og b", "a, b og c"),
        (NN, "a og b", "a, b og c"),
        (EN, "a and b", "a, b and c"),
        (SE, "a ja b", "a, b ja c"),
    ],
)
def test_lists(words: Words, two: str, three: str) -> None:
    assert (words.joined([]), words.joined(["a"])) == ("", "a")
    assert (words.joined(["a", "b"]), words.joined(["a", "b", "c"])) == (two, three)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (NB, "januar februar mars april mai juni juli august september oktober november desember"),
        (NN, "januar februar mars april mai juni juli august september oktober november desember"),
        (EN, "January February March April May June July August September October November December"),
        (
            SE,
            "ođđajagimánnu guovvamánnu njukčamánnu cuoŋománnu miessemánnu geassemánnu suoidnemánnu borgemánnu "
            "čakčamánnu golggotmánnu skábmamánnu juovlamánnu",
        ),
    ],
)
def test_months(words: Words, expected: str) -> None:
    assert [words.month(number) for number in range(1, 13)] == expected.split()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_month_and_period_has_its_words(lang: str) -> None:
    words = Words(labels(lang))
    months = [words.month(number) for number in range(1, 13)]
    assert len(set(months)) == 12
    assert words.month(13) == "13"
    for unit in ("day", "working day", "week", "month", "year"):
        assert "7" in words.period(Period(7, unit))
        assert "7" in words.every(Period(7, unit))
        assert words.every(Period(1, unit)) != words.every(Period(7, unit))
