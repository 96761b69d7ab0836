"""What differs above, as a document below inherits it."""

from __future__ import annotations

from typing import Any

import pytest

from avtale.inheritance.differences import differences

OLD: dict[str, Any] = {
    "title": "En",
    "responsibilities": [
        {"id": "tell", "strength": "shall", "deadline": {"within": "5 days"}},
        {"id": "gone", "does": "noe"},
    ],
    "validity": {"to": "2029-07-31"},
}


def changed(**fields: Any) -> list[tuple[str, Any, Any]]:
    return [(each.at, each.old, each.new) for each in differences(OLD, {**OLD, **fields})]


def test_each_value_by_the_ids_of_its_parts() -> None:
    new = [
        {"id": "gone", "does": "noe"},
        {"id": "tell", "strength": "shall", "deadline": {"within": "3 days"}},
    ]
    assert changed(responsibilities=new) == [("/responsibilities/tell/deadline/within", "5 days", "3 days")]
    assert changed(responsibilities=OLD["responsibilities"][:1]) == [
        ("/responsibilities/gone", {"id": "gone", "does": "noe"}, None)
    ]
    assert changed(validity={"to": "2030-07-31"}) == [("/validity/to", "2029-07-31", "2030-07-31")]


@pytest.mark.parametrize("own", ["title", "annexes", "references"])
def test_what_a_document_says_of_itself_is_no_difference(own: str) -> None:
    assert changed(**{own: "noe annet"}) == []
