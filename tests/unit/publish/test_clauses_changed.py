"""A clause that changed is told by its number, and by what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtale.publish.changes import compare
from avtale.publish.diff import said_how
from tests.support import ON
from tests.unit.inheritance.chain_world import ChainWorld, entry_of

OLD = """sections:
  - id: house
    number: § 4
    title: Huset
    clauses:
      - {number: '4.1', text: Huset står i Liksomdal og er åpent hver dag.}
      - {number: '4.2', duty: {id: pay, owner: nav, strength: shall, does: betale leia}}
validity: {from: 2026-08-01, to: 2029-07-31}
"""


@pytest.mark.parametrize(("change", "told"), [
    (("betale leia", "betale halve leia"), ("4.2", "betale halve leia", "Plikt › Gjør", "Endret")),
    (("hver dag", "hver kveld"), ("4.1", "Huset står i Liksomdal og er åpent hver kveld.", "Tekst", "Endret")),
    (("'4.1'", "'4.3'"), ("4.3", "Huset står i Liksomdal og er åpent hver dag.", "", "Nytt nummer")),
])  # fmt: skip
def test_a_change_is_told_at_its_clause(
    change: tuple[str, str], told: tuple[str, str, str, str], tmp_path: Path
) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", OLD)
    world.add("agreement", "deal", OLD.replace(*change), version="1.01")
    repository = world.open()
    old, new = (entry_of(repository, name) for name in ("deal", "deal@1.01"))
    comparison = compare(old, new, repository, repository, on=ON)
    found = [
        (one.number, one.part, one.where, said_how(one, en=False))
        for one in comparison.told
        if one.section == "§ 4 Huset"
    ]
    assert found == [told]
