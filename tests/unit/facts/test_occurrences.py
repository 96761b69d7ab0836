"""What falls due, on which day, and whether it was done."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.facts.occurrences import all_occurrences, next_due, occurrences, undated
from avtale.publish.words import headline
from avtale.rules.check import check
from tests.unit.publish.world import World

ON = dt.date(2028, 5, 1)
BODY = """
validity: {from: 2026-08-01, to: 2029-07-31, notice: 6 months}
evaluation: {every: 1 year, month: 4, convened_by: county}
meetings:
  - {id: leaders, title: Ledermøte, every: 6 months, month: 3, convened_by: county}
responsibilities:
  - {id: report, owner: county, strength: shall, does: skrive rapport, deadline: {every: 1 year, month: 6, day: 15}}
  - {id: start, owner: nav, strength: shall, does: peke ut kontakt, deadline: {date: 2026-08-20}}
  - {id: tell, owner: nav, strength: shall, does: si fra, deadline: {within: 3 days, of: avbruddet}}
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def found(world: World, on: dt.date = ON) -> list[tuple[str, str, str]]:
    repository = world.open()
    return [
        (one.date.isoformat(), one.duty.id, one.status)
        for one in all_occurrences(repository.entries, repository, on)
    ]


def test_every_kind_of_deadline_has_its_dates(world: World) -> None:
    world.document(body=BODY)
    world.done("evaluation", "2027-04-30", "2027-04-12")
    world.done("start", "2026-08-20", "2026-08-20")
    assert found(world) == [
        ("2026-08-20", "start", "done"),
        ("2026-09-30", "leaders", "missed"),
        ("2027-03-31", "leaders", "missed"),
        ("2027-04-30", "evaluation", "done"),
        ("2027-06-15", "report", "missed"),
        ("2027-09-30", "leaders", "missed"),
        ("2028-03-31", "leaders", "missed"),
        ("2028-04-30", "evaluation", "missed"),
        ("2028-06-15", "report", "due"),
        ("2028-09-30", "leaders", "due"),
        ("2029-01-31", "notice", "due"),
        ("2029-03-31", "leaders", "due"),
        ("2029-04-30", "evaluation", "due"),
        ("2029-06-15", "report", "due"),
        ("2029-07-31", "expiry", "due"),
    ]


def test_what_one_version_gives_stands_by_date_its_first_day_among_it(world: World) -> None:
    world.document(body=BODY.replace("date: 2026-08-20", "date: 2026-08-01"))
    repository = world.open()
    dates = [one.date for one in occurrences(repository.entries[0], repository, ON)]
    assert dates == sorted(dates)
    assert dates[0] == dt.date(2026, 8, 1)


def test_what_depends_on_an_event_has_no_date(world: World) -> None:
    world.document(body=BODY)
    repository = world.open()
    entry = repository.entries[0]
    assert [duty.id for duty in undated(entry, repository, ON)] == ["tell"]
    assert undated(entry, repository, dt.date(2029, 8, 1)) == []


@pytest.mark.parametrize(("day", "status"), [("2028-04-30", "due"), ("2028-05-01", "missed")])
def test_the_day_itself_is_not_too_late(world: World, day: str, status: str) -> None:
    world.document(body=BODY)
    assert ("2028-04-30", "evaluation", status) in found(world, dt.date.fromisoformat(day))


def test_what_was_done_later_was_not_done_yet(world: World) -> None:
    world.document(body=BODY)
    world.done("evaluation", "2028-04-30", "2028-06-02")
    assert ("2028-04-30", "evaluation", "missed") in found(world, dt.date(2028, 6, 1))
    assert ("2028-04-30", "evaluation", "done") in found(world, dt.date(2028, 6, 2))


def test_milestones_pass_and_are_never_missed(world: World) -> None:
    world.document(body=BODY)
    statuses = {duty: status for _, duty, status in found(world, dt.date(2031, 1, 1))}
    assert statuses == {
        "start": "missed", "leaders": "missed", "evaluation": "missed", "report": "missed",
        "notice": "passed", "expiry": "passed",
    }  # fmt: skip


def test_a_draft_gives_nothing(world: World) -> None:
    world.document(body=BODY, approved=False)
    assert found(world) == []


def test_a_transcription_gives_what_fell_due_while_it_held(world: World) -> None:
    world.document(body="transcribed_from: {title: Gammel avtale}\n" + BODY, approved=False)
    assert ("2027-04-30", "evaluation", "missed") in found(world)


def test_dates_that_cannot_be_computed_give_only_what_is_written_out(world: World) -> None:
    world.document(
        body=BODY.replace("from: 2026-08-01, to: 2029-07-31, notice: 6 months", "duration: 3 years")
    )
    assert found(world) == [("2026-08-20", "start", "missed")]


