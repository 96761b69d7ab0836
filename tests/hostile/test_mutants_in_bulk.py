"""3,000 damaged files, and 500 damaged repositories. Look for new ones with tools/mutants.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile import bulk

pytestmark = pytest.mark.extended


@pytest.mark.parametrize("chunk", range(12))
def test_damaged_files(chunk: int, tmp_path: Path) -> None:
    bulk.files("bulk", chunk, tmp_path)


@pytest.mark.parametrize("chunk", range(2))
def test_damaged_repositories(chunk: int, tmp_path: Path) -> None:
    bulk.folders("bulk", chunk, tmp_path)
