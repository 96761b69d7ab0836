"""The fields of every file: which one a word means, and which it may have been meant for."""

from __future__ import annotations

import pytest

from avtale.format import schema
from avtale.format.fields import find_fields, near_fields


@pytest.mark.parametrize(
    ("asked", "lang", "name", "title"),
    [
        ("economy.costs", "nb", "economy.costs", "Kostnader"),
        ("economy.costs", "en", "economy.costs", "Costs"),
        ("/economy/costs/0/paid_by", "nb", "economy.costs.paid_by", "Dekkes av"),
        ("paid_by", "en", "economy.costs.paid_by", "Paid by"),
        ("title", "nb", "title", "Full tittel"),
        ("agreement.title", "nb", "title", "Full tittel"),
        ("deviations.deadline", "nb", "deviations.deadline", "Frist"),
        ("Økonomi", "nb", "economy", "Økonomi"),
        ("frist", "nb", "responsibilities.deadline", "Frist"),
        ("economy", "en", "economy", "Economy"),
        ("settings.language", "nb", "settings.language", "Språk"),
        ("agreement", "nb", "agreement", "Samarbeidsavtale"),
    ],
)
def test_a_field_is_found_by_the_end_of_its_name_and_by_what_it_is_called(
    asked: str, lang: str, name: str, title: str
) -> None:
    first = find_fields(asked, lang)[0]
    assert (first.name, first.title) == (name, title)


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("economy.cost", "economy.costs"),
        ("ekonomy.costs", "economy.costs"),
        ("responsibilites", "responsibilities"),
        ("validity.notise", "validity.notice"),
        ("paidby", "economy.costs.paid_by"),
        ("økonomi.kostnader", "economy.costs"),
    ],
)
def test_what_is_misspelt_is_none_and_has_a_near_one(asked: str, near: str) -> None:
    assert find_fields(asked, "nb") == []
    assert near in near_fields(asked, "nb")


@pytest.mark.parametrize("asked", ["", ".", "/0/1", "xyzzy-plugh", "æ" * 5000])
def test_what_is_like_nothing_has_no_near_one(asked: str) -> None:
    assert find_fields(asked, "nb") == []
    assert near_fields(asked, "nb") == []


def test_a_field_of_many_places_is_one_with_all_of_them() -> None:
    deadline, *others = find_fields("deadline", "nb")
    places = {(place.schema, place.dotted) for place in deadline.places}
    assert {("agreement", "responsibilities.deadline"), ("routine", "responsibilities.deadline")} <= places
    assert all(other.places for other in others)


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("kind", schema.kinds())
def test_a_kind_has_all_its_fields_below(kind: str, lang: str) -> None:
    (whole, *_) = find_fields(kind, lang)
    assert [each.key for each in whole.below] == list(schema.raw(kind)["properties"])
    assert all(each.title and each.form for each in whole.below)
