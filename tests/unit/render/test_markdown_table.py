"""A table of one's own has its numbers in line, headers that say what they head, and a caption where one was written."""

from __future__ import annotations

import re

import pytest

from avtale.render.markdown import to_html

_TABLE = "| Post | 2027 | Merknad |\n|---|---|---|\n| Leie | {} | ja |\n| **Sum** | {} | |\n"


@pytest.mark.parametrize("amounts", [
    ("100 000", "9 500"), ("1,5 %", "–"), ("kr 100", "**200**"), ("100,-", "−5"), ("62.5 prosent", ""), ("1 000 NOK", "2"),
])  # fmt: skip
def test_a_column_of_numbers_is_in_line(amounts: tuple[str, str]) -> None:
    html = to_html(_TABLE.format(*amounts), level=3)
    assert html.count('<td class="figure" data-label="2027">') == 2
    assert '<th class="figure" scope="col">2027</th>' in html
    assert '<th scope="row">Leie</th>' in html


@pytest.mark.parametrize("said", [("100", "etter avtale"), ("", ""), ("ja", "nei"), ("1. mars", "2. mars")])
def test_a_column_of_words_is_not(said: tuple[str, str]) -> None:
    html = to_html(_TABLE.format(*said), level=3)
    assert "figure" not in html
    assert 'scope="row"' not in html


@pytest.mark.parametrize(
    ("mark", "cell"), [("--:", 'class="right"'), (":-:", 'class="center"'), (":--", ""), ("---", "")]
)
def test_the_author_says_how_a_column_stands(mark: str, cell: str) -> None:
    html = to_html(f"| a | b |\n|---|{mark}|\n| x | y |", level=3)
    assert f'<td{" " if cell else ""}{cell} data-label="b">y</td>' in html


def test_numbers_that_the_author_wants_to_the_left_stand_there() -> None:
    assert "figure" not in to_html("| a | b |\n|---|:--|\n| x | 1 |", level=3)


_CAPTIONS = [
    (": Hva det *koster*", "Hva det <em>koster</em>"),
    ("Tabell 2: Tilskudd", "Tabell 2: Tilskudd"),
    ("Tabell: Tilskudd", "Tilskudd"),
    ("Table 1: Grants", "Table 1: Grants"),
    ("Tabealla 3: Doarjja", "Tabealla 3: Doarjja"),
]


@pytest.mark.parametrize(("written", "shown"), _CAPTIONS)
@pytest.mark.parametrize("after", [False, True])
def test_a_caption_stands_in_its_table(written: str, shown: str, *, after: bool) -> None:
    table = "| a | b |\n|---|---|\n| x | y |"
    html = to_html("\n\n".join((table, written) if after else (written, table)), level=3)
    assert f"<table>\n<caption>{shown}</caption>" in html
    assert "<p>" not in html


@pytest.mark.parametrize(
    "before", ["Partene deler slik:", "Tabellen under viser det.", "Se tabell 2: den er ny."]
)
def test_a_sentence_is_no_caption(before: str) -> None:
    html = to_html(f"{before}\n\n| a |\n|---|\n| x |", level=3)
    assert "<caption>" not in html
    assert before in html


def test_two_tables_share_no_caption() -> None:
    table = "| a |\n|---|\n| x |"
    html = to_html(f"{table}\n\n: Den første\n\n{table}", level=3)
    assert re.findall(r"<table>\n(<caption>.*</caption>)?", html) == ["<caption>Den første</caption>", ""]


def test_what_stands_in_a_header_cannot_leave_its_attribute() -> None:
    html = to_html('| " onclick="x | b |\n|---|---|\n| x | y |', level=3)
    assert 'data-label="&quot; onclick=&quot;x"' in html
