"""`avtale generate routine` from outside, on the Troms agreement's successor and the example list of offices."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.outside import Ran, avtale
from tests.support import ROOT
from tests.unit.generate.world import excel

ON = ("--on", "2026-11-21")
KEYS = ["eksempelvik", "liksomfjord", "oppdikt", "tenktoya"]


@pytest.fixture
def county(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "agreements", tmp_path / "agreements")
    shutil.copy(ROOT / "examples/offices.csv", tmp_path / "offices.csv")
    return tmp_path


def generate(folder: Path, *words: str, offices: str = "offices.csv") -> Ran:
    return avtale(
        "generate", "routine", "--from", "troms-nav-ot@2.00", "--offices", offices, *ON, *words, cwd=folder
    )


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in (folder / "agreements").rglob("*")
        if path.is_file()
    }


def test_dry_run_shows_and_writes_nothing_then_a_run_writes_four(county: Path) -> None:
    before = files(county)
    dry = generate(county, "--dry-run")
    assert (dry.code, dry.err) == (0, "")
    assert "Kontor → kontor (gjettet)" in dry.out
    assert "4 ny, 0 endret, 0 uendret, 0 konflikt. Ingenting er skrevet" in dry.out
    assert files(county) == before
    assert generate(county).code == 0
    made = sorted(path.name for path in (county / "agreements/rutiner").iterdir())
    assert made == [f"troms-nav-ot-nav-{name}-1.00.yaml" for name in KEYS]
    after = files(county)
    again = generate(county)
    assert "0 ny, 0 endret, 4 uendret, 0 konflikt." in again.out
    assert files(county) == after
    checked = avtale("check", *(f"agreements/rutiner/{name}" for name in made), *ON, "--strict", cwd=county)
    assert checked.code == 0, checked.out


def test_json_and_english(county: Path) -> None:
    done = generate(county, "--format", "json", "--lang", "en", "--dry-run")
    answer: dict[str, Any] = json.loads(done.out)
    assert answer["counts"] == {"new": 4, "changed": 0, "unchanged": 0, "conflict": 0}
    assert answer["role"] == "nav_contact"
    assert [office["key"] for office in answer["offices"]] == [f"troms-nav-ot-nav-{name}" for name in KEYS]
    assert answer["findings"] == []
    assert answer["written"] is False
    assert "Nothing was written" in generate(county, "--lang", "en", "--dry-run").out


def test_bad_rows_in_excel_are_told_by_cell_and_stop_no_other(county: Path) -> None:
    rows = [
        ["Kontor", "Telefon", "Kontaktperson"],
        ["NAV Eksempelvik", "00 00 00 01", "Kari Eksempel"],
        ["NAV Liksomfjord", 1234, "Per Liksom"],
        ["NAV Oppdikt", "00 00 00 03", "=A2"],
    ]
    excel(county / "offices.xlsx", rows)
    done = generate(county, offices="offices.xlsx")
    assert done.code == 1
    assert "offices.xlsx:3:2" in done.out
    assert "B3" in done.out
    assert "offices.xlsx:4:3" in done.out
    assert "C4" in done.out
    assert "1 ny, 0 endret, 0 uendret, 0 konflikt, 2 rader med feil." in done.out
    assert "Kontorlisten: 2 feil.\n" in done.out
    assert "sjekket" not in done.out
    assert len(list((county / "agreements/rutiner").iterdir())) == 1


def test_a_conflict_shows_both_texts_and_exit_1(county: Path) -> None:
    generate(county)
    path = county / "agreements/rutiner/troms-nav-ot-nav-tenktoya-1.00.yaml"
    path.write_text(path.read_text("utf-8").replace("Kaia 4", "Kaia 5"), "utf-8")
    offices = county / "offices.csv"
    offices.write_text(offices.read_text("utf-8").replace("Kaia 4", "Kaia 6"), "utf-8")
    before = files(county)
    done = generate(county)
    assert done.code == 1
    assert "generate-conflict" in done.out
    assert "Kaia 5" in done.out
    assert "Kaia 6" in done.out
    assert files(county) == before
    kept = generate(county, "--mine")
    assert kept.code == 0
    assert "Kaia 5" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--offices", "none.csv"), 2),
        (("--from", "no-such-key"), 2),
        (("--from", "troms-nav-ot@1.01"), 1),
        (("--nonsense",), 2),
    ],
)
def test_misuse(county: Path, words: tuple[str, ...], code: int) -> None:
    before = files(county)
    done = generate(county, *words)
    assert done.code == code
    assert done.err.startswith("avtale: ")
    assert len(done.err.strip().splitlines()) == 1
    assert files(county) == before


def test_help_has_an_example(county: Path) -> None:
    for words in (
        ("generate", "--help"),
        ("generate", "routine", "--help"),
        ("generate", "routine", "--help", "--lang", "en"),
    ):
        done = avtale(*words, cwd=county)
        assert done.code == 0
        assert "avtale generate routine --from" in done.out


def test_the_short_form_is_one_page_with_names_and_numbers(county: Path) -> None:
    generate(county)
    done = avtale("render", "troms-nav-ot-nav-oppdikt", "--short", "--to", "out", *ON, cwd=county)
    assert (done.code, done.err) == (0, ""), done.out
    name = "troms-nav-ot-nav-oppdikt-1.00.short.nb"
    from tests.judges.pdf import complaints, pages_text

    data = (county / f"out/{name}.pdf").read_bytes()
    assert complaints(data, attached=False) == []
    pages = pages_text(data)
    assert len(pages) == 1
    for word in ("Áile Oppdiktet", "00 00 00 03", "Nils Tenkt", "møte ungdommen på skolen", "hver dag"):
        assert word in pages[0]
        assert word in (county / f"out/{name}.html").read_text("utf-8")
    full = avtale("render", "troms-nav-ot-nav-oppdikt", "--to", "out", "--format", "html", *ON, cwd=county)
    assert full.code == 0
    assert "Áile Oppdiktet" not in (county / "out/troms-nav-ot-nav-oppdikt-1.00.nb.html").read_text("utf-8")


def test_the_example_routines_are_what_the_example_list_makes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples/samarbeid", tmp_path / "samarbeid")
    before = files(tmp_path / "samarbeid")
    offices = str(ROOT / "examples/offices.csv")
    words = ("generate", "routine", "--from", "nordlia-ot", "--offices", offices, "--on", "2027-01-15")
    done = avtale(*words, cwd=tmp_path / "samarbeid")
    assert done.code == 0
    assert "0 ny, 0 endret, 4 uendret, 0 konflikt." in done.out
    assert files(tmp_path / "samarbeid") == before
