"""What RFC 5545 and 7986 demand of a calendar, and what Outlook and Google document that they read of one: a test each.

[MS-OXCICAL] is how Outlook and Exchange import a calendar, [MS-STANOICAL] where Outlook departs from the RFC.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import icalendar
import pytest

from avtale.facts.agenda import agenda
from avtale.publish.calendar import calendar, entry
from avtale.publish.events import uid
from tests.unit.publish.calendars import days
from tests.unit.publish.world import World

ON = dt.date(2027, 5, 1)
LONG = "x" * 90
BODY = f"""
validity: {{from: 2026-08-01, until_replaced: true, revised_every: 4 years}}
evaluation: {{every: 1 year, month: 2, by: 2028-10-01}}
meetings:
  - {{id: monthly, title: "Møte – {"ÆØÅ 🙂 " * 30}", every: 1 month}}
  - {{id: weekly, title: Uke, every: 1 week}}
  - {{id: {LONG}{LONG}{LONG}, title: Langt, every: 6 months, month: 3}}
responsibilities:
  - {{id: day30, does: "a, b; c\\\\d", deadline: {{every: 1 month, day: 30}}, follow_up: {{moves: after}}}}
  - {{id: days, does: telle, deadline: {{every: 10 working days}}}}
  - {{id: rare, does: sjelden, deadline: {{every: 9 years, month: 1}}}}
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A calendar of much that is odd, with what is cancelled in it."""
    world = World(tmp_path_factory.mktemp("limits"))
    world.document(body=BODY)
    for day in ("2026-08-30", "2026-09-30"):
        world.done("day30", day, day)
    before = calendar(world.open(), ON - dt.timedelta(days=1)).data
    path = world.document(body=BODY.replace("id: rare", "id: seldom"), version="1.01")
    assert path.exists()
    (world.agreements / "nordlia-nav-1.00.yaml").unlink()
    return calendar(world.open(), ON, before=before).data


@pytest.fixture(scope="module")
def events(data: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))  # type: ignore[arg-type]


def test_both_readers_understand_all_of_it(data: bytes) -> None:
    assert len(days(data)) > 500


NAME = rb"[A-Z0-9-]+"
TEXT = rb'[^"\x00-\x08\x0a-\x1f\x7f]'
LINE = re.compile(rb"%s(;%s=[^\x00-\x1f\x7f\";:,]+)*:%s*(\"%s*)*" % (NAME, NAME, TEXT, TEXT))


def test_every_line_is_of_the_grammar(data: bytes) -> None:
    """RFC 5545, 3.1: contentline, folded at no more than 75 octets, and whole letters on each line."""
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    folded = data.split(b"\r\n")
    assert max(map(len, folded)) <= 75
    for line in folded:
        line.decode("utf-8")
    for line in data.replace(b"\r\n ", b"").split(b"\r\n")[:-1]:
        assert LINE.fullmatch(line), line


ONCE = {
    "VCALENDAR": {"PRODID", "VERSION", "CALSCALE", "METHOD", "UID", "LAST-MODIFIED", "URL", "REFRESH-INTERVAL", "SOURCE", "COLOR"},
    "VEVENT": {
        "DTSTAMP", "UID", "DTSTART", "CLASS", "CREATED", "DESCRIPTION", "GEO", "LAST-MODIFIED", "LOCATION", "ORGANIZER",
        "PRIORITY", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "URL", "RECURRENCE-ID", "RRULE", "DTEND",
    },
}  # fmt: skip
MUST = {
    "VCALENDAR": {"PRODID", "VERSION", "METHOD", "NAME"},
    "VEVENT": {"DTSTAMP", "UID", "DTSTART", "SUMMARY", "SEQUENCE"},
}


def test_each_property_stands_where_it_may_and_as_often(data: bytes) -> None:
    """RFC 5545, 3.6 and 3.6.1; RFC 7986, 4; RFC 5546, 3.2.1 for what is published."""
    inside: list[str] = []
    found: list[Counter[str]] = []
    for line in data.decode().replace("\r\n ", "").split("\r\n")[:-1]:
        name, _, value = re.split("[;:]", line, maxsplit=1)[0], "", line.partition(":")[2]
        if name == "BEGIN":
            inside.append(value)
            found.append(Counter())
        elif name == "END":
            kind, counted = inside.pop(), found.pop()
            assert kind == value
            assert counted.keys() <= ONCE[kind] | {"NAME", "EXDATE"} | {
                n for n in counted if n.startswith("X-")
            }
            assert MUST[kind] <= counted.keys()
            assert all(counted[each] == 1 for each in ONCE[kind] & counted.keys())
        else:
            found[-1][name] += 1
    assert inside == []


def test_a_series_and_its_exceptions_fit_together(events: list[icalendar.Event]) -> None:
    """RFC 5545, 3.8.4.4: one event with the rule, each exception of a day that the rule gives, none of them twice."""
    whole = [str(each["uid"]) for each in events if "recurrence-id" not in each]
    assert len(whole) == len(set(whole))
    exceptions = [(str(each["uid"]), each["recurrence-id"].dt) for each in events if "recurrence-id" in each]
    assert len(exceptions) == len(set(exceptions)) > 20
    with_rule = {str(each["uid"]) for each in events if "rrule" in each}
    assert {name for name, _ in exceptions} <= with_rule
    for each in events:
        assert type(each["dtstart"].dt) is dt.date
        assert each["dtend"].dt == each["dtstart"].dt + dt.timedelta(days=1)
        if "rrule" in each:
            assert type(each["rrule"]["UNTIL"][0]) is dt.date  # the same type as DTSTART (3.3.10)


def test_what_is_cancelled_says_so_and_outranks_what_it_was(events: list[icalendar.Event]) -> None:
    """RFC 5546, 3.2.5: the same UID, a higher SEQUENCE, STATUS:CANCELLED."""
    gone = [each for each in events if each.get("status") == "CANCELLED"]
    assert {str(each["uid"]).split(".")[1].removesuffix("@avtale") for each in gone} == {"rare"}
    assert all(each["sequence"] == (ON - dt.date(1970, 1, 1)).days for each in gone)


def test_a_monthly_meeting_is_one_event_for_eight_years(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.document(
        body="validity: {from: 2026-01-01, to: 2033-12-31}\nmeetings: [{id: m, title: M, every: 1 month}]"
    )
    made = calendar(world.open(), dt.date(2029, 1, 1))
    of_it = [day for day in days(made.data) if day.uid == "nordlia-nav.m@avtale"]
    assert len(of_it) == 96
    rules = [each for each in icalendar.Calendar.from_ical(made.data).walk("VEVENT") if "rrule" in each]
    assert [str(each["uid"]) for each in rules] == ["nordlia-nav.m@avtale"]


def test_outlook_reads_one_calendar_in_a_file(data: bytes) -> None:
    """[MS-OXCICAL] 2.1.3.1.1: several only with METHOD:PUBLISH, and older ones not at all."""
    assert data.count(b"BEGIN:VCALENDAR") == 1
    assert data.count(b"METHOD:PUBLISH") == 1


def test_outlook_tells_uids_apart_up_to_202_bytes(events: list[icalendar.Event]) -> None:
    """[MS-STANOICAL] 2.1.10."""
    names = {str(each["uid"]) for each in events}
    assert max(len(name.encode()) for name in names) <= 202
    assert len({name.encode()[:202] for name in names}) == len(names)
    assert uid("k", LONG, "a" * 200) != uid("k", LONG, "a" * 201)


TEMPLATES = [  # [MS-OXCICAL] 2.1.3.2.2: daily, weekly, monthly and yearly recurrences
    {"FREQ", "INTERVAL", "UNTIL"},
    {"FREQ", "INTERVAL", "UNTIL", "BYMONTHDAY"},
    {"FREQ", "INTERVAL", "UNTIL", "BYMONTHDAY", "BYMONTH"},
]


def test_outlook_keeps_every_rule(events: list[icalendar.Event]) -> None:
    """Of its templates, with one day of the month, none but the last counted from the end, and intervals it keeps."""
    rules = [each["rrule"] for each in events if "rrule" in each]
    assert {rule["FREQ"][0] for rule in rules} >= {"WEEKLY", "MONTHLY", "YEARLY"}
    for rule in rules:
        kind = {"DAILY": 0, "WEEKLY": 0, "MONTHLY": 1, "YEARLY": 2}[rule["FREQ"][0]]
        assert set(rule) <= TEMPLATES[kind]
        assert all(len(value) == 1 for value in rule.values())
        assert rule.get("BYMONTHDAY", [1])[0] in (-1, *range(1, 32))
        assert rule.get("INTERVAL", [1])[0] <= 99


def test_outlook_has_no_other_day_beside_a_rule(data: bytes) -> None:
    """[MS-OXCICAL] 2.1.3.1.1.20.18: an RDATE is read as a moved day alone, so a day of its own is an event of its own."""
    assert b"\r\nRDATE" not in data


def test_outlook_keeps_a_moved_day_between_its_neighbours(events: list[icalendar.Event]) -> None:
    """The same place: an instance must not be moved past the one before or after it, nor onto it."""
    by_uid: dict[str, list[tuple[dt.date, dt.date]]] = {}
    for each in events:
        if "recurrence-id" in each:
            by_uid.setdefault(str(each["uid"]), []).append((each["recurrence-id"].dt, each["dtstart"].dt))
    moved = [pair for pairs in by_uid.values() for pair in pairs if pair[0] != pair[1]]
    assert len(moved) > 5
    for pairs in by_uid.values():
        days_of = [day for _, day in sorted(pairs)]
        assert days_of == sorted(set(days_of))


def test_outlook_clamps_the_30th_to_february_unless_it_is_taken_out(events: list[icalendar.Event]) -> None:
    """Exchange's AbsoluteMonthlyRecurrence: a day the month lacks is its last."""
    series = next(each for each in events if str(each["uid"]) == "nordlia-nav.day30@avtale")
    assert series["rrule"]["BYMONTHDAY"] == [30]
    without = {each.dt for each in series["exdate"].dts}
    assert {dt.date(2027, 2, 28), dt.date(2028, 2, 29)} <= without


