"""What a routine leaves out, and what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.inheritance.chain_world import (
    AGREEMENT,
    ChainWorld,
)


def test_a_routine_may_leave_out_a_may_and_says_why(world: ChainWorld) -> None:
    assert list(world.resolved("local").left_out.values()) == ["Kontoret er lite."]
    assert world.codes("local-1.00") == []


@pytest.mark.parametrize(
    ("name", "code"),
    [("tell", "required-step-dropped"), ("c", "required-step-dropped"), ("out", "required-step-dropped"),
     ("invite", None), ("nothing", "left-out-unknown")],
)  # fmt: skip
def test_what_is_required_is_not_left_out(tmp_path: Path, name: str, code: str | None) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT)
    world.add("routine", "local", f"left_out: [{{id: {name}, reason: x}}]\n", on=("deal@1.00",))
    assert world.codes("local-1.00") == ([code] if code else [])
    kept = world.resolved("local").whole["routine_steps"][0]["actions"]
    assert ("tell" in [each["id"] for each in kept]) is True


def test_a_may_that_is_marked_required_is_not_left_out(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", "responsibilities:\n  - {id: call, strength: may, required: true}\n")
    world.add("routine", "local", "left_out: [{id: call, reason: x}]\n", on=("deal@1.00",))
    assert world.codes("local-1.00") == ["required-step-dropped"]
