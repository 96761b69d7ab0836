"""An unlisted skip fails the run: tried on a run of pytest of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.skips import expected_skips
from tests.support import ROOT

ONE_OF_EACH = """
import pytest

def test_passes(): pass

@pytest.mark.skip(reason="the kernel refuses")
def test_skips(): pass
"""

WHOLE_FILE = """
import pytest

pytestmark = pytest.mark.extended

pytest.skip("the kernel refuses", allow_module_level=True)
"""


@pytest.fixture
def run(tmp_path: Path):
    """Runs pytest on these test files, and one that passes, with this list of skips: (exit code, output)."""

    def run(listed: str, *options: str, **files: str) -> tuple[int, str]:
        tests = tmp_path / "tests"
        tests.mkdir()
        for source in ROOT.glob("tests/*.py"):
            (tests / source.name).write_bytes(source.read_bytes())
        (tests / "expected_skips.txt").write_text(listed, encoding="utf-8")
        for name, text in {**files, "other": "def test_other(): pass\n"}.items():
            (tests / f"test_{name}.py").write_text(text, encoding="utf-8")
        (tmp_path / "pytest.ini").write_text(
            "[pytest]\npythonpath = .\naddopts = --import-mode=importlib\nmarkers = golden: x\n",
            encoding="utf-8",
        )
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            "--basetemp",
            str(tmp_path / "own"),
            *options,
        ]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        result = subprocess.run(command, cwd=tmp_path, env=clean, capture_output=True, text=True, check=False)
        return result.returncode, result.stdout + result.stderr

    return run


@pytest.mark.parametrize("options", [(), ("-n", "1")], ids=["alone", "xdist"])
def test_an_unlisted_skip_fails_the_run(run, options: tuple[str, ...]) -> None:
    code, output = run("# none\n", *options, each=ONE_OF_EACH, whole=WHOLE_FILE)
    assert code == 1, output
    for told in (r"tests/test_each\.py::test_skips", r"tests/test_whole\.py"):
        assert re.search(rf"^{told} \| the kernel refuses$", output, re.M), output
    assert re.fullmatch(r"=* .*2 skipped.* =*", output.splitlines()[-1])


def test_a_listed_skip_passes(run) -> None:
    listed = "tests/test_*.py* | the kernel * | not in a container\n"
    code, output = run(listed, each=ONE_OF_EACH, whole=WHOLE_FILE)
    assert code == 0, output
    assert "2 passed, 2 skipped" in output


def test_a_listed_test_may_not_skip_for_another_reason(run) -> None:
    code, output = run(
        "tests/test_each.py::* | no Chromium | only make test-all installs it\n", each=ONE_OF_EACH
    )
    assert code == 1, output


def test_a_line_without_the_why_is_an_error() -> None:
    assert expected_skips("# comment\n\na | b | c\n") == [("a", "b")]
    with pytest.raises(ValueError, match="why"):
        expected_skips("a | b |\n")
