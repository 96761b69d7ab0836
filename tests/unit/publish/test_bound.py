"""Who is bound: on the page, in `status` and the calendar, in `done` and `show` (decision 31)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from icalendar import Calendar

from avtale.errors import UsageError
from avtale.facts.occurrences import occurrences
from avtale.facts.repository import Repository
from avtale.lifecycle.done import done
from avtale.publish.calendar import calendar
from avtale.publish.due import due
from avtale.publish.show import show_text
from avtale.publish.status import status
from avtale.rules.check import check
from tests.unit.facts.world import event
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
    events = Calendar.from_ical(feed).walk("VEVENT")
    names = [(str(each["uid"]), each.decoded("recurrence-id", None)) for each in events]
    assert len(names) == len(set(names)) > 10


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


ROUTINE = """
format: 1
kind: routine
key: local
language: nb
control_header: {issuer: nav, title: Rutine, version: '1.00', written_by: A, effective_from: 2027-02-01}
title: Lokal rutine
based_on: [{key: KEY}]
responsibilities:
  - {id: keys, owner: committee, strength: shall, does: telle nøkler, deadline: {every: 1 year, month: 3}}
meetings: [{id: lunch, title: Lunsj, body: committee, every: 1 year, month: 4, convened_by: nav}]
"""


def test_who_is_named_above_alone_is_called_so_below(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.document(body=BODY.replace("OWNER", "committee"), header="effective_from: 2027-01-01")
    above = world.open().entries[0]
    routine = ROUTINE.replace("KEY", str(above.key))
    (above.path.parent / "local-1.00.yaml").write_text(routine, encoding="utf-8")
    repo = world.open()
    local = next(each for each in repo.entries if each.key == "local")
    repo = event(repo, local)
    local = next(each for each in repo.entries if each.key == "local")
    rows = due(repo, ON, only=[local], until=ON.replace(year=ON.year + 1))
    titles = {row.due.id: row.titles for row in rows if row.due.id in ("keys", "lunch")}
    assert titles == {"keys": ("Samarbeidsutvalget",), "lunch": ("NAV Nordlia",)}
    told = calendar(repo, ON).data.decode().replace("\r\n ", "").split("Hva: telle nøkler", 1)[1]
    assert told.startswith("\\nAnsvarlig: Samarbeidsutvalget")
    said = show_text(local, repo, ON)
    assert "Samarbeidsutvalget skal telle nøkler" in said
    assert "Organ: Samarbeidsutvalget" in said
