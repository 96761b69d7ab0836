"""What routines are built on, and when: told before anything is written, and what is written passes `check`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.errors import StateError, SystemFailure
from avtale.facts.find import find
from avtale.facts.repository import Repository
from avtale.generate.plan import Plan, plan, write
from avtale.generate.table import read_table
from avtale.rules.check import check
from tests.support import refused
from tests.unit.generate.world import AGREEMENT, ON, ROWS, World, states, told

LATER = AGREEMENT.replace("version: '1.00', effective_from: 2026-08-01", "version: '2.00', effective_from: 2027-01-01").replace(
    "from: 2026-08-01, to: 2029-07-31", "from: 2027-01-01, to: 2031-07-31"
)  # fmt: skip


def generated(world: World, parent: str, *, on: dt.date = ON) -> Plan:
    repository = Repository.open(world.root)
    made = plan(
        repository, find(repository, parent, on), read_table(world.folder / "offices.csv"), on=on, by="Kim"
    )
    write(made, repository)
    return made


def wrong(world: World) -> list[str]:
    """The errors of a check in what was generated."""
    report = check(Repository.open(world.root), on=ON)
    return [
        f"{each.code} {each.message}"
        for each in report.findings
        if each.severity == "error" and "/rutiner/" in each.file
    ]


@pytest.mark.parametrize("approved", [False, True])
def test_a_version_that_begins_later_than_its_routines(tmp_path: Path, approved: bool) -> None:
    world = World(tmp_path)
    world.offices()
    generated(world, "nordlia-nav@1.00")
    assert wrong(world) == []
    if approved:
        path = world.routine()
        world.edit(
            path,
            "  written_by: Kim\n",
            "  written_by: Kim\n  approved_by: Liv Liksom\n  approved_on: 2026-11-21\n",
        )
        world.edit(
            world.root / "nordlia-nav-1.00.yaml",
            "effective_from: 2026-08-01}",
            "effective_from: 2026-08-01, approved_by: Liv Liksom, approved_on: 2026-11-21, written_by: Kim}",
        )
        world.approve("nordlia-nav", "1.00")
        world.approve("nordlia-nav-nav-eksempelvik", "1.00")
        assert wrong(world) == []
    world.write("agreements/nordlia-nav-2.00.yaml", LATER)
    made = generated(world, "nordlia-nav@2.00")
    assert [nb for _, _, nb in told(made)] == [
        "nordlia-nav@2.00 gjelder først fra 2027-01-01. Ingen rutine som bygger på den, begynner før det."
    ]
    assert wrong(world) == []
    new = world.routine(version="1.01" if approved else "1.00")
    assert "from: 2027-01-01" in new.read_text(encoding="utf-8")
    assert states(generated(world, "nordlia-nav@2.00")) == {
        "NAV Eksempelvik": "unchanged",
        "NAV Liksomfjord": "unchanged",
    }


@pytest.mark.parametrize(
    ("day", "word"), [("2026-12-31", "gjelder først fra 2027-01-01"), ("2031-08-01", "går ut 2031-07-31")]
)
def test_a_day_in_the_list_on_which_the_agreement_does_not_hold(tmp_path: Path, day: str, word: str) -> None:
    world = World(tmp_path)
    world.write("agreements/nordlia-nav-2.00.yaml", LATER)
    world.offices(f"NAV Vik;{day}", "NAV Fjord;2027-02-01", head="Kontor;Gjelder fra")
    made = generated(world, "nordlia-nav@2.00")
    assert states(made) == {"NAV Fjord": "new"}
    assert any(word in nb and place == (2, 1) for _, place, nb in told(made))
    assert wrong(world) == []


def test_routines_build_on_an_agreement_that_holds(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.offices()
    generated(world, "nordlia-nav")
    before = world.files()
    with refused(StateError, "er en lokal rutine. Rutiner bygger på en avtale: --from nordlia-nav."):
        generated(world, "nordlia-nav-nav-eksempelvik")
    world.write(
        "agreements/register/nordlia-nav/1.00/withdrawal.yaml",
        "format: 1\nevent: withdrawal\nkey: nordlia-nav\nversion: '1.00'\non: 2026-11-01\nwithdrawn_by: Liv\nreason: x\n",
    )
    with refused(StateError, "er trukket tilbake"):
        generated(world, "nordlia-nav@1.00")
    assert {name: text for name, text in world.files().items() if "register" not in name} == before


def test_an_office_that_is_gone_is_told_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from avtale.cli.main import execute

    world = World(tmp_path)
    world.offices()
    generated(world, "nordlia-nav")
    world.offices(ROWS[0].replace("Storgata 1", "Storgata 2"))
    monkeypatch.chdir(world.folder)
    line = [
        "generate",
        "routine",
        "--from",
        "nordlia-nav",
        "--offices",
        "offices.csv",
        "--by",
        "Kim",
        "--on",
        "2026-11-21",
    ]
    gone = "nordlia-nav-nav-liksomfjord står ikke i listen."
    assert execute([*line, "--dry-run"]) == 0
    assert gone in capsys.readouterr().out
    with monkeypatch.context() as patched:
        patched.setattr("avtale.generate.plan.write_whole", _full)
        assert execute(line) == 3
    assert gone in capsys.readouterr().out  # said, though nothing could be written
    assert execute(line) == 0
    assert world.routine("nav-liksomfjord").is_file()
    assert wrong(world) == []


def _full(*_: object, **__: object) -> None:
    raise SystemFailure(nb="Disken er full.", en="The disk is full.")
