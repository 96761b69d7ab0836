"""The page Oversikt: what it shows, how one looks for something, and that it is right after every change."""

from __future__ import annotations

import datetime as dt
import html
import io
import re
import shutil
from pathlib import Path
from typing import get_args

import openpyxl
import pytest

from avtale.desk.overview.row import Row
from avtale.desk.overview.rows import Rows
from avtale.desk.repository import Current
from avtale.desk.words import LANGUAGES, Words
from avtale.facts.repository import Repository
from avtale.facts.state import StateName
from tests.support import AGREEMENT, ON, ROOT
from tests.unit.desk.desks import Browser, browser, repository

APPROVED = """format: 1
event: approval
key: {key}
version: '{version}'
on: 2026-07-01
approved_by: Gro Godkjenner
fingerprint: sha256-jcs:{digest}
"""
CONTACTS = """format: 1
contacts:
  - {document: prove, role: nav, name: Nils Navn, email: nils@nav.example}
"""


def other(key: str, **changed: str) -> str:
    text = AGREEMENT.replace("key: prove", f"key: {key}").replace("id: 1.2.3", f"id: 9.{len(key)}")
    for before, after in changed.items():
        text = text.replace(before.replace("_", " "), after)
    return text


def approval(key: str = "prove", version: str = "1.00") -> str:
    return APPROVED.format(key=key, version=version, digest="0" * 64)


def table(answer: str) -> list[str]:
    """The keys of the rows of the table, in order."""
    return re.findall(r"· (\S+) \d\.\d\d", answer.partition('id="documents"')[2] or answer)


@pytest.fixture
def many(tmp_path: Path) -> Browser:
    files = {
        "ot__andre-1.00": other("andre", Prøveavtale="Andre avtale", NAV_Eksempel="NAV Liksom"),
        "ot__tredje-1.00": other("tredje", Per_Forfatter="Åse Øst"),
        "register__prove__1.00__approval": approval(),
        "contacts": CONTACTS,
    }
    return browser(repository(tmp_path, **files)).enter("Åse Øst")


def test_a_document_tells_where_it_stands_and_who_has_it(many: Browser) -> None:
    answer = html.unescape(many.get("/").text)
    row = re.search(r"<tr>(?:(?!</tr>).)*prove 1.00.*?</tr>", answer, re.S)
    assert row is not None
    text = " ".join(re.sub("<[^>]+>", " ", row[0]).split())
    for told in (
        "Prøveavtale",
        "Avtale · prove 1.00",
        "gjelder",
        "01.08.2026–31.07.2029",
        "0 av 2",
        "skal underskrive",
    ):
        assert told in text, told
    assert "30.04.2027 Evaluering" in text
    assert re.search(r"andre 1\.00.*?utkast.*?Per Forfatter", answer, re.S)


def test_what_is_overdue_stands_first_and_is_told_on_its_own(many: Browser) -> None:
    many.desk.clock = lambda: dt.datetime(2027, 6, 1, 12, tzinfo=dt.UTC)
    many.enter()
    answer = many.get("/").text
    assert table(answer)[0] == "prove"
    overdue = answer.partition('id="overdue-heading"')[2].partition("</section>")[0]
    assert re.findall(r'datetime="([^"]+)"', overdue) == ["2026-08-01", "2026-08-01", "2027-04-30"]
    assert "Evaluering" in overdue
    assert table(many.get("/?state=overdue").text) == ["prove"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["prove", "andre", "tredje"]),
        ("q=ANDRE", ["andre"]),
        ("q=prøve+1.00", ["prove", "tredje"]),
        ("q=nils", ["prove"]),
        ("q=finnes+ikke", []),
        ("party=nav+liksom", ["andre"]),
        ("state=draft", ["andre", "tredje"]),
        ("state=in_force", ["prove"]),
        ("state=closed", []),
        ("kind=agreement", ["prove", "andre", "tredje"]),
        ("kind=routine", []),
        ("office=x", []),
        ("school=x", []),
        ("mine=1", ["tredje"]),
        ("page=99", ["prove", "andre", "tredje"]),
        ("page=-1&q=%00", []),
        ("page=٣&state=all", ["prove", "andre", "tredje"]),
        ("q=" + "x" * 5000, []),
    ],
)
def test_one_finds_by_what_one_knows(many: Browser, asked: str, found: list[str]) -> None:
    answer = many.get(f"/?{asked}")
    assert answer.status_code == 200
    assert sorted(table(answer.text)) == sorted(found)
    assert ("Ingen dokumenter passer." in answer.text) is (not found)


