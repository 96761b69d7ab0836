"""As many again with another seed, for the other worker. Look for new ones with tools/mutants.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile import bulk

pytestmark = pytest.mark.extended


@pytest.mark.parametrize("chunk", range(12))
def test_more_damaged_files(chunk: int, tmp_path: Path) -> None:
    bulk.files("other", chunk, tmp_path)


@pytest.mark.parametrize("chunk", range(2))
def test_more_damaged_repositories(chunk: int, tmp_path: Path) -> None:
    bulk.folders("other", chunk, tmp_path)
