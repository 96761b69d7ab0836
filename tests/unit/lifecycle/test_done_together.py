"""Several duties at once, all or nothing; and what was recorded by mistake, taken back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import avtale.lifecycle.log_writing as log_writing
from avtale.errors import AvtaleError, StateError, SystemFailure, UsageError
from avtale.facts.repository import Repository
from avtale.lifecycle.done import Deed, Undone, add_deed, done, undo
from avtale.lifecycle.log_writing import LogWriting
from avtale.rules.check import check
from avtale.source.read import parse
from tests.invented_numbers import synthetic_numbers
from tests.support import refused
from tests.unit.publish.world import World

BODY = """
validity: {from: 2026-08-01, to: 2029-07-31, notice: 6 months}
evaluation: {every: 1 year, month: 4, convened_by: county}
meetings:
  - {id: leaders, title: Ledermøte, every: 6 months, month: 3, convened_by: county}
"""
ON = dt.date(2027, 10, 5)


@pytest.fixture
def world(tmp_path: Path) -> World:
    found = World(tmp_path)
    found.document(body=BODY)
    return found


def deed(repository: Repository, duty: str, **more: Any) -> Deed:
    return Deed(entry=repository.entries[0], duty=duty, by="Kontoret", on=ON, **more)


def names(world: World) -> list[str]:
    return sorted(path.name for path in (world.agreements / "log").rglob("*.yaml"))


def take_back(world: World, duty: str, due: str | None = None, **more: Any) -> Undone:
    repository = world.open()
    day = dt.date.fromisoformat(due) if due else None
    told = {"by": "Kontoret", "on": ON, "note": "Møtet ble avlyst", **more}
    return undo(repository.entries[0], repository, duty, due=day, **told)


def test_each_sees_those_before_it(world: World) -> None:
    writing = LogWriting(repository := world.open())
    days = [add_deed(writing, deed(repository, "evaluation")).occurrence.date.isoformat()]
    with refused(StateError, "alt registrert som gjort 05.10.2027, for fristen 30.04.2027"):
        add_deed(writing, deed(repository, "evaluation"))
    days += [add_deed(writing, deed(repository, "leaders", due=due)).occurrence.date.isoformat() for due in (dt.date(2026, 9, 30), dt.date(2027, 3, 31))]  # fmt: skip
    assert days == ["2027-04-30", "2026-09-30", "2027-03-31"]
    assert not (world.agreements / "log").exists()
    writing.write()
    assert names(world) == ["2026-09-30-leaders.yaml", "2027-03-31-leaders.yaml", "2027-04-30-evaluation.yaml"]  # fmt: skip


def test_where_the_disk_refuses_one_none_is_there(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    writing = LogWriting(repository := world.open())
    for duty in ("evaluation", "leaders"):
        add_deed(writing, deed(repository, duty))
    real, left = log_writing.write_whole, [1]

    def refusing(path: Path, data: bytes, *, replace: bool) -> None:
        if not left:
            raise SystemFailure(nb="full", en="full")
        left.pop()
        real(path, data, replace=replace)

    monkeypatch.setattr(log_writing, "write_whole", refusing)
    with pytest.raises(SystemFailure):
        writing.write()
    assert names(world) == []


def test_what_a_colleague_wrote_meanwhile_is_left_alone(world: World) -> None:
    writing = LogWriting(repository := world.open())
    for duty in ("leaders", "evaluation"):
        add_deed(writing, deed(repository, duty))
    theirs = world.done("evaluation", "2027-04-30", "2027-04-20")
    before = theirs.read_bytes()
    with pytest.raises(UsageError):
        writing.write()
    assert names(world) == [theirs.name]
    assert theirs.read_bytes() == before


def test_taken_back_and_recorded_right(world: World) -> None:
    repository = world.open()
    done(repository.entries[0], repository, "evaluation", by="Kontoret", on=dt.date(2027, 4, 12))
    undone = take_back(world, "evaluation")
    assert undone.file.name == "2027-04-30-evaluation.2.yaml"
    assert parse(undone.file.read_bytes()).data == {
        "format": 1, "key": "nordlia-nav", "duty": "evaluation", "occurrence": "2027-04-30", "done_on": "2027-04-12",
        "by": "Kontoret", "undone_on": "2027-10-05", "note": "Møtet ble avlyst",
    }  # fmt: skip
    with refused(UsageError, "ingenting å ta tilbake"):
        take_back(world, "evaluation")
    repository = world.open()
    again = done(repository.entries[0], repository, "evaluation", by="Kontoret", on=ON)
    assert again.file.name == "2027-04-30-evaluation.3.yaml"
    assert take_back(world, "evaluation").file.name == "2027-04-30-evaluation.4.yaml"
    assert [one.code for one in check(world.open(), on=ON).findings if "/log/" in one.file] == []


def test_an_entry_that_no_deadline_answers_to_can_be_taken_back(world: World) -> None:
    world.done("gathering", "2027-04-29", "2027-04-20")
    assert "log-unmatched" in {one.code for one in check(world.open(), on=ON).findings}
    take_back(world, "gathering")
    assert "log-unmatched" not in {one.code for one in check(world.open(), on=ON).findings}


def test_a_dry_undo_writes_nothing(world: World) -> None:
    world.done("evaluation", "2027-04-30", "2027-04-20")
    assert not take_back(world, "evaluation", dry_run=True).file.exists()


@pytest.mark.parametrize(
    ("more", "kind", "words"),
    [
        ({}, UsageError, "flere frister: 2026-09-30, 2027-03-31. Si hvilken med --due"),
        ({"due": "2027-09-30"}, UsageError, "ikke registrert for fristen 30.09.2027. Den er registrert for: 2026-09-30, 2027-03-31"),
        ({"due": "2027-03-31", "note": " "}, UsageError, "--note"),
        ({"due": "2027-03-31", "by": ""}, UsageError, "--by"),
        ({"due": "2027-03-31", "note": f"Om {next(synthetic_numbers())}"}, StateError, "fødselsnummer"),
    ],
)  # fmt: skip
def test_what_is_not_taken_back(
    more: dict[str, Any], kind: type[AvtaleError], words: str, world: World
) -> None:
    for day in ("2026-09-30", "2027-03-31"):
        world.done("leaders", day, day)
    with refused(kind, words):
        take_back(world, "leaders", **more)
    assert names(world) == ["2026-09-30-leaders.yaml", "2027-03-31-leaders.yaml"]


def test_a_file_in_the_way_that_does_not_count_is_told(world: World) -> None:
    world.done("evaluation", "2027-04-30", "2027-04-20")
    odd = world.done("evaluation", "2027-04-30", "2027-04-20", name="2027-04-30-evaluation.2")
    with refused(StateError, "2027-04-30-evaluation.2.yaml står i loggen fra før, men teller ikke"):
        take_back(world, "evaluation")
    assert odd.stat().st_size > 0


def test_the_day_a_deadline_was_moved_to_names_it_too(world: World) -> None:
    duty = "{id: d, owner: nav, strength: shall, does: sende rapport, deadline: {date: 2027-05-01}, follow_up: {moves: after}}"
    world.document(body=f"{BODY}responsibilities:\n  - {duty}\n")
    writing = LogWriting(repository := world.open())
    given = dt.date(2027, 5, 3)  # a Monday
    assert add_deed(writing, deed(repository, "d", due=given)).file.name == "2027-05-01-d.yaml"
    writing.write()
    assert take_back(world, "d", "2027-05-03").file.name == "2027-05-01-d.2.yaml"
