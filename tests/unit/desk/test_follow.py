"""Følg opp: what is to be done and by whom, «gjort» with what shows it, taking back, and the promises kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import re
from pathlib import Path

import pytest

from avtale.desk.session import Person
from avtale.facts.agenda import agenda
from avtale.facts.repository import Repository
from avtale.source.read import parse
from tests.support import ON
from tests.unit.desk.desks import PLAN, Browser, browser
from tests.unit.publish.world import World

BODY = """
roles: [{id: ot, title: Oppfølgingstjenesten, party: county}]
validity: {from: 2026-02-01, to: 2029-07-31}
meetings:
  - {id: leaders, title: Ledermøte, every: 6 months, month: 3, convened_by: ot}
responsibilities:
  - {id: report, owner: nav, strength: shall, does: sende rapport, deadline: {date: 2026-08-15}, follow_up: {evidence: rapporten}}
  - {id: later, owner: nav, strength: shall, does: telle alt, deadline: {date: 2027-05-01}}
"""
CONTACTS = """format: 1
contacts:
  - {role: ot, name: Åse Øst, email: ase@fylke.example, deputy: Bo Eksempel}
"""
PDF = b"%PDF-1.7 referat"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.document(body=BODY)
    (made.agreements / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    return made


@pytest.fixture
def ase(world: World, tmp_path: Path) -> Browser:
    return browser(world.agreements, state=tmp_path / "state").enter("åse  øst")


def said(answer: str) -> str:
    """What the main part of a page says, in one line."""
    text = re.sub(r"<[^>]+>", " ", answer.partition("<main")[2] or answer)
    return html.unescape(" ".join(text.split()))


def listed(answer: str) -> list[str]:
    """The items that can be ticked, in order."""
    return [html.unescape(found) for found in re.findall(r'name="item" value="([^"]+)"', answer)]


def log(world: World) -> list[str]:
    return sorted(path.name for path in (world.agreements / "log").rglob("*.yaml"))


def item(duty: str, day: str) -> str:
    return f"nordlia-nav|{duty}|{day}"


def test_the_overdue_comes_first_with_who_owes_it_and_filters_hold(ase: Browser) -> None:
    answer = ase.get("/follow").text
    assert listed(answer) == [
        item("leaders", "2026-03-31"),
        item("report", "2026-08-15"),
        item("leaders", "2026-09-30"),
    ]
    for words in (
        "Over fristen",
        "Oppfølgingstjenesten",
        "Åse Øst",
        "Skal vises med: rapporten",
        "dager siden",
    ):
        assert words in said(answer), words
    assert item("later", "2027-05-01") not in answer
    assert item("later", "2027-05-01") in ase.get("/follow?within=365").text
    assert {name.split("|")[1] for name in listed(ase.get("/follow?within=365&mine=1").text)} == {"leaders"}
    assert {name.split("|")[1] for name in listed(ase.get("/follow?within=365&party=NAV+Nordlia").text)} == {"report", "later"}  # fmt: skip
    assert {name.split("|")[1] for name in listed(ase.get("/follow?within=365&owner=Oppf%C3%B8lgingstjenesten").text)} == {"leaders"}  # fmt: skip
    assert listed(ase.get("/follow?q=finnes-ikke").text) == []
    by_owner = re.findall(r'id="group-\d">([^<]+)<', ase.get("/follow?by=owner&within=365").text)
    assert by_owner == ["NAV Nordlia", "Nordlia fylkeskommune", "Oppfølgingstjenesten"]
    part = ase.get("/follow?mine=1", headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert part.headers["X-Say"]


@pytest.mark.parametrize(
    "query", ["within=9999999", "within=x", "page=0", "page=99999", "year=1", "year=99999", "owner=%00"]
)
def test_what_is_asked_for_wrongly_is_not_asked_for(ase: Browser, query: str) -> None:
    assert ase.get(f"/follow?{query}").status_code == 200


def test_one_records_with_minutes_which_are_not_kept_unless_the_settings_say(
    ase: Browser, world: World
) -> None:
    form = ase.get("/follow/nordlia-nav/1.00/report/2026-08-15").text
    assert "rapporten" in said(form)
    assert 'value="NAV Nordlia"' in form
    sent = {"item": item("report", "2026-08-15"), "on-1": ON.isoformat(), "by": "Eksempelkontoret", "where": "Sak 1", "note": "Alt i orden"}  # fmt: skip
    answer = ase.post("/follow/record", sent, files={"file-1": ("../../Referat.pdf", PDF)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/follow")
    assert "Filen er ikke lagret her" in said(ase.get("/follow").text)
    data = parse((world.agreements / "log/nordlia-nav/2026-08-15-report.yaml").read_bytes()).data
    assert data == {
        "format": 1, "key": "nordlia-nav", "duty": "report", "occurrence": "2026-08-15", "done_on": ON.isoformat(), "by": "Eksempelkontoret",
        "evidence": [{"title": "Referat.pdf", "where": "Sak 1", "sha256": hashlib.sha256(PDF).hexdigest()}], "note": "Alt i orden",
    }  # fmt: skip
    assert not list(world.agreements.parent.rglob("*.pdf"))
    assert item("report", "2026-08-15") not in ase.get("/follow").text
    settings = world.agreements / "avtale.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "evidence_folder: referater\n", encoding="utf-8"
    )
    ase.desk.current.changed()
    sent = {"item": item("leaders", "2026-03-31"), "on-1": "2026-03-20", "by": "Eksempelkontoret"}
    assert ase.post("/follow/record", sent, files={"file-1": ("r.pdf", PDF)}).status_code == 303
    (kept,) = world.agreements.parent.rglob("*.pdf")
    assert kept.read_bytes() == PDF
    assert (
        kept.relative_to(world.agreements).as_posix().startswith("referater/nordlia-nav/2026-03-31-leaders.")
    )


def test_several_are_recorded_all_or_none(ase: Browser, world: World) -> None:
    both = [item("leaders", "2026-03-31"), item("report", "2026-08-15")]
    form = ase.get(f"/follow/record?item={both[0]}&item={both[1]}&item={both[0]}").text
    assert listed(form) == both
    body = {
        "item": both,
        "on-1": "2026-03-20",
        "on-2": "2099-01-01",
        "by": "Kontoret",
        "note": "Husk «dette»",
    }
    refused = ase.post("/follow/record", body)  # type: ignore[arg-type]
    assert refused.status_code == 400
    assert "har ikke kommet ennå" in said(refused.text)
    assert "Husk «dette»" in html.unescape(refused.text)
    assert log(world) == []
    answer = ase.post("/follow/record", body | {"on-2": "2026-08-14"})  # type: ignore[arg-type]
    assert answer.status_code == 303
    assert "2 frister er registrert" in said(ase.get("/follow").text)
    assert log(world) == ["2026-03-31-leaders.yaml", "2026-08-15-report.yaml"]
    (world.agreements / "log/nordlia-nav/2026-08-15-report.yaml").unlink()  # as after a kill between the two
    ase.desk.current.changed()
    assert ase.post("/follow/record", body | {"on-1": "2026-03-19", "on-2": "2026-08-14"}).status_code == 409  # type: ignore[arg-type]
    assert ase.post("/follow/record", body | {"on-2": "2026-08-14"}).status_code == 303  # type: ignore[arg-type]
    assert log(world) == ["2026-03-31-leaders.yaml", "2026-08-15-report.yaml"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"by": " "}, "hvem som gjorde det"),
        ({"on-1": "i går"}, "år-måned-dag"),
        ({"note": "Gjelder 01019012480"}, "fødselsnummer"),
        ({"item": "finnes|ikke|2026-01-01"}, "finnes ikke her"),
        ({"item": ""}, "finnes ikke her"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_recorded(
    ase: Browser, world: World, changed: dict[str, str], words: str
) -> None:
    body = {"item": item("report", "2026-08-15"), "on-1": "2026-08-01", "by": "Kontoret"} | changed
    answer = ase.post("/follow/record", body)
    assert answer.status_code in (400, 404, 409)
    assert words in said(answer.text)
    assert log(world) == []


def test_who_ticked_nothing_is_led_back(ase: Browser) -> None:
    assert ase.get("/follow/record").headers["location"] == "/follow"
    assert "Kryss av for det som er gjort" in said(ase.get("/follow").text)
    assert ase.get("/follow/undo").headers["location"] == "/kept"
    assert ase.get("/follow/record?item=x&item=" + "&item=".join(map(str, range(60)))).status_code == 404


def test_what_is_recorded_already_is_told_without_options_of_the_command_line(
    ase: Browser, world: World
) -> None:
    body = {"item": item("report", "2026-08-15"), "on-1": "2026-08-14", "by": "Kontoret"}
    assert "ikke valgt noen fil" in said(ase.post("/follow/record", body | {"where": "Sak 1"}).text)
    assert ase.post("/follow/record", body).status_code == 303
    again = ase.post("/follow/record", body)
    assert again.status_code == 409
    assert "allerede registrert som gjort" in said(again.text)
    early = ase.post("/follow/record", body | {"item": item("leaders", "2026-03-31"), "on-1": "2020-01-01"})
    assert "gjaldt ikke ennå" in said(early.text)
    assert "--" not in said(again.text) + said(early.text)
    assert log(world) == ["2026-08-15-report.yaml"]


def test_a_file_of_another_kind_is_refused(ase: Browser, world: World) -> None:
    body = {"item": item("report", "2026-08-15"), "on-1": "2026-08-01", "by": "Kontoret"}
    answer = ase.post("/follow/record", body, files={"file-1": ("r.pdf", b"MZ\x90\x00\x03")})
    assert answer.status_code == 400
    assert "PDF, Word" in said(answer.text)
    assert log(world) == []


def test_what_was_recorded_is_taken_back_and_the_mails_address_leads_there(
    ase: Browser, world: World
) -> None:
    body = {"item": item("report", "2026-08-15"), "on-1": "2026-08-01", "by": "Kontoret"}
    assert ase.post("/follow/record", body).status_code == 303
    shown = ase.get("/follow/nordlia-nav/1.00/report/2026-08-15").text
    assert "Gjort 01.08.2026 av Kontoret" in said(shown)
    without = ase.post("/follow/undo", {"item": body["item"], "by": "Kontoret", "note": ""})
    assert without.status_code == 400
    assert len(log(world)) == 1
    answer = ase.post("/follow/undo", {"item": body["item"], "by": "Kontoret", "note": "Ble avlyst"})
    assert answer.status_code == 303
    assert log(world) == ["2026-08-15-report.2.yaml", "2026-08-15-report.yaml"]
    assert item("report", "2026-08-15") in ase.get("/follow").text
    again = ase.post("/follow/undo", {"item": body["item"], "by": "Kontoret", "note": "Igjen"})
    assert again.status_code == 400
    assert "ingenting å ta tilbake" in said(again.text)


def test_a_day_before_the_duty_began_has_to_be_said_to_be_right(ase: Browser, world: World) -> None:
    body = {"item": item("report", "2026-08-15"), "on-1": "2020-01-01", "by": "Kontoret"}
    refused = ase.post("/follow/record", body)
    assert refused.status_code == 409
    assert 'name="even_so"' in refused.text
    assert ase.post("/follow/record", body | {"even_so": "1"}).status_code == 303
    assert parse((world.agreements / "log/nordlia-nav/2026-08-15-report.yaml").read_bytes()).data["even_so"] is not None  # type: ignore[index, call-overload]  # fmt: skip


def test_a_reader_sees_and_records_nothing(world: World, tmp_path: Path) -> None:
    reader = browser(world.agreements, state=tmp_path / "state").become(Person("Kari", frozenset({"reader"})))
    answer = reader.get("/follow").text
    assert "Ledermøte" in answer
    assert listed(answer) == []
    assert "/follow/nordlia-nav" not in answer
    for path in (
        "/follow/record?item=x",
        "/follow/undo?item=x",
        "/follow/nordlia-nav/1.00/report/2026-08-15",
    ):
        assert reader.get(path).status_code == 403
    assert reader.post("/follow/record", {"item": item("report", "2026-08-15")}).status_code == 403
    assert reader.post("/follow/undo", {"item": item("report", "2026-08-15")}).status_code == 403


def test_who_is_not_in_comes_back_to_the_mails_address(world: World, tmp_path: Path) -> None:
    anyone = browser(world.agreements, state=tmp_path / "state")
    path = "/follow/nordlia-nav/1.00/report/2026-08-15"
    assert anyone.get(path).status_code == 403
    anyone.get(f"/start?token={anyone.desk.entrance.token()}")
    assert anyone.get(path).headers["location"] == f"/name?next={path}"


def test_promise_by_promise_what_was_kept(ase: Browser) -> None:
    body = {"item": item("report", "2026-08-15"), "on-1": "2026-08-01", "by": "Kontoret", "note": "Levert"}
    ase.post("/follow/record", body)
    every = said(ase.get("/kept").text)
    assert "Nordlia-avtalen" in every
    assert "brutt" in every
    one = ase.get("/kept/nordlia-nav/1.00").text
    for words in ("Ledermøte", "holdt", "gjort 01.08.2026", "Kontoret; Levert", "Ta tilbake", "Året 2026"):
        assert words in said(one), words
    assert "/follow/undo?item=nordlia-nav%7Creport%7C2026-08-15" in one
    assert "/follow/nordlia-nav/1.00/leaders/2026-09-30" in one
    assert ase.get("/kept/finnes/1.00").status_code == 404
    assert 'href="/kept/nordlia-nav/1.00"' in ase.get("/document/nordlia-nav/1.00").text


def test_a_plan_is_nowhere(world: World, tmp_path: Path) -> None:
    plan = world.agreements / "plans/plan-hemmelig-1.00.yaml"
    plan.parent.mkdir()
    plan.write_text(PLAN + "delete_by: 2026-08-01\n", encoding="utf-8")
    desk = browser(world.agreements, state=tmp_path / "state").enter()
    desk.post("/calendars")
    for path in ("/follow?within=365", "/follow?by=owner", "/kept", "/calendars"):
        assert "emmelig" not in desk.get(path).text
    assert desk.get("/follow/plan-hemmelig/1.00/deletion/2026-08-01").status_code == 404
    assert desk.get("/kept/plan-hemmelig/1.00").status_code == 404


def test_what_done_does_not_record_leads_to_where_it_is_done(world: World, tmp_path: Path) -> None:
    """A missing signature is signed, an expiry is seen to in the document: from the list, and from a reminder's address."""
    world.document("snart-slutt", body="validity: {from: 2026-02-01, to: 2026-12-31}")
    ase = browser(world.agreements, state=tmp_path / "state").enter("åse  øst")
    ways = re.findall(r'href="(/(?:sign|document)/[^"]+)"[^>]*>([^<]+)<', ase.get("/follow?within=60").text)
    assert ("/sign/nordlia-nav/1.00", "Til underskrift") in ways
    assert ("/document/snart-slutt/1.00", "Gjøres i dokumentet") in ways
    for one in agenda(Repository.open(world.agreements), ON, last=dt.date(2026, 12, 31)):
        if not one.by_done:
            led = ase.get(f"/follow/{one.key}/1.00/{one.id}/{one.date}")
            page = "sign" if one.kind == "signature" else "document"
            assert (led.status_code, led.headers["location"]) == (303, f"/{page}/{one.key}/1.00"), one.id