def test_a_successor_takes_over_on_its_first_day_and_nothing_stands_twice(world: World) -> None:
    world.document(body=BODY)
    before = found(world)
    world.document(version="1.01", body=BODY.replace("from: 2026-08-01", "from: 2028-03-31"))
    assert found(world) == before
    repository = world.open()
    by_version = {
        one.date.isoformat(): one.entry.version
        for one in all_occurrences(repository.entries, repository, ON)
        if one.duty.id == "leaders"
    }
    assert by_version == {
        "2026-09-30": "1.00", "2027-03-31": "1.00", "2027-09-30": "1.00",
        "2028-03-31": "1.01", "2028-09-30": "1.01", "2029-03-31": "1.01",
    }  # fmt: skip


def test_a_successor_with_the_same_validity_takes_over_on_the_day_its_header_says(world: World) -> None:
    """Its own new duty was not missed before anybody had promised it, and the months stay those of the validity."""
    more = "  - {id: new, owner: nav, strength: shall, does: noe nytt, deadline: {every: 1 year, month: 5}}\n"
    world.document(body=BODY)
    before = found(world)
    world.document(version="1.01", body=BODY + more, header="effective_from: 2028-03-01")
    new = [row for row in found(world) if row[1] == "new"]
    assert new == [("2028-05-31", "new", "due"), ("2029-05-31", "new", "due")]
    assert [row for row in found(world) if row[1] != "new"] == before
    repository = world.open()
    first = {one.entry.version: one.date.isoformat() for one in reversed(all_occurrences(repository.entries, repository, ON))}  # fmt: skip
    assert first == {"1.00": "2026-08-20", "1.01": "2028-03-31"}


def test_a_successor_ends_duties_it_does_not_take_over(world: World) -> None:
    world.document(body=BODY)
    world.document(version="2.00", body="validity: {from: 2028-01-01, to: 2029-12-31}\n")
    assert [row for row in found(world) if row[0] >= "2028"] == [("2029-12-31", "expiry", "due")]


def test_an_unapproved_or_withdrawn_successor_takes_nothing_over(world: World) -> None:
    world.document(body=BODY)
    before = found(world)
    world.document(version="2.00", body="validity: {from: 2028-01-01, to: 2029-12-31}\n", approved=False)
    assert found(world) == before


def test_nothing_falls_due_after_a_withdrawal(world: World) -> None:
    world.document(body=BODY)
    world.event(
        "nordlia-nav", "1.00", "withdrawal", on="2027-04-30", withdrawn_by="Bo Eksempel", reason="avtalt"
    )
    rows = found(world)
    assert rows[-1] == ("2027-04-30", "evaluation", "missed")


def test_until_replaced_is_listed_five_years_ahead_and_the_next_always(world: World) -> None:
    body = """
    validity: {from: 2020-01-01, until_replaced: true, notice: 3 months}
    evaluation: {every: 1 year, month: 4}
    responsibilities:
      - {id: rare, does: se over, deadline: {every: 20 years, month: 1}}
    """
    world.document(body=body)
    rows = found(world)
    assert [row[0] for row in rows if row[1] == "evaluation"][-1] == "2033-04-30"
    assert [row[0] for row in rows if row[1] == "rare"] == ["2020-01-31", "2040-01-31"]
    assert {row[1] for row in rows} == {"evaluation", "rare"}


def test_two_things_with_one_id_hide_neither(world: World) -> None:
    body = """
    validity: {from: 2026-08-01, to: 2027-07-31}
    responsibilities:
      - {id: expiry, does: en, deadline: {date: 2027-07-31}}
      - {id: same, does: to, deadline: {date: 2027-01-01}}
      - {id: same, does: tre, deadline: {date: 2027-01-01}}
      - {does: fire, deadline: {date: 2027-01-01}}
    """
    world.document(body=body)
    rows = found(world)
    assert len({row[:2] for row in rows}) == 5
    assert {row[1] for row in rows} == {"expiry", "expiry.2", "same", "same.2", "responsibilities.3"}


def test_the_next_is_the_first_to_come(world: World) -> None:
    world.document(body=BODY)
    world.done("report", "2028-06-15", "2028-04-20")
    repository = world.open()
    one = next_due(all_occurrences(repository.entries, repository, ON))
    assert one is not None
    assert (one.duty.id, one.date) == ("leaders", dt.date(2028, 9, 30))
    assert next_due(all_occurrences(repository.entries, repository, dt.date(2029, 8, 1))) is None


def test_absurd_periods_give_an_answer(world: World) -> None:
    body = """
    validity: {from: 0001-01-01, to: 9999-12-31, notice: 99999 years}
    evaluation: {every: 99999 years, month: 4}
    responsibilities:
      - {id: weekly, does: se over, deadline: {every: 500 weeks}}
    """
    world.document(body=body)
    rows = found(world)
    assert rows[-1] == ("9999-12-31", "expiry", "due")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (
            {"duty": "evaluation", "occurrence": "2027-04-12", "name": "2027-04-30-evaluation"},
            "log-misplaced",
        ),
        ({"duty": "evaluation", "occurrence": "2027-04-29"}, "log-unmatched"),
        ({"duty": "evaluering", "occurrence": "2027-04-30"}, "log-unmatched"),
        ({"duty": "evaluation", "occurrence": "30.04.2027"}, "schema-date"),
        ({"duty": "evaluation", "occurrence": "2027-04-30", "key": "other"}, "log-unmatched"),
    ],
)
def test_a_log_entry_at_fault_does_not_count_and_is_found(
    world: World, change: dict[str, str], code: str
) -> None:
    world.document(body=BODY)
    world.done(**{"done_on": "2027-04-12", **change})
    assert ("2027-04-30", "evaluation", "missed") in found(world)
    logged = [f for f in check(world.open(), on=ON).findings if "/log/" in f.file]
    assert [finding.code for finding in logged] == [code]
    world.done("evaluation", "2027-04-30", "2027-04-12")
    assert ("2027-04-30", "evaluation", "done") in found(world)


