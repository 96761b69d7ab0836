"""Suspects: what a change above makes of what stands below, until somebody has looked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.errors import StateError, UsageError
from avtale.inheritance.suspects import suspects, suspicions
from avtale.lifecycle.review import review
from avtale.publish.status import status
from avtale.publish.suspects import suspects_data, suspects_text
from tests.support import ON
from tests.unit.inheritance.chain_world import ChainWorld, entry_of

TOP = "responsibilities:\n  - {{id: tell, owner: nav, strength: shall, does: melder fra, deadline: {{within: {}}}}}\n"
VALID = "validity: {from: 2026-08-01, to: 2029-07-31}\n"
TIGHT = "responsibilities:\n  - {id: tell, deadline: {within: 4 days}}\n"


@pytest.fixture
def world(tmp_path: Path) -> ChainWorld:
    """An agreement with a new version that is stricter, a routine that says less, and one that says its own."""
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", TOP.format("5 days") + VALID, approved="2026-07-01")
    later = VALID.replace("2026-08-01", "2027-01-01")
    world.add("agreement", "deal", TOP.format("3 days") + later, version="2.00", approved="2026-11-01")
    world.add("routine", "silent", on=("deal@1.00",), approved="2026-07-02")
    world.add("routine", "tight", TIGHT, on=("deal@1.00",), approved="2026-07-02")
    world.add("routine", "new", on=("deal@2.00",), effective="2027-01-01")
    return world


def test_a_new_approved_version_makes_what_is_built_on_the_old_one_suspect(world: ChainWorld) -> None:
    repository = world.open()
    found = suspects(repository, ON)
    assert [(str(one.entry), str(one.parent), str(one.changed)) for one in found] == [
        ("silent@1.00", "deal@1.00", "deal@2.00"),
        ("tight@1.00", "deal@1.00", "deal@2.00"),
    ]
    assert suspects(repository, dt.date(2026, 10, 31)) == []  # not approved yet
    told = {Path(each.file).stem: each for each in world.findings() if each.code == "suspect"}
    assert set(told) == {"silent-1.00", "tight-1.00"}
    assert told["tight-1.00"].severity == "warning"
    assert told["tight-1.00"].pointer == "/based_on/0"
    lines = {str(line.entry): line.suspects for line in status(repository, ON)}
    assert [name for name, above in lines.items() if above] == ["silent@1.00", "tight@1.00"]


def test_the_differences_say_what_touches_and_what_would_break(world: ChainWorld) -> None:
    data = {each["key"]: each for each in suspects_data(world.open(), ON)}
    deadline = {"at": "/responsibilities/tell/deadline/within", "old": "5 days", "new": "3 days"}
    term = {"at": "/validity/from", "old": "2026-08-01", "new": "2027-01-01", "local": None, "breaks": False}
    assert data["silent"]["differences"] == [{**deadline, "local": None, "breaks": False}, term]
    assert data["tight"]["differences"] == [{**deadline, "local": "4 days", "breaks": True}, term]
    assert data["tight"]["approved_on"] == "2026-11-01"
    text = suspects_text(world.open(), ON)
    assert "Frist › Innen: 5 dager → 3 dager. Her: 4 dager, som da er i strid" in " ".join(text.split())
    english = " ".join(suspects_text(world.open(), ON, "en").split())
    assert "5 days → 3 days. Here: 4 days, which is then against what is above." in english


def test_a_review_ends_it_and_stands_in_the_register(world: ChainWorld) -> None:
    repository = world.open()
    done = review(
        entry_of(repository, "tight"),
        repository,
        by=" Liv  Eksempel ",
        decision="kept",
        on=ON,
        parent="deal@2.00",
    )
    assert done.file == world.agreements / "register/tight/1.00/review-deal-2.00.yaml"
    repository = world.open()
    record = repository.register.of("tight", "1.00", "review")[0]
    assert (record.parent, record.parent_version, record.reviewed_by, record.decision) == (
        "deal",
        "2.00",
        "Liv Eksempel",
        "kept",
    )
    assert [str(one.entry) for one in suspects(repository, ON)] == ["silent@1.00"]
    assert not [each for each in world.findings() if each.code.startswith(("register", "schema"))]
    # from the day the new version holds, the old one is only named
    assert world.codes("tight-1.00") == []
    assert world.codes("tight-1.00", dt.date(2027, 1, 1)) == ["parent-replaced"]


def test_a_decision_to_change_stays_as_a_notice_until_a_new_version(world: ChainWorld) -> None:
    repository = world.open()
    review(entry_of(repository, "tight"), repository, by="Liv Eksempel", decision="changes", on=ON)
    found = next(each for each in world.findings() if each.code == "suspect" and "tight" in each.file)
    assert (found.severity, "Liv Eksempel" in found.message) == ("notice", True)
    world.add(
        "routine", "tight", on=("deal@2.00",), version="1.01", approved="2026-11-10", effective="2027-01-01"
    )
    assert "tight-1.01" not in {Path(each.file).stem for each in world.findings() if each.code == "suspect"}


def test_a_review_is_refused_where_there_is_nothing_to_review(world: ChainWorld) -> None:
    world.add("follow_up_plan", "plan", on=("deal@1.00",))
    repository = world.open()
    tight, new, plan = (entry_of(repository, name) for name in ("tight", "new", "plan"))
    with pytest.raises(UsageError, match="Nothing has changed above new"):
        review(new, repository, by="Liv", decision="kept", on=ON)
    with pytest.raises(UsageError, match=r"deal@9\.00 is no change above"):
        review(tight, repository, by="Liv", decision="kept", on=ON, parent="deal@9.00")
    with pytest.raises(UsageError, match="is missing"):
        review(tight, repository, by="  ", decision="kept", on=ON)
    with pytest.raises(StateError, match="never kept in the register"):
        review(plan, repository, by="Liv", decision="kept", on=ON)
    review(tight, repository, by="Liv", decision="kept", on=ON)
    for parent in (None, "deal@2.00"):
        reopened = world.open()
        with pytest.raises(StateError, match="looked at"):
            review(entry_of(reopened, "tight"), reopened, by="Per", decision="kept", on=ON, parent=parent)


def test_a_plan_is_suspect_and_is_not_told_to_use_the_register(world: ChainWorld) -> None:
    world.add("follow_up_plan", "plan", on=("deal@1.00",))
    found = next(each for each in world.findings() if each.code == "suspect" and "plan" in each.file)
    assert "avtale review" not in found.message
    assert "avtale review plan" not in suspects_text(world.open(), ON)


def test_an_amendment_makes_suspect_those_approved_before_it(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", TOP.format("5 days") + VALID, approved="2026-07-01")
    world.add("routine", "before", on=("deal@1.00",), approved="2026-07-02")
    world.add("routine", "after", on=("deal@1.00",), approved="2026-08-20")
    world.add("routine", "draft", on=("deal@1.00",))
    change = "- {id: x, action: replaces, at: /responsibilities/tell/deadline/within, value: 2 days}\n"
    world.amend("change", "deal@1.00", change, approved="2026-08-15", start="2026-09-01")
    for day in (dt.date(2026, 8, 20), ON):  # before it takes effect, and after
        data = suspects_data(world.open(), day)
        assert [(each["key"], each["changed"]) for each in data] == [("before", "change")]
        assert data[0]["differences"] == [
            {"at": "/responsibilities/tell/deadline/within", "old": "5 days", "new": "2 days", "local": None, "breaks": False}
        ]  # fmt: skip


def test_one_bound_at_the_top_shows_what_must_be_looked_at_below(tmp_path: Path) -> None:
    """Through the agreement that takes the bound as it is, not through the one that sets its own."""
    world = ChainWorld(tmp_path)
    world.add("programme", "top", TOP.format("10 days"), approved="2026-05-01")
    world.add("programme", "top", TOP.format("6 days"), version="1.01", approved="2026-11-01")
    world.add("agreement", "plain", VALID, on=("top@1.00",), approved="2026-07-01")
    own = TOP.format("5 days")
    world.add("agreement", "strict", own + VALID, on=("top@1.00",), approved="2026-07-01")
    world.add("routine", "under-plain", on=("plain@1.00",), approved="2026-07-02")
    world.add("routine", "under-strict", on=("strict@1.00",), approved="2026-07-02")
    world.add("routine", "unrelated", approved="2026-07-02")
    found = [(str(one.entry), [str(each) for each in one.via]) for one in suspects(world.open(), ON)]
    assert found == [("plain@1.00", []), ("strict@1.00", []), ("under-plain@1.00", ["plain@1.00"])]
    repository = world.open()
    review(entry_of(repository, "plain"), repository, by="Liv", decision="kept", on=ON)
    assert [str(one.entry) for one in suspects(world.open(), ON)] == ["strict@1.00"]


def test_a_document_that_supersedes_the_parent_by_name(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "old", VALID, approved="2026-07-01")
    world.add(
        "agreement", "merged", "supersedes: [{key: old, version: '1.00'}]\n" + VALID, approved="2026-10-01"
    )
    world.add("routine", "local", on=("old@1.00",), approved="2026-07-02")
    repository = world.open()
    assert [str(one.changed) for one in suspicions(entry_of(repository, "local"), repository, ON)] == [
        "merged@1.00"
    ]


@pytest.mark.parametrize("gone", ["withdrawn", "replaced", "draft-above", "withdrawn-above"])
def test_what_nobody_works_by_is_not_suspect(world: ChainWorld, gone: str) -> None:
    reason = "withdrawn_by: Bo Eksempel\nreason: Oppdiktet.\n"
    if gone == "withdrawn":
        for key in ("silent", "tight"):
            world.event(key, "1.00", "withdrawal", "2026-11-02", reason)
    elif gone == "replaced":
        for key in ("silent", "tight"):
            world.add(
                "routine",
                key,
                VALID.replace("2026-08-01", "2026-11-02"),
                version="1.01",
                approved="2026-11-02",
            )
    elif gone == "draft-above":
        (world.agreements / "register/deal/2.00/approval.yaml").unlink()
    else:
        world.event("deal", "2.00", "withdrawal", "2026-11-02", reason)
    assert suspects(world.open(), ON) == []
