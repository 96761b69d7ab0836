"""The short form: one page whatever the document holds, and only for what may hang on a wall."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.errors import StateError, UsageError
from avtale.facts.repository import Repository
from avtale.render.document import Rendering
from avtale.render.short import render_short
from tests.judges.pdf import complaints, pages_text
from tests.unit.generate.world import ON, World


def short(world: World, key: str, on: dt.date = ON, lang: str = "nb") -> Rendering:
    repository = Repository.open(world.root)
    return render_short(repository.versions[key][-1], repository, on=on, lang=lang)


def test_people_of_the_day_and_what_is_inherited(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.run(world.offices())
    world.edit(
        world.root / "contacts.yaml",
        "contacts:\n",
        "contacts:\n  - {document: nordlia-nav, role: adviser, name: Siri Veileder, telephone: 00 00 00 77}\n"
        "  - {document: nordlia-nav, role: adviser, name: Gammel Eksempel, to: 2026-01-01}\n",
    )
    for lang in ("nb", "nn", "en", "se"):
        made = short(world, "nordlia-nav-nav-eksempelvik", lang=lang)
        assert made.name == f"nordlia-nav-nav-eksempelvik-1.00.short.{lang}"
        assert complaints(made.files["pdf"], attached=False) == []
        [page] = pages_text(made.files["pdf"])
        for word in (
            "Kari Eksempel",
            "00 00 00 01",
            "Siri Veileder",
            "00 00 00 77",
            "melde fra",
            "Storgata 1",
        ):
            assert word in page
        assert "Gammel" not in page
    assert made.files["pdf"] == short(world, "nordlia-nav-nav-eksempelvik", lang="se").files["pdf"]


def test_nobody_is_said_to_be_nobody(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.run(world.offices())
    (world.root / "contacts.yaml").unlink()
    assert "ingen står oppført" in short(world, "nordlia-nav-nav-eksempelvik").files["html"].decode()


@pytest.mark.parametrize("steps", [pytest.param(60, marks=pytest.mark.extended), 300])
def test_it_stays_one_page(tmp_path: Path, steps: int) -> None:
    world = World(tmp_path)
    said = "|".join(f"skal: gjøre lokalt trinn nummer {number}" for number in range(60))
    world.run(
        world.offices(
            f"NAV Vik;Kari;{said[:1990].rpartition('|')[0]}", head="Kontor;Kontaktperson;Lokale trinn"
        )
    )
    agreement = world.root / "nordlia-nav-1.00.yaml"
    more = "".join(
        f"  - {{id: more-{n}, owner: adviser, strength: shall, does: gjøre {n}}}\n" for n in range(steps)
    )
    agreement.write_text(agreement.read_text("utf-8").replace("validity:", f"{more}validity:"), "utf-8")
    made = short(world, "nordlia-nav-nav-vik")
    assert len(pages_text(made.files["pdf"])) == 1
    assert made.findings == ()
    assert "gjøre 59" in made.files["html"].decode(), "on a screen there is room for all"


def test_only_agreements_and_routines_have_one(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.write(
        "agreements/p-1.00.yaml",
        "format: 1\nkind: programme\nkey: p\nlanguage: nb\ncontrol_header: {title: P, version: '1.00'}\ntitle: P\n",
    )
    with pytest.raises(StateError):
        short(world, "p")
    repository = Repository.open(world.root)
    with pytest.raises(UsageError):
        render_short(repository.versions["nordlia-nav"][-1], repository, on=ON, formats=("docx",))
