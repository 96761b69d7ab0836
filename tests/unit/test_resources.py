"""The shipped data files are found in a checkout."""

from __future__ import annotations

from avtale.resources import folder
from tests.support import ROOT


def test_a_checkout_has_its_folders_at_the_top() -> None:
    assert folder("schemas") == ROOT / "schemas"
    assert folder("templates") == ROOT / "templates"
