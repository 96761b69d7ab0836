"""Dates, periods, ages and deadlines as people write them, in each language."""

from __future__ import annotations

import datetime as dt

import pytest

from avtale.format.model import Age, Deadline, Meeting
from avtale.format.values import Period, part_of_year
from avtale.locales import labels, languages
from avtale.partial_date import parse
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
        (Period(24, "hour"), "24 timer", "24 timar"),
        (Period(1, "hour"), "1 time", "1 time"),
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
        (Deadline(date=parse("2026-10-01")), None, "innen 01.10.2026"),
        (Deadline(every=Period(1, "year"), month=10), None, "hvert år i oktober"),
        (Deadline(every=Period(1, "year"), month=10, day=1), None, "hvert år innen 1. oktober"),
        (Deadline(every=Period(6, "month"), month=2), None, "hver 6. måned regnet fra februar"),
        (Deadline(), None, None),
    ],
)
def test_a_deadline(deadline: Deadline, event: str | None, expected: str | None) -> None:
    assert NB.deadline(deadline, event) == expected


def test_a_deadline_before_one_thing_and_after_another_says_both() -> None:
    both = Deadline(before="m", after="s", within=Period(2, "week"))
    assert (
        NB.deadline(both, None, "møtet", also_after="samtalen") == "senest 2 uker før møtet, etter samtalen"
    )


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (Deadline(every=Period(1, "year"), month=4, day=15), "juohke jagi maŋimusat cuoŋománu 15. b."),
        (Deadline(every=Period(1, "year"), month=1), "juohke jagi ođđajagimánus"),
        (Deadline(every=Period(6, "month"), month=12), "juohke 6. mánu rehkenaston juovlamánu rájes"),
        (Deadline(date=parse("2026-10-01")), "maŋimusat golggotmánu 1. b. 2026"),
        (Deadline(day=5), "maŋimusat mánu 5. b."),
    ],
)
def test_a_sami_deadline_has_the_month_in_the_genitive_before_the_day(
    deadline: Deadline, expected: str
) -> None:
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


YEARLY = Period(1, "year")


@pytest.mark.parametrize(
    ("meeting", "nb", "nn", "en", "se"),
    [
        (Meeting(), None, None, None, None),
        (Meeting(when_needed=True), "ved behov", "ved behov", "when needed", "dárbbu mielde"),
        (Meeting(when_needed=False), None, None, None, None),
        (
            Meeting(every=YEARLY, at_least=2, when_needed=True),
            "minst 2 ganger hvert år, og ellers ved behov",
            "minst 2 gonger kvart år, og elles ved behov",
            "at least 2 times every year, and otherwise when needed",
            "unnimusat 2 geardde juohke jagi, ja muđui dárbbu mielde",
        ),
        (
            Meeting(every=YEARLY, at_least=1),
            "minst én gang hvert år",
            "minst éin gong kvart år",
            "at least once every year",
            "unnimusat oktii juohke jagi",
        ),
        (
            Meeting(every=YEARLY, during=part_of_year("autumn")),
            "hvert år, innen utgangen av høsten",
            "kvart år, innan utgangen av hausten",
            "every year, by the end of the autumn",
            "juohke jagi, ovdal go nohká: čakča",
        ),
        (
            Meeting(every=YEARLY, during=part_of_year("3-4")),
            "hvert år, innen utgangen av mars–april",
            "kvart år, innan utgangen av mars–april",
            "every year, by the end of March–April",
            "juohke jagi, ovdal go nohká: njukčamánnu–cuoŋománnu",
        ),
        (
            Meeting(during=part_of_year("quarter")),
            "innen utgangen av hvert kvartal",
            "innan utgangen av kvart kvartal",
            "by the end of every quarter",
            "ovdal go nohká: juohke njealjádasjahki",
        ),
    ],
)
def test_how_often_a_meeting_is_held(
    meeting: Meeting, nb: str | None, nn: str | None, en: str | None, se: str | None
) -> None:
    assert [words.often(meeting) for words in (NB, NN, EN, SE)] == [nb, nn, en, se]


@pytest.mark.parametrize(
    ("deadline", "other", "before_event", "nb", "en"),
    [
        (Deadline(date=parse("2030-05")), None, None, "innen utgangen av mai 2030", "by the end of May 2030"),
        (Deadline(date=parse("2030")), None, None, "innen utgangen av 2030", "by the end of 2030"),
        (
            Deadline(date=parse("2030"), during=part_of_year("half-year 2")),
            None,
            None,
            "innen utgangen av 2. halvår 2030",
            "by the end of half-year 2 2030",
        ),
        (Deadline(before="m"), "møtet", None, "før møtet", "before møtet"),
        (
            Deadline(before="m", within=Period(2, "week")),
            "møtet",
            None,
            "senest 2 uker før møtet",
            "no later than 2 weeks before møtet",
        ),
        (
            Deadline(after="m", within=Period(48, "hour")),
            "møtet",
            None,
            "innen 48 timer etter møtet",
            "within 48 hours after møtet",
        ),
        (Deadline(), None, "budsjettet vedtas", "før budsjettet vedtas", "before budsjettet vedtas"),
    ],
)
def test_a_deadline_that_hangs_on_something_or_is_only_known_to_its_month(
    deadline: Deadline, other: str | None, before_event: str | None, nb: str, en: str
) -> None:
    assert NB.deadline(deadline, None, other, before_event) == nb
    assert EN.deadline(deadline, None, other, before_event) == en
