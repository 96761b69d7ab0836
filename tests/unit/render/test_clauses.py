"""Clauses stand where the author put them, under their own numbers; no automatic number is one of these."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from avtale.format.bind import load
from avtale.format.model import Document
from avtale.render.page import Page
from avtale.render.pdf import write_pdf
from avtale.source.read import parse
from tests.judges.page_text import page_text
from tests.judges.pdf import complaints, overprinted, pages_text
from tests.unit.render.documents import rendered
from tests.unit.render.pages import META, SOURCE

HEAD = """format: 1
kind: agreement
key: huset
language: nb
numbering: {style}
control_header: {{issuer: a, title: Huset, version: '1.00'}}
title: Huset
parties:
  - {{id: a, names: [{{name: Fylket}}]}}
  - {{id: b, names: [{{name: Kommunen}}]}}
validity: {{from: 2027-01-01, to: 2030-12-31}}
signatories: [{{party: a, title: Leder}}, {{party: b, title: Leder}}]
responsibilities:
  - {{id: one, owner: a, strength: shall, does: lønne lederen}}
  - {{id: two, owner: b, strength: shall, does: holde huset varmt}}
scope: Avtalen gjelder huset.
purposes: {{items: [{{id: p, text: Et sted å være.}}]}}
principle: Tillit.
evaluation: {{every: 1 year, month: 5, convened_by: a}}
based_on: [{{title: Ungdomsplanen, issuer: Fylket, date: 2026-01-01}}]
roles: [{{id: boss, title: Lederen, party: a, description: Leder huset.}}]
target_groups: [{{id: young, title: Unge}}]
"""


def _document(sections: str, style: str = "decimal") -> Document:
    document = load(parse(HEAD.format(style=style) + "sections:\n" + sections, "huset-1.00.yaml"))
    assert document is not None
    return document


def _labels(page: Page) -> list[tuple[str, str]]:
    return [(chapter.anchor.removeprefix("del-"), chapter.label) for chapter in page.chapters]


NINE = "  - {id: own, number: § 3, title: Egen, text: Tekst.}\n"
SPAN = "  - {id: responsibilities, number: §§ 4–6, title: Hvem gjør hva}\n"
OWN = "  - {id: own, title: Egen, clauses: [{number: '1', text: En.}, {number: '2', text: To.}]}\n"


@pytest.mark.parametrize("style", ["decimal", "paragraph", "part", "letter"])
@pytest.mark.parametrize("sections", [
    NINE, SPAN, OWN, NINE + SPAN, "  - {id: own, number: '1', title: Egen, text: Tekst.}\n",
    "  - {id: own, number: A., title: Egen, text: Tekst.}\n", "  - {id: parties, number: Del 2}\n  - {id: validity, number: § 1}\n",
    "  - {id: validity, number: § 2}\n  - {id: x, number: § 9, text: Tekst.}\n  - {id: y, text: Tekst.}\n",
])  # fmt: skip
def test_no_number_stands_twice(sections: str, style: str) -> None:
    page = rendered(_document(sections, style))
    labels = [re.sub(r"[.§\s]|Del", "", label) for _, label in _labels(page) if label]
    assert [label for label, times in Counter(labels).items() if times > 1] == []
    duties = [number for pointer, number in page.numbers.items() if "/clauses/" not in pointer]
    assert len(set(duties)) == len(duties) == 2
    given = set(re.findall(r"number: '?([^,'}]+)", sections))
    assert given <= set(re.findall(r">([^<>]+)</(?:span|p)>", page.html))


def test_an_automatic_number_goes_past_those_used() -> None:
    page = rendered(_document(SPAN, "paragraph"))
    assert _labels(page) == [
        ("parties", "§ 1"), ("background", "§ 2"), ("responsibilities", "§§ 4–6"), ("validity", "§ 7"),
        ("routine_steps", "§ 8"), ("signatories", "§ 9"),
    ]  # fmt: skip
    assert [page.numbers[f"/responsibilities/{at}"] for at in (0, 1)] == ["4–6.1", "4–6.2"]


def test_what_stands_before_numbers_to_come_has_none_but_its_duties_have() -> None:
    page = rendered(
        _document("  - {id: validity, number: § 1}\n  - {id: own, number: § 2, text: Tekst.}\n", "paragraph")
    )
    assert _labels(page)[:4] == [
        ("parties", ""),
        ("background", ""),
        ("responsibilities", "§ 3"),
        ("validity", "§ 1"),
    ]
    assert '<h2 id="del-parties-tittel">Avtalens parter</h2>' in page.html


PARTS = ("scope", "purposes", "principle", "evaluation", "target_groups", "based_on", "roles")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("title", ["", ", title: Min tittel"])
def test_a_part_has_the_section_that_its_author_gave_it(part: str, title: str) -> None:
    page = rendered(_document(f"  - {{id: {part}, number: § 77{title}}}\n"))
    (chapter,) = (one for one in page.chapters if one.anchor == f"del-{part}")
    assert chapter.label == "§ 77"
    assert title == "" or chapter.heading == "Min tittel"
    assert not re.search(r"[a-z_]{4,}", str(chapter.heading)) or part.capitalize() != str(chapter.heading)
    said = {"scope": "Avtalen gjelder huset.", "purposes": "Et sted å være.", "principle": "Tillit.", "evaluation": "mai",
            "target_groups": "Unge", "based_on": "Ungdomsplanen", "roles": "Leder huset."}[part]  # fmt: skip
    assert said in chapter.body
    others = "".join(str(one.body) for one in page.chapters if one is not chapter)
    assert said not in others


def test_sections_keep_the_order_they_are_written_in() -> None:
    page = rendered(
        _document(
            "  - {id: scope}\n  - {id: own, text: Tekst.}\n  - {id: purposes}\n  - {id: validity}\n  - {id: x, text: Tekst.}\n"
        )
    )
    order = [name for name, _ in _labels(page)]
    assert [one for one in order if one in ("scope", "own", "purposes", "validity", "x")] == [
        "scope",
        "own",
        "purposes",
        "validity",
        "x",
    ]


CLAUSES = """  - id: house
    number: § 8
    title: Huset
    clauses:
      - {number: '8.1', title: Leia, text: Kommunen leier.}
      - number: '8.2'
        duty: {id: pay, owner: b, strength: shall, does: betale leia}
        clauses:
          - {number: a), text: Også strøm.}
          - number: b)
            duty: {id: water, owner: a, strength: may, does: betale vann}
            clauses: [{number: (i), text: Ikke varmt.}]
      - duty: {id: wash, owner: b, strength: should, does: vaske trappa}
  - id: free
    title: Uten numre
    clauses:
      - {text: Først.}
      - duty: {id: lock, owner: a, strength: shall, does: låse døra}
        clauses: [{text: Hver kveld.}, {duty: {id: key, owner: b, strength: shall, does: ta nøkkelen}}]
