"""Follow-up plans in the desk: served to nobody unless the settings say so, then to those alone whom a plan has to do with, and kept nowhere."""

from __future__ import annotations

import datetime as dt
import logging
import subprocess
from pathlib import Path
from typing import Any

import pytest

from avtale.desk.session import Person
from avtale.desk.settings import DeskSettings
from avtale.format.model import PlanGrant
from tests.support import ON
from tests.unit.desk.desks import PLAN, Browser, browser, repository
from tests.unit.desk.providers import settings

DAY = dt.timedelta(days=1)
SHARED = f"""{PLAN}roles:
- {{id: ot, title: OT}}
- {{id: nav, title: NAV}}
- {{id: skole, title: Skolen}}
right: {{from: '2024-08-01'}}
responsible_now: ot
consents:
- id: samtykke
  given_by: ungdommen
  shared_between: [nav]
  given_on: '{ON - DAY}'
  expires_on: '{ON}'
  kept_at: Arkivet
"""
GRANTS = (
    PlanGrant(roles=("ot",), people=("kari",)),
    PlanGrant(roles=("nav",), claim=("nav-veiledere",)),
    PlanGrant(roles=("skole",), people=("liv",)),
    PlanGrant(roles=("ot",), people=("ola",), plans=("plan-annen-*",)),
)
ADDRESSES = ("/plans", "/plan/plan-hemmelig/1.00", "/plan/plan-hemmelig/1.00/page")


def desk(tmp_path: Path, given: DeskSettings, plan: str = SHARED) -> Browser:
    made = browser(
        repository(tmp_path, **{"plans__plan-hemmelig-1.00": plan}), given, state=tmp_path / "state"
    )
    made.base = "https://avtaler.example"
    return made


def somebody(subject: str, *groups: str, roles: tuple[Any, ...] = ("reader", "follow-up")) -> Person:
    return Person(
        subject.title(), frozenset(roles), authenticated=True, subject=subject, groups=frozenset(groups)
    )


def sees(made: Browser, who: Person) -> bool:
    made.become(who, domain="avtaler.example")
    answers = [made.get(path) for path in ADDRESSES]
    found = ["plan-hemmelig" in answers[0].text, *(each.status_code == 200 for each in answers[1:])]
    assert len(set(found)) == 1, found
    assert found[0] == ("Ungdom" in answers[2].text)
    return found[0]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        (somebody("kari"), True),
        (somebody("noen", "nav-veiledere"), True),
        (somebody("liv"), False),  # of the plan, but neither responsible nor shared with
        (somebody("ola"), False),  # for other plans
        (somebody("noen", "kari"), False),
        (somebody("nav-veiledere"), False),
        (somebody("Kari"), False),
    ],
    ids=[
        "responsible",
        "of a group it is shared with",
        "of the plan alone",
        "of other plans",
        "of a group called so",
        "called as a group",
        "called so in capitals",
    ],
)
def test_a_plan_is_shown_to_those_it_has_to_do_with(tmp_path: Path, who: Person, seen: bool) -> None:
    assert sees(desk(tmp_path, settings(plans=True, plan_grants=GRANTS)), who) is seen


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"expires_on: '{ON}'", f"expires_on: '{ON - DAY}'"),
        (f"given_on: '{ON - DAY}'", f"given_on: '{ON + DAY}'"),
        ("kept_at", f"withdrawn_on: '{ON}'\n  kept_at"),
        ("kept_at", f"withdrawn_on: {ON:%d.%m.%Y}\n  kept_at"),
        ("[nav]", "[skole]"),
    ],
)
def test_a_consent_that_does_not_hold_today_shares_nothing(tmp_path: Path, before: str, after: str) -> None:
    given = settings(plans=True, plan_grants=GRANTS)
    assert sees(desk(tmp_path / "a", given), somebody("noen", "nav-veiledere"))
    assert before in SHARED
    assert not sees(
        desk(tmp_path / "b", given, SHARED.replace(before, after)), somebody("noen", "nav-veiledere")
    )


