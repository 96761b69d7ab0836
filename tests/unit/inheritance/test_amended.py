"""What amendments make of a document: each kind of change, their order, and what does not fit."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.facts.decided import entry_span
from avtale.inheritance.tree import locate
from tests.unit.inheritance.chain_world import (
    AGREEMENT,
    ChainWorld,
    entry_of,
    part,
)


def test_amendments_are_merged_in_the_order_of_their_dates(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT, approved="2026-07-01")
    world.add("routine", "local", on=("deal@1.00",))
    place = "/routine_steps/C/actions/tell/deadline/within"
    world.amend(
        "a-second",
        "deal@1.00",
        f"- {{id: x, action: replaces, at: {place}, old: 4 days, value: 3 days}}\n",
        start="2026-10-01",
    )
    world.amend(
        "b-first",
        "deal@1.00",
        f"- {{id: x, action: replaces, at: {place}, old: 5 days, value: 4 days}}\n",
        start="2026-09-01",
    )
    found = world.resolved("local")
    assert part(found.whole, place) == "3 days"
    pointer = locate(found.data, place)
    assert pointer is not None
    origin = found.origin(pointer)
    assert (origin.how, origin.made, str(origin.entry), origin.pointer) == (
        "inherited",
        "amended",
        "a-second@1.00",
        "/changes/0/value",
    )
    assert part(world.resolved("deal", dt.date(2026, 9, 15)).whole, place) == "4 days"
    assert part(world.resolved("deal", dt.date(2026, 8, 31)).whole, place) == "5 days"
    assert not [each for each in world.findings() if each.code == "amendment-unmatched"]


def test_each_kind_of_change(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add(
        "agreement", "deal", AGREEMENT.replace("to: 2029-07-31", "duration: 3 years"), approved="2026-07-01"
    )
    world.amend(
        "change", "deal@1.00",
        """
        - {id: longer, action: prolongs, to: 2031-07-31}
        - {id: new, action: adds, at: /routine_steps/C/actions, duty: {id: brand-new, owner: nav, strength: shall, does: ringer}}
        - {id: goal, action: adds, at: /target_groups/out/goal, value: Alle har fått et tilbud.}
        - {id: gone, action: removes, at: /routine_steps/C/actions/invite}
        - {id: no-notice, action: removes, at: /validity/notice}
        - {id: older, action: replaces, at: /target_groups/out/age/to, old: 21, value: 24}
        - {id: duty, action: replaces, at: /responsibilities/serve, duty: {id: serve, owner: nav, strength: shall, does: hjelper}}
        """,
    )  # fmt: skip
    found = world.resolved("deal")
    whole = found.whole
    assert whole["validity"] == {"from": "2026-08-01", "to": "2031-07-31"}
    assert [each["id"] for each in whole["routine_steps"][0]["actions"]] == ["tell", "brand-new"]
    assert whole["target_groups"][0]["goal"] == "Alle har fått et tilbud."
    assert whole["target_groups"][0]["age"] == {"from": 16, "to": 24, "to_bound": "inclusive"}
    assert whole["responsibilities"] == [
        {"id": "serve", "owner": "nav", "strength": "shall", "does": "hjelper"}
    ]
    pointer = locate(found.data, "/responsibilities/serve/does")
    assert pointer is not None
    assert str(found.origin(pointer).entry) == "change@1.00"
    repository = world.open()
    assert entry_span(entry_of(repository, "deal"), repository).end == dt.date(2031, 7, 31)


@pytest.mark.parametrize(
    "change",
    [
        "{id: x, action: replaces, at: /responsibilities/nobody/does, value: y}",
        "{id: x, action: replaces, at: '', value: y}",
        "{id: x, action: replaces, at: responsibilities, value: y}",
        "{id: x, action: replaces, at: /validity/notice, old: 4 months, value: 6 months}",
        "{id: x, action: replaces, at: /validity/notice}",
        "{id: x, action: adds, at: /responsibilities, duty: {id: serve}}",
        "{id: x, action: adds, at: /validity/notice, value: 6 months}",
        "{id: x, action: adds, at: /nowhere/at/all, value: y}",
        "{id: x, action: removes, at: /meetings/local/quorum}",
        "{id: x, action: removes, at: /meetings/99}",
        "{id: x, action: prolongs}",
    ],
)
def test_a_change_that_does_not_fit_is_told_and_changes_nothing(tmp_path: Path, change: str) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT, approved="2026-07-01")
    world.amend("change", "deal@1.00", f"- {change}\n")
    assert world.codes("change-1.00") == ["amendment-unmatched"]
    assert world.resolved("deal").whole == world.open().versions["deal"][0].source.data


@pytest.mark.parametrize(
    "change",
    [
        "{id: x, action: adds, at: /validity/notice, value: 6 måneder}",
        "{id: x, action: replaces, at: /validity/from, value: '2026-02-30'}",
        "{id: x, action: adds, at: /responsibilities, duty: {id: new, owner: county, strength: skal, does: y}}",
    ],
)
def test_what_the_format_turns_down_is_no_new_wording(tmp_path: Path, change: str) -> None:
    world = ChainWorld(tmp_path)
    world.add(
        "agreement", "deal", AGREEMENT.replace("notice: 3 months", "retroactive: true"), approved="2026-07-01"
    )
    world.amend("change", "deal@1.00", f"- {change}\n")
    assert "amendment-unmatched" in world.codes("change-1.00")


def test_an_amendment_may_not_loosen_what_stands_above_the_agreement(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add(
        "agreement",
        "top",
        "responsibilities:\n  - {id: tell, strength: shall, does: x, deadline: {within: 5 days}}\n",
    )
    world.add("agreement", "deal", on=("top@1.00",), approved="2026-07-01")
    world.amend(
        "change", "deal@1.00",
        """
        - {id: a, action: replaces, at: /responsibilities/tell/deadline/within, value: 9 days}
        - {id: b, action: replaces, at: /responsibilities/tell/strength, value: may}
        """,
    )  # fmt: skip
    world.amend(
        "gone", "deal@1.00", "- {id: c, action: removes, at: /responsibilities/tell}\n", approved=None
    )
    assert sorted(world.codes("change-1.00")) == ["bound-loosened", "strength-lowered"]
    assert world.codes("gone-1.00") == ["required-step-dropped"]


def test_an_amendment_of_an_amendment_changes_what_the_agreement_says(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT, approved="2026-07-01")
    place = "/routine_steps/C/actions/tell/deadline/within"
    world.amend(
        "first",
        "deal@1.00",
        f"- {{id: quicker, action: replaces, at: {place}, old: 5 days, value: 4 days}}\n"
        "- {id: longer, action: prolongs, to: 2030-07-31}\n",
        start="2026-09-01",
    )
    world.amend(
        "second",
        "first@1.00",
        "- {id: x, action: replaces, at: /changes/quicker/value, old: 4 days, value: 2 days}\n"
        "- {id: y, action: replaces, at: /changes/longer/to, old: 2030-07-31, value: 2031-07-31}\n",
        start="2026-10-01",
    )
    world.amend(
        "third",
        "second@1.00",
        "- {id: z, action: replaces, at: /changes/x/value, old: 2 days, value: 1 day}\n",
        start="2026-11-01",
    )
    assert not [each for each in world.findings() if each.severity == "error"]
    for on, within in (((2026, 9, 15), "4 days"), ((2026, 10, 15), "2 days"), ((2026, 11, 15), "1 day")):
        assert part(world.resolved("deal", dt.date(*on)).whole, place) == within
    repository = world.open()
    assert entry_span(entry_of(repository, "deal"), repository).end == dt.date(2031, 7, 31)


def test_amendments_in_a_circle_end(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", AGREEMENT, approved="2026-07-01")
    change = "- {id: x, action: replaces, at: /title, value: Ny}\n"
    world.amend("one", "two@1.00", change)
    world.amend("two", "one@1.00", change)
    assert world.resolved("one").whole["title"] == "Ny"
