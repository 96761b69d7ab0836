"""Amounts on the page: tables that a screen reader can read, numbers in columns, sums, each language in its manner."""

from __future__ import annotations

import re
from typing import Any

import pytest

from avtale.format.bind import bind
from avtale.format.model import Agreement
from tests.unit.render.documents import rendered

PARTIES = [
    {"id": "a", "names": [{"name": "Eksempel fylkeskommune"}]},
    {"id": "b", "names": [{"name": "Nordvik kommune"}]},
]
COSTS = [
    {"id": "pay", "what": ["lønn"], "paid_by": "a", "paid_to": "b", "amount_nok": "700000.50"},
    {
        "id": "power",
        "what": ["strøm"],
        "payer": "Eksempeldepartementet",
        "amount_nok": 200000,
        "ceiling": 250000,
    },
]


def page(lang: str = "nb", **fields: Any) -> str:
    data = {"kind": "agreement", "language": "nb", "title": "Avtale", "parties": PARTIES, **fields}
    document = bind(Agreement, data)
    assert document is not None
    return re.sub(r"\xa0", " ", rendered(document, lang=lang).html)


def test_a_table_of_amounts_has_caption_scopes_aligned_numbers_and_a_sum() -> None:
    html = page(economy={"costs": COSTS})
    (table,) = re.findall(r"<table.*?</table>", html, re.DOTALL)
    assert "<caption>Kostnader</caption>" in table
    head = re.findall(r"<th [^>]*>", table.partition("</thead>")[0])
    assert len(head) == 5
    assert all('scope="col"' in each for each in head)
    assert table.count('scope="row"') == 3
    assert re.findall(r'<td class="amount"[^>]*>([^<]*)<', table) == [
        "700 000,50",
        "200 000,00",
        "900 000,50",
    ]
    assert "Beløp (NOK)" in table
    assert "høyst 250 000 kroner" in table
    assert ".amount { text-align: right;" in html


@pytest.mark.parametrize(
    ("lang", "frame", "sum_of"),
    [
        ("nb", "900 000,50 kroner, hvert år", "Sum"),
        ("nn", "900 000,50 kroner, kvart år", "Sum"),
        ("en", "NOK 900,000.50, every year", "Total"),
        ("se", "900 000,50 ruvnno", "Oktiibuot"),
    ],
)
def test_each_language_writes_amounts_in_its_manner(lang: str, frame: str, sum_of: str) -> None:
    html = page(lang, economy={"amount_nok": "900000.50", "every": "1 year", "costs": COSTS})
    assert frame in html
    assert f'<th scope="row">{sum_of}</th>' in html


def test_costs_without_amounts_keep_their_table_and_the_page_its_style() -> None:
    html = page(economy={"costs": [{"id": "c", "what": ["reise"], "paid_by": "each_party"}]})
    assert "<caption>" not in html
    assert ".amount" not in html


def test_shares_of_a_thing_have_a_heading_and_decimals() -> None:
    shares = [
        {"party": "a", "percent": 62.5, "of": "leie"},
        {"payer": "staten", "percent": "37.5", "of": "leie"},
    ]
    html = page(economy={"shares": [{**each, "percent": str(each["percent"])} for each in shares]})
    assert "Fordelingsnøkkel: leie" in html
    assert re.findall(r'<td class="amount">([^<]*)<', html) == ["62,5 %", "37,5 %"]
    assert "staten" in html


def test_an_annex_by_key_leads_to_its_page_on_the_screen_alone() -> None:
    annexes = [{"title": "Husregler", "key": "rules", "version": "1.00"}]
    assert "dokumentet rules, versjon 1.00" in page(annexes=annexes)
    assert 'href="rules-1.00' not in page(annexes=annexes)
    document = bind(Agreement, {"kind": "agreement", "language": "nb", "annexes": annexes})
    assert document is not None
    html = rendered(document, medium="screen").html
    assert '<a href="rules-1.00.nb.html">dokumentet rules, versjon 1.00</a>' in html


def test_a_key_that_is_none_makes_no_link() -> None:
    annexes = [{"title": "Farlig", "key": "javascript:alert(1)//", "version": "1.00"}]
    document = bind(Agreement, {"kind": "agreement", "language": "nb", "annexes": annexes})
    assert document is not None
    assert 'href="javascript' not in rendered(document, medium="screen").html


@pytest.mark.parametrize(
    ("languages", "said"),
    [
        (["nb"], "Ved ulikheter gjelder teksten på norsk bokmål."),
        (["nb", "se"], "Teksten på norsk bokmål og nordsamisk står likt."),
    ],
)
def test_the_authoritative_language_is_said(languages: list[str], said: str) -> None:
    assert said in page(terms={"authoritative_languages": languages})
