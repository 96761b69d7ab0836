"""A document whole as seen from below: what is inherited, where it is from, and chains that do not hold."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.facts.chain import Resolved, chain, resolve
from avtale.facts.decided import entry_span
from avtale.facts.differences import differences
from avtale.facts.merge import Mark, join_to
from avtale.facts.repository import Entry
from avtale.facts.state import state
from avtale.facts.tree import at, leaves, locate, put
from avtale.rules.check import check
from avtale.source.read import parse
from tests.support import ON
from tests.unit.facts.chain_world import PARTIES, ChainWorld, entry_of

PROGRAMME = """
roles:
  - {id: adviser, title: NAV-veileder}
presence:
  - {id: school, who: adviser, place: skolen, place_id: school, days_per_week: {min: 3, max: 4}, source: '[1]'}
responsibilities:
  - {id: serve, owner: adviser, strength: may, does: gir tjenester, source: '[1] Organisering'}
"""
AGREEMENT = """
roles:
  - {id: nav_office, title: NAV-kontoret, party: nav}
responsibilities:
  - {id: serve, strength: should}
target_groups:
  - {id: out, title: Unge utenfor, age: {from: 16, to: 21, to_bound: inclusive}, source: §3}
meetings:
  - {id: local, title: Lokalt møte, between: [county, nav], every: 3 months, month: 2, convened_by: county}
routine_steps:
  - letter: C
    title: Avbrudd
    actions:
      - {id: tell, owner: nav, strength: shall, does: melder fra, informs: [county], deadline: {within: 5 days, of: avbruddet}}
      - {id: invite, owner: county, strength: may, does: inviterer}
validity: {from: 2026-08-01, to: 2029-07-31, notice: 3 months}
"""
ROUTINE = """
responsibilities:
  - {id: tell, deadline: {within: 3 days}}
routine_steps:
  - letter: C
    actions:
      - {id: call, owner: nav_office, strength: may, does: ringer skolen}
  - letter: F
    title: Lokalt trinn
    actions:
      - {id: coffee, owner: nav_office, strength: may, does: koker kaffe}
left_out:
  - {id: invite, reason: Kontoret er lite.}
"""
PLAN = """
duties:
  - {id: tell, deadline: {within: 2 days}}
