"""A document begun from another lies under its own key, and nowhere else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from avtale.errors import UsageError
from avtale.facts.repository import read_entry
from avtale.lifecycle.copy import copy
from tests.support import refused
from tests.unit.facts.world import document, repository


@pytest.mark.parametrize(("key", "version"), [("../../evil", "1.00"), ("/evil", "1.00"), ("ny", "1/../../x")])
def test_a_key_leads_nowhere_else(key: str, version: str, tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    made = repository(tmp_path / "a/b", document())
    before = sorted(tmp_path.rglob("*"))
    with refused(UsageError, "kan ikke være nøkkel"):
        copy(made.entries[0], made, "agreement", key=key, version=version)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("kind", "more", "why"),
    [
        ("programme", {}, "Begynn med et dokument av samme slag"),
        ("agreement", {"key": "a"}, "a@1.00 finnes allerede"),
        ("agreement", {"folder": "../ute"}, "utenfor samlingen"),
    ],
)
def test_what_is_no_copy_is_refused(kind: str, more: dict[str, Any], why: str, tmp_path: Path) -> None:
    made = repository(tmp_path, document())
    with refused(UsageError, why):
        copy(made.entries[0], made, kind, **more)


def test_content_and_comments_go_along_and_what_was_decided_does_not(tmp_path: Path) -> None:
    text = document(more="# en merknad\ntranscribed_from: {title: Gammel}\nsupersedes: [{key: x}]\n"
                    "signatories: [{party: p, title: Leder, signed_on: 2026-01-01}]\n", from_="2026-01-01")  # fmt: skip
    made = repository(tmp_path, text.replace("written_by: Per", "written_by: Per, approved_by: Kari"))
    day = dt.date(2027, 1, 1)
    target = copy(made.entries[0], made, "agreement", title="Ny avtale", effective_from=day, dry_run=True)
    assert not target.file.exists()
    written = copy(made.entries[0], made, "agreement", title="Ny avtale", effective_from=day)
    assert target.after == written.after == written.file.read_bytes()
    assert written.file == made.entries[0].path.with_name("ny-avtale-1.00.yaml")
    source = read_entry(written.file, None).source
    assert "# en merknad" in source.text
    assert source.data == {
        "format": 1, "kind": "agreement", "key": "ny-avtale", "language": "nb", "title": "Ny avtale",
        "control_header": {"title": "Ny avtale", "version": "1.00", "effective_from": "2027-01-01"},
        "parties": [{"id": "p", "names": [{"name": "Eksempel fylkeskommune"}]}],
        "validity": {"from": "2026-01-01"}, "signatories": [{"party": "p", "title": "Leder"}],
    }  # fmt: skip
