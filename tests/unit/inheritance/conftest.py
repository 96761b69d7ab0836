"""The chain that most of these tests look at: a programme, an agreement on it, a routine on that, and a plan below."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.inheritance.chain_world import AGREEMENT, PLAN, PROGRAMME, ROUTINE, ChainWorld


@pytest.fixture
def world(tmp_path: Path) -> ChainWorld:
    world = ChainWorld(tmp_path)
    world.add("programme", "prog", PROGRAMME)
    world.add("agreement", "deal", AGREEMENT, on=("prog@1.00",))
    world.add("routine", "local", ROUTINE, on=("deal@1.00",))
    world.add("follow_up_plan", "plan", PLAN, on=("local@1.00",))
    return world
