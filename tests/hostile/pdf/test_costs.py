"""Whatever a file asks for, it ends within ten seconds and 500 MB, with a verdict or one line that says why not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.pdf.bombs import BOMBS
from tests.hostile.pdf.bytes import File
from tests.hostile.pdf.costs import MEGABYTES, SECONDS
from tests.hostile.pdf.ground import Ground
from tests.support import discovered


def test_every_small_file_ends(ground: Ground, tmp_path: Path, repository_root: Path) -> None:
    """All in one process of their own, so that what one leaves behind counts too."""
    files = []
    for name in discovered(sorted(BOMBS), at_least=30):
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(BOMBS[name](File(ground.world.twice)))
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.pdf.costs", *map(str, files)],
        cwd=repository_root,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == len(files), (files[len(lines)].name, done.stderr[-500:])
    for file, line in zip(files, lines, strict=True):
        assert line["seconds"] < SECONDS, (file.name, line)
        assert line["megabytes"] < MEGABYTES, (file.name, line)
        assert line["answer"] != "total_passed", file.name
        assert "\n" not in line["answer"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("fields_that_name_the_next_twice", "form fields"),
        ("pages_in_a_ring", "pages"),
        ("names_that_name_the_next_twice", "attachments"),
        ("updates_by_the_thousand", "120 updates"),
        ("section_of_a_billion_objects", "150000 objects"),
    ],
)
def test_the_limit_is_told(ground: Ground, name: str, words: str) -> None:
    from avtale.errors import Misuse

    with pytest.raises(Misuse, match=words) as found:
        ground.verdict(BOMBS[name](File(ground.world.twice)))
    assert found.value.text("nb") != found.value.text("en")
