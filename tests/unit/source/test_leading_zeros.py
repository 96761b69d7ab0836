"""A value that begins with a zero is what the author wrote (docs/decisions/0002-values-as-written.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtale.source.read import read_source


@pytest.mark.parametrize("text", ["0301", "01057012345", "0001-01-01", "0.10", "0x1f", "00", "-0", "007 km"])
def test_it_stays_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"value: {text}\n", encoding="utf-8")
    assert read_source(path).data == {"value": text}


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("10", 10), ("-7", -7)])
def test_a_whole_number_is_one(tmp_path: Path, text: str, number: int) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"value: {text}\n", encoding="utf-8")
    assert read_source(path).data == {"value": number}
