"""What is no regular file is refused or passed over: a pipe or a device may never end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from avtale.errors import UsageError
from avtale.facts.repository import Repository
from avtale.rules.check import check
from avtale.source.read import read_source
from tests.acceptance.outside import repository
from tests.support import ON


@pytest.mark.parametrize("name", ["pipe", "null", "zero"])
def test_a_pipe_or_a_device_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    if name == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(f"/dev/{name}")
    with pytest.raises(UsageError, match="regular file"):
        read_source(path)


def test_a_repository_with_pipes_folders_and_circles_is_checked(tmp_path: Path) -> None:
    root = repository(tmp_path).parents[1]
    event = root / "register/prove/1.00/approval.yaml"
    event.mkdir(parents=True)
    (root / "log").mkdir()
    os.mkfifo(root / "log" / "a.yaml")
    os.mkfifo(root / "a.yaml")
    (root / "circle.yaml").symlink_to("circle.yaml")
    (root / "around").symlink_to(".")
    report = check(Repository.open(root), on=ON)
    assert [(finding.file, finding.code) for finding in report.findings] == [
        ("agreements/a.yaml", "file-not-read"),
        ("agreements/circle.yaml", "file-link"),
        ("agreements/log/a.yaml", "register-linked"),
    ]
    assert report.checked == 2
