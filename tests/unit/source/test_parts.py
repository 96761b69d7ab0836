"""remove, put_in, add_item: exactly the asked part, every other byte kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from avtale.errors import StateError
from avtale.source import pointer as pointers
from avtale.source.dump import dump
from avtale.source.editing import add_item, put_in, remove
from avtale.source.read import parse
from tests.unit.source.test_dump import DOCUMENTS


@pytest.mark.parametrize(
    ("before", "pointer", "after"),
    [
        ("a: 1\nb: 2 # x\nc: 3\n", "/b", "a: 1\n# x\nc: 3\n"),
        ("a:\n  # over\n  b: 1\n  c: |\n    tekst\n    # med\n  # under\nd: 1\n", "/a/c", "a:\n  # over\n  b: 1\n  # under\nd: 1\n"),
        ("a: {b: 1, c: 2, d: 3} # x\n", "/a/b", "a: {c: 2, d: 3} # x\n"),
        ("a: {b: 1, c: 2, d: 3}\n", "/a/d", "a: {b: 1, c: 2}\n"),
        ("a: [1, [2], 3]\n", "/a/1", "a: [1, 3]\n"),
        ("a:\n  - b: 1\n    c: 2\n  # to\n  - b: 3\n", "/a/0", "a:\n  # to\n  - b: 3\n"),
        ("a:\n- b: 1\n- b: 3", "/a/1", "a:\n- b: 1\n"),
        ("a:\n  - b: 1\n    c: 2\n", "/a/0/b", "a:\n  - c: 2\n"),
        ("a:\r\n  b:\r\n    c: 1\r\n\r\nd: 2\r\n", "/a", "\r\nd: 2\r\n"),
        ("a: 1\n\nb: 2\n\nc: 3\n", "/b", "a: 1\n\nc: 3\n"),
        ("a: 1\n\nb: 2 # x\n\nc: 3\n", "/b", "a: 1\n\n# x\n\nc: 3\n"),
        ("a: 1\nb: 2\n", "/c", "a: 1\nb: 2\n"),
    ],
)  # fmt: skip
def test_remove(before: str, pointer: str, after: str) -> None:
    assert remove(before.encode(), pointer).decode() == after


@pytest.mark.parametrize(
    ("before", "pointer"),
    [
        ("a:\n  b: 1\n", "/a/b"),  # an empty mapping is not the same as none
        ("a:\n  - b: 1 # merknad\n    c: 2\n", "/a/0/b"),
        ("a: &x\n  b: 1\nc: *x\n", "/a"),
        ("a: [", "/a"),
    ],
)
def test_what_cannot_go_alone_stays(before: str, pointer: str) -> None:
    with pytest.raises(StateError):
        remove(before.encode(), pointer)


@pytest.mark.parametrize(
    ("before", "after_key", "after"),
    [
        ("a: 1\n\n# del\nb:\n  c: 2\n", "a", "a: 1\n\nnew:\n  - x: 'no'\n\n# del\nb:\n  c: 2\n"),
        ("a: 1\nb: 2", "a", "a: 1\nnew:\n  - x: 'no'\nb: 2"),
        ("a:\n  - 1\n  - 2 # to\n# slutt\n", None, "a:\n  - 1\n  - 2 # to\nnew:\n  - x: 'no'\n# slutt\n"),
        ("{a: 1, b: 2}\n", "a", '{a: 1, "new": [{"x": "no"}], b: 2}\n'),
    ],
)
def test_put_in(before: str, after_key: str | None, after: str) -> None:
    assert put_in(before.encode(), "/new", [{"x": "no"}], after=after_key).decode() == after


@pytest.mark.parametrize(
    ("before", "at", "after"),
    [
        ("a:\n  - x: 1 # en\n  - x: 2\nb: 1\n", None, "a:\n  - x: 1 # en\n  - x: 2\n  - x: ja\n    z: 3\nb: 1\n"),
        ("a:\n  # den første\n  - x: 1\n", 0, "a:\n  # den første\n  - x: ja\n    z: 3\n  - x: 1\n"),
        ("a: [{x: 1}]\n", 0, 'a: [{"x": "ja", "z": 3}, {x: 1}]\n'),
        ("a: [{x: 1}] # z\n", None, 'a: [{x: 1}, {"x": "ja", "z": 3}] # z\n'),
        ("a:\r\n- x: 1\r\n", None, "a:\r\n- x: 1\r\n- x: ja\r\n  z: 3\r\n"),
    ],
)  # fmt: skip
def test_add_item(before: str, at: int | None, after: str) -> None:
    assert add_item(before.encode(), "/a", {"x": "ja", "z": 3}, at=at).decode() == after


@given(DOCUMENTS, st.data())
def test_any_part_of_any_document_goes_alone(data: dict[str, Any], draw: st.DataObject) -> None:
    raw = dump(data, without=())
    assume(
        not any(line.lstrip().startswith(b"? ") for line in raw.split(b"\n"))
    )  # a key too long for one line
    chosen = draw.draw(st.sampled_from(sorted(_places(data)) or [""]))
    wanted = json.loads(json.dumps(data))
    *path, last = pointers.split(chosen) or ["x"]
    holder: Any = pointers.resolve(wanted, path)
    if isinstance(holder, list):
        holder.pop(int(last))
    else:
        holder.pop(last, None)
    try:
        done = remove(raw, chosen or "/x")
    except StateError:
        # In such plain files only this is refused: what leaves nothing behind, or stands beside another's dash.
        assert not holder or isinstance(holder, list)
        return
    assert parse(done).data == wanted


def _places(data: Any, pointer: str = "") -> set[str]:
    found: set[str] = set()
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        here = pointer + pointers.join(key)
        found |= {here} | _places(value, here)
    return found