def test_a_right_log_entry_gives_no_finding(world: World) -> None:
    world.document(body=BODY)
    world.done("evaluation", "2027-04-30", "2027-04-12")
    assert [finding for finding in check(world.open(), on=ON).findings if "/log/" in finding.file] == []


def test_a_version_that_begins_in_year_one_has_no_thousands_of_days_missed(world: World) -> None:
    world.document(body=BODY.replace("from: 2026-08-01", "from: 0001-01-01"))
    assert {duty for _, duty, _ in found(world)} == {"start", "notice", "expiry"}
    repository = world.open()
    assert {"report", "leaders"} <= {duty.id for duty in undated(repository.entries[0], repository, ON)}


DUTY = "{id: d, owner: nav, strength: shall, does: sende rapport, to: [county], deadline: {%s}}"


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ("every: 1 year", ["2027-12-31", "2028-12-31"]),
        ("every: 1 year, at_least: 2", ["2027-12-31", "2028-12-31"]),
        ("every: 2 years", ["2028-12-31"]),
        ("every: 1 year, during: spring", ["2027-05-31", "2028-05-31"]),
        ("every: 1 year, during: winter", ["2027-02-28", "2028-02-29"]),
        ("every: 1 year, during: 3-4", ["2027-04-30", "2028-04-30"]),
        ("every: 1 year, during: quarter 1", ["2027-03-31", "2028-03-31"]),
        ("every: 1 year, during: half-year 2", ["2027-12-31", "2028-12-31"]),
        ("during: half-year", ["2027-06-30", "2027-12-31", "2028-06-30", "2028-12-31"]),
        ("during: year", ["2027-12-31", "2028-12-31"]),
        ("date: 2028-02", ["2028-02-29"]),
        ("date: 2028", ["2028-12-31"]),
        ("date: 2027, during: autumn", ["2027-11-30"]),
        ("date: 2027, during: winter", ["2028-02-29"]),
        ("after: m, within: 2 weeks", ["2027-05-14", "2028-05-14"]),
        ("before: m, within: 2 weeks", ["2027-04-16", "2028-04-16"]),
        ("before: m", ["2027-04-30", "2028-04-30"]),
        ("after: once, within: 1 month", ["2027-03-10"]),
        ("after: hung, within: 1 day", ["2027-02-12"]),
        ("after: d", []),
        ("after: nobody", []),
        ("before_event: budsjettet vedtas", []),
        ("when_needed: true", []),
    ],
)
def test_a_deadline_falls_due_on_the_last_day_its_words_allow(
    world: World, deadline: str, expected: list[str]
) -> None:
    world.document(
        body=f"""
        validity: {{from: 2027-01-01, to: 2028-12-31}}
        meetings:
          - {{id: m, title: Årsmøte, every: 1 year, month: 4, convened_by: county}}
        responsibilities:
          - {{id: once, owner: nav, strength: shall, does: lage plan, deadline: {{date: 2027-02-10}}}}
          - {{id: hung, owner: nav, strength: shall, does: vise plan, deadline: {{after: once, within: 1 day}}}}
          - {DUTY % deadline}
        """
    )
    assert [date for date, duty, _ in found(world, dt.date(2027, 1, 1)) if duty == "d"] == expected


def test_a_meeting_without_a_month_is_held_before_each_year_is_over_and_says_so(world: World) -> None:
    world.document(
        body="""
        validity: {from: 2027-08-01, to: 2030-07-31}
        meetings:
          - {id: m, title: Årsmøte, every: 1 year, convened_by: county}
        """
    )
    repository = world.open()
    held = [
        one
        for one in all_occurrences(repository.entries, repository, dt.date(2027, 8, 1))
        if one.duty.id == "m"
    ]
    assert [str(one.date) for one in held] == ["2028-07-31", "2029-07-31", "2030-07-31"]
    document = held[0].entry.document
    assert document is not None
    assert headline(held[0], document, "nb") == "Møte: Årsmøte (måned ikke avtalt, regnet fra første dag)"
    assert headline(held[0], document, "en").endswith("(no month agreed, counted from the first day)")


def test_notice_before_an_end_known_only_to_its_year_counts_from_the_first_day_it_can_be(
    world: World,
) -> None:
    world.document(body="validity: {from: 2027, to: 2030, notice: 6 months}")
    assert found(world, dt.date(2028, 1, 1)) == [
        ("2029-07-01", "notice", "due"),
        ("2030-12-31", "expiry", "due"),
    ]
