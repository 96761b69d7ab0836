"""`avtale due` from outside."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from avtale.cli.kept_answer import _FORMAT
from avtale.facts.answers import read_answer, write_answer
from tests.acceptance.outside import avtale
from tests.unit.publish.world import World

DAY = "2027-03-01"
BODY = """
roles: [{id: ot, title: Oppfølgingstjenesten, party: county}]
validity: {from: 2026-08-01, to: 2029-07-31}
meetings:
  - {id: leaders, title: "=HYPERLINK(1)", every: 6 months, month: 3, convened_by: ot}
responsibilities:
  - {id: report, owner: nav, strength: shall, does: sende rapport, deadline: {date: 2027-04-15}}
  - {id: late, owner: each_party, strength: shall, does: telle, deadline: {date: 2027-09-01}}
adoptions: [{body: A, party: county}, {body: B, party: nav}]
"""
CONTACTS = """format: 1
contacts:
  - {role: nav, name: "+Kari Eksempel", email: kari@nav.example}
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.document(body=BODY)
    (made.agreements / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    return made


@pytest.fixture
def folder(world: World) -> Path:
    """Where the repository lies."""
    return world.agreements.parent


def ids(folder: Path, *arguments: str, **env: str) -> list[tuple[str, str]]:
    ran = avtale("due", *arguments, "--on", DAY, "--format", "json", cwd=folder, env=env or None)
    assert (ran.code, ran.err) == (0, "")
    return [(row["duty"], row["status"]) for row in json.loads(ran.out)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["leaders", "leaders", "report"]),
        (["--within", "1m"], ["leaders", "leaders"]),
        (["--within", "1y"], ["leaders", "leaders", "report", "late.county", "late.nav", "leaders"]),
        (["--owner", "nav", "--within", "52 weeks"], ["report", "late.nav"]),
        (["--owner", "county"], []),
        (
            ["--owner", "oppfølgingstjenesten", "--party", "Nordlia fylkeskommune", "--within", "60d"],
            ["leaders", "leaders"],
        ),
        (["--party", "county", "--within", "60d"], ["leaders", "leaders"]),
        (["nordlia-nav", "--within", "7 days"], ["leaders"]),
    ],
)
def test_what_is_asked_for_is_told_the_overdue_first(
    folder: Path, arguments: list[str], expected: list[str]
) -> None:
    found = ids(folder, *arguments)
    assert [name for name, _ in found] == expected
    assert [status for _, status in found] == sorted((status for _, status in found), reverse=True)


def test_the_table_says_who_and_how_to_record_it(folder: Path) -> None:
    ran = avtale("due", "--on", DAY, cwd=folder)
    assert ran.code == 0
    for said in ("Over fristen: 1", "Kommer: 2", "30.09.2026", "-152", "Oppfølgingstjenesten", "avtale done"):
        assert said in ran.out
    assert ran.out.index("30.09.2026") < ran.out.index("15.04.2027")
    assert "Kari Eksempel" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 100


def test_the_year_is_a_picture_of_what_one_asks_for(folder: Path) -> None:
    def named(*arguments: str) -> list[str]:
        ran = avtale("due", "--year", *arguments, "--on", DAY, cwd=folder)
        assert (ran.code, ran.err) == (0, "")
        found = re.findall(r"^([a-z]{3}) .*?(\d+ \w+)$", ran.out, re.M)
        return [f"{month}: {said}" for month, said in found]

    assert named("2027") == ["mar: 1 kommer", "apr: 1 kommer", "sep: 3 kommer"]
    assert named("2026") == ["sep: 1 brutt"]
    assert named("2026") == ["sep: 1 brutt"]  # also kept, and not for that of another year
    assert named("2027", "--party", "nav") == ["apr: 1 kommer", "sep: 1 kommer"]
    assert named("2027", "--owner", "county") == ["sep: 1 kommer"]
    assert avtale("due", "--year", "2027", "--format", "csv", cwd=folder).code == 2


