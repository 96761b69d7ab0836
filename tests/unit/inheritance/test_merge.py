"""Documents of any shape join, and no value loses its way home."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from avtale.facts.repository import DocumentFile
from avtale.inheritance.differences import differences
from avtale.inheritance.effective import EffectiveDocument
from avtale.inheritance.joined import Mark
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
