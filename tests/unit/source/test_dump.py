"""dump: every reader takes back what was written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from avtale.format.fingerprint import fingerprint
from avtale.source.dump import dump
from avtale.source.read import parse
from avtale.source.scalar import scalar

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
TRICKY = st.sampled_from(
    ["no", "0301", "1.10", "2017-06-01", "1e3", "0x1F", "0o7", "1_000", "12:30", "null", "~", "", "- a", "a: b",
     "a #b", "#a", "*a", "&a", "!a", "%a", "@a", "`a", "'", '"', "a\nb", "a\nb\n", "\n", " a", "a ", "a\n\nb", "\ta",
     "a\n b", " a\nb", "a\u2028b", "\ufeff", "\x85", "=", "<<", "?", "? a", "-", "---", "...", "a:", "§ 9-4", "Y", ".inf",
     "a\tb", "a\r\nb", "æøå ŋŧš", "{a}", "[a]", "a,b", "x" * 2000]
)  # fmt: skip
KEYS = TEXT | TRICKY
SCALARS = TEXT | TRICKY | st.none() | st.booleans() | st.integers(-(10**16), 10**16)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(KEYS, TREES, max_size=5)


@given(DOCUMENTS)
def test_reading_back_gives_the_same_data_and_fingerprint(data: dict[str, Any]) -> None:
    read = parse(dump(data, without=()))
    assert read.problems == []
    assert read.data == data
    assert fingerprint(read.data) == fingerprint(data)


@given(st.dictionaries(KEYS.filter(lambda key: key != "<<" and len(key) < 200), TREES, max_size=4))
def test_another_yaml_1_2_reader_sees_the_same(data: dict[str, Any]) -> None:
    reader = YAML(typ="safe", pure=True)
    assert reader.load(dump(data, without=()).decode()) == data


def test_silences_are_left_out_and_order_kept() -> None:
    text = dump({"b": "1", "silences": [{"code": "x"}], "a": ["c", {"d": 1, "e": []}]})
    assert text == b"b: '1'\na:\n  - c\n  - d: 1\n    e: []\n"


def test_running_text_is_a_block() -> None:
    assert dump({"a": {"b": "en\n\nto"}}) == b"a:\n  b: |-\n    en\n\n    to\n"


@pytest.mark.parametrize("text", ["no", "0301", "1.10", "2017-06-01", "true", "a: b", "12"])
def test_what_another_reader_would_change_is_quoted(text: str) -> None:
    assert scalar(text) == f"'{text}'"


@pytest.mark.parametrize(
    "text", ["Samarbeidsavtale NAV og OT", "IOVLS-S", "county", "kl:12", "Årlig møte (vår)"]
)
def test_plain_words_stay_plain(text: str) -> None:
    assert scalar(text) == text
