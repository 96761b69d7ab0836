"""A document begun from another lies under its own key, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtale.errors import UsageError
from avtale.lifecycle.copy import copy
from tests.support import refused
from tests.unit.facts.world import document, repository


@pytest.mark.parametrize(("key", "version"), [("../../evil", "1.00"), ("/evil", "1.00"), ("ny", "1/../../x")])
def test_a_key_leads_nowhere_else(key: str, version: str, tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    made = repository(tmp_path / "a/b", document())
    before = sorted(tmp_path.rglob("*"))
    with refused(UsageError, "kan ikke være nøkkel"):
        copy(made.entries[0], made, "agreement", key=key, version=version)
    assert sorted(tmp_path.rglob("*")) == before
