"""What the pages of the newer kinds and terms must show, read from the examples' repository."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from avtale.lifecycle.record import adopt
from avtale.render.document import render
from avtale.render.outline import bare, counted, shown
from tests.judges.pdf import pages_text
from tests.support import ON, ROOT

EXAMPLES = ROOT / "examples/samarbeid/agreements"


def _text(html: str) -> str:
    """The words of a page as a reader meets them, one space between any two."""
    bare_html = re.sub(r"<(style|head)\b.*?</\1>", " ", html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bare_html)).split())


def _html(repository: Repository, key: str, lang: str = "nb") -> str:
    entry = next(each for each in repository.entries if each.key == key)
    return render(entry, repository, on=ON, lang=lang, formats=["html"]).files["html"].decode()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    shutil.copytree(EXAMPLES, tmp_path / "agreements")
    return Repository.open(tmp_path / "agreements")


@pytest.mark.parametrize(
    ("style", "number", "label"),
    [(None, 3, "3."), ("decimal", 3, "3."), ("paragraph", 4, "§ 4"), ("part", 1, "Del 1"), ("letter", 1, "A."), ("letter", 27, "AA.")],
)  # fmt: skip
def test_a_section_is_numbered_as_the_agreement_has_it(style: str | None, number: int, label: str) -> None:
    assert shown(number, style, lambda n: f"Del {n}") == label
    assert counted(number, style) in label


@pytest.mark.parametrize(
    ("own", "inside"),
    [("§ 4", "4"), ("§ 4 a", "4a"), ("Del 2", "2"), ("Del 2.", "2"), ("1.1", "1.1"), ("A.", "A"), ("Innledning", "Innledning")],
)  # fmt: skip
def test_an_own_number_begins_the_numbers_inside(own: str, inside: str) -> None:
    assert bare(own) == inside


def test_own_numbers_and_headings_are_kept(repository: Repository) -> None:
    text = _text(_html(repository, "ung-inn"))
    for words in ("Del 2 Hva hver av oss gjør", "Del 2 a Bruk av lokalet", "Del 4 Varighet", "2.1"):
        assert words in text
    assert "§ 10 Taushetsplikt" in _text(_html(repository, "nordlia-ramme"))


def test_confidentiality_and_data_protection_are_two_sections(repository: Repository) -> None:
    text = _text(_html(repository, "nordlia-ramme"))
    first, second = text.split("§ 11 Personvern")[-2:]
    assert "Samtykke som opphever taushetsplikten" in first
    assert "artikkel 6" in second
    assert "Samtykke som" not in second.split("§ 12")[0]


def test_an_adoption_in_the_register_stands_on_the_page_and_nobody_signs(repository: Repository) -> None:
    entry = next(each for each in repository.entries if each.key == "nordlia-ramme")
    assert _text(_html(repository, "nordlia-ramme")).count("ikke vedtatt") == 5
    adopt(entry, repository, body="Nordlia fylkesting", on=dt.date(2026, 12, 10), case="12/26")
    assert repository.root is not None
    again = _text(_html(Repository.open(repository.root), "nordlia-ramme"))
    assert again.count("ikke vedtatt") == 4
    assert "10.12.2026 12/26" in again
    html = _html(repository, "nordlia-ramme")
    assert 'class="signature"' not in html


def test_a_routine_sets_what_it_inherits_apart(repository: Repository) -> None:
    html = _html(repository, "nav-sordal")
    local, above = html.split('<div class="inherited">', 1)
    said = _text(local.split("<main", 1)[1])
    assert "melde fra om avbruddet" in said, "a step it narrows is its own, and whole"
    assert "innen 2 virkedager" in said
    assert (
        "Strengere her Samarbeidsavtale mellom Oppfølgingstjenesten i Nordlia og NAV Nordlia 1.00: 5 virkedager"
        in said
    )
    assert "tilby en samtale på skolen – Kontaktpersonen" in said, "what is left out is named by what it does"
    assert "ta kontakt med alle i målgruppen" not in said
    assert "ta kontakt med alle i målgruppen" in above
    assert "melde fra om at tiltaket er slutt" in above
    assert "sende tall for antall ungdommer" in above, "and what comes from further up"
    assert "<code>ot</code>" not in html, "names come from above"


def test_an_amendment_tells_before_and_now_in_words(repository: Repository) -> None:
    text = _text(_html(repository, "nordlia-ot-endring"))
    for words in (
        "5 virkedager",
        "3 virkedager",
        "Kontaktperson i NAV",
        "31.07.2030",
        "Alt som ikke er nevnt her",
    ):
        assert words in text
    assert "working days" not in text


@pytest.mark.parametrize(("lang", "words"), [("nb", "Oppdiktet eksempel"), ("en", "Invented example")])
def test_every_page_of_an_invented_plan_says_so(lang: str, words: str, repository: Repository) -> None:
    (plan,) = repository.plans
    pdf = render(plan, repository.with_plan(plan), on=ON, lang=lang, formats=["pdf"]).files["pdf"]
    pages = pages_text(pdf)
    assert len(pages) > 2
    assert all(words in page for page in pages)


def test_a_plan_shows_what_decides_who_follows_up(repository: Repository) -> None:
    (plan,) = repository.plans
    html = render(plan, repository.with_plan(plan), on=ON, formats=["html"]).files["html"].decode()
    text = _text(html)
    for words in (
        "Fagbrev som bilmekaniker", "Støtter målet Fagbrev", "Følges opp av Kontaktperson i NAV", "Oppbevares i",
        "Varslet OT-koordinator 11.11.2026", "Samtykket opphever bare taushetsplikten", "Undervisning i mindre gruppe",
    ):  # fmt: skip
        assert words in text
    assert "Utkast" not in text, "a plan is signed, not approved"
