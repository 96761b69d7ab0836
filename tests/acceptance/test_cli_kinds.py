"""Every kind from outside: begun, begun from another, adopted, terminated; and the examples as they lie."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from avtale.source.read import parse
from tests.acceptance.outside import DAY, avtale
from tests.support import ROOT, discovered

EXAMPLES = ROOT / "examples/samarbeid"
BELOW = {
    "amendment": ["--amends", "nordlia-ot", "--to", "2031-07-31", "--from", "2027-01-01"],
    "action_plan": ["--based-on", "nordlia-ot@1.00", "--year", "2028"],
    "routine": ["--based-on", "nordlia-ot", "--office", "NAV Vestvik", "--from", "2027-01-01"],
    "follow_up_plan": ["--based-on", "nordlia-ot", "--reference", "2027/15", "--from", "2027-01-01"],
}


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A copy of the examples' repository."""
    shutil.copytree(EXAMPLES, tmp_path / "county")
    return tmp_path / "county"


def _made(out: str, county: Path) -> Path:
    return county / out.split("Laget ")[1].split("\n")[0].rstrip(".")


def test_the_examples_have_no_errors(county: Path) -> None:
    ran = avtale("check", "--on", DAY, "--format", "json", cwd=county)
    found = json.loads(ran.out)
    assert found["checked"] >= 7
    assert [each for each in found["findings"] if each["severity"] == "error"] == []
    assert ran.code == 0


def test_the_examples_show_every_kind(county: Path) -> None:
    files = discovered((county / "agreements").glob("*/*-[0-9]*.yaml"), at_least=7)
    kinds = {parse(path.read_bytes()).data["kind"] for path in files}
    assert kinds == {"agreement", "amendment", "action_plan", "routine", "follow_up_plan"}
    assert all(parse(path.read_bytes()).data["invented"] is True for path in files)


@pytest.mark.parametrize("kind", discovered(BELOW, at_least=4))
def test_a_kind_below_takes_its_parties_and_its_parent_from_there(kind: str, county: Path) -> None:
    ran = avtale("new", kind, *BELOW[kind], cwd=county)
    assert ran.code == 0, ran.err
    file = _made(ran.out, county)
    data = parse(file.read_bytes()).data
    parent = data["amends"] if kind == "amendment" else data["based_on"][0]
    assert (parent["key"], parent["version"]) == ("nordlia-ot", "1.00")
    if kind != "routine":
        assert {"county", "nav"} <= {party["id"] for party in data["parties"]}
    assert (file.parent.name == "plans") == (kind == "follow_up_plan")
    name = file.relative_to(county).as_posix()
    found = json.loads(avtale("check", name, "--on", DAY, "--format", "json", cwd=county).out)["findings"]
    assert [each for each in found if each["severity"] == "error"] == []
    assert avtale("render", name, "--format", "html", "--to", "ut", cwd=county).code == 0


def test_a_new_document_from_an_old_one_keeps_its_content_and_nobodys_approval(county: Path) -> None:
    old = county / "agreements/ot/nordlia-ot-1.00.yaml"
    text = old.read_text(encoding="utf-8")
    header = "  approved_by: Bo Eksempel\n  approved_on: 2026-07-01\n"
    old.write_text(text.replace("  owner: Seksjon", header + "  owner: Seksjon"), encoding="utf-8")
    ran = avtale("new", "agreement", "--from", "nordlia-ot@1.00", "--key", "vestvik-ot", "--title", "Avtale i Vestvik", "--valid-from", "2027-02-01", cwd=county)  # fmt: skip
    assert ran.code == 0, ran.err
    file = _made(ran.out, county)
    assert file.name == "vestvik-ot-1.00.yaml"
    made = file.read_text(encoding="utf-8")
    assert made.startswith("# Oppdiktet eksempel: avtalen som rutinen"), "comments are kept"
    data, before = parse(made).data, parse(text).data
    assert (data["key"], data["title"], data["validity"]["from"]) == (
        "vestvik-ot",
        "Avtale i Vestvik",
        "2027-02-01",
    )
    assert not {"approved_by", "approved_on", "id"} & set(data["control_header"])
    assert data["routine_steps"] == before["routine_steps"]
    again = avtale("new", "agreement", "--from", "nordlia-ot@1.00", "--key", "vestvik-ot", cwd=county)
    assert again.code == 2
    assert file.read_text(encoding="utf-8") == made
    assert avtale("new", "routine", "--from", "nordlia-ot", "--key", "x", cwd=county).code == 2


