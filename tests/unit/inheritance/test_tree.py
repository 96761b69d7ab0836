"""Places in a document's data: found by ids, changed without touching the rest, and the same after parts went."""

from __future__ import annotations

from typing import Any

import pytest

from avtale.inheritance.tree import at, compact, leaves, locate, named, put, without

TREE: dict[str, Any] = {
    "title": "Avtale",
    "steps": [{"letter": "A", "actions": [{"id": "one"}, {"id": "two", "does": "noe"}]}, {"letter": "B"}],
    "presence": [{"place_id": "school", "days": [1, 2]}],
}


@pytest.mark.parametrize(
    ("name", "pointer"),
    [
        ("", ""),
        ("/title", "/title"),
        ("/steps/A/actions/two/does", "/steps/0/actions/1/does"),
        ("/steps/1", "/steps/1"),
        ("/presence/school/days", "/presence/0/days"),
        ("title", None),
        ("/steps/C", None),
        ("/steps/9", None),
        ("/steps/-", None),
        ("/title/more", None),
        ("/steps/B/actions", None),
    ],
)
def test_a_place_by_ids_is_found_and_named_back(name: str, pointer: str | None) -> None:
    assert locate(TREE, name) == pointer
    if pointer is not None:
        assert locate(TREE, named(TREE, pointer)) == pointer


def test_a_change_shares_all_that_is_not_on_the_way() -> None:
    changed = put(TREE, "/steps/0/actions/1/does", "annet")
    assert at(changed, "/steps/0/actions/1") == {"id": "two", "does": "annet"}
    assert at(TREE, "/steps/0/actions/1/does") == "noe"
    assert changed["presence"] is TREE["presence"]
    assert changed["steps"][1] is TREE["steps"][1]
    assert at(put(TREE, "/steps/-", {"letter": "C"}), "/steps/2/letter") == "C"
    assert put(TREE, "/new/deep", 1)["new"] == {"deep": 1}


def test_a_part_that_went_leaves_the_numbers_of_the_others() -> None:
    gone = without(TREE, "/steps/0/actions/0")
    assert at(gone, "/steps/0/actions/0") is None
    assert locate(gone, "/steps/A/actions/one") is None
    assert locate(gone, "/steps/A/actions/two") == "/steps/0/actions/1"
    assert "title" not in without(TREE, "/title")
    assert without(TREE, "/steps/7/letter") == TREE
    assert compact(gone)["steps"][0]["actions"] == [{"id": "two", "does": "noe"}]
    places = {here: clean for here, clean, _ in leaves(gone)}
    assert places["/steps/0/actions/1/does"] == "/steps/0/actions/0/does"
    assert places["/presence/0/days"] == "/presence/0/days"  # a list of plain values is one value
