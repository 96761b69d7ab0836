"""The calendar feed, read again by two readers that share no code with each other."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import icalendar
import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from avtale.facts.agenda import agenda
from avtale.publish.calendar import Feed, calendar, is_ours
from tests.unit.publish.calendars import days, named
from tests.unit.publish.world import SETTINGS, World

BODY = """
validity: {from: 2026-08-01, to: 2029-07-31, notice: 6 months}
evaluation: {every: 1 year, month: 4, convened_by: county}
meetings:
  - {id: leaders, title: {nb: Ledermøte, en: Meeting of leaders}, every: 6 months, month: 3}
responsibilities:
  - id: report
    owner: county
    does: |-
      skrive rapport, med tall; og et vedlegg
      som er langt nok til at linjen må brettes mer enn én gang i filen
    deadline: {every: 1 year, month: 6}
    source: §4
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def built(world: World, on: str = "2027-05-01", **more: str) -> Feed:
    return calendar(world.open(), dt.date.fromisoformat(on), **more)


def events(feed: Feed) -> dict[str, tuple[dt.date, str]]:
    """Day and summary by the UID each has alone, by both readers; fails unless they agree and no UID stands twice."""
    assert len(days(feed.data)) == feed.deadlines + feed.warnings
    return {uid: (each.day, each.summary) for uid, each in named(feed.data).items()}


def test_every_event_lasts_one_day_and_blocks_no_time(world: World) -> None:
    world.document(body=BODY)
    read = IcsCalendarStream.calendar_from_ics(built(world).data.decode("utf-8"))
    assert (read.method, read.calscale, read.version) == ("PUBLISH", "GREGORIAN", "2.0")
    assert read.refresh_interval == dt.timedelta(days=1)
    assert len(read.events) > 15
    for event in read.events:
        assert type(event.dtstart) is dt.date
        assert event.dtend == event.dtstart + dt.timedelta(days=1)
        assert event.transparency == "TRANSPARENT"
        assert event.dtstamp == event.last_modified == dt.datetime(2027, 5, 1, tzinfo=dt.UTC)
        assert (event.alarm, event.attendees, event.organizer) == ([], [], None)


def test_lines_are_folded_and_end_as_the_standard_says(world: World) -> None:
    world.document(body=BODY)
    data = built(world).data
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert is_ours(data)
    described = [str(e["description"]) for e in icalendar.Calendar.from_ical(data).walk("VEVENT")]
    assert any("skrive rapport, med tall; og et vedlegg som er langt nok" in text for text in described)
    assert any(
        "Ansvarlig: Nordlia fylkeskommune\nPunkt: §4\nDokument: nordlia-nav, versjon 1.00" in t
        for t in described
    )


def test_what_is_due_missed_and_done(world: World) -> None:
    world.document(body=BODY)
    world.done("leaders", "2027-03-31", "2027-03-20")
    found = events(built(world))
    assert found["nordlia-nav.leaders.2026-09-30@avtale"] == (
        dt.date(2026, 9, 30), "Over fristen: Møte: Ledermøte – Nordlia-avtalen",
    )  # fmt: skip
    assert found["nordlia-nav.leaders.2027-03-31@avtale"][1] == "Gjort: Møte: Ledermøte – Nordlia-avtalen"
    assert not any(day == dt.date(2027, 2, 28) for day, _ in found.values())  # its warning went
    assert found["nordlia-nav.leaders.2027-09-30@avtale"][1] == "Møte: Ledermøte – Nordlia-avtalen"
    assert found["nordlia-nav.leaders.warning.2027-08-30@avtale"] == (
        dt.date(2027, 8, 30), "Varsel: Møte: Ledermøte – Nordlia-avtalen (frist om en måned)",
    )  # fmt: skip
    assert found["nordlia-nav.expiry.2029-07-31.warning@avtale"][0] == dt.date(2029, 4, 30)
    assert found["nordlia-nav.notice.2029-01-31@avtale"][1] == "Siste dag for oppsigelse – Nordlia-avtalen"
    assert max(day for day, _ in found.values()) == dt.date(2029, 7, 31)


def test_the_settings_lead_times_move_the_warnings(tmp_path: Path) -> None:
    world = World(tmp_path, SETTINGS + "lead_times: {expiry: 6 months, evaluation: 6 weeks, duty: 2 weeks}\n")
    world.document(body=BODY)
    found = events(built(world))
    assert found["nordlia-nav.expiry.2029-07-31.warning@avtale"][0] == dt.date(2029, 1, 31)
    assert "nordlia-nav.evaluation.warning.2028-03-19@avtale" in found
    assert "nordlia-nav.report.warning.2028-06-16@avtale" in found


def test_english_readers_get_english_words(world: World) -> None:
    world.document(body=BODY)
    found = events(built(world, lang="en"))
    assert found["nordlia-nav.leaders.2028-03-31.warning@avtale"][1] == (
        "Warning: Meeting: Meeting of leaders – Nordlia-avtalen (Due 2028-03-31)"
    )
    assert found["nordlia-nav.leaders.warning.2027-08-30@avtale"][1] == (
        "Warning: Meeting: Meeting of leaders – Nordlia-avtalen (due in a month)"
    )
    assert set(found) == set(events(built(world)))


