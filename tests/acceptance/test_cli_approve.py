"""approve: what it writes, what it refuses, and that a stop between its two writes can be made good."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from pathlib import Path

import pytest

from avtale import newest_rule
from avtale.errors import StateError
from avtale.facts.repository import Repository
from avtale.format.fingerprint import fingerprint
from avtale.lifecycle import approve as module
from avtale.source.read import parse
from tests.acceptance.outside import AGREEMENT, DAY, avtale, repository, tree

LINE = ["approve", "prove", "--by", "Kari Godkjenner", "--on", "2026-06-15"]
EVENT = "agreements/register/prove/1.00/approval.yaml"


def _state(folder: Path) -> str:
    return str(json.loads(avtale("show", "prove", "--on", DAY, "--format", "json", cwd=folder).out)["state"])


def test_it_writes_the_event_and_two_fields_and_no_other_byte(tmp_path: Path) -> None:
    file = repository(tmp_path)
    assert _state(tmp_path) == "draft"
    ran = avtale(*LINE, cwd=tmp_path)
    assert ran.code == 0
    assert "Kari Godkjenner" in ran.out
    after = file.read_text(encoding="utf-8")
    lines = [line for line in after.splitlines() if line not in AGREEMENT.splitlines()]
    assert lines == ["  approved_by: Kari Godkjenner", "  approved_on: 2026-06-15"]
    assert after.replace("\n".join(lines) + "\n", "") == AGREEMENT
    event = parse((tmp_path / EVENT).read_bytes()).data
    assert event == {
        "format": 1,
        "event": "approval",
        "key": "prove",
        "version": "1.00",
        "on": "2026-06-15",
        "approved_by": "Kari Godkjenner",
        "fingerprint": fingerprint(parse(AGREEMENT).data),
        "checked_with": newest_rule().isoformat(),
    }
    assert _state(tmp_path) == "in_force"
    assert avtale("check", "--on", DAY, cwd=tmp_path).code == 0


def test_what_is_still_a_warning_is_told_before_and_with_the_approval(tmp_path: Path) -> None:
    file = repository(tmp_path)
    annexed = AGREEMENT + "annexes: [{title: Husregler, file: husregler.txt}]\n"
    file.write_text(annexed, encoding="utf-8")
    (file.parent / "husregler.txt").write_text("Ingen sko inne", encoding="utf-8")
    assert "Rett det før noen godkjenner" in avtale(*LINE, "--dry-run", cwd=tmp_path).err
    assert "avtale bump prove@1.00" in avtale(*LINE, cwd=tmp_path).err
    assert "Legg i neste versjon til «sha256:" in avtale("check", "--on", DAY, cwd=tmp_path).out


def test_a_word_more_is_an_error_and_layout_is_none(tmp_path: Path) -> None:
    file = repository(tmp_path)
    avtale(*LINE, cwd=tmp_path)
    approved = file.read_text(encoding="utf-8")
    header, rest = approved.split("title: Prøveavtale mellom", 1)
    moved = (
        "title: 'Prøveavtale mellom"
        + rest.split("\n", 1)[0]
        + "'  # flyttet\n"
        + header
        + rest.split("\n", 1)[1]
    )
    file.write_text(moved, encoding="utf-8")
    assert avtale("check", "--on", DAY, cwd=tmp_path).code == 0
    file.write_text(approved.replace("melde fra om", "melde aldri fra om"), encoding="utf-8")
    ran = avtale("check", "--on", DAY, cwd=tmp_path)
    assert (ran.code, "changed-after-approval" in ran.out) == (1, True)
    again = avtale(*LINE, cwd=tmp_path)
    assert (again.code, "lag en ny versjon" in again.err) == (1, True)


def test_twice_is_refused_and_writes_nothing(tmp_path: Path) -> None:
    repository(tmp_path)
    assert avtale(*LINE, "--dry-run", cwd=tmp_path).code == 0
    assert not (tmp_path / EVENT).exists()
    avtale(*LINE, cwd=tmp_path)
    before = tree(tmp_path)
    for by in ("Kari Godkjenner", "En Annen"):
        ran = avtale("approve", "prove", "--by", by, "--on", DAY, cwd=tmp_path)
        assert (ran.code, "allerede godkjent" in ran.err) == (1, True)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  version: '1.00'\n", "", "feil"),
        ("  from: 2026-08-01\n", "  from: 01.08.2026\n", "schema-date"),
        ("  written_by: Per Forfatter\n", "", "Skrevet av"),
        ("written_by: Per Forfatter", "written_by: Ola Annen og KARI GODKJENNER", "kan ikke selv godkjenne"),
        ("language: nb\n", "language: nb\ntranscribed_from: {title: En annen avtale}\n", "avskrift"),
        ("parties:\n", "parties\n", "kan ikke godkjennes"),
    ],
)
def test_it_refuses(old: str, new: str, words: str, tmp_path: Path) -> None:
    repository(tmp_path, AGREEMENT.replace(old, new, 1))
    before = tree(tmp_path)
    ran = avtale("approve", "agreements/prove/prove-1.00.yaml", *LINE[2:], cwd=tmp_path)
    assert (ran.code, words in ran.err) == (1, True), ran.said
    assert tree(tmp_path) == before


def test_fields_that_claim_an_approval_nobody_gave_are_written_anew(tmp_path: Path) -> None:
    claim = "  approved_by: Noen Andre\n  approved_on: 2020-01-01\n"
    file = repository(tmp_path, AGREEMENT.replace("  effective_from:", claim + "  effective_from:"))
    assert avtale("check", "--on", DAY, cwd=tmp_path).code == 1
    assert avtale(*LINE, cwd=tmp_path).code == 0
    header = parse(file.read_bytes()).data["control_header"]
    assert (header["approved_by"], header["approved_on"]) == ("Kari Godkjenner", "2026-06-15")
    assert avtale("check", "--on", DAY, cwd=tmp_path).code == 0


def test_a_loose_file_has_no_register(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(AGREEMENT, encoding="utf-8")
    ran = avtale("approve", "a.yaml", "--by", "Kari", cwd=tmp_path)
    assert (ran.code, "samling" in ran.err) == (2, True)


def test_a_stop_between_the_two_writes_is_made_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = repository(tmp_path)

    class Stopped(BaseException):
        pass

    def stop(_path: Path, _data: bytes) -> None:
        raise Stopped

    def approve(by: str) -> module.Approval:
        opened = Repository.open(tmp_path / "agreements")
        return module.approve(opened.entries[0], opened, by=by, on=dt.date(2026, 6, 15), findings=())

    with monkeypatch.context() as patched:
        patched.setattr(module, "write_whole", stop)
        with pytest.raises(Stopped):
            approve("Kari Godkjenner")
    assert file.read_text(encoding="utf-8") == AGREEMENT
    assert (tmp_path / EVENT).is_file()
    told = avtale("check", "--on", DAY, cwd=tmp_path)
    assert (told.code, "approval-differs" in told.out) == (1, True)
    with pytest.raises(StateError):
        approve("En Annen")
    event = (tmp_path / EVENT).read_bytes()
    ran = avtale("approve", "prove", "--by", "kari godkjenner", "--on", DAY, cwd=tmp_path)
    assert (ran.code, "fra før" in ran.out) == (0, True)
    assert (tmp_path / EVENT).read_bytes() == event
    header = parse(file.read_bytes()).data["control_header"]
    assert (header["approved_by"], header["approved_on"]) == ("Kari Godkjenner", "2026-06-15")
    assert avtale("check", "--on", DAY, cwd=tmp_path).code == 0


def test_whom_git_has_among_the_writers_is_refused_unless_even_so(tmp_path: Path) -> None:
    """Kari put the file into git, under another name; only people know whether she wrote it."""
    file = repository(tmp_path)
    given = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1"}

    def git(*words: str) -> None:
        who = ("-c", "user.name=Godkjenner, Kari", "-c", "user.email=kari@eksempel.example")
        subprocess.run(["git", *who, *words], cwd=tmp_path, env=given, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "Legger inn")
    git("mv", str(file), str(file.with_name("flyttet-1.00.yaml")))
    git("commit", "-qm", "Flytter", "--author", "Bo <bo@eksempel.example>")
    ran = avtale(*LINE, cwd=tmp_path)
    assert (ran.code, "«Legger inn»" in ran.err, "--even-so" in ran.err) == (1, True, True)
    assert avtale(*LINE[:3], "En Annen", "--dry-run", cwd=tmp_path).code == 0
    with file.with_name("flyttet-1.00.yaml").open("a") as text:
        text.write("# mer\n")
    ran = avtale(*LINE, "--even-so", cwd=tmp_path)
    assert (ran.code, "git commit" in ran.err) == (0, True)
    assert parse((tmp_path / EVENT).read_bytes()).data["even_so"] is True
