"""The folder of calendars: what is written, what is left alone, and what becomes of a calendar that nothing is left for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import icalendar
import pytest

from avtale.errors import AvtaleError, UsageError
from avtale.publish.feeds import FeedFile, write_feeds
from tests.unit.publish.calendars import days
from tests.unit.publish.world import World

ON = dt.date(2027, 5, 1)
BODY = """
validity: {from: 2026-08-01, to: 2029-12-31}
meetings: [{id: leaders, title: Ledermøte, every: 6 months, month: 3}]
responsibilities: [{id: report, owner: county, does: skrive rapport, deadline: {every: 1 year, month: 6}}]
"""
OTHER = """
validity: {from: 2026-08-01, to: 2028-01-31}
responsibilities:
  - {id: own, owner: nav, does: føre liste, deadline: {every: 1 month}}
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    world.document(body=BODY)
    world.document(key="other", body=OTHER)
    return world


def write(world: World, on: dt.date = ON, **more: object) -> list[FeedFile]:
    return write_feeds(world.open(), on, world.agreements.parent / "out", **more)  # type: ignore[arg-type]


def states(files: list[FeedFile]) -> dict[str, str]:
    return {f"{each.path.parent.name}/{each.path.name}": each.state for each in files}


def feed(world: World, name: str) -> bytes:
    return (world.agreements.parent / "out" / name).read_bytes()


def duties(data: bytes) -> set[str]:
    """The UIDs of a calendar without the days of those that stand alone."""
    return {".".join(each.uid.removesuffix("@avtale").split(".")[:2]) for each in days(data)}


def test_there_is_one_of_everything_and_one_for_each_document_owner_and_party(world: World) -> None:
    assert states(write(world)) == dict.fromkeys(
        [
            "out/all.ics", "document/nordlia-nav.ics", "document/other.ics", "owner/county.ics", "owner/nav.ics",
            "party/nav-nordlia.ics", "party/nordlia-fylkeskommune.ics", "out/index.html",
        ],
        "new",
    )  # fmt: skip
    everything = days(feed(world, "all.ics"))
    assert everything == sorted(
        [*days(feed(world, "document/nordlia-nav.ics")), *days(feed(world, "document/other.ics"))]
    )
    assert days(feed(world, "party/nav-nordlia.ics")) == everything
    assert duties(feed(world, "owner/nav.ics")) == {"other.own", "nordlia-nav.signature", "other.signature"}
    assert "other.own" not in duties(feed(world, "owner/county.ics"))
    owned = {each for name in ("owner/nav.ics", "owner/county.ics") for each in days(feed(world, name))}
    assert sorted(owned) == everything  # nothing is owed by nobody


def test_each_calendar_has_a_name_of_its_own(world: World) -> None:
    write(world)
    names = {
        name: str(icalendar.Calendar.from_ical(feed(world, name))["name"])
        for name in ("all.ics", "owner/nav.ics", "document/other.ics")
    }
    assert names == {
        "all.ics": "Frister i avtalene – Nordlia fylkeskommune",
        "owner/nav.ics": "NAV Nordlia – Nordlia fylkeskommune",
        "document/other.ics": "Nordlia-avtalen – Nordlia fylkeskommune",
    }


def test_what_has_not_changed_is_not_written_again(world: World) -> None:
    files = write(world)
    before = {each.path: (each.path.read_bytes(), each.path.stat().st_mtime_ns) for each in files}
    again = write(world, ON + dt.timedelta(days=2))
    assert set(states(again).values()) == {"same"}
    assert before == {each.path: (each.path.read_bytes(), each.path.stat().st_mtime_ns) for each in again}


def test_what_is_done_changes_its_own_event_alone(world: World) -> None:
    write(world)
    before = icalendar.Calendar.from_ical(feed(world, "document/nordlia-nav.ics")).walk("VEVENT")
    world.done("report", "2027-06-30", "2027-05-02")
    assert states(write(world, ON + dt.timedelta(days=2)))["document/other.ics"] == "same"
    after = icalendar.Calendar.from_ical(feed(world, "document/nordlia-nav.ics")).walk("VEVENT")
    old = {event.to_ical() for event in before}
    changed = [event for event in after if event.to_ical() not in old]
    assert {str(event["uid"]) for event in changed} == {
        "nordlia-nav.report@avtale", "nordlia-nav.report.warning@avtale",
    }  # fmt: skip
    stamp = dt.datetime(2027, 5, 3, tzinfo=dt.UTC)
    assert {event["dtstamp"].dt for event in changed} == {stamp}
    assert min(event["sequence"] for event in changed) > max(event["sequence"] for event in before)


