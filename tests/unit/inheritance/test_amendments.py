"""Which amendments hold for a document on a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.inheritance.chain_world import (
    AGREEMENT,
    ChainWorld,
    part,
)


@pytest.mark.parametrize("why", ["draft", "withdrawn", "later", "other-version"])
def test_an_amendment_that_does_not_hold_changes_nothing(tmp_path: Path, why: str) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT, approved="2026-07-01")
    of = "deal@1.10" if why == "other-version" else "deal@1.00"
    change = "- {id: x, action: replaces, at: /target_groups/out/age/to, value: 24}\n"
    start = "2027-01-01" if why == "later" else "2026-09-01"
    world.amend("change", of, change, approved=None if why == "draft" else "2026-08-15", start=start)
    if why == "withdrawn":
        world.event(
            "change", "1.00", "withdrawal", "2026-09-02", "withdrawn_by: Bo Eksempel\nreason: Oppdiktet.\n"
        )
    assert part(world.resolved("deal").whole, "/target_groups/out/age/to") == 21
