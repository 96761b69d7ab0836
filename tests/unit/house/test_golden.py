"""The golden-file helper, and the guard against empty sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import Golden
from tests.support import discovered


def test_golden_compares_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "golden" / "says.txt"
    with pytest.raises(AssertionError, match="make golden"):
        Golden(path, update=False).check("hei\n")
    Golden(path, update=True).check("hei\r\nå\n")
    assert path.read_bytes() == "hei\r\nå\n".encode()
    Golden(path, update=False).check("hei\r\nå\n")
    with pytest.raises(AssertionError, match="differs"):
        Golden(path, update=False).check("hei\nå\n")
    with pytest.raises(AssertionError, match="differs"):
        Golden(path, update=False).check(b"\xff")


def test_an_empty_set_is_no_set() -> None:
    assert discovered(iter("ab")) == ["a", "b"]
    with pytest.raises(AssertionError, match="expected at least 1"):
        discovered([])
