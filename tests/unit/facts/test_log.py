"""What was recorded by mistake is taken back by the next file of the same occurrence, and everything sees it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.facts.git import history
from avtale.facts.log import file_name
from avtale.facts.occurrences import all_occurrences
from avtale.rules.check import check
from avtale.source.dump import dump
from tests.git import git
from tests.unit.publish.world import World

ON = dt.date(2027, 7, 1)
BODY = """
validity: {from: 2026-08-01, to: 2029-07-31}
evaluation: {every: 1 year, month: 4, convened_by: county}
"""
DAY = "2027-04-30"


@pytest.fixture
def world(tmp_path: Path) -> World:
    found = World(tmp_path)
    found.document(body=BODY)
    return found


def entry(world: World, number: int, done_on: str, *, undone_on: str | None = None, **more: str) -> Path:
    """The number-th file about the evaluation of April 2027."""
    record = {
        "format": 1, "key": "nordlia-nav", "duty": "evaluation", "occurrence": DAY, "done_on": done_on, "by": "Kontoret",
        **({"undone_on": undone_on, "note": "Feil avtale"} if undone_on else {}), **more,
    }  # fmt: skip
    path = (
        world.agreements / "log" / "nordlia-nav" / file_name(dt.date.fromisoformat(DAY), "evaluation", number)
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(dump(record))
    return path


def status(world: World) -> tuple[str, dt.date | None]:
    repository = world.open()
    found = all_occurrences(repository.entries, repository, ON)
    one = next(one for one in found if one.date.isoformat() == DAY)
    return one.status, one.done_on


def codes(world: World) -> list[str]:
    return [one.code for one in check(world.open(), on=ON, history=None).findings if "/log/" in one.file]


def test_the_last_of_the_row_tells(world: World) -> None:
    seen = [status(world)]
    entry(world, 1, "2027-04-12")
    seen.append(status(world))
    entry(world, 2, "2027-04-12", undone_on="2027-05-02")
    seen.append(status(world))
    entry(world, 3, "2027-05-20")
    seen.append(status(world))
    entry(world, 4, "2027-05-20", undone_on="2027-05-22")
    seen.append(status(world))
    for number in range(5, 12):  # .10 comes before .2 in a folder's order
        entry(world, number, f"2027-05-{number + 10}", undone_on="2027-06-01" if number % 2 == 0 else None)
    seen.append(status(world))
    missed = ("missed", None)
    assert seen == [
        missed,
        ("done", dt.date(2027, 4, 12)),
        missed,
        ("done", dt.date(2027, 5, 20)),
        missed,
        ("done", dt.date(2027, 5, 21)),
    ]
    assert codes(world) == []


def test_the_log_counts_only_what_stands(world: World) -> None:
    entry(world, 1, "2027-04-12")
    entry(world, 2, "2027-04-12", undone_on="2027-05-02")
    log = world.open().log
    assert log.of("nordlia-nav", "evaluation") == []
    assert [log.stands(file) for file in log.files] == [False, False]
    assert [one.note for one in log.entries("nordlia-nav", "evaluation", dt.date(2027, 4, 30))] == [None, "Feil avtale"]  # fmt: skip
    entry(world, 3, "2027-05-20")
    log = world.open().log
    assert [one.done_on for one in log.of("nordlia-nav", "evaluation")] == [dt.date(2027, 5, 20)]
    assert {file.number: log.stands(file) for file in log.files} == {1: False, 2: False, 3: True}


@pytest.mark.parametrize(
    ("number", "undone_on", "more", "code"),
    [
        (2, None, {}, "log-misplaced"),  # says done where an undo belongs
        (3, "2027-05-02", {}, "log-misplaced"),  # an undo where one that is done belongs
        (4, "2027-05-02", {}, "log-misplaced"),  # nothing between
        (2, "2027-05-02", {"note": ""}, "schema-empty"),
        (2, "02.05.2027", {}, "schema-date"),
    ],
)
def test_what_cannot_take_back_leaves_what_stood(
    number: int, undone_on: str | None, more: dict[str, str], code: str, world: World
) -> None:
    entry(world, 1, "2027-04-12")
    entry(world, number, "2027-04-13", undone_on=undone_on, **more)
    assert status(world) == ("done", dt.date(2027, 4, 12))
    assert codes(world) == [code]


def test_an_undo_says_why(world: World) -> None:
    entry(world, 1, "2027-04-12")
    path = entry(world, 2, "2027-04-12", undone_on="2027-05-02")
    path.write_text(path.read_text(encoding="utf-8").replace("note: Feil avtale\n", ""), encoding="utf-8")
    assert codes(world) == ["schema-missing"]
    assert status(world)[0] == "done"


def test_an_overdue_evaluation_is_told_again_when_it_is_taken_back(world: World) -> None:
    def overdue() -> bool:
        found = check(world.open(), on=dt.date(2027, 9, 1), history=None).findings
        return "evaluation-overdue" in {one.code for one in found}

    entry(world, 1, "2027-04-12")
    assert not overdue()
    entry(world, 2, "2027-04-12", undone_on="2027-05-02")
    assert overdue()


def test_git_takes_an_undo_and_no_change(world: World) -> None:
    root = world.agreements.parent

    first = entry(world, 1, "2027-04-12")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Evalueringen er registrert")
    git(root, "checkout", "-qb", "feil")
    entry(world, 2, "2027-04-12", undone_on="2027-05-02")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Den er tatt tilbake")
    told = history(world.agreements)
    assert told is not None
    assert told.changed == ()
    first.unlink()
    told = history(world.agreements)
    assert told is not None
    assert told.changed == ((f"log/nordlia-nav/{DAY}-evaluation.yaml", "gone"),)
    assert codes(world) == ["log-misplaced"]  # what took it back follows nothing now


def test_a_wrong_entry_that_is_taken_back_keeps_no_overdue_duty_away(world: World) -> None:
    duty = "{id: start, owner: nav, strength: shall, does: peke ut kontakt, deadline: {date: 2027-02-20}}"
    world.document(body=f"{BODY}responsibilities:\n  - {duty}\n")
    world.done("start", "2027-02-21", "2027-02-19")

    def overdue() -> set[str]:
        found = check(world.open(), on=ON, history=None).findings
        return {one.code for one in found} & {"log-unmatched", "deadline-overdue"}

    assert overdue() == {"log-unmatched"}  # the entry is mended first
    record = {
        "format": 1, "key": "nordlia-nav", "duty": "start", "occurrence": "2027-02-21", "done_on": "2027-02-19", "by": "Kontoret",
        "undone_on": "2027-03-01", "note": "Feil dag",
    }  # fmt: skip
    (world.agreements / "log/nordlia-nav/2027-02-21-start.2.yaml").write_bytes(dump(record))
    assert overdue() == {"deadline-overdue"}
