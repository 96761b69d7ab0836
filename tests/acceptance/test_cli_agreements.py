"""The county's own documents through the command line, as CI runs it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from avtale.source.read import parse
from tests.acceptance.outside import DAY, Ran, avtale, tree
from tests.golden import Golden
from tests.support import ROOT

TRANSCRIPTION = "agreements/ot/troms-nav-ot-1.01.yaml"
SUCCESSOR = "agreements/ot/troms-nav-ot-2.00.yaml"
PROGRAMME = "agreements/programmes/nav-i-videregaende-1.00.yaml"
APPROVAL = "agreements/register/troms-nav-ot/2.00/approval.yaml"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """agreements/ alone, where no git is near to compare the register with."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "agreements", folder / "agreements", ignore=shutil.ignore_patterns(".schemas"))
    return folder


@pytest.fixture(scope="module")
def checked(copy: Path) -> Ran:
    return avtale("check", "--on", DAY, "--format", "json", "agreements", cwd=copy)


def test_check_finds_what_was_looked_through(checked: Ran, golden: Callable[[str], Golden]) -> None:
    assert checked.err == ""
    golden("golden/check.json").check(checked.out)


def test_check_fails_by_the_transcription_of_the_old_agreement_alone(checked: Ran, copy: Path) -> None:
    assert checked.code == 1
    found = json.loads(checked.out)
    assert found["checked"] == 3
    assert {one["file"] for one in found["findings"] if one["severity"] == "error"} == {TRANSCRIPTION}
    for file, code in [(TRANSCRIPTION, 1), (SUCCESSOR, 0), (PROGRAMME, 0)]:
        assert avtale("check", "--on", DAY, file, cwd=copy).code == code
    assert avtale("check", "--on", DAY, "--strict", SUCCESSOR, cwd=copy).code in (0, 1)


def test_check_of_the_checkout_itself(checked: Ran) -> None:
    """In a clone, where git is at hand, nothing else is found."""
    ran = avtale("check", "--on", DAY, "--format", "json", cwd=ROOT)
    assert ran.code == 1
    here = [one for one in json.loads(ran.out)["findings"] if one["code"] != "register-changed"]
    assert here == json.loads(checked.out)["findings"]


def _states(folder: Path) -> dict[str, str]:
    told: list[dict[str, Any]] = json.loads(avtale("status", "--on", DAY, "--format", "json", cwd=folder).out)
    return {f"{one['key']}@{one['version']}": one["state"] for one in told}


def test_states_of_the_three_documents(copy: Path, tmp_path: Path) -> None:
    assert _states(copy) == {
        "nav-i-videregaende@1.00": "undetermined",
        "troms-nav-ot@1.01": "superseded",
        "troms-nav-ot@2.00": "in_force",
    }
    shutil.copytree(copy / "agreements", tmp_path / "agreements")
    (tmp_path / SUCCESSOR).unlink()
    shutil.rmtree(tmp_path / "agreements" / "register")
    assert _states(tmp_path) == {"nav-i-videregaende@1.00": "undetermined", "troms-nav-ot@1.01": "expired"}


def test_the_register_holds_the_approval_and_no_signature() -> None:
    events = tree(ROOT / "agreements" / "register")
    assert [f"agreements/register/{name}" for name in events] == [APPROVAL]
    event = parse(next(iter(events.values()))).data
    header = parse((ROOT / SUCCESSOR).read_bytes()).data["control_header"]
    assert (header["approved_by"], header["approved_on"]) == (event["approved_by"], event["on"])
    assert header["written_by"] != event["approved_by"]


def test_approving_anew_gives_what_stands_in_the_register(copy: Path, tmp_path: Path) -> None:
    """As the demo does: without the register the header claims what nothing vouches for, until it is approved anew."""
    shutil.copytree(copy / "agreements", tmp_path / "agreements")
    shutil.rmtree(tmp_path / "agreements" / "register")
    told = avtale("check", "--on", DAY, SUCCESSOR, cwd=tmp_path)
    assert (told.code, "approval-differs" in told.out) == (1, True)
    by = parse((copy / APPROVAL).read_bytes()).data["approved_by"]
    ran = avtale("approve", "troms-nav-ot@2.00", "--by", by, "--on", "2026-06-15", cwd=tmp_path)
    assert ran.code == 0
    anew = tmp_path / APPROVAL  # one from before the newest rule was kept says nothing of it
    anew.write_bytes(b"".join(x for x in anew.read_bytes().splitlines(True) if b"checked_with" not in x))
    assert tree(tmp_path) == tree(copy)
