"""The way through the house: a stage knows those before it, and only cli/ prints, asks, exits and takes the clock.

Both stand in pyproject.toml, as contracts of import-linter and as names that ruff refuses; `make lint` asks them too.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT, discovered

FAULTS = {
    "source/lines.py": "from avtale.facts.git import history",
    "format/names.py": "import avtale",  # and so, through the public names, anything
    "report/own_output.py": "from click import echo",
    "errors.py": "from avtale.cli.placed import placed",
    "novel/words.py": "",  # a package that has no place in the list
    "facts/state.py": "import datetime as d\nd.date.today()\nprint()\nfrom time import time\nday = d.datetime.now",
    "sign/files.py": "import sys\nsys.exit(1)",
    "sign/updates/appearance.py": "from avtale.sign.pages import sight",
    "rules/check.py": "input('?')",
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code that does all that is forbidden."""
    root = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", root)
    shutil.copytree(ROOT / "src", root / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name, fault in FAULTS.items():
        path = root / "src/avtale" / name
        if not path.exists():
            path.parent.mkdir()
            (path.parent / "__init__.py").touch()
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{fault}\n")
    return root


def asked(root: Path, *command: str) -> tuple[int, str]:
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "NO_COLOR": "1", "COLUMNS": "200"}
    tool = Path(sys.executable).with_name(command[0])
    done = subprocess.run(
        [tool, *command[1:], "--no-cache"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def imports(root: Path) -> tuple[int, str]:
    return asked(root, "lint-imports")


def names(root: Path) -> tuple[int, str]:
    return asked(root, "ruff", "check", "--select", "T20,TID251", "--output-format", "concise", "src")


def questions(root: Path) -> list[str]:
    """Where `input` is called outside cli/: ruff can refuse a name of a module, not a name that is built in."""
    package = root / "src/avtale"
    return [
        f"{path.relative_to(root)}:{number}"
        for path in discovered(sorted(package.rglob("*.py")), at_least=90)
        if path.relative_to(package).parts[0] != "cli"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(r"(?<![\w.])input\(", line)
    ]


def test_each_stage_knows_only_those_before_it() -> None:
    code, said = imports(ROOT)
    assert code == 0, said
    assert "3 kept, 0 broken" in said


def everything(root: Path) -> list[str]:
    """Who imports the public names, which are found when they are asked for: no contract sees what stands behind them."""
    package = root / "src/avtale"
    modules = {path.stem for path in package.iterdir()}
    found = []
    for path in discovered(sorted(package.rglob("*.py")), at_least=90):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            of_all = isinstance(node, ast.Import) and any(name.name == "avtale" for name in node.names)
            by_name = isinstance(node, ast.ImportFrom) and node.module == "avtale"
            if of_all or (by_name and {name.name for name in node.names} - modules):
                found.append(path.relative_to(root).as_posix())
    return found


def test_only_the_command_line_prints_asks_exits_and_takes_the_clock() -> None:
    code, said = names(ROOT)
    assert code == 0, said
    assert not questions(ROOT)


def test_a_wrong_import_is_told_with_its_place(broken: Path) -> None:
    code, said = imports(broken)
    assert (code, "0 kept, 3 broken" in said) == (1, True), said
    for told in (
        "avtale.source is not allowed to import avtale.facts",
        "avtale.errors is not allowed to import avtale.cli",
        "avtale.report.own_output -> click",
        "avtale.sign.updates is not allowed to import avtale.sign.pages",
        "avtale.novel",
    ):
        assert told in said, told
    assert everything(broken) == ["src/avtale/format/names.py"]
    assert everything(ROOT) == []
    line = (broken / "src/avtale/source/lines.py").read_text(encoding="utf-8").count("\n")
    assert f"avtale.source.lines -> avtale.facts.git (l.{line})" in said


def test_a_print_and_a_clock_are_told_with_their_place(broken: Path) -> None:
    code, said = names(broken)
    assert code == 1
    last = (broken / "src/avtale/facts/state.py").read_text(encoding="utf-8").count("\n")
    for number, word in ((last - 3, "today"), (last - 2, "print"), (last - 1, "time.time"), (last, "now")):
        assert re.search(rf"^src/avtale/facts/state.py:{number}:\d+: .*{word}", said, re.MULTILINE), said
    assert re.search(r"^src/avtale/sign/files.py:\d+:\d+: .*sys.exit", said, re.MULTILINE), said
    assert [place.partition(":")[0] for place in questions(broken)] == ["src/avtale/rules/check.py"]
