"""Who is told: owner, deputy, leader, each in turn; of a plan those alone whom its consents name."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from avtale.remind.digest import Notices, to_tell
from avtale.rules.check import check
from tests.unit.publish.world import World
from tests.unit.remind.county import AGREEMENTS, county

SAMARBEID = AGREEMENTS.parent / "examples/samarbeid/agreements"
#: The leaders' meeting of the county fell due on 30.09.2026 and is not recorded.
MISSED = "leaders-meeting"


def people(*lines: str) -> str:
    return "format: 1\ncontacts:\n" + "".join(f"  - {{document: troms-nav-ot, {line}}}\n" for line in lines)


def told(folder: Path, day: dt.date, contacts: str, settings: str = "") -> Notices:
    return to_tell(Repository.open(county(folder, contacts, settings)), day)


def of(found: Notices, duty: str = MISSED) -> list[tuple[str, str, str]]:
    return [(each.to.spec, each.step, each.capacity) for each in found.notices if each.due.id == duty]


OWNER = "role: county, name: Kari, email: kari@a.example"
BOTH = f"{OWNER}, deputy: Ola, deputy_email: ola@a.example, leader: Liv, leader_email: liv@a.example"
KARI, OLA, LIV = (
    ("kari@a.example", "overdue", "owner"), ("ola@a.example", "overdue", "deputy"), ("liv@a.example", "overdue", "leader"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "contacts", "settings", "expected"),
    [
        ("2026-09-15", BOTH, "", []),  # not yet within its lead time of two weeks
        ("2026-09-16", BOTH, "", [("kari@a.example", "ahead", "owner")]),
        ("2026-09-30", BOTH, "", [("kari@a.example", "ahead", "owner")]),
        ("2026-10-01", BOTH, "", [KARI]),
        ("2026-10-06", BOTH, "", [KARI]),
        ("2026-10-07", BOTH, "", [KARI, OLA]),
        ("2026-10-14", BOTH, "", [KARI, OLA, LIV]),
        ("2026-10-03", BOTH, "reminders: {deputy_after: 1 day, leader_after: 3 days}\n", [KARI, OLA, LIV]),
        ("2026-10-02", BOTH, "reminders: {deputy_after: 1 day, leader_after: 3 days}\n", [KARI, OLA]),
        # who has no address is passed over at once, and so is one who left
        ("2026-10-01", BOTH.replace(", email: kari@a.example", ""), "", [OLA]),
        ("2026-09-20", BOTH.replace(", email: kari@a.example", ""), "", [("ola@a.example", "ahead", "deputy")]),
        ("2026-10-01", BOTH + ", to: 2026-08-31", "", [OLA]),
        ("2026-10-07", BOTH.replace(", deputy_email: ola@a.example", ""), "", [KARI]),
        ("2026-10-14", OWNER, "", [KARI]),
        # one who is owner and leader at once is told once
        ("2026-10-14", f"{OWNER}, leader: Kari, leader_email: KARI@a.example", "", [KARI]),
    ],
)  # fmt: skip
def test_who_is_told_when(
    day: str, contacts: str, settings: str, expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    assert of(told(tmp_path, dt.date.fromisoformat(day), people(contacts), settings)) == expected


def test_who_cannot_be_told_is_said(tmp_path: Path) -> None:
    left = told(tmp_path / "a", dt.date(2026, 10, 1), people(f"{OWNER}, to: 2026-08-31"))
    assert MISSED in {due.id for due in left.unreached}
    wrong = told(
        tmp_path / "b",
        dt.date(2026, 10, 1),
        people("role: county, name: K, email: 'kari@a.example, x@b.example'"),
    )
    assert (wrong.unusable, wrong.notices) == (("kari@a.example, x@b.example",), ())


PLAN = """
  - {document: eksempel-ungdom, role: ot, name: Ot, email: ot@a.example, leader: Liv, leader_email: liv@a.example}
  - {document: eksempel-ungdom, role: nav_contact, name: Nav, email: nav@a.example}
  - {document: eksempel-ungdom, role: school, name: Skole, email: skole@a.example}
  - {document: eksempel-ungdom, role: youth, name: Ung, email: ung@a.example}