"""


def test_clauses_keep_their_order_and_numbers() -> None:
    page = rendered(_document(CLAUSES))
    whole = page_text(page.html)
    body = whole[whole.index("§8Huset8.1Leia") :]
    words = [
        "8.1Leia",
        "Kommunenleier.",
        "8.2",
        "betaleleia",
        "a)",
        "Ogsåstrøm.",
        "b)",
        "betalevann",
        "(i)",
        "Ikkevarmt.",
        "vasketrappa",
    ]
    at = [body.index(word) for word in words]
    assert at == sorted(at)


def test_every_duty_has_a_number_in_the_overview_that_leads_to_it() -> None:
    page = rendered(_document(CLAUSES))
    table = page.html[page.html.index('<table class="overview">') :]
    table = table[: table.index("</table>")]
    links = dict(re.findall(r'<a href="#(plikt[^"]*)">([^<]*)</a>', table))
    assert set(links.values()) >= {"8.2", "8.2 b)", "§ 8", "9.2", "9.2.2"} - {"9.2", "9.2.2"}
    assert all(f'id="{anchor}"' in page.html for anchor in links)
    assert len(links) == 7
    free = next(one.label for one in page.chapters if one.anchor == "del-free").rstrip(".")
    assert {f"{free}.2", f"{free}.2.2"} <= set(links.values())


def test_a_clause_without_a_number_in_a_list_that_has_some_stands_without() -> None:
    page = rendered(_document(CLAUSES))
    assert page.numbers["/sections/0/clauses/2"] == "§ 8"
    assert page.html.count('<p class="number">') == 4 + 4


def test_own_numbers_are_passed_over_by_the_automatic_ones(tmp_path: Path) -> None:  # noqa: ARG001
    sections = "  - {id: x, clauses: [{text: a}, {text: b}]}\n  - {id: y, title: Y, clauses: [{number: '5.1', text: c}]}\n"
    page = rendered(_document(sections))
    numbers = [number for number in page.numbers.values() if number]
    assert len(numbers) == len(set(numbers))


LONG = """numbering: paragraph
sections:
  - {{id: responsibilities, number: "{0}", title: Hvem gjør hva}}
  - id: own
    number: "{0}.9"
    title: Egen
    clauses:
      - {{number: "{0}.1", title: Leia, text: Kommunen leier huset av fylket.}}
      - {{number: "{0}.2", text: Kommunen leier huset av fylket.}}
      - number: "{0}.3"
        duty: {{id: pay, owner: b, strength: shall, does: betale leia, informs: [a], deadline: {{within: 3 days, of: regningen}}}}
        clauses:
          - {{number: "{0}.4", text: Kommunen leier huset av fylket.}}
          - number: "{0}.5"
            duty: {{id: water, owner: a, strength: may, does: betale vann}}
            clauses:
              - {{number: "{0}.6", title: Vann, text: "Slik deles det:\\n\\nTabell 1: Vann\\n\\n| År | Kroner |\\n|--|--|\\n| A | 1 000 |"}}
              - {{number: "{0}.7", duty: {{id: air, owner: b, strength: should, does: lufte}}}}
"""


@pytest.mark.parametrize("number", ["§ 4", "§§ 4–6", "§§ 104–106.11", "Kapittel III, del 2 bokstav f"])
def test_a_number_is_printed_over_nothing_however_long(number: str) -> None:
    text = HEAD.format(style="decimal").replace("numbering: decimal\n", "") + LONG.format(number)
    document = load(parse(text, "huset-1.00.yaml"))
    assert document is not None
    pdf = write_pdf(rendered(document).html, meta=META, source=SOURCE).data
    assert overprinted(pdf) == []
    assert complaints(pdf) == []
    said = " ".join(" ".join(pages_text(pdf)).split())
    assert all(f"{number}.{n}" in said for n in range(1, 8))


@pytest.mark.parametrize(
    ("lang", "label"),
    [
        ("nb", "Organisasjonsnummer"),
        ("nn", "Organisasjonsnummer"),
        ("en", "Organisation number"),
        ("se", None),
    ],
)
def test_no_label_touches_its_value(lang: str, label: str | None) -> None:
    text = HEAD.format(style="decimal").replace("{id: a,", "{id: a, organisation_number: '889640782',")
    document = load(parse(text, "huset-1.00.yaml"))
    assert document is not None
    pdf = write_pdf(rendered(document, lang=lang).html, meta=META).data
    (line,) = (line for page in pages_text(pdf) for line in page.splitlines() if "889640782" in line)
    assert re.search(rf"{label or '[^ ]+'} +889640782", line)
