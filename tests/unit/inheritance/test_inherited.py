"""A local routine taken apart for its page: its own parts, each whole, and what comes from each document above."""

from __future__ import annotations

from msgspec.structs import replace

from avtale.format.bind import parts
from avtale.format.model import ControlHeader, Duty, Routine
from avtale.inheritance.inherited import Inherited, inherited
from tests.unit.inheritance.chain_world import ChainWorld


def apart(world: ChainWorld, name: str) -> Inherited:
    found = world.resolved(name)
    assert found.entry.document is not None
    made = inherited(found, found.entry.document)
    assert made is not None
    return made


def test_own_parts_are_whole_and_the_rest_stands_with_its_document(world: ChainWorld) -> None:
    made = apart(world, "local")
    own = {duty.id: duty for duty in parts(made.local, Duty)}
    assert set(own) == {"tell", "call", "coffee"}
    assert own["tell"].owner == ("nav",)  # what the routine leaves out of it, it has from above
    assert {group.key: [duty.id for duty in parts(group.document, Duty)] for group in made.groups} == {
        "deal": [],
        "prog": ["serve"],
    }
    presence = [part.id for group in made.groups for part in getattr(group.document, "presence", ())]
    assert presence == ["school"]
    assert made.left_out == {"invite": "inviterer"}


def test_a_bound_that_differs_is_noted_at_its_part(world: ChainWorld) -> None:
    made = apart(world, "local")
    tell = next(duty for duty in parts(made.local, Duty) if duty.id == "tell")
    assert set(made.notes) == {tell.pointer}
    (note,) = made.notes[tell.pointer]
    assert (note.field, note.above, note.title, note.version) == ("within", "5 days", "deal", "1.00")


def test_what_is_shown_is_the_document_that_was_given(world: ChainWorld) -> None:
    """A page is made of the file without an approver whom the register does not know; the routine's too."""
    found = world.resolved("local")
    given = found.entry.document
    assert isinstance(given, Routine)
    shown = replace(given, control_header=ControlHeader(title=None, version="9.99"))
    made = inherited(found, shown)
    assert made is not None
    assert made.local.control_header == shown.control_header


def test_only_a_routine_with_something_above_it_is_taken_apart(world: ChainWorld) -> None:
    world.add("routine", "alone")
    for name in ("deal", "plan", "alone"):
        found = world.resolved(name)
        assert found.entry.document is not None
        assert inherited(found, found.entry.document) is None, name
