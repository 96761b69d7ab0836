"""Who is bound by a duty, in one place."""

from __future__ import annotations

import pytest

from avtale.format.bind import bind
from avtale.format.model import Agreement, Duty
from avtale.format.owners import bound, for_each, named
from avtale.format.signing import required_fields

PARTIES = [{"id": "county"}, {"id": "nav"}, {"id": "school"}]


@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        ({"owner": "county"}, ("county",)),
        ({"owner": ["county", "nav"]}, ("county", "nav")),
        ({"owner": "county", "together_with": ["nav", "county"]}, ("county", "nav")),
        ({"owner": "all_parties"}, ("county", "nav", "school")),
        ({"owner": "all"}, ("county", "nav", "school")),
        ({"owner": "each_party", "together_with": ["clerk"]}, ("county", "nav", "school", "clerk")),
        ({"owner": "clerk", "together_with": ["all_parties"]}, ("clerk", "county", "nav", "school")),
        ({}, ()),
        ({"owner": 7}, ("7",)),
        ({"owner": {"a": "b"}}, ()),
    ],
)
def test_everyone_once(duty: dict[str, object], expected: tuple[str, ...]) -> None:
    assert bound(bind(Duty, duty) or Duty(), [str(one["id"]) for one in PARTIES]) == expected


@pytest.mark.parametrize("word", ["all", "all_parties", "each_party"])
def test_an_id_of_ones_own_means_what_it_did(word: str) -> None:
    document = bind(Agreement, {"parties": PARTIES, "roles": [{"id": word}]}) or Agreement()
    duty = Duty(owner=(word,))
    assert bound(duty, ["county", "nav"], named(document)) == (word,)
    assert for_each(duty, document) == ()


@pytest.mark.parametrize(
    ("signatories", "fields"),
    [
        ([{"party": "county"}], ["signature-county", "signature-nav", "signature-school"]),
        ([{"party": "county", "on_behalf_of": ["nav", "school"]}], ["signature-county"]),
        (
            [{"party": "county", "on_behalf_of": ["nav"]}, {"party": "school"}],
            ["signature-county", "signature-school"],
        ),
    ],
)
def test_who_is_signed_for_by_another_has_no_block(signatories: list[object], fields: list[str]) -> None:
    document = bind(Agreement, {"parties": PARTIES, "signatories": signatories}) or Agreement()
    assert list(required_fields(document)) == fields


def test_a_draft_without_parties_keeps_the_word() -> None:
    assert bound(Duty(owner=("all_parties",)), []) == ("all_parties",)
    assert for_each(Duty(owner=("each_party",)), Agreement()) == ()
