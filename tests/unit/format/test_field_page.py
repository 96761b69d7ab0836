"""What is said of a field: its words, its form, where it stands, and an example that the schema takes."""

from __future__ import annotations

from typing import Any

import pytest

from avtale.format.explain import explain
from avtale.format.field_example import field_example
from avtale.format.field_page import field_data, field_text
from avtale.format.fields import _fields, find_fields
from avtale.source.read import parse
from tests.support import discovered


def test_each_field_has_an_example_with_it_that_follows_the_schema() -> None:
    wrong, without = [], []
    for field in discovered([field for field in _fields("nb") if field.places[0].path], at_least=300):
        place, data = field.places[0], parse(field_example(field).encode()).data
        wrong += [
            (field.name, each.nb) for each in explain(data, place.schema) if each.code != "schema-missing"
        ]
        if not _stands(data, place.path):
            without.append(field.name)
    assert (wrong, without) == ([], [])


def _stands(data: Any, path: tuple[str, ...]) -> bool:
    """Whether the data has something at the path, in the first item of each list on the way."""
    for step in path:
        while isinstance(data, list):
            data = data[0]
        if not isinstance(data, dict) or step not in data:
            return False
        data = data[step]
    return True


def test_a_day_of_an_example_stands_without_quotes() -> None:
    (field, *_) = find_fields("control_header.effective_from", "nb")
    assert field_example(field).split("\n")[:2] == ["control_header:", "  effective_from: 2026-08-01"]


def test_the_page_says_all_of_it() -> None:
    (field, *others) = find_fields("economy.costs.paid_by", "nb")
    assert field_text(field, others, "nb") == (
        "Dekkes av (economy.costs.paid_by)\n"
        "=================================\n\n"
        "each_party, eller id til en part.\n\n"
        "Form: tekst\n\n"
        "Kan stå i:\n- economy.costs.paid_by (samarbeidsavtale, årsplan)\n"
        "- funding.contributions.paid_by (samarbeidsavtale, årsplan, program)\n\n"
        "Eksempel:\n\n    economy:\n      costs:\n        - id: rooms\n          paid_by: county\n"
    )


@pytest.mark.parametrize(
    ("lang", "words"),
    [("nb", ("Form:", "må være med", "Kan stå i:")), ("en", ("Form:", "required", "May stand in:"))],
)
def test_the_page_is_in_one_language(lang: str, words: tuple[str, ...]) -> None:
    (field, *others) = find_fields("responsibilities", lang)
    text = field_text(field, others, lang)
    assert all(word in text for word in words)
    assert ("Hvem" in text.partition(words[2])[0]) == (lang == "nb")


def test_a_program_gets_every_place_and_field() -> None:
    (field, *others) = find_fields("title", "nb")
    told = field_data(field, others)
    assert told["required"] is True
    assert {"file": "agreement", "field": "title"} in told["places"]
    assert {"field": "control_header.title", "title": "Kort tittel"} in told["others"]
