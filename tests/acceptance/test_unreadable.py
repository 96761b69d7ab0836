"""Files that the system does not give us: each is a finding of its own, and the others are checked as always."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from avtale.rules.cache import Cache, Question
from avtale.rules.check import check
from avtale.source.read import files_below
from tests.acceptance.outside import DAY, Ran, avtale, command, environment, repository
from tests.support import AGREEMENT, ON

OTHER = AGREEMENT.replace("key: prove", "key: annen").replace("1.2.3", "2.2.2")
NUMBER = "15850712325"  # synthetic


@cache
def without_privilege() -> tuple[str, ...]:
    """What to put before a command so that root, too, is refused what the file's owner is refused."""
    if os.geteuid() != 0:
        return ()
    kept = "-dac_override,-dac_read_search"
    line = ("setpriv", f"--inh-caps={kept}", f"--bounding-set={kept}")
    if shutil.which("setpriv") is None or subprocess.run([*line, "true"], check=False).returncode:
        pytest.skip("root, and no setpriv that can lay privileges down")
    return line


def ran(*arguments: str | Path, cwd: Path) -> Ran:
    return avtale(*arguments, cwd=cwd, prefix=without_privilege())


def found(*arguments: str | Path, cwd: Path) -> set[tuple[str, str]]:
    """The findings of a check as file and code; it must end with 1 and say nothing else."""
    done = ran("check", "--on", DAY, "--format", "json", *arguments, cwd=cwd)
    assert (done.code, done.err) == (1, ""), done.said
    return {(each["file"], each["code"]) for each in json.loads(done.out)["findings"]}


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A repository with one document that nobody may read, beside one that lacks its title."""
    file = repository(tmp_path)
    file.with_name("annen-1.00.yaml").write_text(OTHER.replace("\ntitle:", "\ntitel:"), encoding="utf-8")
    file.chmod(0)
    return file


def test_the_others_are_checked(closed: Path, tmp_path: Path) -> None:
    unread = ("agreements/prove/prove-1.00.yaml", "file-unreadable")
    both = found(cwd=tmp_path)
    assert unread in both
    assert ("agreements/prove/annen-1.00.yaml", "schema-unknown-key") in both
    assert found(closed, cwd=tmp_path) == {unread}
    assert found(closed.with_name("annen-1.00.yaml"), closed, cwd=tmp_path) >= {unread}
    assert found(closed, cwd=tmp_path.parent) == {unread}


def test_a_loose_file_is_a_finding_and_one_that_is_not_there_is_misuse(tmp_path: Path) -> None:
    file = tmp_path / "løs.yaml"
    file.write_text(AGREEMENT, encoding="utf-8")
    file.chmod(0)
    assert {code for _, code in found(file, cwd=tmp_path)} == {"file-unreadable"}
    file.unlink()
    assert ran("check", file, cwd=tmp_path).code == 2


@pytest.mark.extended
def test_other_commands_tell_why_in_a_line(closed: Path, tmp_path: Path) -> None:
    for line in (["show", closed], ["render", closed], ["approve", closed, "--by", "Kari Eksempel"]):
        done = ran(*line, cwd=tmp_path)
        assert (done.code, done.out) == (1, "")
        assert "du har ikke tilgang" in done.err
    done = ran("status", "--on", DAY, cwd=tmp_path)
    assert (done.code, "1 fil kunne ikke leses" in done.err) == (0, True)


@pytest.mark.parametrize("mode", [0o000, 0o444, 0o111])
def test_a_folder_that_cannot_be_looked_into_is_no_empty_folder(mode: int, tmp_path: Path) -> None:
    file = repository(tmp_path)
    assert avtale("check", "--on", DAY, cwd=tmp_path).code == 0
    file.parent.chmod(mode)
    try:
        unread = found(cwd=tmp_path)
    finally:
        file.parent.chmod(0o755)
    assert {code for _, code in unread} == {"file-unreadable"}
    assert {name.startswith("agreements/prove") for name, _ in unread} == {True}


@pytest.mark.extended
@pytest.mark.parametrize("below", ["register/prove/1.00/approval.yaml", "register/prove", "log/prove/x.yaml", "contacts.yaml", "plans/plan-1.00.yaml", "avtale.yaml"])  # fmt: skip
def test_every_kind_of_file_is_told_of(below: str, tmp_path: Path) -> None:
    repository(tmp_path)
    path = tmp_path / "agreements" / below
    file = path if path.suffix else path / "1.00/approval.yaml"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("format: 1\n", encoding="utf-8")
    path.chmod(0)
    try:
        assert (f"agreements/{below}", "file-unreadable") in found(cwd=tmp_path)
    finally:
        path.chmod(0o755)


def test_what_may_have_been_approved_is_not_mended(tmp_path: Path) -> None:
    file = repository(tmp_path, AGREEMENT.replace("2029-07-31", "31.7.2029"))
    event = tmp_path / "agreements/register/prove/1.00/approval.yaml"
    event.parent.mkdir(parents=True)
    event.write_text("format: 1\n", encoding="utf-8")
    event.chmod(0)
    done = ran("check", "--fix", "--on", DAY, cwd=tmp_path)
    assert (done.code, "kan være godkjent" in done.err) == (1, True)
    assert "31.7.2029" in file.read_text(encoding="utf-8")
    event.unlink()
    assert ran("check", "--fix", "--on", DAY, cwd=tmp_path).code == 0
    assert "2029-07-31" in file.read_text(encoding="utf-8")


def test_a_file_that_goes_away_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the list of files and their reading, as when git changes branch."""
    file = repository(tmp_path)
    gone = file.with_name("borte-1.00.yaml")
    gone.write_text(OTHER, encoding="utf-8")

    def listed(folder: Path, *patterns: str) -> list[Path]:
        paths = files_below(folder, *patterns)
        gone.unlink(missing_ok=True)
        return paths

    monkeypatch.setattr("avtale.facts.repository.files_below", listed)
    read = Repository.open(tmp_path / "agreements")
    report = check(read, on=ON)
    assert [(f.file, f.code, "borte" in f.message) for f in report.findings] == [
        ("agreements/prove/borte-1.00.yaml", "file-unreadable", True)
    ]
    # The same files are there again when the answer is to be kept: it is not, since it would be wrong.
    gone.write_text(OTHER, encoding="utf-8")
    kept = Cache(tmp_path / "cache", Question(tmp_path / "agreements", ON))
    assert kept.recall() is None
    kept.keep(report, read, None, "nb")
    assert Cache(tmp_path / "cache", Question(tmp_path / "agreements", ON)).recall() is None


