"""The forms' own words and values, without a browser: what a part is called, and what becomes of what somebody fills in."""

from __future__ import annotations

from typing import Any

import pytest

from avtale.desk.form.change import add, move, rename, shape_of, take_out
from avtale.desk.form.kinds import kind_of
from avtale.desk.form.known import Known
from avtale.desk.form.values import ABSENT, shown, taken
from avtale.errors import UsageError

DATA: dict[str, Any] = {
    "kind": "agreement",
    "language": "nb",
    "parties": [
        {"id": "county", "names": [{"name": "Nordlia fylkeskommune"}]},
        {"id": "nav", "names": [{"name": "NAV Nordlia"}], "short_name": "NAV"},
    ],
    "responsibilities": [
        {
            "id": "duty-1",
            "owner": ["county", "nav"],
            "does": {"nb": "møtes", "en": "meet"},
            "every": "1 year",
        },
        {"id": "duty-2", "owner": "nav", "does": "svarer"},
    ],
}


@pytest.mark.parametrize(
    ("lang", "part", "said"),
    [
        ("nb", "en\n  tekst", "en tekst"),
        ("nb", "x" * 200, "x" * 89 + "…"),
        ("nb", DATA["parties"][0], "Nordlia fylkeskommune"),
        ("nb", DATA["responsibilities"][0], "Nordlia fylkeskommune og NAV: møtes"),
        ("en", DATA["responsibilities"][0], "Nordlia fylkeskommune and NAV: meet"),
        ("nb", {"id": "a", "duty": {"does": "ringer", "owner": "nav"}}, "NAV: ringer"),
        ("nb", {"letter": "B", "title": "Varsle"}, "B Varsle"),
        ("nb", {"party": "nav"}, "NAV"),
        ("nb", {"what": [{"title": "ett"}, {"title": "to"}]}, "ett, to"),
        ("nb", {"id": "tom"}, "Plikt 3"),
    ],
)
def test_a_part_is_called_by_what_one_knows_it_by(lang: str, part: Any, said: str) -> None:
    assert Known(DATA, lang).said(part, "Plikt 3") == said


@pytest.mark.parametrize(
    ("target", "there"),
    [
        ("party", {"county": "Nordlia fylkeskommune", "nav": "NAV", "above": "Fylket"}),
        ("follow_up", {"duty-1": "Nordlia fylkeskommune og NAV: møtes", "duty-2": "NAV: svarer"}),
        ("roles", {}),
    ],
)
def test_what_can_be_chosen_is_in_the_document_or_above_it(target: str, there: dict[str, str]) -> None:
    above = {"parties": [{"id": "above", "title": "Fylket"}, {"id": "nav", "title": "en annen"}]}
    found = Known(DATA, "nb", (above,)).choices(target)
    assert {value: said for group in found for value, said in group.options} == there


@pytest.mark.parametrize(
    ("pointer", "old", "posted", "value"),
    [
        ("/evaluation/every", None, {"n": "6", "u": "month"}, "6 months"),
        ("/evaluation/every", None, {"n": "1", "u": "year"}, "1 year"),
        ("/evaluation/every", "2 years", {"n": "2", "u": "year"}, "2 years"),
        ("/evaluation/every", "2 years", {"n": "", "u": "year"}, ABSENT),
        ("/evaluation/every", None, {"n": "noe", "u": ""}, "noe"),
        ("/evaluation/month", 4, {"": "5"}, 5),
        ("/evaluation/month", 4, {"": "mai"}, "mai"),
        ("/evaluation/month", 4, {"": ""}, ABSENT),
        ("/validity/from", None, {"": " 1.8.2026 "}, "2026-08-01"),
        ("/validity/from", None, {"": "en gang"}, "en gang"),
        ("/title", None, {"nb": "Avtale"}, "Avtale"),
        ("/title", "Avtale", {"en": "Agreement"}, {"nb": "Avtale", "en": "Agreement"}),
        ("/title", {"nb": "Avtale", "en": "Agreement"}, {"en": ""}, "Avtale"),
        ("/title", "Avtale", {"nb": " "}, ABSENT),
    ],
)
def test_what_is_filled_in_becomes_a_value_as_a_file_has_it(
    pointer: str, old: Any, posted: dict[str, str], value: Any
) -> None:
    shape, key = shape_of("agreement", pointer)
    kind = kind_of(shape, key)
    assert taken(kind, shape, {suffix: [text] for suffix, text in posted.items()}, old) == value
    again = {suffix: [text] for suffix, text in shown(kind, value).items()}
    assert taken(kind, shape, again, value) == value  # what is shown of it and posted again changes nothing


def test_of_several_the_old_keep_their_order() -> None:
    shape, key = shape_of("agreement", "/responsibilities/0/owner")
    kind = kind_of(shape, key)
    assert taken(kind, shape, {"": ["nav", "county"]}, ["county", "nav"]) == ["county", "nav"]
    assert taken(kind, shape, {"": ["ny", "nav"]}, ["county", "nav"]) == ["nav", "ny"]
    assert taken(kind, shape, {"": ["nav"]}, None) == "nav"
    assert taken(kind, shape, {"": [""]}, "nav") is ABSENT


def test_parts_are_added_moved_renamed_and_taken_out_and_the_old_data_stays() -> None:
    made, at = add(DATA, "agreement", "/responsibilities")
    assert at == "/responsibilities/2"
    assert made["responsibilities"][2].keys() == {"id"}
    moved, there = move(DATA, "/responsibilities/1", -1)
    assert ([one["id"] for one in moved["responsibilities"]], there) == (
        ["duty-2", "duty-1"],
        "/responsibilities/0",
    )
    assert move(DATA, "/responsibilities/0", -1)[1] == "/responsibilities/0"  # at the end of the list
    rename(moved, "agreement", "nav", "nordlia")
    assert [one["owner"] for one in moved["responsibilities"]] == ["nordlia", ["county", "nordlia"]]
    assert "parties" not in take_out(take_out(DATA, "/parties/1"), "/parties/0")
    assert [one["id"] for one in DATA["responsibilities"]] == ["duty-1", "duty-2"]
    for nowhere in ("/finnes/ikke", "/title"):
        with pytest.raises(UsageError):
            add(DATA, "agreement", nowhere)
