"""The benchmarks run, on a small size. How fast they are is for `make bench` to say, not for a test."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT, discovered

BENCHMARKS = discovered(sorted(ROOT.glob("benchmarks/bench_*.py")))


@pytest.mark.extended  # a quarter of a minute each, with their peers
@pytest.mark.parametrize("path", BENCHMARKS, ids=lambda path: path.stem)
def test_every_command_of_a_benchmark_works(path: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(path), "--small"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) >= 2