def test_the_same_day_gives_the_same_bytes_and_a_later_one_outranks(world: World) -> None:
    world.document(body=BODY)
    one, again, later = built(world), built(world), built(world, "2027-05-02")
    assert one.data == again.data
    first, second = (icalendar.Calendar.from_ical(f.data).walk("VEVENT")[0] for f in (one, later))
    assert first["sequence"] < second["sequence"]
    assert first["dtstamp"].dt < second["dtstamp"].dt


def test_a_new_version_keeps_every_event(world: World) -> None:
    world.document(body=BODY)
    before = events(built(world))
    world.document(version="2.00", body=BODY.replace("skrive rapport", "lage rapport"))
    assert {uid: day for uid, (day, _) in events(built(world)).items()} == {
        uid: day for uid, (day, _) in before.items()
    }


def test_a_deadline_on_a_day_off_stays_and_names_the_working_day(world: World) -> None:
    body = """
    validity: {from: 2026-01-01, to: 2026-12-31}
    responsibilities:
      - {id: easter, does: en, deadline: {date: 2026-04-06}}
      - {id: saturday, does: to, deadline: {date: 2026-05-16}}
      - {id: weekday, does: tre, deadline: {date: 2026-05-15}}
    """
    world.document(body=body)
    read = icalendar.Calendar.from_ical(built(world, "2026-01-01").data).walk("VEVENT")
    by_duty = {str(e["uid"]): str(e["description"]) for e in read}
    easter = by_duty["nordlia-nav.easter.2026-04-06@avtale"]
    assert "Andre påskedag" in easter
    assert "Nærmeste virkedag før er onsdag 01.04.2026." in easter
    assert (
        "Dagen er lørdag. Nærmeste virkedag før er fredag 15.05.2026."
        in by_duty["nordlia-nav.saturday.2026-05-16@avtale"]
    )
    assert "virkedag" not in by_duty["nordlia-nav.weekday.2026-05-15@avtale"]


def test_nothing_due_is_still_a_calendar(world: World) -> None:
    world.document(body=BODY, approved=False)
    feed = built(world)
    assert (feed.deadlines, feed.warnings, feed.missed) == (0, 0, 0)
    read = IcsCalendarStream.calendar_from_ics(feed.data.decode("utf-8"))
    assert read.events == []
    assert [part.name for part in icalendar.Calendar.from_ical(feed.data).subcomponents] == ["VTIMEZONE"]


def test_what_looks_like_a_command_is_only_text(world: World) -> None:
    body = BODY.replace("does: |-", 'when: "a"\n    does: |-').replace(
        "title: {nb: Ledermøte, en: Meeting of leaders}", r'title: "Møte\r\nEND:VEVENT\r\nBEGIN:VALARM\e[2J"'
    )
    world.document(body=body)
    feed = built(world)
    assert any("Møte END:VEVENT BEGIN:VALARM [2J" in summary for _, summary in events(feed).values())
    assert b"\x1b" not in feed.data
    assert b"\r\nBEGIN:VALARM" not in feed.data


@settings(max_examples=15, phases=(Phase.explicit, Phase.generate), deadline=None)
@given(
    start=st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1)),
    length=st.integers(0, 4000),
    every=st.sampled_from(
        ["1 week", "1 month", "3 months", "5 months", "1 year", "2 years", "30 working days"]
    ),
    month=st.integers(1, 12),
    day=st.sampled_from([1, 15, 29, 30, 31]),
    notice=st.integers(1, 40),
    asked=st.integers(-500, 4500),
    done=st.integers(0, 12),
)
def test_any_span_and_cadence(
    start: dt.date, length: int, every: str, month: int, day: int, notice: int, asked: int, done: int
) -> None:
    end = start + dt.timedelta(days=length)
    assume(every != "1 week" or length < 800)
    body = f"""
    validity: {{from: {start}, to: {end}, notice: {notice} months}}
    evaluation: {{every: {every}, month: {month}, by: {start}}}
    meetings: [{{id: meet, title: Møte, every: {every}, month: {month}}}]
    responsibilities:
      - id: due
        does: gjøre
        deadline: {{every: {every}, month: {month}, day: {day}}}
        follow_up: {{moves: after}}
    """
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        world.document(body=body)
        on = start + dt.timedelta(days=asked)
        repository = world.open()
        for one in [one for one in agenda(repository, on) if one.id == "due" and one.date < on][:done]:
            world.done("due", str(one.date), str(one.date))
        repository = world.open()
        found = events(calendar(repository, on))
        told = {
            f"{one.key}.{one.id}.{one.date}@avtale": (one.due, one.status) for one in agenda(repository, on)
        }
        next_day = events(calendar(repository, on + dt.timedelta(days=1)))
        world.document(version="1.01", body=body)
        new_version = events(calendar(world.open(), on))
    deadlines = {uid: day for uid, (day, _) in found.items() if "warning" not in uid}
    assert deadlines == {uid: due for uid, (due, _) in told.items()}
    assert f"nordlia-nav.expiry.{end}@avtale" in found
    for uid, (_, status) in told.items():
        assert found[uid][1].startswith("Gjort: ") == (status == "done")
        assert found[uid][1].startswith("Over fristen: ") == (status == "missed")
    lasting = {uid for uid in deadlines if ".signature." not in uid}  # a new version is signed anew
    assert lasting <= new_version.keys()
    assert lasting <= next_day.keys()  # the far end of what is listed may move on by a day
