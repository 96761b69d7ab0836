"""What became of each promise: kept, late or broken, through the versions of a document."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.facts.kept import Outcome, gravest, kept
from tests.unit.facts.test_log import entry
from tests.unit.publish.world import World

ON = dt.date(2028, 6, 1)
BODY = """
validity: {from: 2026-08-01, to: 2029-07-31, notice: 6 months}
evaluation: {every: 1 year, month: 4, convened_by: county}
responsibilities:
  - {id: start, owner: nav, strength: shall, does: peke ut kontakt, deadline: {date: 2026-08-20}}
  - {id: tell, owner: nav, strength: shall, does: si fra, deadline: {within: 3 days, of: avbruddet}}
"""
Row = tuple[str, str, Outcome, int]


def found(world: World, on: dt.date = ON) -> list[Row]:
    """Duty, deadline, outcome and days of all that is not to come."""
    return [
        (promise.id, one.due.date.isoformat(), one.outcome, one.days)
        for promise in kept(world.open(), on)
        for one in promise.deadlines
        if one.outcome != "due"
    ]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.mark.parametrize(
    ("done_on", "on", "outcome", "days"),
    [
        ("2027-04-12", "2027-05-01", "kept", 0),
        ("2027-04-30", "2027-05-01", "kept", 0),  # on the day itself
        ("2027-05-01", "2027-05-01", "late", 1),
        ("2028-05-01", "2028-06-01", "late", 367),
        (None, "2027-05-01", "broken", 1),
        (None, "2027-04-30", "due", 0),
        ("2027-05-20", "2027-05-19", "broken", 19),  # the day asked about knows nothing of it yet
    ],
)
def test_one_deadline(done_on: str | None, on: str, outcome: Outcome, days: int, world: World) -> None:
    world.document(body=BODY)
    if done_on:
        world.done("evaluation", "2027-04-30", done_on)
    (promise,) = (one for one in kept(world.open(), dt.date.fromisoformat(on)) if one.id == "evaluation")
    first = promise.deadlines[0]
    assert (first.due.date.isoformat(), first.outcome, first.days) == ("2027-04-30", outcome, days)
    assert (first.record is not None) == (outcome in ("kept", "late"))


def test_only_the_next_of_what_is_to_come_and_no_milestone(world: World) -> None:
    world.document(body=BODY)
    promises = {one.id: one for one in kept(world.open(), dt.date(2026, 8, 2))}
    assert sorted(promises) == ["evaluation", "start"]
    assert [one.outcome for one in promises["evaluation"].deadlines] == ["due"]
    assert promises["evaluation"].outcome == "due"


def test_what_was_taken_back_is_not_kept_and_is_shown(world: World) -> None:
    world.document(body=BODY)
    entry(world, 1, "2027-04-12")
    assert ("evaluation", "2027-04-30", "kept", 0) in found(world)
    entry(world, 2, "2027-04-12", undone_on="2027-05-02")
    assert ("evaluation", "2027-04-30", "broken", 398) in found(world)
    entry(world, 3, "2027-05-20")
    assert ("evaluation", "2027-04-30", "late", 20) in found(world)
    deadline = next(one for one in kept(world.open(), ON) if one.id == "evaluation").deadlines[0]
    assert [str(one.note) for one in deadline.taken_back] == ["Feil avtale"]


def test_a_promise_goes_on_in_the_next_version(world: World) -> None:
    world.document(body=BODY)
    new = BODY.replace("month: 4", "month: 2").replace("id: start", "id: other")
    world.document(version="2.00", body=new, header="effective_from: 2028-01-01")
    world.done("evaluation", "2027-04-30", "2027-04-12")
    world.done("evaluation", "2028-02-29", "2028-03-01")
    assert found(world) == [
        ("start", "2026-08-20", "broken", 651),
        ("evaluation", "2027-04-30", "kept", 0),
        ("evaluation", "2028-02-29", "late", 1),
    ]
    evaluation = next(one for one in kept(world.open(), ON) if one.id == "evaluation")
    assert [one.due.entry.version for one in evaluation.deadlines[:2]] == ["1.00", "2.00"]
    assert evaluation.outcome == "late"


def test_a_version_approved_after_its_beginning_hides_no_broken_promise(world: World) -> None:
    world.document(body=BODY)
    path = world.document(
        version="2.00", body=BODY, header="effective_from: 2028-01-01", approved=False
    )  # what the first version promised too
    world.event("nordlia-nav", "2.00", "approval", on="2028-05-15", approved_by="Bo", fingerprint=world.fingerprint(path))  # fmt: skip
    assert ("evaluation", "2028-04-30", "broken", 32) in found(world)


def test_what_was_past_before_anybody_followed_it_up_is_nobodys_fault(world: World) -> None:
    path = world.document(body=BODY.replace("2026-08-01", "2022-08-01"), approved=False)
    world.event("nordlia-nav", "1.00", "approval", on="2027-01-01", approved_by="Bo", fingerprint=world.fingerprint(path))  # fmt: skip
    world.done("evaluation", "2025-04-30", "2025-04-12")
    outcomes = {day: outcome for duty, day, outcome, _ in found(world) if duty == "evaluation"}
    assert outcomes == {
        "2023-04-30": "unfollowed", "2024-04-30": "unfollowed", "2025-04-30": "kept", "2026-04-30": "unfollowed",
        "2027-04-30": "broken", "2028-04-30": "broken",
    }  # fmt: skip


def test_a_draft_has_promised_nothing(world: World) -> None:
    world.document(body=BODY, approved=False)
    assert kept(world.open(), ON) == []


@pytest.mark.parametrize(
    ("event", "more"),
    [
        ("withdrawal", {"withdrawn_by": "Bo Eksempel", "reason": "avtalt"}),
        ("closing", {"closed_by": "Bo Eksempel", "because": "expired"}),
    ],
)
def test_what_ended_owes_nothing_after_and_still_owes_what_was_before(
    event: str, more: dict[str, str], world: World
) -> None:
    world.document(body=BODY)
    world.event("nordlia-nav", "1.00", event, on="2027-12-01", **more)
    assert [one for one in found(world) if one[0] == "evaluation"] == [
        ("evaluation", "2027-04-30", "broken", 398)
    ]


def test_a_moved_deadline_is_kept_until_the_day_it_was_moved_to(world: World) -> None:
    duty = "{id: d, owner: nav, strength: shall, does: sende rapport, deadline: {date: 2027-05-01}, follow_up: {moves: after}}"
    world.document(body=f"validity: {{from: 2026-08-01, to: 2029-07-31}}\nresponsibilities:\n  - {duty}\n")
    promise = kept(world.open(), ON)[0]
    moved = promise.deadlines[0].due.due
    assert moved > dt.date(2027, 5, 1)  # a Saturday
    world.done("d", "2027-05-01", moved.isoformat())
    assert found(world) == [("d", "2027-05-01", "kept", 0)]


def test_the_gravest_is_told() -> None:
    assert gravest(["kept", "late", "due"]) == "late"
    assert gravest(["kept", "unfollowed", "broken"]) == "broken"
    assert gravest([]) == "due"