def test_in_english_and_where_nothing_is_due(tmp_path: Path) -> None:
    World(tmp_path).document(body="validity: {from: 2026-08-01, to: 2029-07-31}\n", approved=False)
    ran = avtale("due", "--on", DAY, "--lang", "en", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, "Nothing is overdue, and nothing falls due.\n")


def test_no_cell_of_the_csv_is_taken_for_a_formula(folder: Path) -> None:
    ran = avtale("due", "--on", DAY, "--format", "csv", cwd=folder)
    rows = list(csv.DictReader(io.StringIO(ran.out, newline="")))
    assert [(row["frist"], row["dager"], row["navn"], row["e-post"]) for row in rows] == [
        ("2026-09-30", "-152", "", ""),
        ("2027-03-31", "30", "", ""),
        ("2027-04-15", "45", "'+Kari Eksempel", "kari@nav.example"),
    ]
    texts = [cell for row in rows for name, cell in row.items() if name != "dager"]
    assert not [cell for cell in texts if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--within", "soon"], "--within"),
        (["--within", "0d"], "--within"),
        (["--within", "-5d"], "--within"),
        (["--within", "999999d"], "--within"),
        (["unknown-key"], "unknown-key"),
        (["--owner", "fylket"], "--owner: ingen i samlingen heter «fylket». Prøv county, nav, ot."),
        (["--party", "countyy"], "Mener du «county»?"),
        (["--format", "xml"], "--format"),
    ],
)
def test_misuse_ends_with_two_and_one_clear_line(folder: Path, arguments: list[str], said: str) -> None:
    ran = avtale("due", *arguments, cwd=folder)
    assert ran.code == 2
    assert said in ran.err


def test_the_furthest_that_can_be_asked_for_is_answered(folder: Path) -> None:
    assert len(ids(folder, "--within", "99999y")) >= 8


def test_what_was_kept_is_not_used_when_anything_has_changed(world: World, tmp_path: Path) -> None:
    cache = {"AVTALE_CACHE": str(tmp_path / "cache")}
    first = ids(tmp_path, **cache)
    assert ("leaders", "missed") in first
    assert len(list((tmp_path / "cache/text").iterdir())) == 1
    assert ids(tmp_path, **cache) == first
    world.done("leaders", "2026-09-30", "2026-09-28")
    changed = ids(tmp_path, **cache)
    assert ("leaders", "missed") not in changed
    for kept in (tmp_path / "cache/text").iterdir():
        kept.write_bytes(kept.read_bytes()[:-1])  # cut off
    assert ids(tmp_path, **cache) == changed
    later = avtale("due", "--on", "2028-01-01", cwd=tmp_path, env=cache)
    assert "Over fristen: 5" in later.out


def test_a_kept_answer_is_used(folder: Path) -> None:
    cache = {"AVTALE_CACHE": str(folder / "cache")}
    plain = avtale("status", "--on", DAY, cwd=folder, env=cache)
    [file] = (folder / "cache/text").iterdir()
    packed = read_answer(file, _FORMAT)
    assert packed is not None
    write_answer(file, _FORMAT, packed.replace(b"Nordlia", b"NORDLIA"))
    assert avtale("status", "--on", DAY, cwd=folder, env=cache).out == plain.out.replace("Nordlia", "NORDLIA")
    assert avtale("status", "--on", DAY, cwd=folder).out == plain.out
    assert "NORDLIA" not in avtale("status", "--on", DAY, "--lang", "en", cwd=folder, env=cache).out


def test_nothing_is_kept_where_a_plan_lies(world: World, tmp_path: Path) -> None:
    (world.agreements / "plans").mkdir()
    (world.agreements / "plans/p.yaml").write_text("format: 1\nkind: follow_up_plan\n", encoding="utf-8")
    avtale("due", cwd=tmp_path, env={"AVTALE_CACHE": str(tmp_path / "cache")})
    assert not (tmp_path / "cache/text").exists()
