"""show: everything a reader asks of a document, in plain lines, and nothing a terminal would obey."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from avtale.errors import StateError
from avtale.facts.repository import Repository
from avtale.publish.show import show_data, show_text
from tests.unit.facts.world import document, event, repository

ON = dt.date(2026, 6, 1)
MORE = """
roles: [{id: r, title: {nb: Rolle, en: Role}, party: p}]
responsibilities:
  - {id: tell, owner: r, strength: shall, does: melde fra, when: noe skjer, informs: [p], deadline: {within: 5 working days}}
  - {id: open, does: "si \\e[31m noe", informs: [r]}
signatories: [{party: p, title: Direktør}]
"""


def _shown(folder: Path, lang: str = "nb") -> str:
    repo = repository(folder, document(from_="2026-02-01", to="2027-01-31", more=MORE))
    repo = event(repo, repo.entries[0])
    return show_text(repo.entries[0], repo, ON, lang)


def test_it_tells_header_state_duties_and_signatures(tmp_path: Path) -> None:
    text = _shown(tmp_path)
    for words in (
        "Avtale a\n========",
        "a@1.00",
        "Skrevet av",
        "Tilstand 01.06.2026",
        "gjelder (01.02.2026–31.01.2027)",
        "sha256-jcs:",
        "- Eksempel fylkeskommune [p]",
        "Rolle skal melde fra",
        "    Når: noe skjer",
        "    Varsler: Eksempel fylkeskommune",
        "innen 5 virkedager",
        "    Frist: ikke avtalt",
        "31.01.2027  Siste gyldige dag",
        "Eksempel fylkeskommune, Direktør: ikke underskrevet",
    ):
        assert words in text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 100


def test_in_english(tmp_path: Path) -> None:
    text = _shown(tmp_path, "en")
    for words in (
        "State 2026-06-01",
        "in force (2026-02-01–2027-01-31)",
        "Role shall melde fra",
        "not agreed",
    ):
        assert words in text


def test_as_data(tmp_path: Path) -> None:
    repo = repository(tmp_path, document(from_="2026-02-01", to="2027-01-31", more=MORE))
    told = show_data(repo.entries[0], repo, ON)
    assert (told["state"], told["valid_from"], told["signed"]) == (
        "draft",
        "2026-02-01",
        {"required": 1, "recorded": 0},
    )
    assert told["document"] == repo.entries[0].source.data


def test_an_amendment_in_force_is_named(tmp_path: Path) -> None:
    amendment = (
        "format: 1\nkind: amendment\nkey: b\ntitle: B\ncontrol_header: {title: B, version: '1.00', written_by: Ola}\n"
        "parties: [{id: p, names: [{name: Eksempel fylkeskommune}]}]\namends: {key: a, version: '1.00'}\n"
        "changes: [{id: longer, action: prolongs, to: 2028-01-31}]\nvalidity: {from: 2026-05-01, until_replaced: true}\n"
    )
    repo = repository(tmp_path, document(from_="2026-02-01", to="2027-01-31", more=MORE), amendment)
    for entry in repo.entries:
        repo = event(repo, entry)
    amended = next(entry for entry in repo.entries if entry.key == "a")
    assert re.search(r"^Endret av +b 1\.00$", show_text(amended, repo, ON), re.M)
    assert show_data(amended, repo, ON)["amended_by"] == ["b@1.00"]
    before = dt.date(2026, 4, 30)
    assert "Endret av" not in show_text(amended, repo, before)
    assert show_data(amended, repo, before)["amended_by"] == []


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: [", encoding="utf-8")
    loose = Repository.loose([tmp_path / "x.yaml"])
    with pytest.raises(StateError):
        show_text(loose.entries[0], loose, ON)
    with pytest.raises(StateError):
        show_data(loose.entries[0], loose, ON)


def test_a_strength_that_is_none_is_shown_as_it_stands(tmp_path: Path) -> None:
    more = MORE.replace("strength: shall", "strength: kanskje")
    repo = repository(tmp_path, document(from_="2026-02-01", to="2027-01-31", more=more))
    assert "Rolle kanskje melde fra" in show_text(repo.entries[0], repo, ON, "nb")


def test_it_tells_who_meets_adopts_and_answers_by_the_titles_of_the_schema(tmp_path: Path) -> None:
    more = """
roles: [{id: a, party: p, title: {nb: Rådgiveren, se: Ráđđeaddi}}, {id: o, title: Mekleren, organisation: Eksempel megling}]
meetings: [{id: m, title: Møtet, between: [p, a], when_needed: true, convened_by: a}]
evaluation: {every: 1 year, month: 5, convened_by: p}
adoptions: [{party: p, body: Tinget, on: 2026-09, case: 4/26}]
contacts: {items: [{role: a, title: rådgiver, place: Storgata 1}]}
data_processing: {controllers: [p], rights: {duties: [{id: answer, owner: p, strength: shall, does: svare}]}}
"""
    repo = repository(tmp_path, document(from_="2026-02-01", to="2027-01-31", more=more))
    said = show_text(repo.entries[0], repo, ON)
    for words in (
        "Roller\n------\n- Rådgiveren\n    Part: Eksempel fylkeskommune\n- Mekleren\n    Virksomhet: Eksempel megling\n",
        "- Møtet\n    Mellom: Eksempel fylkeskommune, Rådgiveren\n    Ved behov: ja\n    Innkalles av: Rådgiveren\n",
        "Evaluering\n----------\n- Hvor ofte: 1 år\n- Måned: 5\n",
        "- Eksempel fylkeskommune\n    Organ: Tinget\n",
        "stilling: rådgiver, sted: Storgata 1",
        "- Behandlingsansvarlige: Eksempel fylkeskommune\n\n",  # its duty stands with the others
    ):
        assert words in said
    assert "- Mekleren\n    Organisation: Eksempel megling\n" in show_text(repo.entries[0], repo, ON, "en")
