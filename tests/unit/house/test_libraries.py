"""A library that does one thing for us is asked in one place, by its public names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

import pytest

from tests.support import ROOT, discovered

SOURCE = ROOT / "src/avtale"


@cache
def imported() -> frozenset[tuple[str, str]]:
    """Each module that is imported, with the file that does it."""
    return frozenset(discovered(_imported(), at_least=1000))


def _imported() -> Iterator[tuple[str, str]]:
    for path in SOURCE.rglob("*.py"):
        place = path.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                yield from ((alias.name, place) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module, place


@pytest.mark.parametrize(
    ("library", "place"),
    [
        ("jsonschema", "format/explain/validator.py"),  # explains
        ("jsonschema_rs", "format/validate.py"),  # says yes or no
        ("ruamel.yaml.cyaml", "source/events.py"),
    ],
)
def test_it_is_asked_in_one_place(library: str, place: str) -> None:
    assert {by for name, by in imported() if f"{name}.".startswith(f"{library}.")} == {place}


def test_no_private_module_is_imported() -> None:
    assert {name for name, _ in imported() if name[0] == "_"} == {"__future__"}
