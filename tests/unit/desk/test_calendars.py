"""Kalendere: who has the address reads the calendar, nobody else, and it says nothing of persons or plans."""

from __future__ import annotations

import re
from pathlib import Path

import icalendar
import pytest

from avtale.desk.app import app
from avtale.desk.session import Person
from tests.unit.desk.desks import NOW, PLAN, Browser, browser
from tests.unit.desk.test_follow import BODY, CONTACTS
from tests.unit.publish.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.document(body=BODY)
    made.document(key="andre", body="validity: {from: 2026-02-01, to: 2028-07-31}\n")
    (made.agreements / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    plan = made.agreements / "plans/plan-hemmelig-1.00.yaml"
    plan.parent.mkdir()
    plan.write_text(PLAN + "delete_by: 2026-12-01\n", encoding="utf-8")
    return made


def addresses(desk: Browser) -> list[str]:
    """The addresses on the page, without the machine."""
    return re.findall(r'value="http://127\.0\.0\.1:8765(/calendar/[^"]+)"', desk.get("/calendars").text)


def entered(world: World, tmp_path: Path, name: str = "Åse Øst") -> Browser:
    return browser(world.agreements, state=tmp_path / "state").enter(name)


def anyone(desk: Browser) -> Browser:
    """A program without a session, at the same desk."""
    return Browser(desk.app)


def test_there_is_one_for_all_each_role_each_party_and_each_document(world: World, tmp_path: Path) -> None:
    desk = entered(world, tmp_path)
    assert addresses(desk) == []  # a GET makes none
    assert desk.post("/calendars").status_code == 303
    found = addresses(desk)
    names = {address.split("/nb/")[1] for address in found}
    assert {"all.ics", "owner/ot.ics", "owner/nav.ics", "party/nav-nordlia.ics", "document/nordlia-nav.ics", "document/andre.ics"} <= names  # fmt: skip
    program = anyone(desk)
    for address in found:
        answer = program.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        assert "set-cookie" not in answer.headers
        assert icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
        for secret in ("Åse", "ase@fylke", "Bo Eksempel", "emmelig"):
            assert secret not in answer.text
    whole = program.get(next(address for address in found if address.endswith("all.ics")))
    assert "Ledermøte" in whole.text
    assert "Ledermøte" not in program.get(next(each for each in found if "andre" in each)).text
    again = program.get(next(each for each in found if each.endswith("all.ics")), headers={"If-None-Match": whole.headers["etag"]})  # fmt: skip
    assert (again.status_code, again.content) == (304, b"")


def test_what_is_done_is_told_at_the_next_reading_and_outranks_what_was_read(
    world: World, tmp_path: Path
) -> None:
    desk = entered(world, tmp_path)
    desk.post("/calendars")
    address = next(each for each in addresses(desk) if each.endswith("document/nordlia-nav.ics"))
    program = anyone(desk)
    before = program.get(address).text
    body = {"item": "nordlia-nav|report|2026-08-15", "on-1": "2026-08-01", "by": "Kontoret"}
    desk.get("/follow")
    assert desk.post("/follow/record", body).status_code == 303
    after = program.get(address).text
    assert "Gjort: " not in before
    assert "Gjort: " in after


def test_only_who_has_the_address_reads_and_a_new_one_ends_the_old(world: World, tmp_path: Path) -> None:
    desk = entered(world, tmp_path)
    desk.post("/calendars")
    first = addresses(desk)[0]
    program = anyone(desk)
    for wrong in (
        first.replace("/calendar/", "/calendar/x"),
        "/calendar/x/nb/all.ics",
        first.replace("/nb/", "/se/"),
        first.replace("/nb/", "/../"),
        first.replace("all.ics", "index.html"),
        first.replace("all.ics", "../../calendars.sqlite"),
        first.replace("all.ics", "..%2F..%2Fcalendars.sqlite"),
        first.replace("all.ics", "/etc/passwd"),
        first.replace("all.ics", "document/plan-hemmelig.ics"),
    ):
        assert program.get(wrong).status_code == 404, wrong
    assert program.post(first).status_code in (403, 404, 405)
    other = Browser(desk.app).enter("En Annen")
    other.post("/calendars")
    assert addresses(other)[0] != first
    desk.get("/calendars")
    desk.post("/calendars")
    assert program.get(first).status_code == 404
    assert program.get(addresses(desk)[0]).status_code == 200
    assert program.get(addresses(other)[0]).status_code == 200


def test_an_address_survives_a_restart_and_a_name_that_was_chosen_has_not_that_of_who_is_known(
    world: World, tmp_path: Path
) -> None:
    desk = entered(world, tmp_path)
    desk.post("/calendars")
    address = addresses(desk)[0]
    again = app(world.agreements, clock=lambda: NOW, state=tmp_path / "state")
    assert Browser(again).get(address).status_code == 200
    known = Browser(again).become(Person("Åse Øst", authenticated=True))
    assert addresses(known) == []
    file = next((tmp_path / "state").rglob("calendars.sqlite"))
    assert file.stat().st_mode & 0o77 == 0


def test_nothing_of_an_address_is_logged(
    world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    desk = entered(world, tmp_path)
    desk.post("/calendars")
    caplog.set_level("INFO", "avtale.desk.access")
    address = addresses(desk)[0]
    anyone(desk).get(address)
    assert "/calendar/{secret}/{lang}/{name:path}" in caplog.text
    assert address.split("/")[2] not in caplog.text
