"""A choice is told in words wherever a change or a field is told: never as the file spells it, and no gap of a template."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from avtale.format.shape import Shape, document_shape
from avtale.publish.changes import field_rows

DEPTH = 8
"""A clause holds clauses."""


def choices(shape: Shape, key: str = "", depth: int = 0) -> Iterator[tuple[str, Shape, str]]:
    """Each choice of each field, by the field's key; the field alone as a shape."""
    for value in shape.choices("nb") if key else ():
        yield key, shape, value
    for name, inner in shape.fields.items() if depth < DEPTH else ():
        yield from choices(inner, name, depth + 1)
    if shape.item is not None:
        yield from choices(shape.item, key, depth)


def told(key: str, spec: dict[str, object], value: object) -> str:
    part = Shape({"type": "object", "properties": {key: spec}})
    return dict(field_rows(part, {key: value}, "nb", {})).popitem()[1]


def test_every_choice_has_words() -> None:
    seen = {(key, value): shape for key, shape, value in choices(document_shape())}
    assert len(seen) > 50
    for (key, value), shape in seen.items():
        said = told(key, shape.spec, value)
        assert "{" not in said, (key, value)
        assert said == shape.choices("nb")[value] or said != value, (key, value)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("decides_by", "two_thirds", "med to tredels flertall"),
        ("language", "en", "engelsk"),
        ("numbering", "part", "Del 1"),
        ("relation", "legal_basis", "Hjemmel"),
    ],
)
def test_by_the_schema_or_as_the_page_has_it(key: str, value: str, said: str) -> None:
    shape = next(shape for name, shape, each in choices(document_shape()) if (name, each) == (key, value))
    assert told(key, shape.spec, value) == said


def test_a_part_of_every_year_is_no_template() -> None:
    meetings = document_shape().fields["meetings"].item
    assert meetings is not None
    assert told("during", meetings.fields["during"].spec, "quarter") == "hvert kvartal"
