"""Whatever stands in a document, its PDF keeps both standards: page breaks shifted, fields dropped, Markdown mixed.

A few breaks and some Markdown in `make test`, where `test_page` has every field; many of each in `make test-all`.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from avtale.conformance.judge import complaints
from avtale.format.bind import load
from avtale.format.model import Document
from avtale.render.markdown import to_html
from avtale.render.pdf import PdfMeta, write_pdf
from avtale.source.read import parse
from tests.unit.render.documents import KINDS, full, leaves, rendered, without
from tests.unit.render.pages import META, page

LONG = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
SOME = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

_WORD = st.sampled_from(
    ("ord", "Ǩiõll", "Ψαρά", "→", "ﬁ", "§ 3", "a" * 90, "`kode`", "**fet**", "*skrå*", "~~ut~~")
)
_TEXT = st.lists(_WORD, min_size=1, max_size=12).map(" ".join)
_CELL = st.one_of(_TEXT.map(lambda text: text.replace("|", "")), st.sampled_from(("1 000", "9,5 %", "–")))
_CELLS = st.lists(_CELL, min_size=1, max_size=10)


@st.composite
def _table(draw: st.DrawFn) -> str:
    """With a header row alone, with rows too short, too long; with and without a caption."""
    head = draw(_CELLS)
    rows = draw(st.lists(_CELLS, max_size=3))
    lines = [head, ["---"] * len(head), *rows]
    caption = draw(st.sampled_from(("", ": Beløp i kroner\n\n", "Tabell 1: **Beløp**\n\n")))
    return caption + "\n".join(f"| {' | '.join(line)} |" for line in lines)


_BLOCK = st.one_of(
    _TEXT,
    _TEXT.map("# {}".format),
    _TEXT.map("#### {}".format),
    st.sampled_from(("#", "## ", "---", "> sitat\n>\n> - punkt", "    kode\n    mer", "[lenke](https://example.org)")),
    st.lists(_TEXT, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(_TEXT, min_size=1, max_size=4).map(lambda items: "\n\n".join(f"{n}. {item}\n\n   - under" for n, item in enumerate(items, 1))),
    _TEXT.map("[**fet** lenke {}](https://example.org/)".format),
    _table(),
)  # fmt: skip
MARKDOWN = st.lists(_BLOCK, min_size=1, max_size=6).map("\n\n".join)


def _kept(document: Document) -> list[str]:
    made = rendered(document, fields=True)
    pdf = write_pdf(made.html, meta=PdfMeta(made.title, "nb", META.created))
    return [problem.en for problem in pdf.problems] + [str(one) for one in complaints(pdf.data)]


def _in_prose(markdown: str) -> list[str]:
    body = f'<h1>x</h1><div class="prose">{to_html(markdown, level=2)}</div>'
    head = "<style>ul, ol { list-style: none } </style>"
    return [str(one) for one in complaints(write_pdf(page(body, head=head), meta=META).data)]


@SOME
@given(MARKDOWN)
def test_markdown(markdown: str) -> None:
    assert _in_prose(markdown) == []


@pytest.mark.parametrize("table", ["| a | b |\n|---|---|", "|a|\n|-|", "| a | b |\n|---|---|\n| 1 |"])
def test_a_table_of_a_header_alone(table: str) -> None:
    assert _in_prose(table) == []
    assert ("<td>a</td>" in to_html(table, level=2)) == ("1" not in table)


_AGREEMENT = """
format: 1
kind: agreement
key: prove
language: nb
control_header: {{issuer: county, version: '1.00'}}
title: Prøveavtale
parties:
  - {{id: county, names: [{{name: Eksempel fylkeskommune}}]}}
  - {{id: nav, names: [{{name: NAV Eksempel}}]}}
roles:
{roles}
responsibilities:
  - id: a
    owner: county
    strength: shall
    does: gjøre dette
    items: [{items}]
    informs: [{informed}]
    consent: required
    deadline: {{within: 3 days, of: avbruddet}}
"""


def _shifted(lines: int) -> Document:
    """A duty that fills a page, so that it breaks in what stands below: the row of two halves among it."""
    items = ", ".join(f"punkt {number}" for number in range(38 + lines))
    roles = "\n".join(
        f"  - {{id: r{n}, title: Rådgiver for oppfølging og tilrettelegging {n}, party: county}}"
        for n in range(12)
    )
    informed = ", ".join(f"r{n}" for n in range(12))
    document = load(parse(_AGREEMENT.format(items=items, roles=roles, informed=informed)))
    assert document is not None
    return document


@pytest.mark.parametrize("lines", range(0, 16, 3))
def test_page_breaks(lines: int) -> None:
    assert _kept(_shifted(lines)) == []


@st.composite
def _dropped(draw: st.DrawFn) -> Document:
    document: Any = full(draw(st.sampled_from(KINDS)))
    for _ in range(draw(st.integers(1, 8))):
        paths = [path for path, _ in leaves(document) if path != ("kind",) and path != ("language",)]
        document = without(document, draw(st.sampled_from(paths)))
    assert isinstance(document, Document)
    return document


@pytest.mark.extended
@LONG
@given(MARKDOWN)
def test_much_markdown(markdown: str) -> None:
    assert _in_prose(markdown) == []


@pytest.mark.extended
@pytest.mark.parametrize("lines", range(31))
def test_every_page_break(lines: int) -> None:
    assert _kept(_shifted(lines)) == []


@pytest.mark.extended
@LONG
@given(_dropped())
def test_fields_dropped(document: Document) -> None:
    assert _kept(document) == []
