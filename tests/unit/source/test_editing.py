"""Many changes in one reading: each as it would be alone, and every byte that none of them speaks of is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from avtale.errors import StateError
from avtale.source import pointer as pointers
from avtale.source.dump import dump
from avtale.source.editing import add_item, editor, put_in, remove, reorder, set_fields
from avtale.source.read import parse
from tests.unit.source.test_dump import DOCUMENTS, KEYS, SCALARS
from tests.unit.source.test_edit import _kept

NAMES = """parties:
  # den første
  - names:
      # på bokmål
      - {name: En, language: nb} # én
      # på samisk

      - name: Okta
        language: se
      -   # på nynorsk
        name: Ein
  - names: [{name: To},  {name: Guokte}] # to
"""


def places(data: Any, wanted: type, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Where the lists, or mappings, that hold something stand."""
    found = [path] if isinstance(data, wanted) and data else []
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        found += places(value, wanted, (*path, str(key)))
    return found


def test_several_lists_are_put_in_order_at_once_and_each_comment_goes_along() -> None:
    done = reorder(NAMES.encode(), {"/parties/0/names": [1, 2, 0], "/parties/1/names": [1, 0]}).decode()
    assert (
        done
        == """parties:
  # den første
  - names:
      # på samisk

      - name: Okta
        language: se
      -   # på nynorsk
        name: Ein
      # på bokmål
      - {name: En, language: nb} # én
  - names: [{name: Guokte},  {name: To}] # to
"""
    )


@pytest.mark.parametrize("count", [3, 300])
def test_however_much_is_asked_the_file_is_read_twice(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    raw = dump({"parties": [{"id": "x", "names": [{"name": "a"}, {"name": "b"}]} for _ in range(count)]})
    read = []
    monkeypatch.setattr(editor, "parse", lambda *args, **more: read.append(1) or parse(*args, **more))
    done = reorder(raw, {f"/parties/{number}/names": [1, 0] for number in range(count)})
    assert [party["names"][0]["name"] for party in parse(done).data["parties"]] == ["b"] * count
    set_fields(done, {f"/parties/{number}/id": "y" for number in range(count)})
    assert len(read) == 4


@pytest.mark.parametrize(
    "text",
    [
        "a:\n  - &x 1\n  - *x\n",  # what stands for another would come before it
        "a: [1, 2]\nb: *x\n",
        "a:\n  - - 1\n  -\n    2\nb: &a 1\n? a\n",
    ],
)
def test_what_cannot_be_moved_stays(text: str) -> None:
    with pytest.raises(StateError):
        reorder(text.encode(), {"/a": [1, 0]})


def test_an_empty_value_and_a_key_after_it_in_any_order() -> None:
    for changes in ({"/b": "x", "/new": "z"}, {"/new": "z", "/b": "x"}):
        assert set_fields(b"a: 1\nb:\n", changes) == b"a: 1\nb: x\nnew: z\n"
    assert set_fields(b"a: {}\n", {"/a/b": "x", "/a/c": "z"}) == b"a: {b: x, c: z}\n"


@settings(max_examples=60)
@given(
    DOCUMENTS,
    st.lists(st.tuples(KEYS, SCALARS), min_size=2, max_size=4, unique_by=lambda pair: pair[0]),
    st.data(),
)
def test_property_several_at_once_is_one_after_the_other(
    data: dict[str, Any], pairs: list[tuple[str, Any]], draw: st.DataObject
) -> None:
    raw = dump(data, without=())
    path = draw.draw(st.sampled_from(places(data, dict) or [()]))
    changes = {pointers.join(*path, key): value for key, value in pairs}
    try:
        together = set_fields(raw, changes)
    except StateError:
        together = None
    one_by_one: bytes | None = raw
    try:
        for pointer, value in changes.items():
            one_by_one = set_fields(one_by_one or b"", {pointer: value})
    except StateError:
        one_by_one = None
    assert (together is None) == (one_by_one is None)
    assert together is None or one_by_one is None or parse(together).data == parse(one_by_one).data


@settings(max_examples=60)
@given(DOCUMENTS, st.booleans(), st.data())
def test_property_what_is_put_in_takes_nothing_away(
    data: dict[str, Any], flow: bool, draw: st.DataObject
) -> None:
    raw = json.dumps(data).encode() if flow else dump(data, without=())
    assume(parse(raw).data == data and b"\n? " not in b"\n" + raw)
    wanted = json.loads(json.dumps(data))
    assume(data)
    path = draw.draw(st.sampled_from(places(data, dict) + places(data, list)))
    holder = pointers.resolve(wanted, path)
    value = draw.draw(st.sampled_from(["no", ["x", {"y": 1}], {"a b": ["1"]}]))
    try:
        if isinstance(holder, list):
            at = draw.draw(st.integers(0, len(holder)))
            done = add_item(raw, pointers.join(*path), value, at=at)
            holder.insert(at, value)
        else:
            assume("new" not in holder)
            done = put_in(
                raw, pointers.join(*path, "new"), value, after=draw.draw(st.sampled_from([*holder]))
            )
            holder["new"] = value
    except StateError:
        assert not flow
        return
    assert parse(done).data == wanted
    assert _kept(raw.decode(), done.decode()) == len(raw.decode())
    if isinstance(holder, list):
        assert remove(done, pointers.join(*path, str(at))) == raw


@settings(max_examples=60)
@given(DOCUMENTS, st.booleans(), st.integers(0, 5), st.data())
def test_property_what_is_moved_is_only_moved(
    data: dict[str, Any], flow: bool, every: int, draw: st.DataObject
) -> None:
    raw = json.dumps(data).encode() if flow else dump(data, without=())
    if not flow and every and b"|" not in raw:
        lines = raw.decode().split("\n")
        marks = [
            [f"{' ' * (len(line) - len(line.lstrip()))}# {n}"] * (n % every == 0 and bool(line))
            for n, line in enumerate(lines)
        ]
        raw = "\n".join(
            each for mark, line in zip(marks, lines, strict=True) for each in (*mark, line)
        ).encode()
    assume(parse(raw).data == data)
    lists = places(data, list)
    assume(lists)
    path = draw.draw(st.sampled_from(lists))
    holder = pointers.resolve(wanted := json.loads(json.dumps(data)), path)
    order = draw.draw(st.permutations(range(len(holder))))
    try:
        done = reorder(raw, {pointers.join(*path): order})
    except StateError:
        assert not flow
        return
    holder[:] = [holder[number] for number in order]
    assert parse(done).data == wanted
    assert sorted(done.decode()) == sorted(raw.decode())
    if not flow:
        assert sorted(done.split(b"\n")) == sorted(raw.split(b"\n"))
    back = [order.index(number) for number in range(len(order))]
    assert parse(reorder(done, {pointers.join(*path): back})).data == data