def test_office_and_school_are_looked_for(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples/samarbeid/agreements", tmp_path / "agreements")
    made = browser(tmp_path / "agreements").enter()
    assert table(made.get("/?office=nav+oppdikt").text) == ["nordlia-ot-nav-oppdikt"]
    schools = re.findall(r'<option value="([^"]+)">', made.get("/").text.partition('id="school-list"')[2])
    assert schools
    assert table(made.get("/", params={"school": html.unescape(schools[0])}).text)
    assert "Oppdikt" not in made.get("/?school=ingen").text.partition('id="documents"')[2]
    assert "eksempel-ungdom" not in made.get("/?state=all").text  # a plan


def test_htmx_gets_the_list_alone_and_who_does_not_see_is_told_the_number(many: Browser) -> None:
    answer = many.get("/?q=andre", headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert table(answer.text) == ["andre"]
    assert answer.headers["x-say"] == "1%20dokument"


def test_fifty_to_a_page_and_the_address_keeps_what_was_asked(tmp_path: Path) -> None:
    files = {f"ot__n{number}-1.00": other(f"n{number}") for number in range(60)}
    made = browser(repository(tmp_path, **files)).enter()
    first, second = made.get("/?kind=agreement").text, made.get("/?kind=agreement&page=2").text
    assert (len(table(first)), len(table(second))) == (50, 11)
    assert not set(table(first)) & set(table(second))
    assert "/?kind=agreement&page=2" in html.unescape(first)


@pytest.mark.parametrize(
    ("lang", "told"), [("nb", "Går snart ut"), ("nn", "Kven har det no"), ("en", "Who has it now")]
)
def test_it_speaks_each_language(many: Browser, lang: str, told: str) -> None:
    many.post("/language", {"lang": lang, "next": "/"})
    answer = many.get("/").text
    assert f'<html lang="{lang}"' in answer
    assert told in answer


def test_a_text_of_a_document_is_a_text_and_no_page(tmp_path: Path) -> None:
    evil = "'<script>alert(1)</script>\" onload=x'"
    text = AGREEMENT.replace("Prøveavtale  # kort", evil).replace("Per Forfatter", "<b>Per</b>")
    made = browser(repository(tmp_path, **{"ot__prove-1.00": text})).enter("<i>Kari</i>")
    for path in ("/", "/document/prove/1.00", "/name"):
        answer = made.get(path).text
        assert "<script>alert" not in answer
        assert "<b>Per" not in answer
        assert "<i>Kari" not in answer
    assert "&lt;script&gt;" in made.get("/").text


def test_long_words_and_numbers_that_must_not_be_shown(tmp_path: Path) -> None:
    title = "K" * 300 + " 01010012356"
    made = browser(
        repository(tmp_path, **{"ot__prove-1.00": AGREEMENT.replace("Prøveavtale  # kort", title)})
    ).enter()
    answer = made.get("/").text
    assert "K" * 300 in answer
    assert "01010012356" not in answer


def test_a_shielded_document_is_called_by_its_public_title(tmp_path: Path) -> None:
    text = AGREEMENT.replace(
        "title: Prøveavtale  # kort",
        "title: Hemmelig\n  shielding: offl. § 13\n  public_title: Avtale med NAV",
    )
    answer = browser(repository(tmp_path, **{"ot__prove-1.00": text})).enter().get("/").text
    assert "Avtale med NAV" in answer
    assert "Hemmelig" not in answer


def test_the_list_is_to_be_had_for_excel_as_it_is_asked_for(tmp_path: Path) -> None:
    title = "=HYPERLINK(1)"
    made = repository(
        tmp_path,
        **{
            "ot__annen-1.00": AGREEMENT.replace("key: prove", "key: annen").replace(
                "title: Prøveavtale  # kort", f"title: '{title}'"
            )
        },
    )
    kari = browser(made).enter()
    assert 'href="/documents.xlsx?state=draft" download' in kari.get("/?state=draft").text
    answer = kari.get("/documents.xlsx?q=annen")
    assert answer.headers["content-disposition"].endswith("''dokumenter-2026-11-21.xlsx")
    headings, *lines = openpyxl.load_workbook(io.BytesIO(answer.content))["Dokumenter"].iter_rows(
        values_only=True
    )
    assert (headings[0], headings[5], len(lines)) == ("Dokument", "Gjelder fra", 1)
    assert lines[0][:2] == (title, "annen")
    assert isinstance(lines[0][5], dt.datetime)  # a day that Excel sorts by


def test_a_repository_without_documents_says_so(tmp_path: Path) -> None:
    root = repository(tmp_path)
    (root / "ot/prove-1.00.yaml").unlink()
    page = browser(root).enter().get("/").text
    assert "Her er ingen dokumenter ennå" in page
    assert 'href="/new">Lag det første' in page
    assert "overview-tiles" not in page  # nothing to count, to filter or to wait for


def test_a_file_that_cannot_be_read_hinders_nobody(tmp_path: Path) -> None:
    root = repository(tmp_path, **{"ot__odelagt-1.00": "key: [", "ot__tom": ""})
    desk = browser(root).enter()
    assert table(desk.get("/").text) == ["prove"]
    for page in ("/", "/follow", "/kept"):  # and none is told that all is well
        told = desk.get(page).text
        assert "2 filer kan ikke leses, og er ikke regnet med her." in told
        assert re.findall(r'href="/yaml/([^"]+)">agreements/\1<', told) == [
            "ot/odelagt-1.00.yaml",
            "ot/tom.yaml",
        ]
        assert desk.get("/yaml/ot/odelagt-1.00.yaml").status_code == 200  # where it is mended
    (root / "ot/odelagt-1.00.yaml").unlink()
    (root / "ot/tom.yaml").unlink()
    assert "ikke regnet med" not in browser(root).enter().get("/").text


# --- right after every change ---


def test_what_another_writes_is_seen(many: Browser) -> None:
    assert len(table(many.get("/").text)) == 3
    path = many.desk.current.root / "ot/fjerde-1.00.yaml"
    path.write_text(other("fjerde"), encoding="utf-8")
    many.desk.current.changed()
    assert len(table(many.get("/").text)) == 4
    path.unlink()
    many.desk.current.changed()
    assert len(table(many.get("/").text)) == 3


def mended(path: Path, before: str, after: str, to: str = "") -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    (path.with_name(to) if to else path).write_text(text.replace(before, after), encoding="utf-8")


def step(root: Path, number: int) -> None:
    """One change of each kind that a row may depend on."""
    agreement = root / "ot/nordlia-ot-1.00.yaml"
    acts = root / "register/nordlia-ot/1.00"
    match number:
        case 0:
            (root / "ot/ny-1.00.yaml").write_text(other("ny"), encoding="utf-8")
        case 1:
            mended(agreement, "duration: 3 years", "duration: 4 years")
        case 2:
            for key in ("nordlia-ot", "nordlia-ot-endring", "nordlia-ot-nav-oppdikt", "nordlia-ramme"):
                event = root / f"register/{key}/1.00/approval.yaml"
                event.parent.mkdir(parents=True)
                event.write_text(approval(key), encoding="utf-8")
        case 3:
            held = "".join(
                f"  - {{document: nordlia-ot, role: {each}, name: Ny Navn}}\n" for each in ("county", "nav")
            )
            mended(root / "contacts.yaml", "contacts:\n", f"contacts:\n{held}")
        case 4:
            mended(agreement, "version: '1.00'\n", "version: '2.00'\n", to="nordlia-ot-2.00.yaml")
            (root / "register/nordlia-ot/2.00").mkdir()
            later = approval("nordlia-ot", "2.00").replace("2026-07-01", "2026-08-15")
            (root / "register/nordlia-ot/2.00/approval.yaml").write_text(later, encoding="utf-8")
        case 5:
            event_text = approval("nordlia-ot").replace(
                "event: approval", "event: withdrawal\nreason: Oppdiktet."
            )
            event_text = event_text.replace("approved_by", "withdrawn_by").partition("fingerprint")[0]
            (acts / "withdrawal.yaml").write_text(event_text, encoding="utf-8")
        case 6:
            mended(root / "avtale.yaml", "format: 1", "format: 1\nlead_times: {meeting: 2 years}")
        case 7:
            (root / "ot/ny-1.00.yaml").unlink()


def test_after_each_change_the_rows_are_what_a_fresh_reading_gives(tmp_path: Path) -> None:
    root = tmp_path / "agreements"
    shutil.copytree(ROOT / "examples/samarbeid/agreements", root)
    current, kept, before = Current(root), Rows(), None
    for number in range(-1, 8):
        step(root, number)
        current.changed()
        now = [_said(row) for row in kept.of(current(), ON)]
        assert now == [_said(row) for row in Rows().of(Repository.open(root), ON)], number
        assert now != before, f"step {number} changed nothing"
        before = now
        if number == 4:  # who stands below is touched by what is approved above
            assert any("nordlia-ot@1.00 nordlia-ot@2.00" in row for row in now)


def _said(row: Row) -> list[str]:
    dues = [f"{one.name} {one.status} {one.due} {one.warn_from}" for one in row.dues]
    dues += [f"{one.parent} {one.changed}" for one in row.status.suspects]
    return [
        row.key,
        row.version,
        row.state,
        repr(row.status.state.span),
        str(row.has),
        *sorted(row.people),
        *dues,
    ]


def test_only_what_changed_is_found_out_again(many: Browser) -> None:
    first = {row.key: row for row in many.desk.rows.of(many.desk.current(), ON)}
    path = many.desk.current.root / "ot/andre-1.00.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    many.desk.current.changed()
    second = {row.key: row for row in many.desk.rows.of(many.desk.current(), ON)}
    assert {key for key in first if first[key] is not second[key]} == {"andre"}


def test_every_state_has_its_word_in_each_language() -> None:
    for lang in LANGUAGES:
        assert all(Words("overview", lang)(f"state.{name}") for name in get_args(StateName))
