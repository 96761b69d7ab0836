"""What differs between two documents: found wherever the fingerprints differ, named, and told once."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.facts.diff import Change, diff
from avtale.facts.editorial import PLACES, editorial, only_typography, outside_content
from avtale.facts.pairing import by_name, moved_names
from avtale.format.fingerprint import LEFT_OUT, LEFT_OUT_OF_HEADER, fingerprint
from avtale.format.shape import known_by
from avtale.inheritance.tree import at, put
from avtale.source.comments import comments
from avtale.source.pointer import join
from avtale.source.read import parse, read_source
from tests.support import ROOT, discovered

AGREEMENTS = discovered(sorted((ROOT / "agreements").glob("*/*.yaml")), at_least=3)
REAL = {path.stem: read_source(path).data for path in AGREEMENTS}
TROMS = REAL["troms-nav-ot-2.00"]


def places(data: Any, pointer: str = "") -> list[str]:
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [p for key, one in inside for here in [pointer + join(key)] for p in (here, *places(one, here))]


def duty(identifier: str, does: str, **more: Any) -> dict[str, Any]:
    return {"id": identifier, "owner": "ot", "strength": "shall", "does": does, **more}


def doc(*duties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"kind": "agreement", "responsibilities": list(duties), **more}


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    return [(each.how, each.was, each.at) for each in changes]


TELL, ASK, MEET = (
    duty("tell", "melde fra om avbrudd til OT"),
    duty("ask", "spørre hva som er prøvd"),
    duty("meet", "kalle inn til møte"),
)


@pytest.mark.parametrize("name", sorted(REAL))
def test_a_document_does_not_differ_from_itself(name: str) -> None:
    assert diff(REAL[name], copy.deepcopy(REAL[name])) == ()


def test_quoting_and_the_order_of_keys_are_no_difference() -> None:
    assert diff({"year": 3, "invented": True}, {"invented": "true", "year": "3"}) == ()


def test_null_is_not_nothing() -> None:
    assert told(diff({"title": None}, {})) == [("removed", "/title", "/title")]
    assert told(diff({}, {"title": None})) == [("added", "/title", "/title")]


def test_a_value_is_named_by_the_ids_around_it_and_by_its_numbers() -> None:
    after = doc(ASK, {**TELL, "deadline": {"within": "3 days"}})
    (change,) = diff(doc(ASK, {**TELL, "deadline": {"within": "5 days"}}), after)
    assert (change.how, change.at, change.old, change.new) == (
        "changed", "/responsibilities/tell/deadline/within", "5 days", "3 days",
    )  # fmt: skip
    assert change.new_pointer == change.old_pointer == "/responsibilities/1/deadline/within"


def test_an_age_span_is_one_value() -> None:
    groups = [[{"id": "out", "title": "x", "age": {"from": 16, "to": to}}] for to in (21, 24)]
    (change,) = diff({"target_groups": groups[0]}, {"target_groups": groups[1]})
    assert (change.at, change.new) == ("/target_groups/out/age", {"from": 16, "to": 24})


def test_the_fewest_parts_move() -> None:
    assert told(diff(doc(TELL, ASK, MEET), doc(ASK, MEET, TELL))) == [
        ("moved", "/responsibilities/tell", "/responsibilities/tell")
    ]


def test_a_part_that_moved_and_changed_is_told_as_both() -> None:
    changed = {**TELL, "strength": "should"}
    assert told(diff(doc(TELL, ASK, MEET), doc(ASK, MEET, changed))) == [
        ("moved", "/responsibilities/tell", "/responsibilities/tell"),
        ("changed", "/responsibilities/tell/strength", "/responsibilities/tell/strength"),
    ]


def test_a_duty_put_into_another_list_has_moved() -> None:
    before = doc(TELL, ASK, routine_steps=[{"letter": "C", "actions": [MEET]}])
    after = doc(ASK, routine_steps=[{"letter": "C", "actions": [MEET, {**TELL, "when": "tiltaket stanser"}]}])
    moved, when = diff(before, after)
    assert told((moved, when)) == [
        ("moved", "/responsibilities/tell", "/routine_steps/C/actions/tell"),
        ("added", "/routine_steps/C/actions/tell/when", "/routine_steps/C/actions/tell/when"),
    ]
    assert (moved.old_pointer, moved.new_pointer) == ("/responsibilities/0", "/routine_steps/0/actions/1")
    assert when.new_pointer == "/routine_steps/0/actions/1/when"


def test_a_new_id_for_the_same_duty_is_a_new_id() -> None:
    changes = diff(doc(TELL, ASK), doc({**TELL, "id": "tell-ot", "strength": "may"}, ASK))
    assert told(changes) == [
        ("renamed", "/responsibilities/tell", "/responsibilities/tell-ot"),
        ("changed", "/responsibilities/tell/strength", "/responsibilities/tell-ot/strength"),
    ]


def test_another_duty_in_its_place_is_not() -> None:
    other = {"id": "report", "owner": "county", "does": "skrive årsrapport", "deadline": {"every": "1 year"}}
    assert sorted(each.how for each in diff(doc(TELL, ASK), doc(other, ASK))) == ["added", "removed"]


def test_parts_without_an_id_are_matched_by_what_they_are_likest() -> None:
    law = {"title": "Opplæringslova", "section": "§ 9-4", "in_force_from": "2024-08-01"}
    plan = {"title": "Strategi for gjennomføring", "issuer": "Troms", "date": "2025-03-11"}
    changes = diff({"based_on": [law, plan]}, {"based_on": [plan, {**law, "section": "§ 9-5"}]})
    assert {each.how for each in changes} == {"added", "removed"}  # two that changed places
    (change,) = diff({"based_on": [law]}, {"based_on": [plan, {**law, "section": "§ 9-5"}]})[1:]
    assert (change.how, change.old_pointer, change.new_pointer) == (
        "changed",
        "/based_on/0/section",
        "/based_on/1/section",
    )


def test_two_parts_of_one_id_are_still_compared() -> None:
    before, after = doc(TELL, {**TELL, "does": "ringe"}), doc(TELL, {**TELL, "does": "skrive"})
    assert [each.new_pointer for each in diff(before, after)] == ["/responsibilities/1/does"]


def test_a_list_that_came_is_told_part_by_part() -> None:
    assert told(diff({"kind": "agreement"}, doc(TELL, ASK))) == [
        ("added", "/responsibilities/tell", "/responsibilities/tell"),
        ("added", "/responsibilities/ask", "/responsibilities/ask"),
    ]


def test_many_parts_are_matched_in_time() -> None:
    old = [duty(f"old-{n}", f"gjøre sak nummer {n}") for n in range(1500)]
    new = [{**one, "id": one["id"].replace("old", "new")} for one in reversed(old)]
    assert {each.how for each in diff(doc(*old), doc(*new))} == {"renamed"}


@given(st.permutations(range(12)))
def test_what_is_said_to_have_moved_explains_the_order(order: list[int]) -> None:
    old, new = ([{"id": str(n)} for n in numbers] for numbers in (range(12), order))
    pair = by_name(old, new, known_by)
    assert pair is not None
    moved = {order[index] for index in moved_names(pair)}
    stayed = [number for number in order if number not in moved]
    assert stayed == sorted(stayed)


NEW = st.sampled_from(
    [None, True, 7, "", "ny tekst", "2030-01-01", [], {}, ["x"], {"id": "x"}, [{"id": "x"}, {"id": "x"}]]
)


@given(st.sampled_from(sorted(REAL)), st.data())
def test_a_difference_is_found_exactly_where_the_fingerprints_differ(name: str, data: st.DataObject) -> None:
    old = REAL[name]
    new, touched = old, []
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.sampled_from(places(new)))
        value = data.draw(NEW)
        if at(new, place) != value:
            touched.append(place)
        new = put(new, place, value)
    changes = diff(old, new)
    assert any(editorial(each) is None for each in changes) == (fingerprint(old) != fingerprint(new))
    back = diff(new, old)
    assert bool(back) == bool(changes)
    if len(touched) == 1 and changes:
        place = touched[0]
        named = {p for each in changes for p in (each.new_pointer, each.old_pointer) if p is not None}
        assert any(place == p or place.startswith(f"{p}/") or p.startswith(f"{place}/") for p in named), (
            place,
            named,
        )


@given(st.sampled_from(sorted(REAL)), st.data())
def test_each_of_many_edited_texts_is_named(name: str, data: st.DataObject) -> None:
    old = REAL[name]
    ids = {"id", "letter", "place_id", "key"}
    texts = [p for p in places(old) if isinstance(at(old, p), str) and p.rpartition("/")[2] not in ids]
    chosen = data.draw(st.lists(st.sampled_from(texts), min_size=1, max_size=5, unique=True))
    new = old
    for place in chosen:
        new = put(new, place, f"{at(old, place)} og mer")
    named = {each.new_pointer for each in diff(old, new)}
    assert [
        p for p in chosen if not any(n is not None and (p == n or p.startswith(f"{n}/")) for n in named)
    ] == []


def test_the_editorial_places_are_what_the_fingerprint_leaves_out() -> None:
    header = TROMS["control_header"]
    for place in PLACES:
        assert fingerprint(put(TROMS, place, ["x"])) == fingerprint(TROMS)
    assert set(PLACES) == {f"/{key}" for key in LEFT_OUT} | {
        f"/control_header/{key}" for key in LEFT_OUT_OF_HEADER
    }
    (change,) = diff(TROMS, {**TROMS, "control_header": {**header, "approved_by": "Cato Eksempel"}})
    reason = editorial(change)
    assert reason is not None
    assert reason.code == "approval"
    (title,) = diff(TROMS, {**TROMS, "title": "En annen"})
    assert editorial(title) is None


@pytest.mark.parametrize(
    ("old", "new", "only"),
    [
        ("fra 3 - 4 dager", "fra 3 – 4 dager", True),
        ('sier "ja"', "sier «ja»", True),
        ("to  mellomrom", "to mellomrom", True),
        ("a\u030a være", "å være", True),
        ({"nb": "en - to"}, {"nb": "en – to"}, True),
        (["a b", "c"], ["a  b", "c"], True),
        ("skal", "bør", False),
        ("ja.", "ja", False),
        (["a"], ["a", "b"], False),
        (3, 4, False),
    ],
)
def test_typography_is_told_from_words(old: Any, new: Any, only: bool) -> None:
    assert only_typography(old, new) is only


COMMENTED = """# først
key: x  # bak
title: 'ikke # dette'
prose: |-  # her
  # heller ikke dette
  tekst
list: [a, b]   # etter en liste
url: x#y
# sist
"""


def test_comments_are_found_and_texts_that_look_like_them_are_not() -> None:
    source = parse(COMMENTED)
    assert source.problems == []
    assert comments(source) == ("# først", "# bak", "# her", "# etter en liste", "# sist")


def test_what_differs_besides_the_content_is_told() -> None:
    old = parse(COMMENTED)
    (first,) = outside_content(old, parse(COMMENTED.replace("# sist", "# til slutt")), changed=False)
    assert (first[0].code, first[1], first[2]) == ("comments", ["# sist"], ["# til slutt"])
    (second,) = outside_content(
        old, parse(COMMENTED.replace("'ikke # dette'", '"ikke # dette"')), changed=False
    )
    assert second[0].code == "layout"
    assert list(outside_content(old, parse(COMMENTED), changed=False)) == []
