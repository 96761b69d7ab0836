"""An example is a base and a change of it."""

from __future__ import annotations

from typing import Any

import pytest

from avtale.catalogue.codes import Rule, codes
from avtale.catalogue.examples import examples
from avtale.catalogue.fragment import laid
from tests.support import ROOT, discovered

CATALOGUE = ROOT / "src/avtale/catalogue"
BASE = CATALOGUE / "base"
WITH = discovered((rule for rule in codes().values() if rule.example_data), at_least=140)
TEXT = "# Oppdiktet.\nkey: a\nparties:\n  - id: b\n# om datoene\nvalidity:\n  from: 2026-08-01\n"


@pytest.mark.parametrize(
    ("change", "without", "expected"),
    [
        ("", (), TEXT),
        ("key: c\n", (), TEXT.replace("key: a", "key: c")),
        ("parties:\n- id: c\n", (), TEXT.replace("  - id: b\n# om datoene\n", "- id: c\n")),
        ("scope: Alt.\n", (), TEXT + "scope: Alt.\n"),
        ("key: c\nscope: Alt.\n", (), TEXT.replace("key: a\n", "key: c\nscope: Alt.\n")),
        ("scope: Alt.\nkey: c\n", (), TEXT.replace("key: a", "key: c") + "scope: Alt.\n"),
        ("# Annet.\n", (), TEXT.replace("Oppdiktet", "Annet")),
        ("", ("validity", "parties"), "# Oppdiktet.\nkey: a\n"),
    ],
)
def test_a_fragment_is_laid_over_a_base_by_its_top_keys(
    change: str, without: tuple[str, ...], expected: str
) -> None:
    assert laid(TEXT, change, without) == expected


def test_each_example_says_how_it_differs_from_the_base_and_names_only_what_is_there() -> None:
    # A whole file that is one of the base with other words could not be kept in step with it.
    bases = {path.read_text(encoding="utf-8") for path in BASE.rglob("*.yaml")}
    changes = [(rule.code, said) for rule in WITH for said in _files(rule) if isinstance(said, dict)]
    assert [
        (code, said)
        for code, said in discovered(changes)
        if not (said.keys() == {"whole"} or (said and said.keys() <= {"over", "change", "without"}))
        or not (BASE / said.get("over", "avtale.yaml")).is_file()
        or said.get("whole") in bases
    ] == []
    listed = [
        (rule.code, path)
        for rule in WITH
        for name, said in rule.example_data.items()
        for path in ([] if "." in name else said.get("base", []))
    ]
    assert [(code, path) for code, path in discovered(listed) if not (BASE / path).exists()] == []


def _files(rule: Rule) -> list[Any]:
    found: list[Any] = []
    for name, said in rule.example_data.items():
        found += [said] if "." in name else [each for path, each in said.items() if path != "base"]
    return found


def test_every_file_of_the_base_is_used() -> None:
    used: set[str] = {"agreement.yaml"}
    for rule in WITH:
        used |= {said["over"] for said in _files(rule) if isinstance(said, dict) and "over" in said}
        used |= {path.partition("/agreements/")[2] for path in examples(rule)}
    there = {path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yaml")}
    assert discovered(sorted(there), at_least=15)
    assert there <= used


def test_every_file_of_the_catalogue_belongs_to_a_code() -> None:
    for path in discovered((path for path in CATALOGUE.glob("*/*") if path.is_file()), at_least=600):
        if path.parent != BASE and path.parent.name != "__pycache__":
            assert path.name.partition(".")[0] in codes(), path


def test_the_fragments_of_a_page_are_its_examples_where_they_can_be() -> None:
    shown = [said for rule in WITH for said in _files(rule) if said in ("{wrong}", "{right}")]
    assert len(shown) >= 12
    (rule,) = (rule for rule in WITH if rule.code == "duration-differs")
    assert rule.fragment("wrong") in examples(rule)["bad-two-years.yaml"]
