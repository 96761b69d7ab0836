"""tests/unit/ has a folder for each package of src/avtale/, and in it the tests of that package."""

from __future__ import annotations

import ast
import re

import pytest

from tests.support import ROOT, discovered


def test_each_package_has_its_folder_of_tests() -> None:
    packages = {path.parent.name for path in (ROOT / "src/avtale").glob("*/__init__.py")}
    unit = ROOT / "tests/unit"
    folders = {path.parent.name for path in discovered(unit.glob("*/test_*.py"), at_least=80)}
    assert folders - {"house"} == packages  # house/: the code and the tests as such


def test_each_test_lies_in_the_folder_of_the_package_it_uses() -> None:
    """By itself or by what the tests of the folder share."""
    elsewhere = []
    for path in sorted((ROOT / "tests/unit").glob("*/test_*.py")):
        package = path.parent.name
        used = {
            node.module
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module
        }
        if package != "house" and not any(
            f"{module}.".startswith((f"avtale.{package}.", f"tests.unit.{package}.")) for module in used
        ):
            elsewhere.append(path.relative_to(ROOT).as_posix())
    assert not elsewhere


def test_a_test_is_called_the_same_in_every_run(request: pytest.FixtureRequest) -> None:
    """The order of a set and the address of an object are others in each process: two workers would not know each other's tests."""
    names = [item.nodeid for item in request.session.items]
    assert [name for name in names if re.search(r"frozenset\(\{|object at 0x", name)] == []
