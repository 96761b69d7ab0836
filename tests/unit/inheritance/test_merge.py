"""Documents of any shape join, and no value loses its way home."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.facts.repository import DocumentFile
from avtale.format.shape import document_shape
from avtale.inheritance.differences import differences
from avtale.inheritance.effective import EffectiveDocument
from avtale.inheritance.joined import OWN, Mark
from avtale.inheritance.merge import join_to
from avtale.inheritance.tree import at, leaves, put
from avtale.source.read import parse
from tests.unit.inheritance.chain_world import (
    AGREEMENT,
    PARTIES,
    PLAN,
    PROGRAMME,
    ROUTINE,
    yaml_data,
)

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
    entry = DocumentFile(Path("x.yaml"), "x.yaml", parse("x: y", "x.yaml"), None)
    parent = EffectiveDocument(entry, above, {"": Mark("own", None, "")})
    joined = join_to(parent, below, parent.parties)
    found = EffectiveDocument(entry, joined.data, joined.marks)
    for place, _, value in leaves(found.data):
        origin = found.origin(place)
        source = above if origin.how == "inherited" else below
        if (
            not isinstance(value, list) and "days_per_week" not in place
        ):  # a list is joined, from and to as well
            assert at(source, origin.pointer) == value
    assert differences(above, found.whole) is not None


def test_a_new_field_of_a_kind_is_a_documents_own_or_comes_from_above() -> None:
    """What a document has from the one above it; of all else (`OWN`) each says its own."""
    assert document_shape().fields.keys() - OWN == {
        *("parties", "partners", "roles", "bodies", "target_groups"),
        *("background", "purposes", "goals", "aims", "principle", "scope", "services"),
        *("responsibilities", "duties", "actions", "deviations", "routine_steps", "meetings", "presence", "reporting"),
        *("validity", "evaluation", "dispute", "economy", "confidentiality", "data_processing", "delete_by"),
    }  # fmt: skip
    assert document_shape().fields.keys() >= OWN


TERM = {"from": "2026-01-01", "to": "2026-12-31", "notice": "3 months"}


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        # a term of validity is one thing, and so is each end of it; of all else a child has what it leaves out
        (TERM, {}, TERM),
        (TERM, {"notice": "6 months"}, {**TERM, "notice": "6 months"}),
        (TERM, {"to": "2026-06-30"}, {"to": "2026-06-30", "notice": "3 months"}),
        (TERM, {"duration": "1 year"}, {"duration": "1 year", "notice": "3 months"}),
        (TERM, {"until_replaced": True}, {"until_replaced": True, "notice": "3 months"}),
        (TERM, {"from": "2026-02-01"}, {"from": "2026-02-01", "to": "2026-12-31", "notice": "3 months"}),
        ({"ends_when": {"terminated_by": "one"}}, {"from": "2026-02-01"}, {"from": "2026-02-01", "ends_when": {"terminated_by": "one"}}),
        ({"revised_every": "1 year"}, {"to": "2026-06-30"}, {"to": "2026-06-30"}),
        ({"from": "2026-01-01", "duration": "1 year", "retroactive": True}, {"begins_when": {"adoptions": 1}}, {"begins_when": {"adoptions": 1}}),
    ],
)  # fmt: skip
def test_a_child_has_of_validity_what_it_does_not_say(
    above: dict[str, Any], below: dict[str, Any], joined: dict[str, Any]
) -> None:
    entry = DocumentFile(Path("x.yaml"), "x.yaml", parse("x: y", "x.yaml"), None)
    parent = EffectiveDocument(entry, {"validity": above}, {"": Mark("own", None, "")})
    assert join_to(parent, {"validity": below}, {}).data == {"validity": joined}
