"""The page names everyone who is bound, and uses the names that the agreement defines."""

from __future__ import annotations

import re

import pytest

from avtale.format.bind import bind
from avtale.format.model import Agreement
from tests.judges.page_text import page_text
from tests.unit.render.documents import rendered

DATA = {
    "kind": "agreement",
    "language": "nb",
    "parties": [
        {"id": "county", "names": [{"name": "Eksempel fylkeskommune"}], "short_name": "Fylket"},
        {"id": "nav", "names": [{"name": "NAV Eksempelvik"}]},
        {"id": "school", "names": [{"name": "Eksempel skole"}]},
    ],
}


def page(owner: object, lang: str = "nb", **more: object) -> str:
    duties = [
        {"id": "a", "owner": "county", "strength": "shall", "does": "lede"},
        {"id": "b", "owner": owner, "strength": "shall", "does": "møte", **more},
    ]
    document = bind(Agreement, {**DATA, "responsibilities": duties})
    assert document is not None
    return rendered(document, lang=lang).html


def overview(html: str) -> dict[str, str]:
    table = html[html.index('class="overview"') :].partition("</table>")[0]
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', table)
    return {re.sub("<.*?>", "", who): re.sub("<.*?>", "", cells) for who, cells in rows}


@pytest.mark.parametrize(
    ("owner", "more", "bound"),
    [
        ("nav", {"together_with": ["school"]}, {"NAV Eksempelvik", "Eksempel skole"}),
        (["nav", "school"], {}, {"NAV Eksempelvik", "Eksempel skole"}),
        ("all_parties", {}, {"Fylket", "NAV Eksempelvik", "Eksempel skole"}),
        ("all", {}, {"Fylket", "NAV Eksempelvik", "Eksempel skole"}),
        ("each_party", {}, {"Fylket", "NAV Eksempelvik", "Eksempel skole"}),
    ],
)
def test_the_overview_counts_everyone_bound(owner: object, more: dict[str, object], bound: set[str]) -> None:
    rows = overview(page(owner, **more))
    assert {who for who, duties in rows.items() if "1.2" in duties or "2.2" in duties} == bound


@pytest.mark.parametrize(
    ("owner", "lang", "said"),
    [
        (["county", "nav"], "nb", "Fylket og NAV Eksempelvik i fellesskap"),
        (["county", "nav"], "nn", "Fylket og NAV Eksempelvik i fellesskap"),
        (["county", "nav"], "en", "Fylket and NAV Eksempelvik jointly"),
        (["county", "nav"], "se", "Fylket ja NAV Eksempelvik ovttas"),
        ("all_parties", "nn", "Partane i fellesskap"),
        ("each_party", "nb", "Hver av partene"),
        ("each_party", "en", "Each party"),
    ],
)
def test_a_duty_says_how_several_are_bound(owner: object, lang: str, said: str) -> None:
    assert said.replace(" ", "") in page_text(page(owner, lang))


def test_a_short_name_is_defined_once_and_then_used() -> None:
    text = page_text(page("nav"))
    assert "Heretterkalt«Fylket»" in text
    assert text.count("Eksempelfylkeskommune") == 3  # on the cover, by the parties, and where it signs
    assert text.count("Fylket") == 3
