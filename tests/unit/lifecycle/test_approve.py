"""An approval that was cut off is completed by its own approver, as it was; none is given twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtale.errors import StateError
from avtale.facts.repository import Repository
from avtale.lifecycle.approve import Approval, approve
from tests.support import ON, refused
from tests.unit.facts.world import document, repository


def again(root: Path, by: str = "Kari Eksempel", *, dry_run: bool = False) -> Approval:
    found = Repository.open(root)
    return approve(found.entries[0], found, by=by, on=ON, findings=(), dry_run=dry_run)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = repository(tmp_path, document())
    assert made.root is not None
    return made.root


def cut_off(root: Path) -> bytes:
    """The event is there, and the file as it was; gives the file as the approval made it."""
    file = root / "d0.yaml"
    before = file.read_bytes()
    assert not again(root).completed
    whole = file.read_bytes()
    assert whole != before
    file.write_bytes(before)
    return whole


def test_what_was_cut_off_is_completed(root: Path) -> None:
    whole = cut_off(root)
    event = (root / "register/a/1.00/approval.yaml").read_bytes()
    before = (root / "d0.yaml").read_bytes()
    assert again(root, dry_run=True).completed
    assert (root / "d0.yaml").read_bytes() == before
    found = again(root)
    assert (found.completed, found.approved_by, found.on) == (True, "Kari Eksempel", ON)
    assert (root / "d0.yaml").read_bytes() == whole
    assert (root / "register/a/1.00/approval.yaml").read_bytes() == event
    with refused(StateError, "allerede godkjent av Kari Eksempel"):
        again(root)


def test_another_completes_nothing(root: Path) -> None:
    cut_off(root)
    with refused(StateError, "En godkjenning endres aldri"):
        again(root, "Bo Oppdiktet")


def test_what_changed_since_is_not_approved_by_it(root: Path) -> None:
    cut_off(root)
    file = root / "d0.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Avtale a", "Avtale b"), encoding="utf-8")
    with refused(StateError, "Innholdet er endret siden"):
        again(root)