def test_no_zone_is_needed_since_every_day_is_a_whole_one(data: bytes) -> None:
    """A TZID needs a VTIMEZONE (RFC 5545, 3.2.19), which Outlook cannot do without; days have none, and stamps are in UTC."""
    assert b"TZID" not in data
    assert len(re.findall(rb"\r\nDTSTAMP:\d{8}T\d{6}Z\r\n", data)) == data.count(b"BEGIN:VEVENT")


def test_it_has_the_name_that_outlook_and_google_show(data: bytes) -> None:
    """Both read X-WR-CALNAME; RFC 7986 has NAME (5.1)."""
    read = icalendar.Calendar.from_ical(data)
    assert str(read["name"]) == str(read["x-wr-calname"]) == "Frister i avtalene – Nordlia fylkeskommune"


def test_google_reads_the_calendar_of_a_document_with_much_in_it(data: bytes) -> None:
    """Google Calendar imports no file over 1 MB (its help, "Import events")."""
    assert len(data) < 1_000_000


def test_texts_are_as_long_as_outlook_shows_them(events: list[icalendar.Event]) -> None:
    """Outlook's field for a subject takes 255 characters."""
    assert max(len(str(each["summary"])) for each in events) <= 255


def test_no_person_is_named(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.document(body="validity: {from: 2026-01-01, to: 2028-12-31}\nevaluation: {every: 1 year, month: 4}")
    (world.agreements / "contacts.yaml").write_text(
        "format: 1\ncontacts:\n  - {role: county, name: Kari Merkeord, email: kari@example.no, from: 2026-01-01}\n"
    )
    world.done("evaluation", "2026-04-30", "2026-04-20")
    data = calendar(world.open(), ON).data
    assert b"ATTENDEE" not in data
    assert b"ORGANIZER" not in data
    for word in (b"Merkeord", b"kari@", b"Bo Eksempel", b"mailto"):
        assert word not in data


def test_the_entry_of_a_mail_is_a_calendar_of_its_days_alone(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.document(body=BODY)
    chosen = agenda(world.open(), ON)[:40:5]
    for one in chosen:
        made = entry(one, on=ON)
        assert [day.day for day in days(made)] == [one.due]
        assert made == entry(one, on=ON)
        assert b"RRULE" not in made
    together = days(entry(*chosen, on=ON))
    assert {day.uid for day in together} == {uid(one.key, one.id, str(one.date)) for one in chosen}
    assert b"BEGIN:VTIMEZONE" in entry(on=ON)


def test_a_day_that_is_moved_onto_the_next_of_its_series_stands_alone(tmp_path: Path) -> None:
    """[MS-OXCICAL] 2.1.3.1.1.20.18: no instance on or past its neighbour; Outlook would drop one of them."""
    world = World(tmp_path)
    world.document(
        body="""
        validity: {from: 2027-06-01, to: 2027-07-31}
        responsibilities: [{id: often, does: se, deadline: {every: 2 days}, follow_up: {moves: after}}]
        """
    )
    data = calendar(world.open(), ON).data
    often = [
        each for each in icalendar.Calendar.from_ical(data).walk("VEVENT") if ".often" in str(each["uid"])
    ]
    pairs = [(each["recurrence-id"].dt, each["dtstart"].dt) for each in often if "recurrence-id" in each]
    series = [day.day for day in days(data) if day.uid == "nordlia-nav.often@avtale"]
    assert len(series) == len(set(series)) > 10
    assert all(series.count(day) == 1 for _, day in pairs)
    told = sorted(day.day for day in days(data) if ".often" in day.uid and "warning" not in day.uid)
    assert told == sorted(one.due for one in agenda(world.open(), ON) if one.id == "often")