def test_without_the_role_to_follow_up_or_the_settings_there_is_no_such_page(tmp_path: Path) -> None:
    served = desk(tmp_path, settings(plans=True, plan_grants=GRANTS))
    served.become(somebody("kari", roles=("reader", "author", "approver")), domain="avtaler.example")
    assert [served.get(path).status_code for path in ADDRESSES] == [403] * 3
    silent = desk(tmp_path / "b", settings(plans=False, plan_grants=GRANTS))
    silent.become(somebody("kari"), domain="avtaler.example")
    assert [silent.get(path).status_code for path in ADDRESSES] == [404] * 3
    assert "/plans" not in silent.get("/").text


def test_a_plan_that_is_gone_or_whose_consent_was_withdrawn_is_gone_at_once(tmp_path: Path) -> None:
    """Nothing is remembered of it, though the repository is."""
    made, nav = desk(tmp_path, settings(plans=True, plan_grants=GRANTS)), somebody("noen", "nav-veiledere")
    assert sees(made, nav)
    file = tmp_path / "agreements/plans/plan-hemmelig-1.00.yaml"
    file.write_text(SHARED.replace("[nav]", "[skole]"), encoding="utf-8")
    assert not sees(made, nav)
    file.unlink()
    assert not sees(made, somebody("kari"))


def test_a_plan_is_neither_kept_nor_committed_nor_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = desk(tmp_path, settings(plans=True, plan_grants=GRANTS))
    root = tmp_path / "agreements"
    subprocess.run(["git", "init", "-q", root], check=True)
    with caplog.at_level(logging.DEBUG):
        assert sees(made, somebody("kari"))
        answers = [made.get(path) for path in ADDRESSES]
    for each in answers:
        assert each.headers["cache-control"] == "no-store"
        assert "noindex" in each.headers["x-robots-tag"]
        assert "etag" not in each.headers
        assert "last-modified" not in each.headers
    assert answers[2].headers["content-security-policy"].startswith("default-src 'none'")
    told = [
        each.getMessage() for each in caplog.records if not each.name.startswith("httpx")
    ]  # that is the browser
    assert "hemmelig" not in "".join(told).casefold()
    assert any("/plan/{key}/{version}" in each for each in told)
    for path in (*(tmp_path / "state").rglob("*"), *(root / ".git").rglob("*")):
        assert not path.is_file() or b"Ungdom" not in path.read_bytes(), path


@pytest.mark.parametrize("place", ["ot__plan-hemmelig-1.00", "plan-hemmelig"])
@pytest.mark.parametrize(
    "plan", [PLAN, SHARED, SHARED.replace("follow_up_plan", '"follow\\u005fup_plan"'), PLAN + "x: ["]
)
def test_a_plan_that_lies_among_the_documents_is_shown_nowhere(tmp_path: Path, place: str, plan: str) -> None:
    made = browser(repository(tmp_path, **{place: plan}), state=tmp_path / "state").enter()
    file = f"{place.replace('__', '/')}.yaml"
    for path in ("/", "/?q=hemmelig&state=all", "/write", "/new", "/new?from=plan-hemmelig@1.00", f"/draft/{file}", f"/yaml/{file}",
                 f"/preview/{file}", "/document/plan-hemmelig/1.00", "/document/plan-hemmelig/1.00/page", "/write/plan-hemmelig/1.00"):  # fmt: skip
        answer = made.get(path)
        assert "Ungdom" not in answer.text, path
        assert "plan-hemmelig" not in answer.text.replace(path, ""), (
            path
        )  # the address that was asked for comes back
    for path, form in (
        ("/new/copy", {"key": "plan-hemmelig", "version": "1.00", "how": "next"}),
        ("/next/plan-hemmelig/1.00", {}),
    ):
        assert made.post(path, form).status_code == 404, path


@pytest.mark.parametrize("op", ["", "save"])
def test_nobody_makes_a_plan_of_a_draft(tmp_path: Path, op: str) -> None:
    made = browser(repository(tmp_path), state=tmp_path / "state").enter()
    assert "Prøveavtale" in made.get("/yaml/ot/prove-1.00.yaml").text
    answer = made.post("/yaml/ot/prove-1.00.yaml", {"op": op, "text": SHARED})
    assert answer.status_code == 409
    assert "Ungdom" not in (tmp_path / "agreements/ot/prove-1.00.yaml").read_text(encoding="utf-8")
    assert all(
        b"Ungdom" not in path.read_bytes() for path in (tmp_path / "state").rglob("*") if path.is_file()
    )
