"""What of the register's folder counts as an event, and which of several does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from tests.unit.publish.world import World

BODY = "validity: {from: 2026-01-01, to: 2026-12-31}\n"


def test_of_several_closings_the_first_day_counts(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.document(body=BODY)
    for name, on in (("closing-1", "2027-05-01"), ("closing-2", "2027-03-01"), ("closing-3", "2027-04-01")):
        world.event("nordlia-nav", "1.00", "closing", name=name, on=on, closed_by="Bo", because="history")
    found = world.open().register.closing("nordlia-nav", "1.00")
    assert found is not None
    assert found.on == dt.date(2027, 3, 1)


@pytest.mark.parametrize(
    ("name", "counts", "told"),
    [
        ("withdrawal.yaml", True, False),
        ("withdrawal-2.yaml", True, False),
        (".DS_Store", False, False),
        ("Thumbs.db", False, False),
        ("notat.txt", False, True),
        ("approval-2.yaml", False, True),  # what freezes a version does so once
        ("adoption.yaml", False, True),  # of another name than its event
        ("../1.01/withdrawal.yaml", False, True),  # it would vouch for another version
        ("../../annen/1.00/withdrawal.yaml", False, True),
        ("../withdrawal.yaml", False, True),
        ("under/withdrawal.yaml", False, True),
    ],
)
def test_what_lies_in_the_register(name: str, counts: bool, told: bool, tmp_path: Path) -> None:
    world = World(tmp_path)
    world.document(body=BODY, approved=False)
    event = world.event("nordlia-nav", "1.00", "withdrawal", withdrawn_by="Bo", reason="Feil")
    path = event.parent / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = event.read_text(encoding="utf-8")
    event.unlink()
    if name.startswith("approval"):
        text = text.replace("event: withdrawal", "event: approval\napproved_by: Bo\nfingerprint: x")
    path.write_text(text, encoding="utf-8")
    register = Repository.open(world.agreements).register
    assert bool(register.of("nordlia-nav", "1.00", "withdrawal")) is counts
    assert any(each.problems for each in register.events) is told
