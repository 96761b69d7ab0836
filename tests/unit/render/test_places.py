"""Where a field stands in the page: the table agrees with the templates."""

from __future__ import annotations

import re

import pytest

from avtale.format.shape import document_shape
from avtale.locales import labels
from avtale.render.places import (
    ARRANGEMENT,
    HEADER,
    SECTION_IN_KIND,
    SECTION_OF,
    section_of,
    standard_heading,
)
from tests.support import ROOT, discovered

TEMPLATES = ROOT / "templates"
KINDS = discovered(
    sorted(path.name.partition(".")[0] for path in (TEMPLATES / "kinds").glob("*.jinja")), at_least=6
)
NOT_SHOWN_HERE = {"kind", "transcribed_from"}


def _sections(kind: str) -> list[str]:
    text = (TEMPLATES / "kinds" / f"{kind}.html.jinja").read_text("utf-8")
    return re.findall(
        r'"([a-z_]+)"', text[text.index("set order") : text.index("]", text.index("set order"))]
    )


def _fields(section: str) -> set[str]:
    """The fields a section shows, with those of the macros it includes."""
    text = (TEMPLATES / "sections" / f"{section}.html.jinja").read_text("utf-8")
    for included in re.findall(r'include "(macros/[^"]+)"', text):
        text += (TEMPLATES / included).read_text("utf-8")
    return set(re.findall(r"\bdoc\.([a-z_]+)", text)) - NOT_SHOWN_HERE


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_is_told_of_in_the_section_that_shows_it(kind: str) -> None:
    sections = discovered(_sections(kind), at_least=5)
    shown: dict[str, set[str]] = {}
    for section in sections:
        for field in _fields(section):
            shown.setdefault(field, set()).add(section)
    assert len(shown) >= 5
    assert {
        field: section_of(kind, field)
        for field, where in shown.items()
        if section_of(kind, field) not in where
    } == {}


def test_the_table_names_fields_and_sections_there_are() -> None:
    known = {path.name.partition(".")[0] for path in (TEMPLATES / "sections").glob("*.jinja")} | {
        HEADER,
        ARRANGEMENT,
    }
    assert set(SECTION_OF.values()) | set(SECTION_IN_KIND.values()) <= known
    assert set(SECTION_OF) | {field for _, field in SECTION_IN_KIND} <= set(document_shape().fields)


@pytest.mark.parametrize("section", [HEADER, ARRANGEMENT, "revisions"])
def test_what_is_no_field_has_a_heading_too(section: str) -> None:
    assert standard_heading(section, "agreement", labels("nb")) != section.capitalize()
