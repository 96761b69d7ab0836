"""`avtale status` from outside, on an invented county and on the three real documents."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.outside import Ran, avtale
from tests.support import ON, ROOT
from tests.unit.publish.world import World

VALID = "validity: {from: 2026-08-01, to: 2029-07-31}\nevaluation: {every: 1 year, month: 4}\n"


def run(folder: Path, *command: str) -> Ran:
    return avtale("status", *command, cwd=folder)


def rows(folder: Path, *command: str) -> list[dict[str, Any]]:
    done = run(folder, "--format", "json", *command)
    assert (done.code, done.err) == (0, "")
    answer: list[dict[str, Any]] = json.loads(done.out)
    return answer


def test_the_json_is_the_contracts(tmp_path: Path) -> None:
    world = World(tmp_path)
    path = world.document(body=VALID + "signatories: [{party: county}, {party: nav}]\n")
    world.signature(path, "county")
    assert rows(tmp_path, "--on", "2027-01-01") == [
        {
            "key": "nordlia-nav",
            "kind": "agreement",
            "id": None,
            "version": "1.00",
            "title": "Nordlia-avtalen",
            "state": "in_force",
            "valid_from": "2026-08-01",
            "valid_to": "2029-07-31",
            "next_due": "2027-04-30",
            "next_duty": "evaluation",
            "signed": {"required": 2, "recorded": 1, "verified": 0},
            "file": "agreements/nordlia-nav-1.00.yaml",
        }
    ]


def test_a_document_is_named_in_three_ways_and_once_is_enough(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.document(body=VALID)
    world.document(key="other", body=VALID)
    named = rows(
        tmp_path, "nordlia-nav", "nordlia-nav@1.00", "agreements/nordlia-nav-1.00.yaml", "--on", "2027-01-01"
    )
    assert [row["key"] for row in named] == ["nordlia-nav"]
    assert run(tmp_path, "nordlia").code == 2


def test_an_expired_document_still_exits_zero_and_a_broken_one_is_told_of(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.document(body=VALID)
    (world.agreements / "broken.yaml").write_text("kind: [", encoding="utf-8")
    done = run(tmp_path, "--on", "2030-01-01")
    assert done.code == 0
    assert "utgått" in done.out
    assert "1 fil kunne ikke leses og er ikke regnet med. Se «avtale check»." in done.err
    assert "\x1b" not in done.out


def test_the_text_is_the_same_wherever_it_is_piped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    World(tmp_path).document(body=VALID)
    first = run(tmp_path, "--on", "2027-01-01").out
    monkeypatch.setenv("COLUMNS", "40")
    assert run(tmp_path, "--on", "2027-01-01").out == first
    assert re.search(r"nordlia-nav 1\.00 +gjelder +01\.08\.2026– +30\.04\.2027 Evaluering", first)


def test_without_a_repository_it_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.code == 2
    assert "avtale init" in done.err


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county's own documents, with an approval of 2.00 by an invented approver."""
    folder = tmp_path_factory.mktemp("county")
    real = ROOT / "agreements"
    shutil.copytree(real, folder / "agreements", ignore=shutil.ignore_patterns("register", "log"))
    world = World.__new__(World)
    world.agreements = folder / "agreements"
    successor = world.agreements / "ot" / "troms-nav-ot-2.00.yaml"
    world.event(
        "troms-nav-ot", "2.00", "approval",
        on="2026-06-10", approved_by="Bo Eksempel", fingerprint=world.fingerprint(successor),
    )  # fmt: skip
    return folder


def test_the_three_documents(county: Path) -> None:
    found = rows(county, "--on", ON.isoformat())
    assert {(row["key"], row["version"]): row["state"] for row in found} == {
        ("nav-i-videregaende", "1.00"): "undetermined",
        ("troms-nav-ot", "1.01"): "superseded",
        ("troms-nav-ot", "2.00"): "in_force",
    }
    successor = found[-1]
    assert successor["signed"] == {"required": 2, "recorded": 0, "verified": 0}
    assert (successor["next_due"], successor["next_duty"]) == ("2026-11-30", "local-meeting")
    assert {row["next_due"] for row in found[:-1]} == {None}


def test_the_transcription_without_its_successor_is_expired(county: Path, tmp_path: Path) -> None:
    shutil.copytree(county / "agreements", tmp_path / "agreements")
    (tmp_path / "agreements" / "ot" / "troms-nav-ot-2.00.yaml").unlink()
    shutil.rmtree(tmp_path / "agreements" / "register")
    found = rows(tmp_path, "--on", ON.isoformat())
    assert {row["version"]: row["state"] for row in found if row["key"] == "troms-nav-ot"} == {
        "1.01": "expired"
    }
