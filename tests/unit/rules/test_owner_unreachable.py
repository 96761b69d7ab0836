"""Who owes something and cannot be reached: of a plan too, which is never in the register."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from avtale.rules.check import check
from tests.support import ON, PLAN

CONTACTS = "format: 1\ncontacts:\n  - {{role: {role}, name: Nav Eksempelvik, email: post@nav.example}}\n"


@pytest.mark.parametrize(("role", "found"), [("nav", ["/delete_by"]), ("ot", [])])
def test_of_a_plan_what_is_to_come_is_owed(role: str, found: list[str], tmp_path: Path) -> None:
    (tmp_path / "avtale.yaml").write_text("format: 1\n", encoding="utf-8")
    (tmp_path / "contacts.yaml").write_text(CONTACTS.format(role=role), encoding="utf-8")
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/plan-1.yaml").write_text(PLAN, encoding="utf-8")
    report = check(Repository.open(tmp_path), on=ON)
    assert [one.pointer for one in report.findings if one.code == "owner-unreachable"] == found
