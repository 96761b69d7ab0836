"""What became of the promises, as text, as data and as a page."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from avtale.errors import StateError
from avtale.facts.repository import Repository
from avtale.national_number import masked
from avtale.publish.kept import kept_data, kept_documents, told
from avtale.publish.kept_page import kept_page, kept_page_name
from avtale.publish.kept_text import kept_text
from avtale.source.dump import dump
from avtale.source.read import parse
from tests.invented_numbers import synthetic_numbers
from tests.support import refused
from tests.unit.facts.test_log import entry
from tests.unit.publish.world import World

ON = dt.date(2028, 6, 1)
BODY = """
validity: {from: 2026-08-01, to: 2029-07-31, notice: 6 months}
evaluation: {every: 1 year, month: 4, convened_by: county}
meetings:
  - {id: leaders, title: "Ledermøte <b>", every: 6 months, month: 3, convened_by: county}
responsibilities:
  - {id: start, owner: nav, strength: shall, does: peke ut kontakt, deadline: {date: 2026-08-20}, follow_up: {evidence: brev til fylket}}
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    found = World(tmp_path)
    found.document(body=BODY)
    entry(found, 1, "2027-04-12")
    entry(found, 2, "2027-04-12", undone_on="2027-05-02")
    path = entry(found, 3, "2027-05-12")
    data = parse(path.read_bytes()).data
    evidence = [{"title": "referat.pdf", "where": "Sak 12/27", "sha256": "0" * 64}]
    path.write_bytes(dump({**data, "evidence": evidence, "note": "Alle møtte"}))
    found.done("leaders", "2027-03-31", "2027-03-30")
    return found


def test_the_text_names_each_deadline_with_what_shows_it(world: World) -> None:
    text = kept_text(kept_documents(world.open(), ON), on=ON, year=2027)
    assert text.splitlines()[0] == "Nordlia-avtalen (nordlia-nav): 1 holdt, 1 for sent, 5 brutt og 2 kommer"
    assert "✗ Plikt: peke ut kontakt (start): 1 brutt\n  ✗ 20.08.2026  ikke registrert som gjort på 651 dager – skal vises med brev til fylket" in text  # fmt: skip
    assert (
        "  ! 30.04.2027  gjort 12.05.2027, 12 dager for sent – Kontoret; referat.pdf (Sak 12/27); Alle"
        in text
    )
    assert (
        "Tatt tilbake 02.05.2027 av Kontoret: var registrert som gjort 12.04.2027. Feil avtale"
        in " ".join(text.split())
    )
    assert "  2027 1   5    10" in text


@pytest.mark.parametrize(
    ("done_on", "said", "said_en"),
    [
        ("2027-05-01", "gjort 01.05.2027, én dag for sent", "done on 2027-05-01, one day late"),
        (None, "ikke registrert som gjort på én dag", "not recorded as done for one day"),
    ],
)
def test_one_day_is_one_day(tmp_path: Path, done_on: str | None, said: str, said_en: str) -> None:
    world = World(tmp_path)
    world.document(body=BODY)
    if done_on:
        world.done("evaluation", "2027-04-30", done_on)
    (document,) = kept_documents(world.open(), dt.date(2027, 5, 1), year=2027)
    one = next(each for each in document.deadlines if each.due.date == dt.date(2027, 4, 30))
    assert (told(one, "nb"), told(one, "en")) == (said, said_en)


def test_it_fits_the_window_and_english_is_english(world: World) -> None:
    found = kept_documents(world.open(), ON)
    for width in (40, 60, 100):
        assert max(map(len, kept_text(found, on=ON, year=2027, lang="en", width=width).splitlines())) <= width
    text = kept_text(found, on=ON, year=2027, lang="en")
    assert "done on 2027-05-12, 12 days late – Kontoret" in text
    assert "not recorded as done for 651 days" in text


def test_the_data_has_the_same(world: World) -> None:
    (document,) = kept_data(kept_documents(world.open(), ON, year=2027), "nb")
    evaluation = next(one for one in document["promises"] if one["id"] == "evaluation")
    assert evaluation["counts"] == {"kept": 0, "late": 1, "broken": 0, "due": 0, "unfollowed": 0}
    assert evaluation["deadlines"] == [
        {
            "date": "2027-04-30", "due": "2027-04-30", "outcome": "late", "days": 12, "version": "1.00", "done_on": "2027-05-12",
            "by": "Kontoret", "even_so": False, "evidence": [{"title": "referat.pdf", "where": "Sak 12/27", "sha256": "0" * 64}],
            "note": "Alle møtte",
            "taken_back": [{"on": "2027-05-02", "by": "Kontoret", "done_on": "2027-04-12", "note": "Feil avtale"}],
        }
    ]  # fmt: skip


def page_of(repository: Repository, lang: str = "nb") -> str:
    return kept_page(kept_documents(repository, ON), repository, on=ON, lang=lang).decode()


def test_the_page_shows_every_deadline_and_fetches_nothing(world: World) -> None:
    page = page_of(world.open())
    rows = re.findall(r'<span class="day">([\d.]+)</span>', page)
    assert len(rows) == 9
    assert page.count("<svg xmlns") == 3  # 2026 to 2028, and none of what is only to come
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert "Ledermøte &lt;b&gt;" in page
    assert "referat.pdf (Sak 12/27)" in page
    assert re.findall(r"""(?:src|href)="(?!#)|url\((?!["']?data:)""", page) == []
    assert page == page_of(world.open())
    assert '<html lang="en">' in page_of(world.open(), "en")


def test_no_national_number_of_the_log_comes_out(world: World) -> None:
    number = next(synthetic_numbers())
    path = world.done("leaders", "2027-09-30", "2027-09-30")
    path.write_bytes(dump({**parse(path.read_bytes()).data, "note": f"Om {number}"}))
    found = kept_documents(world.open(), ON)
    for page in (kept_text(found, on=ON, year=2027), str(kept_data(found, "nb")), page_of(world.open())):
        assert number not in page
        assert masked(number) in page


def test_what_nobody_promised(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.document(body=BODY, approved=False)
    repository = world.open()
    assert kept_documents(repository, ON) == []
    assert "Ingenting her har en frist" in kept_text([], on=ON, year=2027)
    assert "Ingenting her har en frist" in page_of(repository)
    loose = Repository.loose([next(world.agreements.glob("nordlia*.yaml"))])
    with refused(StateError, "ingen logg å vise fra"):
        kept_documents(loose, ON, entries=loose.entries)


def test_the_files_name_leads_nowhere_and_says_what_is_in_it() -> None:
    assert kept_page_name(["troms-nav-ot"], 2026, "se") == "troms-nav-ot.kept.2026.nb"
    assert kept_page_name([], None, "en") == kept_page_name(["a", "b"], None, "en") == "samling.kept.en"
    assert kept_page_name(["../x\nFORGED"], None, "nb") == "..-x-FORGED.kept.nb"
