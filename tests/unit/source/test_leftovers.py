"""What a killed process left beside a file goes with the next write of that file: only ours, and only when it is stale."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from avtale.errors import SystemFailure
from avtale.facts.repository import Repository
from avtale.rules.check import check
from avtale.source import write as module
from avtale.source.write import write_whole
from tests.acceptance.outside import repository
from tests.support import ON

OLD = 1_000_000_000


def test_the_next_write_takes_away_its_own_stale_leftovers(tmp_path: Path) -> None:
    stale = tmp_path / ".a.yaml.abcd_012.tmp"
    kept = [
        ".b.yaml.abcd_012.tmp",  # of another file, which may have its own writer
        ".a.yaml.tmp",
        ".a.yaml.abcd_0123.tmp",
        ".axyaml.abcd_012.tmp",
        "a.yaml.abcd_012.tmp",
        ".a.yaml.ABCD_012.tmp",
    ]
    for name in (stale.name, *kept):
        (tmp_path / name).write_text("halv")
        os.utime(tmp_path / name, (OLD, OLD))
    young, linked, folder = (
        tmp_path / f".a.yaml.{name}.tmp" for name in ("young000", "linked00", "folder00")
    )
    young.write_text("i arbeid")
    linked.symlink_to(kept[0])
    folder.mkdir()
    os.utime(folder, (OLD, OLD))
    write_whole(tmp_path / "a.yaml", b"a: 1\n")
    assert {path.name for path in tmp_path.iterdir()} == {
        "a.yaml",
        *kept,
        young.name,
        linked.name,
        folder.name,
    }
    assert (tmp_path / "a.yaml").read_bytes() == b"a: 1\n"


def test_a_new_file_takes_them_away_too(tmp_path: Path) -> None:
    stale = tmp_path / ".a.yaml.abcd_012.tmp"
    stale.write_text("halv")
    os.utime(stale, (OLD, OLD))
    write_whole(tmp_path / "a.yaml", b"", replace=False)
    assert not stale.exists()


def test_a_check_does_not_see_them(tmp_path: Path) -> None:
    file = repository(tmp_path)
    file.with_name(f".{file.name}.abcd_012.tmp").write_text("[")
    file.with_name(f".{file.name}").write_text("[")
    report = check(Repository.open(file.parents[1]), on=ON)
    assert (report.checked, report.findings) == (1, ())


def test_a_file_where_a_folder_should_be_is_told_as_that(tmp_path: Path) -> None:
    """And not as a target that is there, which --force would not help."""
    (tmp_path / "log").write_text("et notat")
    for replace in (True, False):
        with pytest.raises(SystemFailure, match="Not a directory") as told:
            write_whole(tmp_path / "log" / "prove.yaml", b"x", replace=replace)
        assert "noe på veien dit er ikke en mappe" in told.value.nb
    assert (tmp_path / "log").read_text() == "et notat"


def test_a_folder_is_looked_through_once_however_many_files_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten thousand routines in one folder would else be read ten thousand times; an hour later, as in the desk, it is looked at again."""
    real, looked = os.scandir, []
    monkeypatch.setattr(module.os, "scandir", lambda folder: (looked.append(folder), real(folder))[1])
    names = [f"{number}.yaml" for number in range(20)]
    for name in names:
        left = tmp_path / f".{name}.abcdefgh.tmp"
        left.write_bytes(b"x")
        os.utime(left, (0, 0))
    for name in names:
        write_whole(tmp_path / name, b"y")
    assert looked == [tmp_path]
    assert {path.name for path in tmp_path.iterdir()} == set(names)
    left.write_bytes(b"x")
    os.utime(left, (0, 0))
    at, found = module._looked[tmp_path]
    module._looked[tmp_path] = at - 2 * module._STALE, found
    write_whole(tmp_path / names[-1], b"z")
    assert {path.name for path in tmp_path.iterdir()} == set(names)
