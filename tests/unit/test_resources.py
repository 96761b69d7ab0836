"""The shipped data files are found in a checkout."""

from __future__ import annotations

from pathlib import Path

from avtale.resources import folder


def test_a_checkout_has_its_folders_at_the_top(repository_root: Path) -> None:
    assert folder("schemas") == repository_root / "schemas"
    assert folder("templates") == repository_root / "templates"
