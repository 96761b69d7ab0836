"""`avtale history` from outside, and the same table in the rendered document."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.acceptance.outside import avtale
from tests.judges.pdf import complaints, pages_text
from tests.support import ROOT
from tests.unit.publish.world import World

VALID = """
validity: {from: 2026-08-01, to: 2029-07-31}
signatories: [{party: county}, {party: nav}]
meetings: [{id: local, title: Lokalt møte, every: 1 month}]
"""
AMENDMENT = """format: 1
kind: amendment
key: endring
language: nb
title: Endring
control_header: {title: Endring, version: '1.00', effective_from: 2027-01-01}
amends: {key: nordlia-nav, version: '1.00'}
parties:
  - {id: county, names: [{name: Nordlia fylkeskommune}]}
changes: [{id: one, action: replace, at: /meetings/local/every, old: 1 month, value: 2 months}]
"""


def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    first = made.document(body=VALID)
    made.signature(first, "county")
    made.document(version="1.01", body=VALID.replace("1 month", "3 months"), approved=False)
    amendment = made.agreements / "endring-1.00.yaml"
    amendment.write_text(AMENDMENT, encoding="utf-8")
    made.event(
        "endring",
        "1.00",
        "approval",
        on="2026-12-01",
        approved_by="Bo Eksempel",
        fingerprint=made.fingerprint(amendment),
    )
    return made


def test_each_version_with_what_changed_and_who_stands_for_it(tmp_path: Path) -> None:
    world(tmp_path)
    ran = avtale("history", "nordlia-nav", "--on", "2026-11-21", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "nordlia-nav@1.01  (agreements/nordlia-nav-1.01.yaml)\n"
        "  Skrevet av     ikke oppgitt\n"
        "  Godkjent av    ikke godkjent\n"
        "  Underskrifter  0 av 2\n"
        "  - Samarbeid: 1 endret\n"
        "\n"
        "nordlia-nav@1.00  (agreements/nordlia-nav-1.00.yaml)\n"
        "  Skrevet av     ikke oppgitt\n"
        "  Godkjent av    Bo Eksempel, 05.01.2026\n"
        "  Underskrifter  1 av 2\n"
        "  Endret ved     endring@1.00, 01.12.2026\n"
        "  - Første versjon.\n"
    )


def test_the_json_is_for_programs(tmp_path: Path) -> None:
    made = world(tmp_path)
    made.event(
        "nordlia-nav", "1.00", "withdrawal", on="2026-10-01", withdrawn_by="Bo Eksempel", reason="prøve"
    )
    rows = json.loads(avtale("history", "nordlia-nav", "--format", "json", cwd=tmp_path).out)
    assert [row["version"] for row in rows] == ["1.00", "1.01"]
    first, second = rows
    assert (first["approver"], first["approved_on"], first["withdrawn_on"]) == (
        "Bo Eksempel",
        "2026-01-05",
        "2026-10-01",
    )
    assert first["signed"] == {"required": 2, "recorded": 1}
    assert first["amendments"] == [{"key": "endring", "version": "1.00", "approved_on": "2026-12-01"}]
    assert second["changes"] == [{"how": "changed", "at": "/meetings/local/every"}]


def test_an_unknown_document_is_one_line(tmp_path: Path) -> None:
    world(tmp_path)
    ran = avtale("history", "nope", cwd=tmp_path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_the_same_table_stands_in_the_document_and_a_first_version_has_none(tmp_path: Path) -> None:
    world(tmp_path)
    ran = avtale("render", "nordlia-nav@1.01", "nordlia-nav@1.00", "--on", "2026-11-21", cwd=tmp_path)
    assert ran.code == 0, ran.said
    data = (tmp_path / "build/nordlia-nav-1.01.nb.pdf").read_bytes()
    assert complaints(data) == []
    text = " ".join(" ".join(pages_text(data)).split())
    table = text[text.rindex("Revisjoner") :]
    for said in (
        "1.01",
        "Samarbeid: 1 endret",
        "1.00",
        "Første versjon.",
        "Bo Eksempel",
        "05.01.2026",
        "1 av 2",
    ):
        assert said in table
    assert "0 av 2" not in table  # a page that is signed comes out the same as before
    first = (tmp_path / "build/nordlia-nav-1.00.nb.html").read_text("utf-8")
    assert "Revisjoner" not in first


def test_a_signature_is_told_after_the_page_and_changes_nothing_in_it(tmp_path: Path) -> None:
    """The page on paper is what was signed; the one for the screen says so in a section of its own (decision 16)."""
    made = world(tmp_path)
    words = ("render", "nordlia-nav@1.01", "--on", "2026-11-21", "--format", "html", "--to")
    avtale(*words, "a", cwd=tmp_path)
    made.signature(made.agreements / "nordlia-nav-1.01.yaml", "nav")
    avtale(*words, "b", cwd=tmp_path)
    before, after = ((tmp_path / folder / "nordlia-nav-1.01.nb.html").read_text("utf-8") for folder in "ab")
    told = re.compile(
        r'<meta name="avtale-signed"[^>]*>\n|<section class="chapter" id="underskrevet".*?</section>\n', re.S
    )
    assert len(told.findall(after)) == 2
    assert told.sub("", after) == before


@pytest.mark.parametrize(
    ("lang", "said"), [("nb", "nye punkter"), ("nn", "nye punkt,"), ("en", "new, "), ("se", "ođđa, ")]
)
def test_the_table_speaks_every_language_of_the_design(lang: str, said: str) -> None:
    ran = avtale("history", "troms-nav-ot", "--lang", lang, cwd=ROOT)
    assert (ran.code, ran.err) == (0, "")
    assert said in ran.out
