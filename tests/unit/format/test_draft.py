"""The key that a title becomes."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.errors import UsageError
from avtale.format.draft import Answers, draft, key_from, kinds_with_draft
from avtale.format.validate import document_problems
from avtale.source.read import parse
from tests.support import discovered, refused

LONG = "Samarbeidsavtale mellom Eksempel fylkeskommune og NAV Eksempel om oppfølging av ungdom"


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Samarbeid mellom NAV og OT", "samarbeid-nav-ot"),
        (LONG, "samarbeidsavtale-eksempel-fylkeskommune"),
        ("Rutine for den første uka på skolen", "rutine-forste-uka-skolen"),
        ("Agreement between the county and NAV", "agreement-county-nav"),
        ("Ovttasbargu gaskkas NAV ja OT", "ovttasbargu-nav-ja-ot"),
        ("Av og til", "av-og-til"),
        ("a" * 60 + " og mer", "a" * 40),
        ("2027 – et år", "d-2027-ar"),
        ("…", "d"),
    ],
)
def test_a_key_keeps_the_words_that_carry_the_title(title: str, key: str) -> None:
    assert key_from(title) == key


@given(st.text(max_size=120))
def test_any_title_becomes_a_short_key_that_is_allowed(title: str) -> None:
    key = key_from(title)
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", key)
    assert len(key) <= 42  # with the «d-» before a number


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"key": "Stor"}, "Nøkkelen «Stor» kan bare ha små bokstaver"),
        ({"version": "1.x"}, "Versjonen «1.x» må være tall"),
        ({"valid_to": dt.date(2026, 12, 31)}, "Siste dag (2026-12-31) kommer før første dag (2027-01-01)"),
        ({"title": " "}, "Tittelen og hver part må ha et navn"),
        ({"parties": ()}, "Tittelen og hver part må ha et navn"),
        ({"parties": ("NAV", " ")}, "Tittelen og hver part må ha et navn"),
    ],
)
def test_answers_that_make_no_document_are_refused(answers: dict[str, Any], why: str) -> None:
    given = {"title": "Avtale", "parties": ("NAV", "Fylket"), "valid_from": dt.date(2027, 1, 1), **answers}
    with refused(UsageError, why):
        draft("agreement", Answers(**given))


def test_a_document_of_one_day_is_one() -> None:
    day = dt.date(2027, 1, 1)
    assert (
        parse(draft("agreement", Answers("Avtale", ("NAV", "Fylket"), day, day))).data["validity"]["to"]
        == "2027-01-01"
    )


def test_the_youth_stands_once_in_a_plan_though_named_as_a_party() -> None:
    parties = ("Ungdommen", "Eksempel fylkeskommune", "NAV Eksempel")
    data = parse(draft("follow_up_plan", Answers("Plan", parties, dt.date(2027, 1, 1)))).data
    assert [party["id"] for party in data["parties"]] == ["young", "county", "nav"]
    assert data["responsible_now"] == "county_contact"


@pytest.mark.parametrize("kind", discovered(kinds_with_draft(), at_least=6))
def test_what_a_draft_shows_to_write_only_lacks_its_values(kind: str) -> None:
    answers = Answers("Samarbeid", ("Eksempel fylkeskommune", "NAV Eksempel"), dt.date(2027, 1, 1))
    text = draft(kind, answers)
    source = parse(re.sub(r"(?m)^( *)# (?= *(?:- )?[a-z_]+:$)", r"\1", text))
    assert source.problems == []
    problems = document_problems(source)
    assert {problem.code for problem in problems} <= {"schema-empty"}
    if kind == "agreement":
        assert "\n# purposes:\n#   items:\n#     - id:\n#       text:\n" in text
        assert "/purposes/items/0/text" in {problem.pointer for problem in problems}
