"""`avtale remind --calendar` from outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream

from tests.acceptance.outside import Ran, avtale
from tests.unit.publish.world import World

BODY = """
validity: {from: 2026-08-01, to: 2029-07-31}
evaluation: {every: 1 year, month: 4}
responsibilities: [{id: tell, does: si fra, deadline: {within: 3 days, of: avbruddet}}]
"""


def run(folder: Path, *command: str) -> Ran:
    return avtale("remind", *command, cwd=folder)


@pytest.fixture
def county(tmp_path: Path) -> Path:
    World(tmp_path).document(body=BODY)
    return tmp_path


def test_it_says_what_it_wrote_and_what_has_no_day(county: Path) -> None:
    done = run(county, "--calendar", "ut/frister.ics", "--on", "2027-05-01")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "Skrev ut/frister.ics: 6 frister og 6 varsler.",
        "Over fristen: 3. Se «avtale due».",
        "1 frist har ingen dag (som «innen 3 dager etter …») og står ikke i kalenderen.",
    ]
    read = IcsCalendarStream.calendar_from_ics((county / "ut/frister.ics").read_bytes().decode())
    assert len(read.events) == 11  # what comes round is one event, with its exceptions


def test_a_calendar_of_ours_is_written_anew_with_the_same_bytes(county: Path) -> None:
    command = ("--calendar", "frister.ics", "--on", "2027-05-01")
    assert run(county, *command).code == 0
    first = (county / "frister.ics").read_bytes()
    assert run(county, *command).code == 0
    assert (county / "frister.ics").read_bytes() == first
    assert sorted(path.name for path in county.iterdir()) == ["agreements", "frister.ics"]


@pytest.mark.parametrize("data", [b"", b"BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\n", b"\xff\x00"])
def test_a_file_of_others_is_left_alone_without_force(county: Path, data: bytes) -> None:
    target = county / "frister.ics"
    target.write_bytes(data)
    refused = run(county, "--calendar", "frister.ics")
    assert refused.code == 2
    assert "--force" in refused.err
    assert target.read_bytes() == data
    assert run(county, "--calendar", "frister.ics", "--force").code == 0
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_one_document_may_be_named_and_the_language_chosen(county: Path) -> None:
    World.document(_of(county), key="other", body=BODY)
    done = run(county, "--calendar", "a.ics", "other", "--on", "2027-05-01", "--lang", "en")
    assert done.out.startswith("Wrote a.ics: 6 deadlines and 6 warnings.\n")
    read = IcsCalendarStream.calendar_from_ics((county / "a.ics").read_bytes().decode())
    assert {(event.uid or "").split(".")[0] for event in read.events} == {"other"}


def test_without_a_file_to_write_it_is_misuse(county: Path) -> None:
    done = run(county)
    assert done.code == 2
    assert "--calendar" in done.err


def test_a_folder_is_no_file(county: Path) -> None:
    done = run(county, "--calendar", "agreements")
    assert done.code == 2
    assert "Traceback" not in done.err


def _of(folder: Path) -> World:
    world = World.__new__(World)
    world.agreements = folder / "agreements"
    return world
