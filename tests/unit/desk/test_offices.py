"""Kontor: what a list would change is shown first, what is wrong is told by row and column, and it is all or nothing."""

from __future__ import annotations

import base64
import html
import re
from pathlib import Path

import pytest

from avtale.desk.session import Person
from avtale.errors import SystemFailure
from avtale.facts.repository import Repository
from avtale.generate.empty_list import empty_list
from avtale.generate.plan import plan, write
from avtale.generate.table import read_table
from tests.support import AGREEMENT, ON
from tests.unit.desk.desks import Browser, browser, repository
from tests.unit.desk.test_follow import said
from tests.unit.generate.world import excel

PARENT = AGREEMENT.replace(
    "parties:", "roles:\n  - {id: nav_contact, title: Kontaktperson i NAV, party: nav}\nparties:", 1
)
SETTINGS = "format: 1\nowner:\n  names: [{name: Eksempel fylkeskommune}]\ngenerate: {role: nav_contact}\n"
LIST = "Kontor;Kontaktperson;E-post\nNAV Vik;Kari Eksempel;kari@nav.example\nNAV Fjord;Per Liksom;per@nav.example\n"
CONTACTS = "format: 1\n# behold meg\ncontacts:\n  - {document: prove, role: nav, name: Nils Navn}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path, **{"avtale": SETTINGS, "ot__prove-1.00": PARENT, "contacts": CONTACTS})


@pytest.fixture
def kari(root: Path, tmp_path: Path) -> Browser:
    made = browser(root, state=tmp_path / "state").enter()
    made.get("/offices")
    return made


