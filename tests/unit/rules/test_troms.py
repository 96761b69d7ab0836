"""The county's own documents: what the old agreement shows, and that the others have no error."""

from __future__ import annotations

import datetime as dt

import pytest

from avtale.facts.repository import Repository
from avtale.findings import Finding
from avtale.rules.check import check
from avtale.source.read import read_source
from tests.support import ON, ROOT, discovered

AGREEMENTS = ROOT / "agreements"

#: The kinds of fault that one document can show (docs/domain.md, "What a good tool finds wrong").
KINDS = {
    "header-after-end",
    "expired",
    "signed-after-start",
    "party-not-existing",
    "source-unresolved",
    "unsigned",
    "evaluation-without-month",
    "evaluation-without-record",
    "meeting-without-cadence",
    "ages-differ",
    "consent-differs",
    "party-several-names",
    "duty-without-deadline",
    "role-undefined",
}


def findings(key: str, version: str, on: dt.date = ON) -> tuple[Finding, ...]:
    repository = Repository.open(AGREEMENTS)
    (entry,) = (e for e in repository.entries if (e.key, e.version) == (key, version))
    return check(repository, on=on, only=[entry]).findings


def test_the_old_agreement_shows_every_kind_of_fault() -> None:
    found = findings("troms-nav-ot", "1.01")
    assert {finding.code for finding in found} >= KINDS
    assert any(finding.severity == "error" for finding in found)


@pytest.mark.parametrize(("key", "version"), [("troms-nav-ot", "2.00"), ("nav-i-videregaende", "1.00")])
def test_the_other_documents_have_no_error(key: str, version: str) -> None:
    assert [finding for finding in findings(key, version) if finding.severity == "error"] == []


def test_the_successor_mends_every_fault_of_the_old() -> None:
    told = {finding.code for finding in findings("troms-nav-ot", "2.00")}
    # Whether it is signed stands in the register and changes with it, and what was done in the log.
    assert told <= {"unsigned", "deadline-overdue", "deadline-near"}


def test_the_programme_shows_what_its_sources_leave_open() -> None:
    told = {finding.code for finding in findings("nav-i-videregaende", "1.00")}
    assert {"days-differ", "empty-list", "list-not-annexed", "source-unresolved", "sources-disagree"} <= told


def test_no_message_names_a_person() -> None:
    data = read_source(AGREEMENTS / "ot/troms-nav-ot-1.01.yaml").data
    names = [data["control_header"]["written_by"], *(signatory["name"] for signatory in data["signatories"])]
    surnames = discovered((name.split()[-1] for name in names), at_least=3)
    for finding in findings("troms-nav-ot", "1.01"):
        assert not any(name in finding.message for name in surnames)
