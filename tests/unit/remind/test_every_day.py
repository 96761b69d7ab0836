"""Run on agreements/ for every day of 2026–2029: each owner is told of each duty they owe, in time, once, in their words.

What is owed stands here as a reader of the agreement has it, month by month, and not as the code computes it.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from dateutil.relativedelta import relativedelta
from msgspec.structs import replace

from avtale.facts.log import Log, LogFile
from avtale.facts.repository import Repository
from avtale.format.model import LogEntry
from avtale.source.read import Source
from tests.unit.remind.county import Carried, county, days, run

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2029, 12, 31)
HOLDS = dt.date(2026, 8, 1), dt.date(2029, 7, 31)
COUNTY, OT, REGION, OFFICE, NAV = (
    "kari@troms.example", "aile@troms.example", "per@troms.example", "ann@nav.example", "berit@nav.example",
)  # fmt: skip
#: By duty: its owner, the months that it falls due with, how long ahead they are to be told, and words of the letter.
RECURRING = {
    "local-meeting": (REGION, (2, 5, 8, 11), {"weeks": 2}, ("Møte: Lokalt samarbeidsmøte", "Frist:")),
    "regional-gathering": (OT, (10,), {"weeks": 2}, ("Čoahkkin: Regionsamling", "Áigemearri:")),
    "leaders-meeting": (COUNTY, (3, 9), {"weeks": 2}, ("Møte: Ledermøte", "Frist:", "Ansvarleg:")),
    "local-routines": (REGION, (1,), {"weeks": 2}, ("Plikt: skrive en lokal rutine med navn",)),
    "name-contact": (OFFICE, (8,), {"weeks": 2}, ("Duty: peke ut en kontaktperson", "Due:", "Responsible:")),
    "report": (COUNTY, (6,), {"weeks": 2}, ("Plikt: skrive en felles årsrapport",)),
    "send-letter": (OT, (1,), {"weeks": 2}, ("Geatnegasvuohta: sende brev med tilbud om hjelp",)),
    "tell-of-measures": (OFFICE, (2, 8), {"weeks": 2}, ("Duty: gi oversikt over arbeidsrettede tiltak",)),
    "evaluation": (COUNTY, (4,), {"weeks": 6}, ("Evaluering", "Frist:")),
}
ONCE = {
    "expiry": (COUNTY, dt.date(2029, 7, 31), {"months": 6}, ("Siste gyldige dag",)),
    "notice": (COUNTY, dt.date(2029, 1, 31), {"weeks": 2}, ("Siste dag for oppseiing",)),
    "review": (COUNTY, dt.date(2029, 2, 1), {"weeks": 2}, ("Neste revisjon",)),
    "signature.county": (COUNTY, dt.date(2026, 8, 1), {"weeks": 2}, ("Underskrift manglar",)),
    "signature.nav": (NAV, dt.date(2026, 8, 1), {"weeks": 2}, ("Underskrift mangler",)),
}
PASSES = {"expiry", "notice"}
ABOVE = {COUNTY: ("ola@troms.example", "liv@troms.example"), OFFICE: (None, "nils@nav.example")}
Telling = tuple[str, str, dt.date, str]
"""Whom, the duty, its day, and ahead or overdue."""


def owed() -> dict[tuple[str, dt.date], tuple[str, dt.date, tuple[str, ...]]]:
    """By duty and day: who owes it, when they are to be told, and in what words."""
    found = {}
    for duty, (owner, months, ahead, words) in RECURRING.items():
        for year in range(2026, 2030):
            for month in months:
                day = dt.date(year, month, calendar.monthrange(year, month)[1])
                if HOLDS[0] <= day <= HOLDS[1]:
                    found[duty, day] = (owner, max(day - relativedelta(**ahead), HOLDS[0]), words)
    for duty, (owner, day, ahead, words) in ONCE.items():
        found[duty, day] = (owner, day - relativedelta(**ahead), words)
    return found


def tellings(carried: list[Carried]) -> list[tuple[Telling, Carried]]:
    return [
        ((each.letter.to.spec, notice.due.id, notice.due.date, notice.step), each)
        for each in carried
        for notice in each.parcel.new
    ]


def agreements(folder: Path) -> Repository:
    return Repository.open(county(folder))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param(dt.date(2026, 7, 15), dt.date(2026, 11, 5), id="the-first-months"),
        pytest.param(FIRST, LAST, id="all", marks=pytest.mark.extended),
    ],
)
def test_where_nobody_does_anything_each_is_told_ahead_and_once_more_when_it_is_missed(
    first: dt.date, last: dt.date, tmp_path: Path
) -> None:
    carried = run(agreements(tmp_path), days(first, last), tmp_path / "sendt.sqlite")
    told = tellings(carried)
    expected: dict[Telling, dt.date] = {}
    for (duty, day), (owner, when, _) in owed().items():
        expected[owner, duty, day, "ahead"] = when
        if duty not in PASSES:
            expected[owner, duty, day, "overdue"] = day + dt.timedelta(days=1)
            for late, other in zip((7, 14), ABOVE.get(owner, ()), strict=False):
                if other is not None:
                    expected[other, duty, day, "overdue"] = day + dt.timedelta(days=late)
    expected = {what: day for what, day in expected.items() if day <= last}
    assert Counter(what for what, _ in told) == Counter(dict.fromkeys(expected, 1))
    assert {what: each.on for what, each in told} == expected
    assert all(each.on <= what[2] for what, each in told if what[3] == "ahead")  # in time
    assert len({each.letter.message_id for _, each in told}) == len(carried)
    for what, each in told:
        if what[3] == "ahead":
            words = owed()[what[1], what[2]][2]
            assert all(word in each.letter.text for word in words), (what, each.letter.text)
        assert (
            f"{what[2]:%d.%m.%Y}" in each.letter.text or f"{what[2].day} {what[2]:%B %Y}" in each.letter.text
        )


def done(repository: Repository, owes: list[tuple[str, dt.date]]) -> Repository:
    """With each of these done on the day before it falls due."""
    files = tuple(
        LogFile(
            Path("x"),
            Source("x"),
            LogEntry(
                key="troms-nav-ot", duty=duty, occurrence=day, done_on=day - dt.timedelta(days=1), by="a"
            ),
        )
        for duty, day in owes
    )
    return replace(repository, log=Log(Path("log"), files))


@pytest.mark.extended
@pytest.mark.parametrize("weekdays", [False, True])
def test_what_is_done_in_time_is_told_ahead_alone_and_what_is_not_again(
    weekdays: bool, tmp_path: Path
) -> None:
    """Also where it is run on working days alone: on the Monday after, and still before the day."""
    logged = [each for each in owed() if each[0] in RECURRING]
    kept = logged[::2]
    repository = done(agreements(tmp_path), kept)
    every = [day for day in days(FIRST, LAST) if not weekdays or day.weekday() < 5]
    told = Counter(what for what, _ in tellings(run(repository, every, tmp_path / "sendt.sqlite")))
    for duty, day in owed():
        owner = owed()[duty, day][0]
        assert told[owner, duty, day, "ahead"] == 1
        missed = duty not in PASSES and (duty, day) not in kept
        assert told[owner, duty, day, "overdue"] == missed
    assert set(told.values()) == {1}


@pytest.mark.extended
def test_a_day_that_is_run_over_again_tells_nothing(tmp_path: Path) -> None:
    repository, ledger = agreements(tmp_path), tmp_path / "sendt.sqlite"
    every = list(days(dt.date(2026, 7, 1), dt.date(2027, 3, 31)))
    once = len(run(repository, every, tmp_path / "once.sqlite"))
    assert len(run(repository, [day for day in every for _ in range(2)], ledger)) == once
    assert run(repository, reversed(every), ledger) == []  # and a clock that goes back
