"""SIGKILL: whatever a command was at, no file is half, and the same command run again brings it to its end and says so."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.outside import environment, tree
from tests.hostile.lost.world import BESIDE, COMMANDS, line
from tests.support import PATIENCE, ROOT

pytestmark = pytest.mark.extended

IN_PLACE, EACH = -1, 0  # what the killer counts
SEVERAL_FILES = ("approve", "generate", "explain --to")
OF_MANY = ("remind --calendar-dir", "site --to")
"""So many files that random moments are enough."""


def killed(name: str, prepared: Path, tmp_path: Path, points: int) -> dict[str, Any]:
    told = json.dumps([line(name), str(prepared), str(tmp_path), points])
    ran = subprocess.run(
        [sys.executable, "-m", "tests.hostile.lost.killer", told],
        env=environment(PYTHONPATH=f"{ROOT / 'src'}:{ROOT}"), cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    answer: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return answer


def judged(name: str, prepared: Path, answer: dict[str, Any]) -> int:
    """Hold each row against the county before and after; how many of them were truly half-way."""
    assert answer["code"] == 0
    old = {path: data.hex() for path, data in tree(prepared).items() if not path.endswith(".tmp")}
    new = dict(answer["whole"])
    half = 0
    for row in answer["rows"]:
        left = dict(row["left"])
        for path, data in left.items():
            assert data in (old.get(path), new.get(path)), f"{path} is neither old nor new"
        assert {path for path in old if path in new} <= set(left)
        assert dict(row["then"]) == new, (name, row["told"])  # nothing is missing, nothing stands twice
        if left != new:
            half += left != old
            assert row["again"] == 0, row["told"]
        else:  # all was done: told so, with nothing that alarms
            assert row["again"] in (0, 1) or (row["again"] == 2 and "fra før" in row["told"]), row["told"]
            assert "Traceback" not in row["told"]
    return half


@pytest.mark.parametrize("name", SEVERAL_FILES)
def test_before_each_file_is_put_in_place(name: str, prepared: Path, tmp_path: Path) -> None:
    answer = killed(name, prepared, tmp_path, IN_PLACE)
    assert len(answer["rows"]) >= 2
    assert judged(name, prepared, answer) >= 1


@pytest.mark.extended
@pytest.mark.parametrize("name", [*COMMANDS, *(name for name in BESIDE if name not in OF_MANY)])
def test_before_each_change_of_the_disk(name: str, prepared: Path, tmp_path: Path) -> None:
    answer = killed(name, prepared, tmp_path, EACH)
    assert len(answer["rows"]) >= 4  # the lock, the temporary file, its flush, the rename
    judged(name, prepared, answer)


@pytest.mark.extended
@pytest.mark.parametrize("name", [*COMMANDS, *BESIDE])
def test_at_a_hundred_random_moments(name: str, prepared: Path, tmp_path: Path) -> None:
    answer = killed(name, prepared, tmp_path, 100)
    assert sum(row["killed"] < 0 for row in answer["rows"]) >= 40
    judged(name, prepared, answer)
