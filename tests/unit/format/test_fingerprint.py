"""What an approval is bound to: every word of the content, and nothing of how the file is laid out."""

from __future__ import annotations

import copy
import hashlib
from typing import Any

import pytest

from avtale.format.fingerprint import fingerprint
from avtale.source.read import parse
from tests.support import AGREEMENT, discovered

DATA: dict[str, Any] = parse(AGREEMENT, "prove.yaml").data


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every scalar."""
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in places(item, (*path, key))]
    if isinstance(value, list):
        return [found for index, item in enumerate(value) for found in places(item, (*path, index))]
    return [path]


def with_value(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    data = copy.deepcopy(DATA)
    part = data
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return data


LEFT_OUT = {("control_header", "approved_by"), ("control_header", "approved_on")}
PLACES = discovered([path for path in places(DATA) if path not in LEFT_OUT], at_least=20)


@pytest.mark.parametrize("path", PLACES, ids=lambda path: "/".join(map(str, path)))
def test_one_value_changed_is_another_content(path: tuple[Any, ...]) -> None:
    assert fingerprint(with_value(path, "et annet ord")) != fingerprint(DATA)


def test_what_a_command_writes_and_what_a_silence_says_is_no_content() -> None:
    header = {**DATA["control_header"], "approved_by": "Kari Eksempel", "approved_on": "2026-11-01"}
    silences = [{"code": "expired", "reason": "Oppdiktet."}]
    assert fingerprint({**DATA, "control_header": header, "silences": silences}) == fingerprint(DATA)


def test_layout_is_no_content() -> None:
    quoted = parse(AGREEMENT.replace("key: prove", 'key: "prove"   # en merknad'), "prove.yaml").data
    turned = dict(reversed(list(quoted.items())))
    assert fingerprint(turned) == fingerprint(DATA)


def test_by_the_standard() -> None:
    """RFC 8785: keys in order, no blanks, every scalar as text, null as null."""
    said = b'{"a":"3","b":["true",null]}'
    assert fingerprint({"b": [True, None], "a": 3}) == f"sha256-jcs:{hashlib.sha256(said).hexdigest()}"
