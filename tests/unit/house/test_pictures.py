"""The picture of findings in README is what `avtale check` says today; the other pictures are looked at by whoever makes them."""

from __future__ import annotations

from pathlib import Path

from tools.make_pictures import TARGET, findings


def test_the_picture_of_findings_is_current(tmp_path: Path) -> None:
    drawn = (TARGET / "findings.svg").read_text(encoding="utf-8")
    assert findings(tmp_path) == drawn, "make pictures"