"""


@pytest.fixture
def world(tmp_path: Path) -> ChainWorld:
    world = ChainWorld(tmp_path)
    world.add("programme", "prog", PROGRAMME)
    world.add("agreement", "deal", AGREEMENT, on=("prog@1.00",))
    world.add("routine", "local", ROUTINE, on=("deal@1.00",))
    world.add("follow_up_plan", "plan", PLAN, on=("local@1.00",))
    return world


def yaml_data(text: str) -> dict[str, Any]:
    data = parse(text, "x.yaml").data
    assert isinstance(data, dict)
    return data


def part(data: Any, place: str) -> Any:
    found = locate(data, place)
    assert found is not None, place
    return at(data, found)


def test_a_document_is_whole_at_every_level(world: ChainWorld) -> None:
    whole = world.resolved("plan").whole
    tell = part(whole, "/routine_steps/C/actions/tell")
    assert tell == {
        "id": "tell", "owner": "nav", "strength": "shall", "does": "melder fra", "informs": ["county"],
        "deadline": {"within": "2 days", "of": "avbruddet"},
    }  # fmt: skip
    assert part(whole, "/responsibilities/serve")["strength"] == "should"
    assert part(whole, "/presence/school/days_per_week") == {"min": 3, "max": 4}
    assert part(whole, "/routine_steps/C/actions/call")["does"] == "ringer skolen"
    assert [step["letter"] for step in whole["routine_steps"]] == ["C", "F"]
    assert locate(whole, "/routine_steps/C/actions/invite") is None
    assert "duties" not in whole
    assert whole["key"] == "plan"
    assert "office" not in whole  # what the routine says of itself
    assert [role["id"] for role in whole["roles"]] == ["adviser", "nav_office"]
    assert whole["validity"]["to"] == "2029-07-31"


@pytest.mark.parametrize(
    ("place", "how", "made", "document", "paragraph"),
    [
        ("/routine_steps/C/actions/tell/deadline/within", "narrowed", "narrowed", "plan@1.00", None),
        ("/routine_steps/C/actions/tell/deadline/of", "inherited", "added", "deal@1.00", "C"),
        ("/routine_steps/C/actions/call/does", "inherited", "added", "local@1.00", "C"),
        ("/responsibilities/serve/strength", "inherited", "widened", "deal@1.00", None),
        ("/responsibilities/serve/does", "inherited", "own", "prog@1.00", "[1] Organisering"),
        ("/presence/school/days_per_week/min", "inherited", "own", "prog@1.00", "[1]"),
        ("/target_groups/out/age/from", "inherited", "added", "deal@1.00", "§3"),
        ("/youth/name", "own", "own", "plan@1.00", None),
    ],
)
def test_each_value_knows_its_document(
    world: ChainWorld, place: str, how: str, made: str, document: str, paragraph: str | None
) -> None:
    found = world.resolved("plan")
    pointer = locate(found.data, place)
    assert pointer is not None
    origin = found.origin(pointer)
    assert (origin.how, origin.made, str(origin.entry), origin.paragraph) == (how, made, document, paragraph)
    # what it says is what stands there, in that very file
    assert at(origin.entry.source.data, origin.pointer) == at(found.data, pointer)


def test_a_narrowed_value_knows_what_it_narrowed(world: ChainWorld) -> None:
    found = world.resolved("plan")
    pointer = locate(found.data, "/routine_steps/C/actions/tell/deadline/within")
    assert pointer is not None
    over = found.origin(pointer).over
    assert over is not None
    assert (str(over[0].entry), over[0].pointer, over[1]) == (
        "local@1.00",
        "/responsibilities/0/deadline/within",
        "3 days",
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


def test_a_routine_without_a_validity_has_its_parents(world: ChainWorld) -> None:
    world.add("routine", "other", on=("deal@1.00",), effective="2026-09-01")
    repository = world.open()
    span = entry_span(entry_of(repository, "other"), repository)
    assert (span.start, span.end) == (dt.date(2026, 9, 1), dt.date(2029, 7, 31))
    assert state(entry_of(repository, "other"), repository, ON).name == "draft"


# Amendments


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


# Parents that do not hold


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


JUNK = st.sampled_from(
    [None, True, 7, "", "x", "5 days", [], {}, [None], [{}], {"id": "tell"}, [{"id": "tell"}], {"nb": "x"}]
)
TREES = [yaml_data(PROGRAMME), yaml_data(PARTIES + AGREEMENT), yaml_data(ROUTINE), yaml_data(PLAN)]


def places(data: Any, pointer: str = "") -> list[str]:
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [f"{pointer}/{key}" for key, _ in inside] + [
        p for key, one in inside for p in places(one, f"{pointer}/{key}")
    ]


@given(st.sampled_from(TREES), st.sampled_from(TREES), st.data())
def test_two_documents_of_any_shape_join(
    above: dict[str, Any], below: dict[str, Any], data: st.DataObject
) -> None:
    for _ in range(3):
        above = put(above, data.draw(st.sampled_from(places(above))), data.draw(JUNK))
        below = put(below, data.draw(st.sampled_from(places(below))), data.draw(JUNK))
    entry = Entry(Path("x.yaml"), "x.yaml", parse("x: y", "x.yaml"), None)
    parent = Resolved(entry, above, {"": Mark("own", None, "")})
    joined = join_to(parent, below, parent.parties)
    found = Resolved(entry, joined.data, joined.marks)
    for place, _, value in leaves(found.data):
        origin = found.origin(place)
        source = above if origin.how == "inherited" else below
        if (
            not isinstance(value, list) and "days_per_week" not in place
        ):  # a list is joined, from and to as well
            assert at(source, origin.pointer) == value
    assert differences(above, found.whole) is not None


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
