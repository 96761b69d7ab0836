"""The chain of a repository: several parents, what is malformed, long chains and many routines."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from avtale.facts.decided import entry_span
from avtale.facts.state import state
from avtale.inheritance.chain import chain, resolve
from avtale.rules.check import check
from tests.support import ON
from tests.unit.inheritance.chain_world import (
    AGREEMENT,
    PLAN,
    PROGRAMME,
    ROUTINE,
    ChainWorld,
    entry_of,
    part,
)


def test_what_is_inherited_is_not_missing(world: ChainWorld) -> None:
    """A duty that only tightens has its owner and strength from above, and may name roles from above."""
    found = [each for each in world.findings() if each.file.endswith("local-1.00.yaml")]
    assert found == []


def test_several_parents_each_bind_and_the_stricter_bound_is_inherited(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add(
        "agreement",
        "one",
        "responsibilities:\n  - {id: tell, does: melder fra, deadline: {within: 10 days}}\n",
    )
    world.add(
        "agreement", "two", "responsibilities:\n  - {id: tell, does: varsler, deadline: {within: 4 days}}\n"
    )
    world.add("routine", "silent", on=("one@1.00", "two@1.00"))
    world.add(
        "routine",
        "loud",
        "responsibilities:\n  - {id: tell, deadline: {within: 7 days}}\n",
        on=("one@1.00", "two@1.00"),
    )
    found = world.resolved("silent")
    assert found.whole["responsibilities"] == [
        {"id": "tell", "does": "melder fra", "deadline": {"within": "4 days"}}
    ]
    assert str(found.origin("/responsibilities/0/deadline/within").entry) == "two@1.00"
    assert str(found.origin("/responsibilities/0/does").entry) == "one@1.00"
    assert world.codes("silent-1.00") == []
    assert world.codes("loud-1.00") == ["bound-loosened"]


def test_a_parent_of_a_parent_named_again_is_not_inherited_twice(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "top", "responsibilities:\n  - {id: tell, deadline: {within: 10 days}}\n")
    world.add(
        "agreement",
        "mid",
        "responsibilities:\n  - {id: tell, deadline: {within: 4 days}}\n",
        on=("top@1.00",),
    )
    world.add("routine", "low", on=("top@1.00", "mid@1.00"))
    found = world.resolved("low")
    assert found.whole["responsibilities"] == [{"id": "tell", "deadline": {"within": "4 days"}}]
    assert [str(one) for one in found.ancestors] == ["mid@1.00", "top@1.00"]


def test_a_routine_without_a_validity_has_its_parents(world: ChainWorld) -> None:
    world.add("routine", "other", on=("deal@1.00",), effective="2026-09-01")
    repository = world.open()
    span = entry_span(entry_of(repository, "other"), repository)
    assert (span.start, span.end) == (dt.date(2026, 9, 1), dt.date(2029, 7, 31))
    assert state(entry_of(repository, "other"), repository, ON).name == "draft"


def test_two_files_with_one_key_and_version_are_told_and_one_is_built_on(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    path = world.add("agreement", "deal", AGREEMENT)
    (world.agreements / "copy").mkdir()
    (world.agreements / "copy" / path.name).write_bytes(path.read_bytes())
    world.add("routine", "local", ROUTINE, on=("deal@1.00",))
    codes = [each.code for each in world.findings()]
    assert codes.count("duplicate-version") == 2
    assert part(world.resolved("local").whole, "/routine_steps/C/actions/tell/owner") == "nav"


BROKEN = [
    "responsibilities: [tell, 3, null, {id: [x]}, {id: tell, deadline: soon}]\n",
    "responsibilities: {id: tell}\n",
    "responsibilities: [{id: tell, deadline: {within: [5]}}, {id: tell, deadline: {within: 9 days}}]\n",
    "target_groups: [{id: out, title: x, age: 16}]\n",
    "target_groups: [{id: out, title: x, age: {from: sixteen, to: [21]}}]\n",
    "routine_steps: [{letter: C, actions: {tell: x}}, {letter: C}]\n",
    "validity: soon\n",
    "meetings: null\n",
    "roles: [x, {id: nav_office}]\nparties: 5\n",
    "left_out: [x, {id: null}, {reason: y}, {id: tell/does, reason: ~1}]\n",
    "presence: [{id: school, place_id: school, days_per_week: 5}, {place_id: school, days_per_week: {min: x}}]\n",
    "based_on: [{key: deal, version: 7}, {key: deal}, {key: [deal]}, deal, {key: local, version: '1.00'}]\n",
]


@pytest.mark.parametrize("body", BROKEN)
@pytest.mark.parametrize("where", ["below", "above"])
def test_what_is_malformed_is_never_a_crash(tmp_path: Path, body: str, where: str) -> None:
    world = ChainWorld(tmp_path)
    world.add("programme", "prog", PROGRAMME)
    world.add(
        "agreement",
        "deal",
        body if where == "above" else AGREEMENT,
        on=() if "based_on" in body else ("prog@1.00",),
    )
    on = () if "based_on" in body and where == "below" else ("deal@1.00",)
    world.add("routine", "local", body if where == "below" else ROUTINE, on=on)
    world.add("follow_up_plan", "plan", PLAN, on=("local@1.00",))
    assert world.findings() != []
    assert world.resolved("plan").whole["key"] == "plan"


def test_a_chain_of_two_hundred_levels(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add(
        "agreement",
        "r0",
        "responsibilities:\n  - {id: tell, owner: nav, strength: shall, deadline: {within: 300 days}}\n",
    )
    for level in range(1, 201):
        body = f"responsibilities:\n  - {{id: tell, deadline: {{within: {300 - level} days}}}}\n"
        world.add("routine", f"r{level}", body, on=(f"r{level - 1}@1.00",))
    repository = world.open()
    start = time.process_time()
    found = resolve(entry_of(repository, "r200"), repository, ON)
    assert found.whole["responsibilities"][0]["deadline"] == {"within": "100 days"}
    assert str(found.origin("/responsibilities/0/owner").entry) == "r0@1.00"
    assert len(list(found.ancestors)) == 200
    assert not [
        each
        for each in check(repository, on=ON).findings
        if each.code in ("bound-loosened", "based-on-circle")
    ]
    assert time.process_time() - start < 30


def test_many_routines_on_one_agreement_resolve_it_once(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT)
    for number in range(300):
        world.add("routine", f"local-{number}", ROUTINE, on=("deal@1.00",))
    repository = world.open()
    chains = chain(repository, ON)
    found = [chains.resolve(entry) for entry in repository.entries if entry.key != "deal"]
    above = {id(each.above) for each in found}
    assert len(found) == 300
    assert len(above) == 1
    assert chain(repository, ON) is chains


def test_a_document_is_resolved_once_for_each_day(world: ChainWorld) -> None:
    repository = world.open()
    entry = entry_of(repository, "plan")
    found = resolve(entry, repository, ON)
    assert resolve(entry, repository, ON) is found
    assert found.above is resolve(entry_of(repository, "local"), repository, ON)
    assert resolve(entry, repository, dt.date(2027, 1, 1)) is not found


def test_what_an_amendment_meets_is_what_the_earlier_ones_left(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT, approved="2026-07-01")
    place = "/routine_steps/C/actions/tell/deadline/within"
    for name, value, start in (
        ("a", "4 days", "2026-09-01"),
        ("b", "3 days", "2027-09-01"),
        ("c", "2 days", "2028-09-01"),
    ):
        world.amend(
            name, "deal@1.00", f"- {{id: x, action: replaces, at: {place}, value: {value}}}\n", start=start
        )
    repository = world.open()
    chains = chain(repository, ON)
    met = {name: chains.before(entry_of(repository, name)) for name in "abc"}
    assert {name: part(data, place) for name, data in met.items()} == {
        "a": "5 days",
        "b": "4 days",
        "c": "3 days",
    }
    amended = chains.amended(entry_of(repository, "c"))
    assert amended is not None
    assert str(amended.entry) == "deal@1.00"
    assert part(amended.data, place) == "4 days"  # on the day only the first is in force
    for other in ("deal",):
        assert chains.before(entry_of(repository, other)) is None
        assert chains.amended(entry_of(repository, other)) is None


def test_whom_a_document_may_name_besides_its_own(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT, approved="2026-07-01")
    world.add("agreement", "deal", "roles: [{id: other, title: Ny}]\n", version="2.00")
    world.add("routine", "local", on=("deal@1.00",))
    world.amend("change", "deal@1.00", "- {id: x, action: prolongs, to: 2031-07-31}\n")
    repository = world.open()
    chains = chain(repository, ON)
    for name in ("local", "change"):
        named = chains.named_above(entry_of(repository, name))
        assert named is not None
        assert [role.id for role in named.roles] == ["nav_office"], name
        assert [party.id for party in named.parties] == ["county", "nav"]
    assert chains.named_above(entry_of(repository, "deal")) is None
