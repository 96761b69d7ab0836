"""A filled form: every row into the log, or none; and the empty form, which is read back as it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from avtale.errors import StateError, UsageError
from avtale.generate.deeds import FIELDS, Filled, record_form, title
from avtale.publish.deed_form import deed_form
from avtale.source.dump import dump
from avtale.source.read import parse
from tests.invented_numbers import synthetic_numbers
from tests.support import refused
from tests.unit.publish.world import World

ON = dt.date(2027, 10, 5)
BODY = """
validity: {from: 2026-08-01, to: 2029-07-31, notice: 6 months}
evaluation: {every: 1 year, month: 4, convened_by: county}
meetings:
  - {id: leaders, title: Ledermøte, every: 6 months, month: 3, convened_by: county}
"""
HEADING = "Nøkkel;Plikt;Frist;Hva det er;Gjort dato;Av;Belegg;Sted;Merknad;Likevel\n"
GOOD = "nordlia-nav;evaluation;2027-04-30;Evaluering;21.04.2027;Kontoret;referat.pdf|liste.pdf;Sak 12/27;Alle møtte;\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    found = World(tmp_path)
    found.document(body=BODY)
    for name in ("referat.pdf", "liste.pdf"):
        (tmp_path / name).write_bytes(name.encode())
    return found


def record(world: World, text: str | bytes, name: str = "gjort.csv", **more: Any) -> Filled:
    path = world.agreements.parent / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return record_form(path, world.open(), on=ON, **more)


def logged(world: World) -> dict[str, dict[str, Any]]:
    return {path.name: parse(path.read_bytes()).data for path in (world.agreements / "log").rglob("*.yaml")}


def test_a_row_says_all_that_the_command_can(world: World) -> None:
    found = record(world, HEADING + GOOD)
    assert found.problems == ()
    (entry,) = logged(world).values()
    assert [each["title"] for each in entry["evidence"]] == ["referat.pdf", "liste.pdf"]
    assert {each["where"] for each in entry["evidence"]} == {"Sak 12/27"}
    assert (entry["done_on"], entry["by"], entry["note"]) == ("2027-04-21", "Kontoret", "Alle møtte")


@pytest.mark.parametrize("name", ["{outside}", "../id_rsa", "referat.pdf|lenke.pdf"])
def test_who_fills_the_form_in_names_no_file_of_ours(name: str, tmp_path: Path) -> None:
    """It would be taken into the repository, and on to whoever may read that."""
    outside = tmp_path / "id_rsa"
    outside.write_text("hemmelig")
    world = World(tmp_path / "inside")
    world.document(body=BODY)
    (tmp_path / "inside/referat.pdf").write_bytes(b"x")
    (tmp_path / "inside/lenke.pdf").symlink_to(outside)
    found = record(world, HEADING + GOOD.replace("referat.pdf|liste.pdf", name.format(outside=outside)))
    (problem,) = found.problems
    assert "utenfor mappen" in problem.nb
    assert logged(world) == {}


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("ending", ["csv", "yaml"])
def test_the_empty_form_is_open_and_when_filled_in_settles_all_of_it(
    lang: str, ending: str, world: World
) -> None:
    world.done("leaders", "2026-09-30", "2026-09-29")
    form = deed_form(world.open(), ON, lang=lang, as_yaml=ending == "yaml")
    found = record(world, form, f"form.{ending}")
    assert (found.logged, found.open, found.problems) == ((), 5, ())
    if ending == "csv":
        text = form.decode("utf-8-sig")
        assert text.splitlines()[0] == ";".join(title(field, lang) for field in FIELDS)
        filled = text.replace(";;;;;;\r\n", ";2027-10-01;;;;;\r\n").encode("utf-8-sig")
    else:
        rows = parse(form).data["done"]
        filled = dump({"done": [{**row, "done_on": "2027-10-01"} for row in rows]})
    found = record(world, filled, f"form.{ending}", by="Kontoret")
    assert found.problems == ()
    assert sorted(logged(world)) == [
        "2026-09-30-leaders.yaml", "2027-03-31-leaders.yaml", "2027-04-30-evaluation.yaml", "2027-09-30-leaders.yaml",
        "2028-03-31-leaders.yaml", "2028-04-30-evaluation.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("nordlia-nav;evaluation;2028-04-30;;06.10.2027;Kontoret;;;;", "har ikke kommet ennå"),
        ("nordlia-nav;evaluation;2027-04-30;;1.4.2026;Kontoret;;;;", "--even-so"),
        ("nordlia-nav;evaluation;2027-04-29;;2027-04-02;Kontoret;;;;", "ingen frist 29.04.2027"),
        ("nordlia-nav;evaluering;;;2027-04-02;Kontoret;;;;", "Mener du «evaluation»"),
        ("nordlia;evaluation;;;2027-04-02;Kontoret;;;;", "nordlia"),
        (";evaluation;;;2027-04-02;Kontoret;;;;", "Nøkkel: Her må det stå noe"),
        ("nordlia-nav;evaluation;;;;Kontoret;;;;", "Gjort dato: Her må det stå noe"),
        ("nordlia-nav;evaluation;;;2027-04-02;;;;;", "Av: Her må det stå noe"),
        ("nordlia-nav;evaluation;;;i april;Kontoret;;;;", "ingen dato"),
        ("nordlia-nav;evaluation;;;2027-04-02;Kontoret;borte.pdf;;;", "Fant ikke filen borte.pdf"),
        ("nordlia-nav;evaluation;;;2027-04-02;Kontoret;;Sak 1;;", "--where"),
        ("nordlia-nav;evaluation;;;2027-04-02;=CMD();;;;", "formel"),
        (f"nordlia-nav;evaluation;;;2027-04-02;Kontoret;;;{next(synthetic_numbers())};", "fødselsnummer"),
        ("nordlia-nav;evaluation;;;2027-04-02;Kontoret", "felt"),
        (
            "nordlia-nav;leaders;2026-09-30;;2027-04-02;Kontoret;;;;",
            "registrert fra før",
        ),  # the row above did it
    ],
)
def test_one_bad_row_and_nothing_is_recorded(row: str, words: str, world: World) -> None:
    before = "nordlia-nav;leaders;2026-09-30;;2026-09-30;Kontoret;;;;\n"
    found = record(world, HEADING + before + row + "\n")
    (problem,) = found.problems
    assert words in problem.nb
    assert problem.place is not None
    assert problem.place[0] == 3
    assert logged(world) == {}
    assert found.logged == ()


def test_every_bad_row_is_told_at_once(world: World) -> None:
    rows = [
        "nordlia-nav;xyz;;;2027-04-02;Kontoret;;;;\n",
        GOOD,
        "nordlia-nav;leaders;;;2030-01-01;Kontoret;;;;\n",
    ]
    assert [each.place[0] for each in record(world, HEADING + "".join(rows)).problems if each.place] == [2, 4]


def test_a_day_before_the_duty_began_is_taken_where_the_row_says_even_so(world: World) -> None:
    row = "nordlia-nav;evaluation;2027-04-30;;2026-04-01;Kontoret;;;;ja\n"
    assert record(world, HEADING + row).problems == ()
    assert next(iter(logged(world).values()))["even_so"] is True


def test_a_dry_run_and_a_document_that_the_form_does_not_name(world: World) -> None:
    form = "duty,done on\nevaluation,2027-04-21\n"
    repository = world.open()
    path = world.agreements.parent / "form.csv"
    path.write_text(form, encoding="utf-8")
    given: dict[str, Any] = {"on": ON, "by": "Kontoret", "entry": repository.entries[0]}
    assert len(record_form(path, repository, dry_run=True, **given).logged) == 1
    assert logged(world) == {}
    record_form(path, repository, **given)
    assert list(logged(world)) == ["2027-04-30-evaluation.yaml"]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Plikt;Av\nevaluation;Kontoret\n", "f.csv", "mangler kolonnen «Nøkkel», «Gjort dato»"),
        ("done: no list\n", "f.yaml", "ingen liste «done:»"),
        ("done: [evaluation]\n", "f.yaml", "Hver rad må ha felt"),
        (b"%PDF-1.7", "f.csv", "er en PDF"),
        ("", "f.csv", "mangler kolonnen"),
    ],
)
def test_what_is_no_form(text: str | bytes, name: str, words: str, world: World) -> None:
    assert words in record(world, text, name).problems[0].nb


def test_another_ending_is_misuse(world: World) -> None:
    with refused(UsageError, "skjema over det som er gjort"):
        record(world, "", "f.docx")


def test_a_form_that_excel_saved_has_days_as_excel_keeps_them(world: World) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nøkkel", "Plikt", "Frist", "Gjort dato", "Av"])
    sheet.append(["nordlia-nav", "evaluation", dt.date(2027, 4, 30), dt.date(2027, 4, 21), "Kontoret"])
    sheet.append(["nordlia-nav", "leaders", dt.date(2027, 3, 31), None, None])
    path = world.agreements.parent / "gjort.xlsx"
    book.save(path)
    found = record_form(path, world.open(), on=ON)
    assert (found.problems, found.open) == ((), 1)
    assert {name: entry["done_on"] for name, entry in logged(world).items()} == {
        "2027-04-30-evaluation.yaml": "2027-04-21"
    }


def test_a_form_that_broke_off_is_recorded_to_its_end_and_the_same_words_once(world: World) -> None:
    """The server died between two rows: the same form again records what is missing, and a third time says that all is there."""
    more = "nordlia-nav;leaders;2027-03-31;Ledermøte;20.03.2027;Kontoret;referat.pdf;Sak 12/27;;\n"
    whole = record(world, HEADING + GOOD + more)
    assert (len(whole.logged), whole.passed_over) == (2, 0)
    kept = logged(world)
    (world.agreements / "log/nordlia-nav/2027-03-31-leaders.yaml").unlink()
    again = record(world, HEADING + GOOD + more)
    assert (len(again.logged), again.passed_over, again.problems) == (1, 1, ())
    assert logged(world) == kept
    with refused(StateError, "Alt er registrert fra før"):
        record(world, HEADING + GOOD + more)
    for other in (
        GOOD.replace("Alle møtte", "Noen møtte"),
        GOOD.replace("21.04", "20.04"),
        GOOD.replace("|liste.pdf", ""),
    ):
        assert "registrert fra før" in record(world, HEADING + other + more).problems[0].nb
    (world.agreements / "log/nordlia-nav/2027-03-31-leaders.yaml").unlink()
    assert "registrert fra før" in record(world, HEADING + more + more).problems[0].nb  # twice in one form
    assert sorted(logged(world)) == ["2027-04-30-evaluation.yaml"]
