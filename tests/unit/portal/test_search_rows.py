"""What the search reads: a row for each document, in parts that are small whatever the site is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from avtale.portal import search
from avtale.portal.site import build_site
from tests.support import ON, discovered
from tests.unit.portal.world import county, routine


def rows(site: Path) -> list[Any]:
    found = []
    for part in discovered(sorted((site / "search").iterdir())):
        said = part.read_text("utf-8")
        assert said.startswith("avtalePart([\n")
        assert said.endswith("\n]);\n")
        found += json.loads(said.removeprefix("avtalePart(").removesuffix(");\n"))
    return found


def test_a_row_has_what_a_document_is_looked_for_by(tmp_path: Path) -> None:
    build_site(county(tmp_path).open(), tmp_path / "site", ON, langs=("nb",), pdf=False)
    titles, page, kind, state, version, number, about, words = next(
        row for row in rows(tmp_path / "site") if row[1] == "nordlia-nav-1.00"
    )
    assert titles == {"nb": "Nordlia-avtalen"}
    assert (page, kind, state, version) == ("nordlia-nav-1.00", "agreement", "in_force", "1.00")
    assert number == "4.2.2 nordlia-nav"
    assert "Nordlia fylkeskommune" in about
    assert {"oppfølgingstjenesten", "čuovvolanbálvalus", "tiltaksoversikten"} <= set(words.split())


def test_a_part_is_small_and_every_document_is_in_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = county(tmp_path)
    for number in range(8):
        routine(world, f"rutine-{number:03}", "nordlia-nav")
    monkeypatch.setattr(search, "PART", 1200)
    build_site(world.open(), tmp_path / "site", ON, langs=("nb",), pdf=False)
    parts = discovered((tmp_path / "site/search").iterdir(), at_least=2)
    assert max(part.stat().st_size for part in parts) < 2500
    pages = [row[1] for row in rows(tmp_path / "site")]
    assert len(pages) == len(set(pages)) == 11
    assert f'data-parts="{len(parts)}"' in (tmp_path / "site/nb/search.html").read_text("utf-8")


def test_of_very_many_documents_each_has_few_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """So that a phone can hold the words of all of them."""
    world = county(tmp_path)
    path = world.agreements / "nordlia-nav-1.00.yaml"
    words = " ".join(f"ord{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(400))
    path.write_text(path.read_text("utf-8") + f"scope: {words}\n", "utf-8")
    monkeypatch.setattr(search, "_ALL", 10)
    build_site(world.open(), tmp_path / "site", ON, langs=("nb",), pdf=False)
    assert 400 < max(len(row[7]) for row in rows(tmp_path / "site")) <= 500
