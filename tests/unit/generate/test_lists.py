"""Lists of offices as people write them: every format reads the same, and what is wrong is told with its place."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from avtale.errors import UsageError
from avtale.generate.columns import layout
from avtale.generate.offices import Office, read_offices
from avtale.generate.table import read_table
from tests.unit.generate.world import World, excel, states, told

HEAD = ["Kontor", "Kommune", "Telefon", "Kontaktperson", "Gjelder fra"]
ROW = ["NAV Bø", "Bø", "00 00 00 01", "Áile Eksempel", "2026-12-01"]


def offices(path: Path) -> list[Office]:
    table = read_table(path)
    found = layout(table, None)
    assert not table.problems
    assert not found.problems
    sound, problems = read_offices(table, found)
    assert problems == []
    return sound


def same(office: Office) -> tuple[Any, ...]:
    return office.office, office.municipality, office.telephone, office.contact, office.effective_from


WANTED = ("NAV Bø", "Bø", "00 00 00 01", "Áile Eksempel", dt.date(2026, 12, 1))


def test_every_format_says_the_same(tmp_path: Path) -> None:
    record = dict(zip(HEAD, ROW, strict=True))
    semicolons = f"{';'.join(HEAD)}\n{';'.join(ROW)}\n"
    files = {
        "a.csv": semicolons.encode(),
        "bom.csv": b"\xef\xbb\xbf" + semicolons.encode(),
        "utf16.csv": semicolons.encode("utf-16"),
        "commas.csv": semicolons.replace(";", ",").encode(),
        "tabs.tsv": semicolons.replace(";", "\t").encode(),
        "said.csv": b"sep=;\r\n" + semicolons.replace("\n", "\r\n").encode(),
        "above.csv": f"NAV-kontor i Nordlia;;;;\n;;;;\n{semicolons};;;;\n".encode(),
        "a.json": json.dumps([record]).encode(),
        "b.json": json.dumps({"offices": [record]}, indent="\t").encode(),
        "a.yaml": ("offices:\n  - " + "\n    ".join(f"{k}: {v}" for k, v in record.items()) + "\n").encode(),
    }
    for name, raw in files.items():
        path = tmp_path / name
        path.write_bytes(raw)
        assert [same(office) for office in offices(path)] == [WANTED], name
    sheet = excel(tmp_path / "a.xlsx", [["NAV-kontor i Nordlia"], [], HEAD, [*ROW[:4], dt.date(2026, 12, 1)]], lambda s: s.merge_cells("A1:E1"))  # fmt: skip
    assert [same(office) for office in offices(sheet)] == [WANTED]


def test_windows_1252(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Kontor;Telefon;Kontaktperson\nNAV Bø;00 00 00 01;Åse Eksempel\n".encode("cp1252"))
    assert [(o.office, o.contact) for o in offices(path)] == [("NAV Bø", "Åse Eksempel")]


@pytest.mark.parametrize(
    ("row", "place", "word"),
    [
        ("NAV Vik,Eksempel, Kari,00 00 00 01", (3, 24), "anførselstegn"),
        ("NAV Vik,Kari", (3, 1), "2 felt"),
        (",Kari,00 00 00 01", (3, 1), "navn på kontoret"),
        ("=cmd|' /C calc'!A0,Kari,00 00 00 01", (3, 1), "formel"),
        ("@SUM(A1),Kari,00 00 00 01", (3, 1), "formel"),
        ("NAV Vik,+cmd|x,00 00 00 01", (3, 9), "formel"),
        ("NAV Vik,Kari 158507 12325,00 00 00 01", (3, 9), "fødselsnummer"),
        ("NAV Vik,Kari,ring meg", (3, 14), "telefonnummer"),
        ("NAV Vik,,00 00 00 01", (3, 9), "Kontaktpersonen mangler"),
        ("NAV SÃ¸rvik,Kari,00 00 00 01", (3, 1), "tegnsett"),
        ("NAV Vik,Kari\x07,00 00 00 01", (3, 9), "tegn som ikke kan vises"),
    ],
)
def test_a_bad_row_is_told_and_stops_no_other(
    tmp_path: Path, row: str, place: tuple[int, int], word: str
) -> None:
    world = World(tmp_path)
    path = world.offices("NAV Eksempelvik,Ola,00 00 00 02", row, "NAV Liksomfjord,Per,00 00 00 03", head="Kontor,Kontaktperson,Telefon")  # fmt: skip
    plan = world.run(path)
    sound = {"NAV Eksempelvik": "new", "NAV Liksomfjord": "new"}
    assert states(plan) == sound
    [(code, at, text)] = told(plan)
    assert (code, at) == ("office-row", place)
    assert word in text
    assert len(list((world.root / "rutiner").iterdir())) == 2
    assert world.files()["agreements/contacts.yaml"].count(b"name:") == 2


def test_an_office_twice_is_taken_in_neither_time(tmp_path: Path) -> None:
    world = World(tmp_path)
    plan = world.plan(world.offices("NAV Vik;;;Kari;;", "NAV Fjord;;;Per;;", "nav  vik;;;Ola;;"))
    assert states(plan) == {"NAV Fjord": "new"}
    assert [(code, place) for code, place, _ in told(plan)] == [
        ("office-twice", (2, 1)),
        ("office-twice", (4, 1)),
    ]
    alike = world.plan(world.offices("NAV Bø;;;Kari;;", "NAV Bo;;;Per;;"))
    assert [code for code, _, _ in told(alike)] == ["office-twice", "office-twice"]
    apart = world.plan(world.offices("NAV Bø;;;Kari;;n-bo-1", "NAV Bo;;;Per;;n-bo-2", head="Kontor;Adresse;Dager;Kontaktperson;Telefon;Nøkkel"))  # fmt: skip
    assert {item.key for item in apart.items} == {"n-bo-1", "n-bo-2"}


@pytest.mark.parametrize(
    ("row", "change", "cell", "word"),
    [
        (["NAV Vik", "Vik", 12345, "Kari", None], None, "C3", "nuller foran"),
        (["NAV Vik", "Vik", dt.date(2026, 1, 2), "Kari", None], None, "C3", "en dato"),
        (["NAV Vik", "Vik", "00 00 00 01", "=A1", None], None, "D3", "formel"),
        (["NAV Vik", "Vik", "00 00 00 01", "#REF!", None], None, "D3", "feil"),
        (["NAV Vik", "Vik", "00 00 00 01", "Kari", 46357], None, "E3", "2026-12-01"),
        (["NAV Vik", "Vik", "00 00 00 01", "Kari", "snart"], None, "E3", "ingen dato"),
        (["NAV Vik", "Vik", "", "", None], lambda sheet: sheet.merge_cells("B3:B4"), "B3", "slått sammen"),
    ],
)
def test_what_excel_keeps_instead(tmp_path: Path, row: list[Any], change: Any, cell: str, word: str) -> None:
    def spoil(sheet: Any) -> None:
        if row[3] == "#REF!":
            sheet["D3"].data_type = "e"
        if change is not None:
            change(sheet)

    world = World(tmp_path)
    path = excel(tmp_path / "offices.xlsx", [HEAD, ["NAV Bø", "Bø", 90000001, "Ola", None], row], spoil)
    plan = world.run(path)
    assert states(plan) == {"NAV Bø": "new"}
    first = told(plan)[0]
    assert first[0] == "office-row"
    assert first[1] == (3, "ABCDE".index(cell[0]) + 1)
    assert cell in first[2]
    assert word in first[2]
    assert b"telephone: '90 00 00 01'" in world.files()["agreements/contacts.yaml"]


@pytest.mark.parametrize(
    ("name", "raw", "word"),
    [
        ("a.csv", b"", "Fant ingen kolonne"),
        ("a.csv", b"Ansvarlig;Tall\nKari;1\n", "«Ansvarlig»"),
        ("a.csv", b"Kontor;Telefon;Tlf\nNAV;1;2\n", "Både «Telefon» og «Tlf»"),
        ("a.csv", b'Kontor;Telefon\n"NAV;1\n', "kan ikke leses som CSV. Se etter et anførselstegn"),
        ("a.csv", b"Kontor\x00;Telefon\nNAV;1\n", "CSV UTF-8"),
        ("a.csv", b"Kontor;Telefon\nNAV B\x81;1\n", "CSV UTF-8"),
        ("a.xlsx", b"PK not really", "Excel-fil"),
        ("a.xlsx", b"Kontor;Telefon\nNAV;1\n", "er tekst og ikke en Excel-fil"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "passord"),
        ("a.xlsx", b"<html><body>", "nettside"),
        ("a.xlsx", b"%PDF-1.7\n", "en PDF"),
        ("a.csv", b"PK\x03\x04" + b"\0" * 60, "Excel-fil eller et arkiv"),
        ("a.csv", b"\xef\xbb\xbf<?xml version='1.0'?>", "XML"),
        ("a.csv", b"%PDF-1.7\n", "en PDF"),
        ("a.csv", b"{\\rtf1 Kontor}", "RTF"),
        ("a.csv", b'[\n {"Kontor": "NAV"}]', ".json"),
        ("a.csv", "Kontor;Telefon\nNAV Vik;1\n".encode("utf-16-le") * 9, "UTF-16 uten merke"),
        ("a.csv", b"Kontor;Telefon\n", "ingen kontorer"),
        ("a.csv", b"Kontor;Telefon\n;\n\n", "ingen kontorer"),
        ("a.yaml", b"offices: []\n", "ingen"),
        ("a.yaml", b"PK\x03\x04", "arkiv"),
        ("a.json", b'{"offices": []}', "ingen"),
        ("a.json", b"Kontor;Telefon\n", "ikke JSON"),
        ("a.json", b'{"offices": [', "linje 1, kolonne 14"),
        ("a.json", b'{"noe": []}', "offices"),
        ("a.json", b"[" * 100_000, "nøstet"),
        ("a.yaml", b"offices:\n\t- a", "Tabulator"),
        ("a.yaml", b"offices: {}\n", "offices"),
    ],
)
def test_a_list_that_cannot_be_used(tmp_path: Path, name: str, raw: bytes, word: str) -> None:
    world = World(tmp_path)
    before = world.files()
    plan = world.run(world.write(name, raw))
    assert plan.items == ()
    assert {code for code, _, _ in told(plan)} == {"office-list"}
    assert word.lower() in " ".join(text for _, _, text in told(plan)).lower()
    assert world.files() == before


@pytest.mark.parametrize("name", ["a.xls", "a.pdf", "missing.csv", "."])
def test_what_is_no_list(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.xls").write_bytes(b"x")
    (tmp_path / "a.pdf").write_bytes(b"x")
    with pytest.raises(UsageError):
        read_table(tmp_path / name)


def test_the_settings_say_what_columns_are_called(tmp_path: Path) -> None:
    settings = "generate:\n  columns: {office: Enhetens navn, contact: Ansvarlig}\n"
    world = World(tmp_path, settings)
    plan = world.plan(world.offices("NAV Vik;Kari;x", head="Enhetens navn;Ansvarlig;Kontaktperson"))
    [item] = plan.items
    assert item.people.added[0]["name"] == "Kari"
    assert plan.layout.unused == ("Kontaktperson",)
    missing = world.plan(world.offices("NAV Vik;Kari", head="Kontor;Kontaktperson"))
    assert [code for code, _, _ in told(missing)] == ["office-list", "office-list"]


def test_keyed_offices_that_are_none(tmp_path: Path) -> None:
    world = World(tmp_path)
    text = "offices:\n  - Kontor: NAV Vik\n  - bare tekst\n  - Kontor: [a, b]\n    Lokale trinn:\n      - {strength: shall}\n"
    plan = world.plan(world.write("a.yaml", text))
    assert states(plan) == {"NAV Vik": "new"}
    assert [(code, place) for code, place, _ in told(plan)] == [
        ("office-row", (3, 5)), ("office-row", (4, 13)), ("office-row", (6, 7)),
    ]  # fmt: skip
