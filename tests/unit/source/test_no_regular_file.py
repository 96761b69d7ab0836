"""What is no regular file is refused or passed over: a pipe or a device may never end."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from avtale.errors import UsageError
from avtale.facts.repository import Repository
from avtale.generate.table import read_table
from avtale.lifecycle.digest import digest_of
from avtale.report.baseline import read_baseline
from avtale.rules.check import check
from avtale.sign.files import read_pdf
from avtale.sign.identity.credentials import open_key_file
from avtale.sign.identity.trust import load_trust
from avtale.source.read import read_source
from tests.acceptance.outside import repository
from tests.support import ON

_READERS: dict[str, Callable[[Path], object]] = {
    "x.yaml": read_source,
    "x.pdf": read_pdf,
    "x.p12": lambda path: open_key_file(path, "", at=dt.datetime.now(dt.UTC)),
    "x.pem": lambda path: load_trust([path]),
    "x.csv": lambda path: read_table(path),
    "x.json": read_baseline,
    "scan.pdf": digest_of,
}


@pytest.mark.parametrize("name", _READERS)
@pytest.mark.parametrize("device", ["", "/dev/null", "/dev/zero"])
def test_a_pipe_or_a_device_is_refused(name: str, device: str, tmp_path: Path) -> None:
    """Whatever is named on the line: a document, a signed file, a key, an issuer, a list, an original."""
    path = tmp_path / name
    if device:
        path.symlink_to(device)
    else:
        os.mkfifo(path)
    with pytest.raises(UsageError, match="regular file"):
        _READERS[name](path)


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
