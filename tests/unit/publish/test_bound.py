"""Who is bound: on the page, in `status` and the calendar, in `done` and `show` (decision 31)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.errors import UsageError
from avtale.facts.occurrences import occurrences
from avtale.facts.repository import Repository
from avtale.lifecycle.done import done
from avtale.publish.calendar import calendar
from avtale.publish.show import show_text
from avtale.publish.status import status
from avtale.rules.check import check
from tests.unit.publish.world import World

ON = dt.date(2027, 6, 1)
BODY = """
validity: {from: 2027-01-01, to: 2028-12-31}
roles: [{id: office, title: Rådgiver, organisation: Statsforvalteren i Nordlia}]
bodies:
  - id: committee
    title: Samarbeidsutvalget
    members: [{party: each_party, count: 2}]
    appointed_by: each_party
    term: 1 year
    chair_alternates: [county, nav]
    chair_term: 1 year
    secretariat: county
    decides_by: majority
    casting_vote: true
meetings:
  - {id: sitting, title: Møte i utvalget, body: committee, every: 1 year, month: 3}
responsibilities:
  - id: report
    owner: OWNER
    strength: shall
    does: levere en rapport
    deadline: {every: 1 year, month: 3, day: 1}
"""


def repository(tmp_path: Path, owner: str) -> Repository:
    world = World(tmp_path)
    world.document(body=BODY.replace("OWNER", owner), header="effective_from: 2027-01-01")
    return world.open()


def duties(repository: Repository) -> dict[str, tuple[str, ...]]:
    found = occurrences(repository.entries[0], repository, ON)
    return {one.duty.id: one.duty.owner for one in found if one.duty.kind != "expiry"}


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        ("county", {"report": ("county",)}),
        ("[county]", {"report": ("county",)}),
        ("[county, nav]", {"report": ("county", "nav")}),
        ("committee", {"report": ("committee",)}),
        ("office", {"report": ("office",)}),
        ("all_parties", {"report": ("all_parties",)}),
        ("all", {"report": ("all",)}),
        ("each_party", {"report.county": ("county",), "report.nav": ("nav",)}),
        ("[each_party, office]", {"report.county": ("county", "office"), "report.nav": ("nav", "office")}),
    ],
)
def test_a_duty_is_followed_up_once_or_for_each_party(
    tmp_path: Path, owner: str, expected: dict[str, tuple[str, ...]]
) -> None:
    repo = repository(tmp_path, owner)
    assert [
        each for each in check(repo, on=ON).findings if each.code in ("unknown-actor", "schema-type")
    ] == []
    found = duties(repo)
    assert {name: who for name, who in found.items() if name.startswith("report")} == expected


def test_a_body_has_meetings_appointments_and_changes_of_chair(tmp_path: Path) -> None:
    found = occurrences(*(repo := repository(tmp_path, "county")).entries, repo, ON)
    told = {(one.duty.id, one.date.isoformat(), one.duty.owner) for one in found}
    assert ("sitting", "2027-03-31", ("committee",)) in told
    assert ("committee.appointment", "2028-01-01", ("each_party",)) in told
    assert ("committee.chair", "2028-01-01", ("county", "nav")) in told
    later = occurrences(repo.entries[0], repo, dt.date(2028, 6, 1))
    status_of = {one.duty.id: one.status for one in later if one.date == dt.date(2028, 1, 1)}
    assert status_of == {"committee.appointment": "missed", "committee.chair": "passed"}


def test_each_party_records_its_own(tmp_path: Path) -> None:
    repo = repository(tmp_path, "each_party")
    done(repo.entries[0], repo, "report.county", by="Seksjon for rapporter", on=ON)
    again = Repository.open(repo.root or tmp_path)
    missed = [one.duty.id for row in status(again, ON) for one in row.missed if one.duty.kind == "duty"]
    assert missed == ["report.nav"]
    assert not [
        each for each in check(again, on=ON).findings if each.code in ("log-unmatched", "schema-pattern")
    ]
    with pytest.raises(UsageError, match=r"report\.nav"):
        done(again.entries[0], again, "report", by="Seksjon for rapporter", on=ON)


@pytest.mark.parametrize(
    ("owner", "said"),
    [
        ("each_party", "Ansvarlig: NAV Nordlia"),
        ("all_parties", "Ansvarlig: Nordlia fylkeskommune\\, NAV Nordlia"),
        ("[county, nav]", "Ansvarlig: Nordlia fylkeskommune\\, NAV Nordlia"),
        ("committee", "Ansvarlig: Samarbeidsutvalget"),
    ],
)
def test_the_calendar_names_everyone(tmp_path: Path, owner: str, said: str) -> None:
    feed = calendar(repository(tmp_path, owner), ON).data.decode().replace("\r\n ", "")
    assert said in feed
    events = [event.partition("BEGIN:")[0] for event in feed.split("BEGIN:VEVENT")[1:]]
    named = [
        tuple(line for line in event.splitlines() if line.startswith(("UID", "RECURRENCE-ID")))
        for event in events
    ]
    assert len(named) == len(set(named))  # RFC 5545, 3.8.4.4: one occurrence of a series bears its UID


@pytest.mark.parametrize(
    ("owner", "lang", "said"),
    [
        ("[county, nav]", "nb", "Nordlia fylkeskommune og NAV Nordlia i fellesskap skal levere"),
        ("[county, nav]", "en", "Nordlia fylkeskommune and NAV Nordlia jointly shall levere"),
        ("all_parties", "nb", "Partene i fellesskap skal levere"),
        ("each_party", "en", "Each party shall levere"),
        ("committee", "nb", "Samarbeidsutvalget skal levere"),
    ],
)
def test_show_names_everyone(tmp_path: Path, owner: str, lang: str, said: str) -> None:
    repo = repository(tmp_path, owner)
    assert said in " ".join(show_text(repo.entries[0], repo, ON, lang=lang).split())
