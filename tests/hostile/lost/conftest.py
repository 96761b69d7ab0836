"""The county of these tests, made once in a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.lost import world


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world.county(tmp_path_factory.mktemp("lost") / "county")


@pytest.fixture
def county(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that a test may change, and stands in."""
    folder = world.copy_of(prepared, tmp_path / "county")
    monkeypatch.chdir(folder)
    return folder