"""


OT, NAV = "ot@a.example", "nav@a.example"
SHARED = "      - ot\n      - nav_contact\n      - school\n    purpose"


@pytest.mark.parametrize(
    ("owner", "change", "expected"),
    [
        ("ot", ("", ""), {OT}),
        ("nav_contact", ("", ""), {NAV}),
        ("[ot, nav_contact]", ("", ""), {OT, NAV}),
        ("[ot, nav_contact]", (SHARED, "      - ot\n    purpose"), {OT}),
        ("[ot, nav_contact]", (SHARED, "      - nav_party\n    purpose"), {NAV}),
        ("ot", ("given_on: 2026-09-14", "given_on: 2026-12-01"), set()),
        ("ot", ("expires_on: 2027-09-13", "expires_on: 2026-11-01"), set()),
        ("ot", ("    kept_at: fylk", "    withdrawn_on: 2026-11-20\n    kept_at: fylk"), set()),
        ("ot", ("    kept_at: fylk", "    withdrawn_on: 20.11.2026\n    kept_at: fylk"), set()),
        ("ot", ("    kept_at: fylk", "    withdrawn: 2026-11-20\n    kept_at: fylk"), set()),
        ("youth", ("", ""), set()),  # whose own consent it is, and names others
    ],
)
def test_of_a_plan_only_those_are_told_whom_a_consent_in_force_names(
    owner: str, change: tuple[str, str], expected: set[str], tmp_path: Path
) -> None:
    root = tmp_path / "agreements"
    shutil.copytree(SAMARBEID, root)
    with (root / "contacts.yaml").open("a", encoding="utf-8") as file:
        file.write(PLAN)
    plan = root / "plans/eksempel-ungdom-1.00.yaml"
    text = plan.read_text(encoding="utf-8")
    for old, new in (("    owner: ot\n", f"    owner: {owner}\n"), change):
        assert old in text
        text = text.replace(old, new) if old else text
    plan.write_text(text, encoding="utf-8")
    found = to_tell(Repository.open(root), dt.date(2026, 11, 20))
    mine = [each for each in found.notices if each.due.key == "eksempel-ungdom"]
    assert {(each.to.spec, each.due.id) for each in mine} == {(who, "new-place") for who in expected}
    assert [due for due in found.unreached if due.key == "eksempel-ungdom"] == []


def test_of_a_plan_nobody_is_told_for_another(tmp_path: Path) -> None:
    root = tmp_path / "agreements"
    shutil.copytree(SAMARBEID, root)
    with (root / "contacts.yaml").open("a", encoding="utf-8") as file:
        file.write(PLAN.replace("email: ot@a.example", "deputy: Ola, deputy_email: ola@a.example"))
    found = to_tell(Repository.open(root), dt.date(2026, 11, 20))
    assert [each.to.spec for each in found.notices if each.due.key == "eksempel-ungdom"] == []


def test_nothing_of_our_own_agreements_falls_due_unseen() -> None:
    repository = Repository.open(AGREEMENTS)
    for day in (dt.date(2026, 8, 1), dt.date(2027, 6, 15), dt.date(2029, 7, 31)):
        found = to_tell(repository, day)
        assert found.notices
        assert (found.unreached, found.unusable) == ((), ())


def test_who_is_to_sign_and_has_no_address_is_found(tmp_path: Path) -> None:
    world = World(tmp_path)
    document = world.document(body="validity: {from: 2026-01-01, to: 2029-12-31}\n")
    (world.agreements / "contacts.yaml").write_text(
        "format: 1\ncontacts: [{role: county, name: Kari Eksempel, email: kari@a.example}]\n",
        encoding="utf-8",
    )

    def unreachable() -> list[str]:
        report = check(world.open(), on=dt.date(2026, 11, 21))
        return [one.pointer for one in report.findings if one.code == "owner-unreachable"]

    assert unreachable() == ["/parties"]
    world.signature(document, "nav")
    assert unreachable() == []
