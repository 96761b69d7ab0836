"""Each fragment of YAML in the guides follows the schema where it belongs, and each link to a field and each `avtale explain` leads somewhere."""

from __future__ import annotations

import re
from typing import Any

import pytest

from avtale.catalogue.codes import codes
from avtale.format import schema
from avtale.format.explain import explain
from avtale.format.fields import find_fields
from avtale.source.read import parse
from tests.support import ROOT, discovered

DOCS = ROOT / "docs"
FRAGMENTS = discovered(
    [
        pytest.param(text, id=f"{lang}-{number}")
        for lang in ("nb", "en")
        for number, text in enumerate(
            re.findall(
                r"```yaml\n(.*?)```", (DOCS / lang / "guide.md").read_text(encoding="utf-8"), re.DOTALL
            )
        )
    ],
    at_least=30,
)
#: What a fragment may be a piece of: a schema, and what is laid round it.
ROUND: list[tuple[str, Any]] = [
    ("agreement", lambda data: data),
    ("settings", lambda data: data),
    ("agreement", lambda data: {"background": data}),
]


@pytest.mark.parametrize("text", FRAGMENTS)
def test_a_fragment_of_the_guide_follows_the_schema(text: str) -> None:
    read = parse((f"responsibilities:\n{text}" if text.startswith("- ") else text).encode())
    assert list(read.problems) == []
    wrong = [
        [each.nb for each in explain(laid(read.data), name) if each.code != "schema-missing"]
        for name, laid in ROUND
    ]
    assert [] in wrong, min(wrong, key=len)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_each_part_of_an_agreement_is_in_the_guide(lang: str) -> None:
    """As a field of a fragment, or by its name."""
    guide = (DOCS / lang / "guide.md").read_text(encoding="utf-8")
    elsewhere = {"format", "kind", "supersedes", "principle", "silences", "references", "invented"}
    for key in set(schema.raw("agreement")["properties"]) - elsewhere:
        assert re.search(rf"\b{key}\b", guide), key


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_what_the_guide_says_of_fields_leads_somewhere(lang: str) -> None:
    guide = (DOCS / lang / "guide.md").read_text(encoding="utf-8")
    for asked in discovered(re.findall(r"`avtale explain ([a-z_.-]+)", guide), at_least=14):
        assert asked in codes() or find_fields(asked, lang), asked
    parts = schema.raw("common")["$defs"]
    for part in discovered(re.findall(r"format-parts\.md#(\w+)", guide), at_least=10):
        assert part in parts, part
    headings = {
        re.sub(r"[^\w -]", "", line).lower().replace(" ", "-")
        for line in re.findall(r"^##+ (.*)$", guide, re.M)
    }
    for place in discovered(re.findall(r"\]\(#([^)]+)\)", guide), at_least=10):
        assert place in headings, place
