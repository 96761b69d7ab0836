"""show: everything a reader asks of a document, in plain lines, and nothing a terminal would obey."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.errors import Unfit
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


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: [", encoding="utf-8")
    loose = Repository.loose([tmp_path / "x.yaml"])
    with pytest.raises(Unfit):
        show_text(loose.entries[0], loose, ON)
    with pytest.raises(Unfit):
        show_data(loose.entries[0], loose, ON)