def test_a_second_change_on_the_same_day_outranks_the_first(world: World) -> None:
    write(world)
    world.done("report", "2027-06-30", "2027-05-01")
    write(world)
    numbers = [
        event["sequence"]
        for event in icalendar.Calendar.from_ical(feed(world, "all.ics")).walk("VEVENT")
        if str(event["uid"]) == "nordlia-nav.report.warning@avtale"
    ]
    assert numbers == [(ON - dt.date(1970, 1, 1)).days + 1]


def test_after_a_clock_was_set_back_what_changes_outranks_what_was_published_all_the_same(
    world: World,
) -> None:
    def numbers() -> dict[tuple[str, str], int]:
        read = icalendar.Calendar.from_ical(feed(world, "all.ics")).walk("VEVENT")
        return {(str(each["uid"]), str(each.get("recurrence-id"))): each["sequence"] for each in read}

    write(world)
    before = numbers()
    world.done("report", "2027-06-30", "2027-03-01")
    write(world, dt.date(2027, 4, 1))
    after = numbers()
    assert all(after[name] >= before[name] for name in before.keys() & after.keys())
    assert max(after.values()) > max(before.values())


def test_a_duty_that_goes_away_is_cancelled_everywhere_and_later_left_out(world: World) -> None:
    write(world)
    world.document(body=BODY.replace("id: leaders", "id: chiefs"), version="1.01")
    (world.agreements / "nordlia-nav-1.00.yaml").unlink()
    later = ON + dt.timedelta(days=3)
    write(world, later)
    for name in ("all.ics", "document/nordlia-nav.ics", "owner/county.ics", "party/nav-nordlia.ics"):
        read = icalendar.Calendar.from_ical(feed(world, name)).walk("VEVENT")
        gone = [event for event in read if str(event["uid"]) == "nordlia-nav.leaders@avtale"]
        assert [(str(event["status"]), str(event["summary"])) for event in gone] == [
            ("CANCELLED", "Bortfalt: Møte: Ledermøte – Nordlia-avtalen")
        ]
        assert gone[0]["sequence"] >= (later - dt.date(1970, 1, 1)).days
        assert "nordlia-nav.leaders" not in duties(feed(world, name))
        assert "nordlia-nav.chiefs" in duties(feed(world, name))
    assert set(states(write(world, later + dt.timedelta(days=1))).values()) == {"same"}
    write(world, later + dt.timedelta(days=91))
    assert b"leaders" not in feed(world, "all.ics")
    assert b"leaders" not in feed(world, "owner/county.ics")


def test_a_calendar_that_nothing_is_left_for_stays_and_is_empty_in_the_end(world: World) -> None:
    write(world)
    (world.agreements / "other-1.00.yaml").unlink()
    later = ON + dt.timedelta(days=1)
    assert states(write(world, later))["document/other.ics"] == "gone"
    read = icalendar.Calendar.from_ical(feed(world, "document/other.ics")).walk("VEVENT")
    assert {str(event["status"]) for event in read} == {"CANCELLED"}
    assert str(icalendar.Calendar.from_ical(feed(world, "document/other.ics"))["name"]).startswith(
        "Ikke i bruk"
    )
    assert b"other.ics" not in feed(world, "index.html")
    write(world, later + dt.timedelta(days=100))
    assert days(feed(world, "document/other.ics"), cancelled=True) == []
    assert b"BEGIN:VTIMEZONE" in feed(world, "document/other.ics")  # RFC 5545, 3.6


def test_a_duty_that_changes_hands_leaves_the_one_and_comes_to_the_other(world: World) -> None:
    write(world)
    body = BODY.replace("owner: county", "owner: nav")
    world.document(body=body.replace("from: 2026-08-01", "from: 2028-01-01"), version="2.00")
    write(world, ON + dt.timedelta(days=1))
    before = [each.day for each in days(feed(world, "owner/county.ics")) if ".report." in each.uid]
    after = [each.day for each in days(feed(world, "owner/nav.ics")) if ".report" in each.uid]
    assert dt.date(2027, 6, 30) in before
    assert dt.date(2028, 6, 30) not in before
    assert dt.date(2028, 6, 30) in after


def test_a_dry_run_tells_the_same_and_writes_nothing(world: World) -> None:
    told = states(write(world, dry_run=True))
    assert not (world.agreements.parent / "out").exists()
    assert told == states(write(world))


