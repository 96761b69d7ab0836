"""The way through the house: a stage knows the stages on its left, and only cli/ prints, asks, or takes the clock."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support import discovered

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "avtale"
# DESIGN.md, "The way through the house", and `generate`, which drafts routines. Words and patterns of a language (locales) are read by rules and all after them.
ORDER = ("national_number", "wording", "message", "terminal", "errors", "findings", "resources", "source", "locales", "format", "facts", "lifecycle", "rules", "generate", "report", "conformance", "render", "sign", "publish", "cli")  # fmt: skip
FILES = discovered(
    sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem in ORDER),
    at_least=90,
)
OUTSIDE = {"print", "input", "exit", "quit", "breakpoint"}


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return {name.split(".")[1] for name in found if name.startswith("avtale.")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_stage_knows_only_those_on_its_left(path: Path) -> None:
    stage = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    left = ORDER[: ORDER.index(stage) + 1]
    assert _imports(path) & set(ORDER) <= set(left)


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.relative_to(PACKAGE).parts[0] != "cli"],
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_only_the_command_line_prints_asks_and_takes_the_clock(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in OUTSIDE
            assert not called.endswith(
                ("date.today", "datetime.now", "datetime.utcnow", "time.time", "sys.exit")
            )
