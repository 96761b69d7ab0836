"""What the rules know of laws and of the Sami area: dated data that can be read, and no name of two meanings."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from avtale.rules.check import check
from avtale.rules.language.sami_name_missing import members
from avtale.rules.references.source_ended import bundled
from tests.laid_out import examples_folder
from tests.support import AGREEMENT, ON, discovered

ENDED = discovered(bundled(), at_least=10)
MEMBERS = discovered(members(), at_least=18)


def test_every_ended_source_can_be_known_and_has_a_last_day_behind_us() -> None:
    for one in ENDED:
        assert one.names or one.marks
        assert one.ended < ON
        assert one.replaced_by
        assert not set(one.names) & set(one.shared)
        assert all(name == name.lower() for name in (*one.names, *one.shared, *one.marks))
        assert one.year or not one.shared
    names = [name for one in ENDED for name in (*one.names, *one.marks)]
    assert len(names) == len(set(names))


def test_what_takes_the_place_of_a_source_is_not_itself_over() -> None:
    for one in ENDED:
        said = (one.replaced_by or "").casefold()
        assert not [other for other in ENDED if other.named_in(said)], one.replaced_by


def test_the_sami_area_has_four_counties_and_its_municipalities_today() -> None:
    today = [one for one in MEMBERS if one.belongs(ON)]
    assert len([one for one in today if "fylkeskommune" in one.name]) == 4
    assert len([one for one in today if "fylkeskommune" not in one.name]) == 13
    assert {lang for one in today for lang in one.sami} == {"se", "smj", "sma"}


def codes(tmp_path: Path, text: str, on: dt.date = ON) -> set[str]:
    path = tmp_path / "prove.yaml"
    path.write_text(text, encoding="utf-8")
    return {finding.code for finding in check(Repository.loose([path]), on=on).findings}


@pytest.mark.parametrize(
    ("name", "start", "told"),
    [
        ("Troms og Finnmark fylkeskommune", "2022-01-01", True),
        ("Troms og Finnmark fylkeskommune", "2026-08-01", False),
        ("Røros kommune", "2018-06-30", False),
        ("Røros kommune", "2018-07-01", True),
        ("NAV Karasjok", "2026-08-01", False),
        ("Storkarasjok kommune", "2026-08-01", False),
    ],
)
def test_membership_is_judged_on_the_day_the_document_begins(
    tmp_path: Path, name: str, start: str, told: bool
) -> None:
    text = AGREEMENT.replace("Eksempel fylkeskommune, language", f"{name}, language").replace(
        "2026-08-01", start
    )
    assert ("sami-name-missing" in codes(tmp_path, text)) is told


LAW = (
    "based_on: [{title: Opplæringslova, section: § 3-6, in_force_from: 2000-08-01, relation: legal_basis}]\n"
)


def test_a_law_is_judged_on_the_day_that_counts(tmp_path: Path) -> None:
    """A transcription by its own beginning, what is over not at all, what is in force by today."""
    old = AGREEMENT.replace("2026-08-01", "2017-08-01")
    transcribed = f"{old}{LAW}transcribed_from: {{title: Gammel avtale, issuer: Eksempel fylkeskommune}}\n"
    assert "source-ended" not in codes(tmp_path, transcribed)
    assert "source-ended" not in codes(tmp_path, old.replace("to: 2029", "to: 2020") + LAW)
    assert "source-ended" in codes(tmp_path, old + LAW)
    assert "source-ended" not in codes(tmp_path, old + LAW, dt.date(2024, 7, 31))


def test_local_documents_of_one_agreement_may_have_days_of_their_own(tmp_path: Path) -> None:
    """Siblings are linked by their parent alone, and the parent's bound is what holds them."""
    programme = examples_folder() / "days-differ/bad-two-above/agreements"
    root = tmp_path / "agreements"
    root.mkdir()
    (root / "avtale.yaml").write_text("format: 1\nowner: {names: [{name: Eksempel fylkeskommune}]}\n")
    above = (programme / "modell-1.00.yaml").read_text("utf-8")
    (root / "modell-1.00.yaml").write_text(above, encoding="utf-8")
    for key, days in (("sor", 3), ("nord", 4)):
        text = (
            above.replace("key: modell", f"key: {key}")
            .replace("min: 3", f"min: {days}")
            .replace("max: 4", f"max: {days}")
        )
        based = "based_on: [{key: modell, version: '1.00', relation: builds_on}]\n"
        (root / f"{key}-1.00.yaml").write_text(text + based, encoding="utf-8")
    found = check(Repository.open(root), on=ON).findings
    assert "days-differ" not in {finding.code for finding in found}
    assert "bound-loosened" not in {finding.code for finding in found}