@pytest.mark.parametrize("name", ["all.ics", "index.html", "document/other.ics", "owner/nav.ics"])
def test_a_file_of_somebody_else_stops_all_of_it(world: World, name: str) -> None:
    path = world.agreements.parent / "out" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"<html>mine</html>")
    with pytest.raises(UsageError, match=path.name):
        write(world)
    assert [each for each in (world.agreements.parent / "out").rglob("*") if each.is_file()] == [path]
    assert path.read_bytes() == b"<html>mine</html>"


def test_files_of_others_beside_ours_are_left_alone(world: World) -> None:
    out = world.agreements.parent / "out"
    mine = {out / "readme.txt": b"a", out / "owner" / "mine.ics": b"BEGIN:VCALENDAR\r\nPRODID:-//x//EN\r\n"}
    for path, data in mine.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    write(world)
    write(world, ON + dt.timedelta(days=1))
    assert {path: path.read_bytes() for path in mine} == mine


def test_parties_that_are_spelled_almost_alike_have_each_their_own(tmp_path: Path) -> None:
    world = World(tmp_path)
    names = ("NAV Ål", "NAV Al", "NAV Ål.", "áhkká")
    for number, name in enumerate(names):
        path = world.document(key=f"k{number}", body=OTHER, approved=False)
        path.write_text(path.read_text().replace("NAV Nordlia", name))
        world.event(
            f"k{number}", "1.00", "approval", approved_by="Bo Eksempel", fingerprint=world.fingerprint(path)
        )
    files = [each.path.name for each in write(world) if each.path.parent.name == "party"]
    assert len(files) == len(names) + 1
    assert "nav-al.ics" in files
    assert all(name.isascii() for name in files)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"UID:", b"UID;X=1:"),
        lambda data: data.replace(b"SEQUENCE:", b"SEQUENCE:x"),
        lambda data: data.replace(b"\r\n", b"\n"),
        lambda data: data.replace(b"DTSTART;VALUE=DATE:2", b"DTSTART;VALUE=DATE:x"),
        lambda data: data + data,
        lambda data: data.replace(b"leaders", b"\xff\xfe"),
        lambda data: data.replace(b"END:VEVENT", b"END:VTODO"),
        lambda data: data.replace(b"RRULE:FREQ=", b"RRULE:FREQ=X"),
        lambda data: data[:200],
    ],
)
def test_a_calendar_of_ours_that_was_spoiled_is_made_whole(world: World, spoil: object) -> None:
    write(world)
    whole = duties(feed(world, "all.ics"))
    out = world.agreements.parent / "out"
    for path in out.rglob("*.ics"):
        path.write_bytes(spoil(path.read_bytes()))  # type: ignore[operator]
    (world.agreements / "other-1.00.yaml").unlink()  # so that something is to be cancelled
    write(world, ON + dt.timedelta(days=1))
    for path in out.rglob("*.ics"):
        read = icalendar.Calendar.from_ical(path.read_bytes())
        assert [part.errors for part in read.walk() if part.errors] == []
    assert duties(feed(world, "all.ics")) == {name for name in whole if name.startswith("nordlia")}


@pytest.mark.parametrize("key", ["../../evil", "a" * 300, "a.b", "Å b", "x\ny"])
def test_a_key_that_is_none_names_no_file_outside_and_is_in_no_way_of_others(
    tmp_path: Path, key: str
) -> None:
    world = World(tmp_path)
    path = world.document(key="other", body=OTHER, approved=False)
    path.write_text(path.read_text().replace("key: other", f'key: "{key}"'.replace("\n", "\\n")))
    world.document(key="good", body=OTHER)
    files = [each.path for each in write(world)]
    out = (tmp_path / "out").resolve()
    assert all(out in each.resolve().parents for each in files)
    assert all(len(each.name) < 150 for each in files)
    assert sorted(each for each in tmp_path.iterdir()) == [tmp_path / "agreements", tmp_path / "out"]


def test_a_folder_that_is_a_file_or_a_file_that_is_a_folder_is_told_in_one_line(world: World) -> None:
    out = world.agreements.parent / "out"
    out.write_text("")
    with pytest.raises(AvtaleError) as told:
        write(world)
    assert "\n" not in told.value.message.nb
    out.unlink()
    (out / "all.ics").mkdir(parents=True)
    with pytest.raises(AvtaleError) as told:
        write(world)
    assert "\n" not in told.value.message.nb