def fields(answer: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that posts there."""
    form = re.search(rf'<form[^>]*action="{action}"[^>]*>(.*?)</form>', answer, re.S)
    assert form is not None, said(answer)
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[1])
    return {name: html.unescape(value) for name, value in found}


def send(kari: Browser, data: bytes | str, name: str = "kontorer.csv", **more: str) -> str:
    raw = data.encode() if isinstance(data, str) else data
    return kari.post("/offices", {"parent": "prove@1.00", **more}, files={"offices": (name, raw)}).text


def files(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def test_an_agreement_without_the_role_of_the_settings_asks_for_one(tmp_path: Path) -> None:
    other = PARENT.replace("nav_contact", "veileder").replace("Kontaktperson i NAV", "Veileder")
    root = repository(tmp_path, **{"avtale": SETTINGS, "ot__prove-1.00": other, "contacts": CONTACTS})
    kari = browser(root, state=tmp_path / "state").enter()
    kari.get("/offices")
    assert '<option value="veileder">Veileder</option>' in send(kari, LIST)
    shown = send(kari, LIST, role="veileder")
    done = kari.post("/offices/generate", fields(shown, "/offices/generate"))
    assert done.status_code == 303, said(done.text)
    assert "role: veileder" in (root / "contacts.yaml").read_text(encoding="utf-8")


def test_what_would_change_is_shown_then_done_and_contacts_are_kept(kari: Browser, root: Path) -> None:
    before = files(root)
    shown = send(kari, LIST)
    assert files(root) == before
    for words in ("2 nye", "NAV Vik", "NAV Fjord", "Kari Eksempel", "Lag rutinene", "Kontaktperson"):
        assert words in said(shown), words
    answer = kari.post("/offices/generate", fields(shown, "/offices/generate"))
    assert answer.status_code == 303
    assert "2 nye og 0 endret" in said(kari.get("/").text)
    made = {path.name for path in (root / "rutiner").glob("*.yaml")}
    assert len(made) == 2
    contacts = (root / "contacts.yaml").read_text(encoding="utf-8")
    for words in ("# behold meg", "Nils Navn", "Kari Eksempel", "per@nav.example"):
        assert words in contacts
    again = send(kari, LIST)
    assert "Alt står allerede" in said(again)
    changed = send(kari, LIST.replace("kari@nav.example", "ny@nav.example"))
    assert "1 endrede" in said(changed)
    assert "ny@nav.example" in said(changed)
    fewer = send(kari, "Kontor\nNAV Vik\n")
    assert "Står ikke i listen" in said(fewer)


def test_an_author_keeps_what_was_corrected_and_a_conflict_is_asked_about(kari: Browser, root: Path) -> None:
    kari.post(
        "/offices/generate", fields(send(kari, "Kontor;Adresse\nNAV Vik;Gata 1\n"), "/offices/generate")
    )
    (file,) = (root / "rutiner").glob("*.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("Gata 1", "Torget 5"), encoding="utf-8")
    kari.desk.current.changed()
    conflict = send(kari, "Kontor;Adresse\nNAV Vik;Kaia 9\n")
    assert "1 konflikter" in said(conflict)
    assert "/offices/generate" not in conflict
    kept = kari.post("/offices", fields(conflict, "/offices"))
    assert "0 konflikter" in said(kept.text)
    assert "Torget 5" in file.read_text(encoding="utf-8")


def test_what_is_wrong_is_told_by_row_and_column_and_nothing_is_written(kari: Browser, root: Path) -> None:
    before = files(root)
    shown = send(kari, LIST + "NAV Øy;=1+1;x\nNAV Vik;;\n")
    assert "rad 4, kolonne B" in said(shown)
    assert "rad 4, kolonne C" in said(shown)
    assert "ser ut som en formel" in said(shown)
    assert "har samme kontor" in said(shown)
    assert "/offices/generate" not in shown
    held = fields(send(kari, LIST), "/offices/generate")
    forged = held | {"list": base64.b64encode((LIST + "NAV Øy;=1+1;x\n").encode()).decode()}
    refused = kari.post("/offices/generate", forged)
    assert refused.status_code == 409
    assert "må rettes først" in said(refused.text)
    assert files(root) == before


def test_what_changed_meanwhile_is_shown_anew(kari: Browser, root: Path) -> None:
    held = fields(send(kari, LIST), "/offices/generate")
    contacts = root / "contacts.yaml"
    contacts.write_text(CONTACTS + "  - {document: prove, role: county, name: Ny Ansatt}\n", encoding="utf-8")
    answer = kari.post("/offices/generate", held)
    assert answer.status_code == 409
    assert "Se over på nytt" in said(answer.text)
    assert not (root / "rutiner").exists()
    assert kari.post("/offices/generate", fields(answer.text, "/offices/generate")).status_code == 303
    assert "Ny Ansatt" in contacts.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "kontorer.csv", "Velg en fil"),
        (b"%PDF-1.7", "kontorer.csv", "av en type"),
        (b"PK\x03\x04 broken", "kontorer.xlsx", "av en type"),
        (b"Noe;annet\n1;2\n", "kontorer.csv", "Fant ingen kolonne"),
        (b"Kontor\n", "kontorer.csv", "ingen kontorer"),
        (b"Kontor\n" + b"x" * 1_100_000, "kontorer.csv", "større enn 1 MB"),
    ],
)
def test_what_is_no_list_is_told(kari: Browser, root: Path, data: bytes, name: str, words: str) -> None:
    before = files(root)
    assert words in said(send(kari, data, name))
    assert files(root) == before


def test_an_excel_file_is_read_and_its_cells_are_named(kari: Browser, tmp_path: Path) -> None:
    file = excel(tmp_path / "kontorer.xlsx", [["Kontor", "Dager", "E-post"], ["NAV Vik", "mandag", "ingen"]])
    shown = send(kari, file.read_bytes(), "kontorer.xlsx")
    assert "rad 2, kolonne C" in said(shown)
    assert "er ikke en e-postadresse" in said(shown)


def test_a_csv_as_norwegian_excel_saves_it_is_read(kari: Browser) -> None:
    shown = send(kari, "Kontor;Adresse\nNAV Tønsberg;Blåveien 1\n".encode("cp1252"))
    assert "NAV Tønsberg" in said(shown)


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_empty_list_is_read_with_every_heading(kind: str, lang: str, tmp_path: Path) -> None:
    from avtale.generate.columns import FIELDS, layout

    file = tmp_path / f"list.{kind}"
    file.write_bytes(empty_list(kind, lang))  # type: ignore[arg-type]
    assert empty_list(kind, lang) == file.read_bytes()  # type: ignore[arg-type]
    found = layout(read_table(file), None)
    assert [column.field for column in found.columns] == list(FIELDS)
    assert found.unused == ()


def test_the_empty_list_is_to_be_had_and_nothing_else(kari: Browser) -> None:
    for kind in ("csv", "xlsx"):
        answer = kari.get(f"/offices/list.{kind}")
        assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''kontorer.{kind}"
        assert answer.content == empty_list(kind)  # type: ignore[arg-type]
    assert kari.get("/offices/list.exe").status_code == 404


def test_where_the_disk_refuses_one_all_are_as_they_were(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kontorer.csv"
    file.write_text(LIST, encoding="utf-8")
    opened = Repository.open(root)
    planned = plan(opened, opened.versions["prove"][0], read_table(file), on=ON)
    import avtale.generate.plan as module

    real, before = module.write_whole, files(root)

    def full(path: Path, *args: object, **more: object) -> None:
        if path.name == "contacts.yaml":
            raise SystemFailure(nb="Disken er full.", en="The disk is full.")
        real(path, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "write_whole", full)
    with pytest.raises(SystemFailure):
        write(planned, opened)
    assert files(root) == before
    assert (root / "contacts.yaml").read_text(encoding="utf-8") == CONTACTS


def test_who_does_not_write_sees_nothing_of_it(root: Path, tmp_path: Path) -> None:
    reader = browser(root, state=tmp_path / "state").become(
        Person("Kari", frozenset({"reader", "follow-up"}))
    )
    assert reader.get("/offices").status_code == 403
    assert reader.get("/offices/list.csv").status_code == 403
    assert reader.post("/offices", {"parent": "prove@1.00"}, files={"offices": ("k.csv", LIST.encode())}).status_code == 403  # fmt: skip
    assert reader.post("/offices/generate").status_code == 403


def test_what_routines_are_compared_with_is_made_again_where_it_was_lost(kari: Browser, root: Path) -> None:
    """As after a kill between the routines and what is kept of them."""
    kari.post("/offices/generate", fields(send(kari, LIST), "/offices/generate"))
    kept = files(root)
    (root / ".generated/prove-nav-fjord.yaml").unlink()
    kari.desk.current.changed()
    kari.post("/offices/generate", fields(send(kari, LIST), "/offices/generate"))
    assert files(root) == kept
    assert "/offices/generate" not in send(kari, LIST)
