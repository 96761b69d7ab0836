"""6,000 damaged files, and 1,000 damaged repositories. Look for new ones with tools/mutants.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.run import one_file, one_folder, repositories, sources

pytestmark = [pytest.mark.extended, pytest.mark.parametrize("seed", ["bulk", "other"])]

CHUNK = 250


@pytest.mark.parametrize("chunk", range(12))
def test_damaged_files(seed: str, chunk: int, tmp_path: Path) -> None:
    """Every tenth is also rendered, compared and carried on."""
    texts = sources()
    for number in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        one_file(f"{seed}:{number}", texts, tmp_path, wide=number % 10 == 0)


@pytest.mark.parametrize("chunk", range(2))
def test_damaged_repositories(seed: str, chunk: int, tmp_path: Path) -> None:
    known = repositories()
    for number in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        one_folder(f"{seed}:{number}", known, tmp_path, wide=number % 10 == 0)