def test_a_plan_from_a_plan_leaves_one_youths_own_behind(county: Path) -> None:
    ran = avtale("new", "follow_up_plan", "--from", "eksempel-ungdom", "--key", "en-annen", cwd=county)
    assert ran.code == 0, ran.err
    data = parse(_made(ran.out, county).read_bytes()).data
    assert not {"consents", "events", "means_tried"} & set(data)
    assert data["measures"]


def test_adopting_bodies_bring_it_into_force_and_a_notice_ends_it(county: Path) -> None:
    def state() -> dict[str, object]:
        lines = json.loads(
            avtale("status", "--on", "2027-06-01", "--format", "json", cwd=county, today="2027-12-01").out
        )
        return dict(next(each for each in lines if each["key"] == "nordlia-ramme"))

    approved = avtale(
        "approve",
        "nordlia-ramme",
        "--by",
        "Bo Eksempel",
        "--on",
        "2026-12-01",
        cwd=county,
        today="2027-12-01",
    )
    assert approved.code == 0, approved.err
    assert state()["state"] == "undetermined"
    for body, day in (("Nordlia fylkesting", "2026-12-10"), ("sørdal kommunestyre", "2027-01-20"), ("Vestvik kommunestyre", "2027-02-11")):  # fmt: skip
        ran = avtale(
            "adopt",
            "nordlia-ramme",
            "--body",
            body,
            "--on",
            day,
            "--case",
            "12/27",
            cwd=county,
            today="2027-12-01",
        )
        assert ran.code == 0, ran.err
    assert (
        avtale(
            "adopt", "nordlia-ramme", "--body", "Vestvik kommunestyre", cwd=county, today="2027-12-01"
        ).code
        == 1
    )
    now = state()
    assert (now["state"], now["valid_from"], now["valid_to"]) == ("in_force", "2027-02-11", None)
    assert now["signed"] == {"required": 0, "recorded": 0, "verified": 0}
    assert (now["next_duty"], now["next_due"]) == ("half-year-report", "2027-08-15")
    shown = avtale("show", "nordlia-ramme", "--on", "2027-06-01", cwd=county, today="2027-12-01").out
    assert "01.10.2027" in shown
    assert "01.01.2029" in shown
    refused = avtale(
        "terminate",
        "nordlia-ramme",
        "--party",
        "vestvik",
        "--on",
        "2027-09-01",
        cwd=county,
        today="2027-12-01",
    )
    assert (refused.code, "vedtak" in refused.err) == (1, True)
    ran = avtale("terminate", "nordlia-ramme", "--party", "Vestvik kommune", "--on", "2027-10-02", "--case", "40/27", cwd=county, today="2027-12-01")  # fmt: skip
    assert "01.01.2030" in ran.out
    assert state()["valid_to"] == "2030-01-01"


def test_a_project_ends_the_agreement_when_it_is_recorded(county: Path) -> None:
    assert (
        avtale(
            "approve", "ung-inn", "--by", "Bo Eksempel", "--on", "2026-08-20", cwd=county, today="2027-12-01"
        ).code
        == 0
    )
    out = avtale("status", "--on", DAY, cwd=county, today="2027-12-01").out
    assert "Ikke bestemt ennå" in out
    ran = avtale(
        "happened",
        "ung-inn",
        "ends",
        "--reason",
        "Prosjektet er slutt",
        "--on",
        "2027-03-31",
        cwd=county,
        today="2027-03-31",
    )
    assert ran.code == 0, ran.err
    lines = json.loads(
        avtale("status", "--on", "2027-04-01", "--format", "json", cwd=county, today="2027-12-01").out
    )
    assert next(each["state"] for each in lines if each["key"] == "ung-inn") == "expired"
    assert avtale("happened", "ung-inn", "begins", "--reason", "x", cwd=county, today="2027-12-01").code == 1


def test_a_plan_never_enters_register_status_or_calendar(county: Path) -> None:
    assert avtale("approve", "eksempel-ungdom", "--by", "Bo Eksempel", cwd=county).code == 1
    assert not (county / "agreements/register").exists()
    assert "eksempel-ungdom" not in avtale("status", "--on", DAY, cwd=county).out
    assert avtale("remind", "--calendar", "frister.ics", "--on", DAY, cwd=county).code == 0
    assert b"ungdom" not in (county / "frister.ics").read_bytes()
