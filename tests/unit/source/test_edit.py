"""set_fields: exactly the asked change, every other byte kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.errors import StateError
from avtale.source import pointer as pointers
from avtale.source.dump import dump
from avtale.source.editing import set_fields
from avtale.source.read import parse
from tests.unit.source.test_dump import DOCUMENTS, KEYS, SCALARS

BLOCK = """# hode
control_header:   # feltene
  title: "Avtale"  # kort
  written_by:
  # en merknad som blir stående

# neste del
parties:
  - id: county
    names: [{name: Eksempel fylkeskommune}]
"""


def test_set_an_empty_value_and_add_a_line_after_the_last_simple_one() -> None:
    done = set_fields(
        BLOCK.encode(),
        {"/control_header/written_by": "Kari Nilsen: OT", "/control_header/approved_on": "2026-06-15"},
    ).decode()
    expected = BLOCK.replace(
        "  written_by:\n", "  written_by: 'Kari Nilsen: OT'\n  approved_on: '2026-06-15'\n"
    )
    assert done == expected


@pytest.mark.parametrize(
    ("before", "pointer", "value", "after"),
    [
        ("a: {b: 1, c: 2} # x\n", "/a/d", "no", "a: {b: 1, c: 2, d: 'no'} # x\n"),
        ("a: {}\n", "/a/d", 3, "a: {d: 3}\n"),
        ("a: {b: {c: 1}}", "/a/b/c", True, "a: {b: {c: true}}"),
        ("a: |\n  tekst\n  mer\n# etter\nb: 1\n", "/a", "kort", "a: kort\n# etter\nb: 1\n"),
        ("a:\r\n  b: 1 # æ\r\nc: 2\r\n", "/a/d", "x", "a:\r\n  b: 1 # æ\r\n  d: x\r\nc: 2\r\n"),
        ("- a\n", None, "x", None),
        ("a:\n  - b:\n      c: 1\n", "/a/0/d", "x", "a:\n  - d: x\n    b:\n      c: 1\n"),
        ("a: 'x'", "/b", "z", "a: 'x'\nb: z"),
        ("a: >-\n  x\n\n  y\n\nb: 1\n", "/a", 2, "a: 2\n\nb: 1\n"),
        ("'a b': \"x\\ny\"\n", "/a b", "z", "'a b': \"z\"\n"),
        ("a: 'x'\n", "/a", "y z", "a: 'y z'\n"),
        ("a: 'x'\n", "/a", "y'z", "a: 'y''z'\n"),
        ("a: 2017-06-01 # dag\n", "/a", "2018-06-01", "a: 2018-06-01 # dag\n"),
        ("a: ingen\n", "/a", "2018-06-01", "a: '2018-06-01'\n"),
        ('a: "1.01"\n', "/a", "1.02", 'a: "1.02"\n'),
        ("a: 1\n", "/a", "1", "a: '1'\n"),
        ("a: 1\n", "/a", "x\ny", 'a: "x\\ny"\n'),
        ("a:\n  - 1 # en\n  - 2\n", "/a/0", "x", "a:\n  - x # en\n  - 2\n"),
        ("a: [1,  2 ]\n", "/a/1", "2", "a: [1,  '2' ]\n"),
        ("c: [x, {b: [true]}]\n", "/c/1/b/0", "true", "c: [x, {b: ['true']}]\n"),
    ],
)  # fmt: skip
def test_table(before: str, pointer: str | None, value: Any, after: str | None) -> None:
    if pointer is None or after is None:
        with pytest.raises(StateError):
            set_fields(before.encode(), {"/a": value})
    else:
        assert set_fields(before.encode(), {pointer: value}).decode() == after


def test_a_byte_order_mark_stays() -> None:
    assert set_fields("\ufeffa: 1\n".encode(), {"/a": 2}) == "\ufeffa: 2\n".encode()


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("a: [1, 2]\n", "/a"),  # not a single value
        ("a: [1, 2]\n", "/a/2"),  # no such item
        ("a: [1, 2]\n", "/a/-"),
        ("a: [1, 2]\n", "/a/-1"),
        ("a: [[1], 2]\n", "/a/0"),
        ("a: [&x 1, *x]\n", "/a/0"),
        ("a: 1\n", "/b/c"),  # no such mapping
        ("a: 1\n", "/a/b"),
        ("a:\n", "/a/b"),  # a mapping that is not begun
        ("a: &x {b: 1}\nc: *x\n", "/c/b"),  # an alias: both places would change
        ("a: &x 1\nc: *x\n", "/a"),  # the anchor would be lost
        ("a: [\n", "/a"),  # not YAML
    ],
)
def test_what_cannot_be_done_alone_is_refused(text: str, pointer: str) -> None:
    with pytest.raises(StateError):
        set_fields(text.encode(), {pointer: "x"})


def test_a_value_that_stands_already_changes_no_byte() -> None:
    raw = b"a:   'x'   # her\n"
    assert set_fields(raw, {"/a": "x"}) == raw


def _holders(data: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The mappings, and the lists that hold something."""
    found = [path] if isinstance(data, dict) or (isinstance(data, list) and data) else []
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        found += _holders(value, (*path, str(key)))
    return found


def _commented(text: str, seed: int, line_break: str) -> str:
    """A comment after some lines, and an own line of comment before others."""
    lines = []
    for number, line in enumerate(text.split("\n")):
        if seed % (number + 2) == 0 and not line.startswith(" "):
            lines.append(f"# merknad {number}")
        lines.append(line)
    return line_break.join(lines)


@given(DOCUMENTS, KEYS, SCALARS, st.randoms(use_true_random=False), st.integers(0, 10**6), st.sampled_from(["\n", "\r\n"]), st.booleans())  # fmt: skip
def test_property_only_the_asked_change(
    data: dict[str, Any], key: str, value: Any, random: Any, seed: int, line_break: str, flow: bool
) -> None:
    if flow:
        text = json.dumps(data, ensure_ascii=True)
    else:
        text = dump(data, without=()).decode()
        text = text if "|" in text else _commented(text, seed, line_break)
    before = parse(text.encode())
    if before.problems or before.data != data:
        return  # JSON's surrogates are no YAML, a comment may have fallen into a long key
    path = random.choice(_holders(data))
    holder: Any = pointers.resolve(data, path)
    mapping = {str(index): each for index, each in enumerate(holder)} if isinstance(holder, list) else holder
    if mapping and (isinstance(holder, list) or random.random() < 0.5):
        key = random.choice(sorted(mapping))
    pointer = pointers.join(*path, key)
    try:
        edited = set_fields(text.encode(), {pointer: value}).decode()
    except StateError:
        assert isinstance(mapping.get(key), (dict, list)) or not mapping or len(key) > 900
        return
    expected = json.loads(json.dumps(data))
    target: Any = pointers.resolve(expected, path)
    target[int(key) if isinstance(target, list) else key] = value
    assert parse(edited.encode()).data == expected
    kept = _kept(text, edited)
    old = json.dumps(mapping.get(key), ensure_ascii=True)
    indents = (old.count("\\n") + 1) * 2 * (len(path) + 2)  # a block of text has its own before each line
    assert kept >= len(text) - len(old) * 2 - indents - 4


def _kept(before: str, after: str) -> int:
    """How many characters at the beginning and the end are the same: what lies between was changed."""
    limit = min(len(before), len(after))
    head = next((i for i in range(limit) if before[i] != after[i]), limit)
    tail = next((i for i in range(limit - head) if before[-1 - i] != after[-1 - i]), limit - head)
    return head + tail
