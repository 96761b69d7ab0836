"""A document as it holds: whole at every level, with the document behind each value."""

from __future__ import annotations

import pytest

from avtale.format.bind import parts
from avtale.format.model import Duty
from avtale.inheritance.tree import at, locate
from tests.unit.inheritance.chain_world import (
    ChainWorld,
    part,
)


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


def test_what_is_bound_has_its_places_in_the_tree_whatever_was_left_out(world: ChainWorld) -> None:
    world.add(
        "routine",
        "short",
        "left_out: [{id: tell, reason: nei}, {id: invite, reason: nei}]\n",
        on=("deal@1.00",),
    )
    for name in ("local", "short"):
        found = world.resolved(name)
        assert found.document is not None
        duties = parts(found.document, Duty)
        assert duties
        for duty in duties:
            assert found.value(duty.pointer)["id"] == duty.id
        assert "invite" not in {duty.id for duty in duties}
        assert {duty.id for duty in duties} == {duty.id for duty in found.bound_duties}


def test_duties_and_names_are_bound_also_where_the_kind_has_no_field_for_them(world: ChainWorld) -> None:
    found = world.resolved("plan")
    assert {duty.id for duty in found.bound_duties} == {"serve", "tell", "call", "coffee"}
    assert next(duty for duty in found.bound_duties if duty.id == "tell").deadline is not None
    named = found.named
    assert [role.id for role in named.roles] == ["adviser", "nav_office"]
    assert [group.id for group in named.target_groups] == ["out"]
    assert all(part.pointer.startswith("/inherited/") for part in (*named.parties, *named.roles))


def test_a_field_that_the_file_leaves_out_comes_from_where_its_part_stands(world: ChainWorld) -> None:
    found = world.resolved("local")
    own = found.entry.document
    assert own is not None
    tell = next(duty for duty in parts(own, Duty) if duty.id == "tell")
    assert tell.pointer == "/responsibilities/0"
    assert found.placed[tell.pointer].startswith("/routine_steps/")
    assert found.field_of(tell, "owner") == "nav"
    assert found.field_of(tell, "together_with") is None


def test_nothing_changes_a_document_that_others_read_too(world: ChainWorld) -> None:
    found = world.resolved("local")
    with pytest.raises(AttributeError):
        found.data = {}  # type: ignore[misc]
