"""Markdown keeps what is harmless, shows the rest as letters, and tells a rule what was wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avtale.format.markdown import forbidden, link_fault
from avtale.render.markdown import to_html

INNOCENT = [
    "Vanlig tekst med *trykk* og **mer**.",
    "- ett\n- to\n\n  med et avsnitt til",
    "1. ett\n2. to",
    "Se [loven](https://lovdata.no/x?a=1&b=2) eller [skriv](mailto:post@eksempel.no) eller [del 2](#del-background).",
    "5 < 6 og 7 > 3, og `<kode>` i et eksempel",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "Tegn & slikt, { klammer } og 100 %.",
]
HARMFUL = [
    ("![bilde](https://eksempel.no/a.png)", "bilde"),
    ("![bilde](../../hemmelig.png)", "bilde"),
    ("[les](file:///etc/passwd)", "file:///etc/passwd"),
    ("fra file:///etc/passwd", "file:/"),
    ("<file:///etc/passwd>", "file:///etc/passwd"),
    ("[opp](../../x)", "../../x"),
    ("[sti](/etc/passwd)", "/etc/passwd"),
    ("[nett](//eksempel.no/x)", "//eksempel.no/x"),
    ("[meta](http://169.254.169.254/latest/meta-data)", "169.254.169.254"),
    ("[meg](http://127.0.0.1:8000)", "127.0.0.1"),
    ("[meg](http://[::1]/)", "::1"),
    ("[meg](http://2130706433/)", "2130706433"),
    ("[inne](https://intranett/)", "intranett"),
    ("[inne](http://sak.local)", "sak.local"),
    ("[js](javascript:alert(1))", "javascript:"),
    ("[data](data:text/html,x)", "data:"),
    ("{{ 7*7 }}", "mal"),
    ("{% include 'x' %}", "mal"),
    ("<script>alert(1)</script>", "HTML"),
    ("tekst <b>fet</b>", "HTML"),
    ("<!-- skjult -->", "HTML"),
    ('<svg><image href="https://eksempel.no/a.png"/></svg>', "SVG"),
    ("[a]: file:///etc/passwd\n\n[les][a]", "file:///etc/passwd"),
]


@pytest.mark.parametrize("text", INNOCENT)
def test_what_is_harmless_is_not_reported(text: str) -> None:
    assert forbidden(text) == []


@pytest.mark.parametrize(("text", "told"), HARMFUL)
def test_what_is_not_allowed_is_told_in_both_languages(text: str, told: str) -> None:
    found = forbidden(text)
    assert any(told in each.nb for each in found)
    assert all(each.nb and each.en and each.nb != each.en for each in found)


@pytest.mark.parametrize(("text", "told"), HARMFUL)
def test_what_is_not_allowed_never_becomes_markup(text: str, told: str) -> None:  # noqa: ARG001
    html = to_html(text, level=3)
    for sign in (
        "<img",
        "<script",
        "<svg",
        "<b>",
        "<!--",
        'href="file',
        'href="/',
        'href="..',
        'href="http:',
        'href="j',
    ):
        assert sign not in html


def test_in_a_plain_text_only_expressions_and_local_files_are_reported() -> None:
    assert forbidden("<b>![x](y)</b>", markdown=False) == []
    assert forbidden("{{ x }}", markdown=False)
    assert forbidden("file:///etc/passwd", markdown=False)


def test_allowed_links_stand_with_their_bare_text() -> None:
    html = to_html("[**Loven** & mer](https://lovdata.no/?a=1&b=2)", level=3)
    assert html == '<p><a href="https://lovdata.no/?a=1&amp;b=2">Loven &amp; mer</a></p>\n'
    assert link_fault("https://lovdata.no/") is None


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("# a\n\n## b\n\n# c", ["h3", "h4", "h3"]),
        ("### a\n\n###### b\n\n## c", ["h3", "h4", "h3"]),
        ("# a\n\n### b\n\n## c", ["h3", "h4", "h4"]),
    ],
)
def test_headings_begin_at_the_level_and_skip_none(text: str, tags: list[str]) -> None:
    html = to_html(text, level=3)
    assert [part[:2] for part in html.split("<")[1:] if part[0] == "h"] == tags


def test_table_headers_have_a_scope_and_no_style() -> None:
    html = to_html("| a | b |\n|:--|--:|\n| 1 | 2 |", level=3)
    assert '<th scope="col">a</th>' in html
    assert "style" not in html


@given(st.text(alphabet="ab #*_[]()<>!`~|-\n&:/.{}%0123456789\\\"'", max_size=80))
def test_any_text_gives_balanced_markup_without_pictures(text: str) -> None:
    html = to_html(text, level=4)
    assert "<img" not in html
    assert "<script" not in html
    assert html.count("<a ") == html.count("</a>")
    forbidden(text)
