"""What a document is based on: the version, circles, parents that are not there or do not hold."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.unit.inheritance.chain_world import (
    AGREEMENT,
    ChainWorld,
)


def test_a_law_and_a_mention_are_no_parents(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT)
    path = world.add("routine", "local", on=("deal@1.00",))
    text = path.read_text(encoding="utf-8").replace(
        "    version: '1.00'\n", "    version: '1.00'\n    relation: mentions\n"
    )
    path.write_text(text, encoding="utf-8")
    assert world.resolved("local").above is None


def test_without_a_version_the_parent_is_the_one_in_force_else_the_newest(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT, approved="2026-07-01")
    world.add("agreement", "deal", AGREEMENT, version="2.00")
    world.add("routine", "local", on=("deal",))
    assert [str(one) for one in world.resolved("local").ancestors] == ["deal@1.00"]
    assert [str(one) for one in world.resolved("local", dt.date(2026, 1, 1)).ancestors] == ["deal@2.00"]


def test_a_circle_is_told_in_each_document_of_it_and_nowhere_else(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "a", AGREEMENT, on=("c@1.00",))
    world.add("routine", "b", on=("a@1.00",))
    world.add("routine", "c", on=("b@1.00",))
    world.add("routine", "below", on=("c@1.00",))
    world.add("routine", "self", on=("self@1.00",))
    found = [each for each in world.findings() if each.code == "based-on-circle"]
    assert [Path(each.file).stem for each in found] == ["a-1.00", "b-1.00", "c-1.00", "self-1.00"]
    assert "a 1.00 → c 1.00 → b 1.00 → a 1.00" in found[0].message
    assert world.resolved("below").whole["key"] == "below"


@pytest.mark.parametrize(
    ("on", "code"),
    [
        ("nothing@1.00", "parent-missing"),
        ("deal@9.00", "parent-missing"),
        ("deal@1.0", None),
        ("deal@1.00", None),
    ],
)
def test_a_parent_that_is_not_there(tmp_path: Path, on: str, code: str | None) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT)
    world.add("routine", "local", on=(on,))
    assert world.codes("local-1.00") == ([code] if code else [])
    assert "source-unresolved" not in {each.code for each in world.findings()}


def test_a_parent_that_has_ended_or_was_withdrawn(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT, approved="2026-07-01")
    world.add("routine", "local", on=("deal@1.00",))
    assert world.codes("local-1.00", dt.date(2029, 7, 31)) == []
    assert world.codes("local-1.00", dt.date(2029, 8, 1)) == ["parent-expired"]
    world.event("deal", "1.00", "withdrawal", "2026-11-01", "withdrawn_by: Bo Eksempel\nreason: Oppdiktet.\n")
    assert world.codes("local-1.00") == ["parent-expired"]


@pytest.mark.parametrize(
    ("validity", "wanted"),
    [
        ("{from: 2026-08-01, to: 2029-07-31}", []),
        ("{from: 2026-07-31, to: 2029-07-31}", ["parent-not-in-force-throughout"]),
        ("{from: 2026-08-01, to: 2029-08-01}", ["parent-not-in-force-throughout"]),
        ("{from: 2026-08-01, duration: 4 years}", ["parent-not-in-force-throughout"]),
        ("{from: 2026-08-01, duration: 2 years}", []),
        ("{from: 2026-08-01, until_replaced: true}", ["parent-not-in-force-throughout"]),
    ],
)
def test_a_span_lies_within_the_parents(tmp_path: Path, validity: str, wanted: list[str]) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT)
    world.add("routine", "local", f"validity: {validity}\n", on=("deal@1.00",))
    assert world.codes("local-1.00") == wanted


def test_a_parent_newer_than_its_child(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT, approved="2026-07-15")
    world.add("agreement", "draft", AGREEMENT)
    world.add("routine", "before", on=("deal@1.00",), approved="2026-07-14")
    world.add("routine", "same-day", on=("deal@1.00",), approved="2026-07-15")
    world.add("routine", "on-draft", on=("draft@1.00",), approved="2026-07-20")
    assert world.codes("before-1.00") == ["parent-newer-than-child"]
    assert world.codes("same-day-1.00") == []
    assert world.codes("on-draft-1.00") == ["parent-newer-than-child"]


def test_a_version_that_goes_back(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT, version="1.02", approved="2026-07-01")
    world.add("agreement", "deal", AGREEMENT, version="1.01", approved="2026-07-09")
    world.add("routine", "local", on=("deal@1.02",), version="1.00")
    world.add("routine", "local", on=("deal@1.01",), version="1.01")
    found = [each for each in world.findings() if each.code == "version-backwards"]
    assert [Path(each.file).stem for each in found] == ["deal-1.01", "local-1.01"]
