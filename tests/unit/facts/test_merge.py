"""Two changes of one document: different fields both get through, the same field is something to choose."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from avtale.facts.merge import GONE, Clash, merge

BASE: dict[str, Any] = {
    "title": "Samarbeid",
    "duties": [
        {"id": "a", "does": "gå", "owner": "x"},
        {"id": "b", "does": "stå"},
        {"id": "c", "does": "ligge"},
    ],
    "list": ["en", "to"],
}
Change = Callable[[dict[str, Any]], Any]


def changed(*changes: Change) -> dict[str, Any]:
    data = copy.deepcopy(BASE)
    for change in changes:
        change(data)
    return data


def does(number: int, said: str) -> Change:
    return lambda data: data["duties"][number].update(does=said)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (does(0, "løpe"), does(1, "sitte")),
        (does(0, "løpe"), lambda d: d["duties"][0].update(owner="y")),
        (does(2, "sove"), lambda d: d["duties"].insert(0, {"id": "n", "does": "ny"})),
        (lambda d: d.update(subject="om"), lambda d: d.pop("list")),
        (lambda d: d.update(list=["en", "to", "tre"]), lambda d: d.update(title="Annet")),
        (does(0, "løpe"), lambda d: d["duties"].reverse()),
        (lambda d: d["duties"].append({"id": "n", "does": "ny"}), lambda d: d["duties"].append({"id": "m", "does": "my"})),
    ],
)  # fmt: skip
def test_two_who_change_different_things_both_get_through(mine: Change, theirs: Change) -> None:
    for one, other in ((mine, theirs), (theirs, mine)):
        merged = merge(BASE, changed(one), changed(other))
        assert not merged.clashes
        expected, found = changed(mine, theirs), merged.data
        assert {each["id"]: each for each in found["duties"]} == {
            each["id"]: each for each in expected["duties"]
        }
        assert {**found, "duties": 0} == {**expected, "duties": 0}


def test_the_same_field_is_a_clash_and_is_chosen() -> None:
    mine, theirs = changed(does(1, "sitte")), changed(does(1, "hoppe"))
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == (Clash("/duties/1/does", "stå", "sitte", "hoppe"),)
    assert merged.data["duties"][1]["does"] == "hoppe"
    settled = merge(BASE, mine, theirs, {"/duties/1/does": "mine"})
    assert not settled.clashes
    assert settled.data["duties"][1]["does"] == "sitte"


def test_what_one_took_out_and_the_other_changed_is_a_clash() -> None:
    merged = merge(BASE, changed(lambda d: d["duties"].pop(1)), changed(does(1, "hoppe")))
    (clash,) = merged.clashes
    assert clash.mine is GONE
    assert clash.theirs == {"id": "b", "does": "hoppe"}
    chosen = merge(
        BASE, changed(lambda d: d["duties"].pop(1)), changed(does(1, "hoppe")), {clash.pointer: "mine"}
    )
    assert [each["id"] for each in chosen.data["duties"]] == ["a", "c"]


def test_two_new_parts_with_one_id_are_one() -> None:
    merged = merge(
        BASE,
        changed(lambda d: d["duties"].append({"id": "n", "does": "ny"})),
        changed(lambda d: d["duties"].append({"id": "n", "does": "annet"})),
    )
    assert [clash.pointer for clash in merged.clashes] == ["/duties/3/does"]
    assert len(merged.data["duties"]) == 4


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ("nabc", "abcm", "nabcm"),
        ("anbc", "abmc", "anbmc"),
        ("abnc", "abmc", "abmnc"),
        ("ac", "abcm", "acm"),
        ("abcm", "ac", "acm"),
        ("cab", "abcm", "cmab"),  # who moved something leads
        ("abcm", "cab", "cmab"),
        ("nbca", "abcm", "nbcma"),
    ],
)
def test_what_is_added_stands_behind_what_it_followed(mine: str, theirs: str, merged: str) -> None:
    found = merge(*([{"id": each} for each in ids] for ids in ("abc", mine, theirs)))
    assert not found.clashes
    assert "".join(each["id"] for each in found.data) == merged


def test_two_who_moved_the_same_list_are_asked() -> None:
    found = merge({"list": list("abc")}, {"list": list("cab")}, {"list": list("bca")})
    assert [clash.pointer for clash in found.clashes] == ["/list"]


@pytest.mark.parametrize("moved", ["mine", "theirs", "nobody"])
def test_of_a_part_that_both_added_each_side_keeps_its_own_words(moved: str) -> None:
    def with_new(side: str) -> list[dict[str, str]]:
        ids = ["c", "a", "b"] if moved == side else ["a", "b", "c"]
        return [*({"id": each} for each in ids), {"id": "n", "does": side}]

    base = [{"id": each} for each in ("a", "b", "c")]
    found = merge(base, with_new("mine"), with_new("theirs"))
    assert [(one.pointer, one.base, one.mine, one.theirs) for one in found.clashes] == [
        ("/3/does", GONE, "mine", "theirs")
    ]
    assert merge(base, with_new("mine"), with_new("theirs"), {"/3/does": "mine"}).data[3]["does"] == "mine"


@pytest.mark.parametrize("theirs", ["ord", ["en"], {"nb": "ord"}])
@pytest.mark.parametrize("mine", ["annet", ["to"], {"en": "word"}])
def test_parts_of_two_kinds_clash(mine: Any, theirs: Any) -> None:
    clashes = merge({"x": 1}, {"x": mine}, {"x": theirs}).clashes
    assert [one.pointer for one in clashes] == ([] if type(mine) is type(theirs) is not str else ["/x"])
