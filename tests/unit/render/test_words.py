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
    ("words", "expected"), [(NB, "01.08.2026"), (NN, "01.08.2026"), (EN, "1 August 2026"), (SE, "01.08.2026")]
)
def test_a_date(words: Words, expected: str) -> None:
    assert words.date(dt.date(2026, 8, 1)) == expected


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


def test_numbers_and_lists() -> None:
    assert NB.number(14_500_000) == "14\u00a0500\u00a0000"
    assert EN.number(14_500_000) == "14,500,000"
    assert NB.joined(["a"]) == "a"
    assert NB.joined(["a", "b", "c"]) == "a, b og c"
    assert SE.joined(["a", "b"]) == "a ja b"


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
