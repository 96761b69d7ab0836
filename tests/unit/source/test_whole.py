"""A file is brought to new data by the smallest edits: what is asked happens, and nothing else is touched."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avtale.errors import StateError
from avtale.source.comments import comments
from avtale.source.dump import dump
from avtale.source.editing import rewrite
from avtale.source.read import parse
from tests.unit.source.test_dump import DOCUMENTS

AGREEMENT = Path("examples/samarbeid/agreements/ot/nordlia-ot-1.00.yaml")
TEXT = """# øverst
a: 1.10  # et tall som er tekst
b: 'med'   # i enkle

# om lista
c:
  # den første
  - id: en
    does: gå
  # den andre
  - {id: to, does: "stå"} # flyt

d: |
  linje

  linje to
e: [x, y]
f: {k: v}
"""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda d: d.update(b="uten"), {"b: 'med'   # i enkle": "b: 'uten'   # i enkle"}),
        (lambda d: d["c"][1].update(does="ligge"), {'does: "stå"': 'does: "ligge"'}),
        (lambda d: d.update(e=["x", "y", "z"]), {"e: [x, y]": 'e: ["x", "y", "z"]'}),
        (lambda d: d.update(b="to\nlinjer\n"), {"b: 'med'   # i enkle": "b: |   # i enkle\n  to\n  linjer"}),
        (lambda d: d.update(d="én"), {"d: |\n  linje\n\n  linje to": "d: én"}),
        (lambda d: d.update(b={"nb": "a", "se": "b"}), {"b: 'med'   # i enkle": "b:   # i enkle\n  nb: a\n  se: b"}),
        (lambda d: d["c"].append({"id": "tre", "on": "2027-01-01"}), {'"stå"} # flyt\n': '"stå"} # flyt\n  - id: tre\n    \'on\': 2027-01-01\n'}),
        (lambda d: d["c"].reverse(), {"  # den første\n  - id: en\n    does: gå\n": "", '"stå"} # flyt\n': '"stå"} # flyt\n  # den første\n  - id: en\n    does: gå\n'}),
        (lambda d: d.pop("f"), {"f: {k: v}\n": ""}),
        (lambda d: d["c"][0].pop("does"), {"    does: gå\n": ""}),
    ],
)  # fmt: skip
def test_one_change_is_that_change_alone(
    change: Callable[[dict[str, Any]], Any], expected: dict[str, str]
) -> None:
    data = copy.deepcopy(parse(TEXT.encode(), "x").data)
    change(data)
    wanted = TEXT
    for old, new in expected.items():
        assert old in wanted
        wanted = wanted.replace(old, new)
    assert rewrite(TEXT.encode(), data).decode() == wanted


def test_a_new_key_stands_where_the_data_has_it() -> None:
    data = parse(TEXT.encode(), "x").data
    first = rewrite(TEXT.encode(), {"ny": "2027-01-01", **data}).decode()
    assert first.startswith("# øverst\nny: 2027-01-01\na: 1.10")
    inner = copy.deepcopy(data)
    inner["c"][0] = {"letter": "A", **inner["c"][0]}
    assert "  - letter: A\n    id: en\n" in rewrite(TEXT.encode(), inner).decode()


def test_several_things_at_once_keep_every_comment_that_is_not_of_what_goes() -> None:
    raw = AGREEMENT.read_bytes()
    data = copy.deepcopy(parse(raw, "x").data)
    data["roles"].reverse()
    del data["roles"][0], data["evaluation"], data["responsibilities"][0]["deadline"]["of"]
    data["routine_steps"][1]["actions"] = data["routine_steps"][1]["actions"][:0:-1]
    data["responsibilities"][1]["together_with"].append("nav_contact")
    changed = rewrite(raw, data)
    after = parse(changed, "x")
    assert after.data == data
    assert comments(after) == comments(parse(raw, "x"))
    assert changed.endswith(b"\n")
    assert not changed.endswith(b"\n\n")


@settings(max_examples=80, deadline=None)
@given(DOCUMENTS, DOCUMENTS, st.booleans())
def test_any_data_becomes_any_other_or_is_refused(one: Any, other: Any, kept: bool) -> None:
    wanted = {**one, **other} if kept else other
    try:
        changed = rewrite(dump(one, without=()), wanted)
    except StateError:
        return
    assert parse(changed, "x").data == wanted


def test_what_an_alias_stands_for_is_refused() -> None:
    with pytest.raises(StateError):
        rewrite(b"a: &x {k: v}\nb: *x\n", {"a": {"k": "v"}, "b": {"k": "w"}})