@pytest.mark.parametrize("whole", [True, False])
def test_a_number_is_told_in_a_named_file_that_cannot_be_read(whole: bool, tmp_path: Path) -> None:
    file = repository(tmp_path)
    file.write_text(f"tittel: [{NUMBER}\n", encoding="utf-8")
    done = avtale("check", "--on", DAY, "--format", "json", *([] if whole else [file]), cwd=tmp_path)
    codes = [each["code"] for each in json.loads(done.out)["findings"]]
    assert sorted(codes) == ["file-syntax", "national-number"]
    assert NUMBER not in done.said


@pytest.mark.extended
def test_where_nothing_may_be_written(tmp_path: Path) -> None:
    repository(tmp_path)
    before = {path for path in tmp_path.rglob("*") if "__pycache__" not in path.parts}
    folders = [tmp_path, *(path for path in before if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        for line, code in (
            (["check", "--on", DAY], 0),
            (["status", "--on", DAY], 0),
            (["approve", "prove", "--by", "Kari Eksempel"], 3),
            (["bump", "prove"], 3),
            (["check", "--format", "sarif=funn.sarif"], 3),
            (["check", "--write-baseline", "godtatt.json"], 3),
        ):
            done = ran(*line, cwd=tmp_path)
            assert (done.code, len(done.err.splitlines())) == (code, 1 if code else 0), (line, done.said)
        assert {path for path in tmp_path.rglob("*") if "__pycache__" not in path.parts} == before
    finally:
        for folder in folders:
            folder.chmod(0o755)


def test_a_folder_that_is_gone_is_called_that(tmp_path: Path) -> None:
    here = tmp_path / "borte"
    here.mkdir()
    line = " ".join(command("check"))
    done = subprocess.run(
        ["bash", "-c", f"rmdir ../borte; {line}"], cwd=here, env=environment(), capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
    assert "Mappen du står i, finnes ikke lenger" in done.stderr


@pytest.mark.extended
@pytest.mark.parametrize("env", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"HOME": ""}, {"LANG": "C"}])  # fmt: skip
def test_the_same_is_said_whatever_the_surroundings(env: dict[str, str], tmp_path: Path) -> None:
    repository(tmp_path)
    for line in (["show", "prove", "--on", DAY], ["explain", "file-tag"]):
        plain, changed = avtale(*line, cwd=tmp_path), avtale(*line, cwd=tmp_path, env=env)
        assert (changed.code, changed.out) == (0, plain.out)
        assert "ø" in plain.out


@pytest.mark.extended
@pytest.mark.parametrize("line", [["status"], ["explain"], ["schema"], ["check"], ["history", "prove"], ["show", "prove"], ["--help"]])  # fmt: skip
def test_a_reader_who_takes_one_line(line: list[str], tmp_path: Path) -> None:
    file = repository(tmp_path)
    if line == ["check"]:
        file.write_text(AGREEMENT + "".join(f"felt{i}: x\n" for i in range(3000)), encoding="utf-8")
    whole = " ".join(command(*line))
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {whole} | head -1"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
    )
    assert (done.stderr, done.stdout.count(b"\n")) == (b"", 1)
    assert done.returncode in (0, 1)
