"""A duty is the same thing wherever it stands: in a list of duties, or among the clauses of a section of one's own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.facts.occurrences import occurrences
from avtale.format.bind import parts
from avtale.format.model import Duty
from avtale.inheritance.suspects import suspects
from avtale.publish.suspects import suspects_data
from tests.support import ON
from tests.unit.inheritance.chain_world import ChainWorld, entry_of
from tests.unit.inheritance.test_inherited import apart

DUTY = "{{id: tell, owner: nav, strength: shall, does: melder fra, deadline: {{within: {}}}}}"
LISTED = f"responsibilities:\n  - {DUTY}\n"
IN_CLAUSES = (
    "sections:\n  - id: break\n    number: § 4\n    title: Avbrudd\n    clauses:\n      - {{number: '4.1', text: Slik gjør vi.}}\n"
    f"      - number: '4.2'\n        clauses:\n          - number: a)\n            duty: {DUTY}\n"
)
VALID = "validity: {from: 2026-08-01, to: 2029-07-31}\n"
LOCAL = {
    "listed": "responsibilities:\n  - {{id: tell{}}}\n",
    "in clauses": "sections:\n  - {{id: own, title: Hos oss, clauses: [{{number: '1', duty: {{id: tell{}}}}}]}}\n",
}
BOTH = pytest.mark.parametrize("above", [LISTED, IN_CLAUSES], ids=["listed above", "in clauses above"])


@pytest.mark.parametrize("below", LOCAL.values(), ids=LOCAL)
@pytest.mark.parametrize(("said", "code"), [
    ("", None), (", deadline: {within: 3 days}", None), (", deadline: {within: 9 days}", "bound-loosened"),
    (", strength: may", "strength-lowered"),
])  # fmt: skip
@BOTH
def test_what_stands_above_binds(above: str, below: str, said: str, code: str | None, tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", above.format("5 days") + VALID)
    world.add("routine", "local", below.format(said), on=("deal@1.00",))
    assert world.codes("local-1.00") == ([code] if code else [])
    made = apart(world, "local")
    (duty,) = parts(made.local, Duty)
    assert (duty.owner, str(duty.does)) == (("nav",), "melder fra")  # whole, and once
    assert [duty.id for group in made.groups for duty in parts(group.document, Duty)] == []
    if said.startswith(", deadline"):
        loosened = code is not None
        assert [note.field for note in made.notes.get(duty.pointer, ())] == ([] if loosened else ["within"])


@BOTH
def test_a_routine_has_it_from_above_and_may_not_leave_it_out(above: str, tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", above.format("5 days") + VALID)
    world.add("routine", "local", on=("deal@1.00",))
    world.add("routine", "less", "left_out:\n  - {id: tell, reason: Kontoret er lite.}\n", on=("deal@1.00",))
    (group,) = apart(world, "local").groups
    assert [duty.id for duty in parts(group.document, Duty)] == ["tell"]
    assert world.codes("less-1.00") == ["required-step-dropped"]
    origin = world.resolved("local").origin(world.resolved("local").duties["tell"])
    assert (origin.how, str(origin.entry)) == ("inherited", "deal@1.00")
    assert origin.pointer in ("/responsibilities/0", "/sections/0/clauses/1/clauses/0/duty")


@BOTH
def test_a_new_version_of_it_makes_suspect(above: str, tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", above.format("5 days") + VALID, approved="2026-07-01")
    world.add("agreement", "deal", above.format("3 days") + VALID, version="2.00", approved="2026-11-01")
    world.add("routine", "local", on=("deal@1.00",), approved="2026-07-02")
    assert [str(one.entry) for one in suspects(world.open(), ON)] == ["local@1.00"]
    (told,) = suspects_data(world.open(), ON)
    assert [each["at"] for each in told["differences"]] == ["/responsibilities/tell/deadline/within"]


@BOTH
def test_it_falls_due(above: str, tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    said = (
        above.replace("within: {}", "every: 1 year, month: 3, day: 1").replace("{{", "{").replace("}}", "}")
    )
    world.add("agreement", "deal", said + VALID, approved="2026-07-01")
    repository = world.open()
    found = [
        one for one in occurrences(entry_of(repository, "deal"), repository, ON) if one.duty.id == "tell"
    ]
    assert [one.date for one in found][:2] == [dt.date(2027, 3, 1), dt.date(2028, 3, 1)]


def test_an_amendment_finds_a_clause_by_its_number(tmp_path: Path) -> None:
    world = ChainWorld(tmp_path)
    world.add("agreement", "deal", IN_CLAUSES.format("5 days") + VALID, approved="2026-07-01")
    change = "- {action: replaces, at: '/sections/break/clauses/4.1/text', value: Nytt.}\n"
    world.amend("more", "deal@1.00", change)
    found = world.resolved("deal", dt.date(2026, 11, 1))
    assert found.value("/sections/0/clauses/0/text") == "Nytt."
    assert not [each for each in world.findings() if each.code == "amendment-unmatched"]
