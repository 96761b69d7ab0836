"""The set-up's own scripts, and the lock they install from."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support import ROOT, discovered


@pytest.fixture(scope="module")
def lock() -> str:
    return (ROOT / "constraints.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser_lock() -> str:
    return (ROOT / "constraints-browser.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wheelhouse() -> dict:
    return runpy.run_path(str(ROOT / "tools" / "wheelhouse.py"))


def executable(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def sh(script: Path, *arguments: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(script), *arguments]
    env = os.environ | surroundings
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_every_locked_package_has_hashes_and_none_has_an_address(
    lock: str, browser_lock: str, wheelhouse: dict
) -> None:
    for text, number in ((lock, 50), (browser_lock, 2)):
        blocks = wheelhouse["locked"](text)
        for name in discovered(blocks, at_least=number):
            assert re.search(r"^--hash=sha256:[0-9a-f]{64}$", blocks[name].splitlines()[-1].strip()), name
        assert not re.search(r"://|^\s*--(?!hash=)", text, re.MULTILINE)


def test_the_locks_agree(lock: str, browser_lock: str, wheelhouse: dict) -> None:
    """Both are installed into one environment, one after the other."""
    blocks, more = wheelhouse["locked"](lock), wheelhouse["locked"](browser_lock)
    assert "playwright" in more.keys() - blocks.keys()
    versions = {name: re.match(r"\S+==[^\s;]+", block) for name, block in (blocks | more).items()}
    for name in blocks.keys() & more.keys():
        assert blocks[name].startswith(versions[name][0]), name


def test_the_locks_answer_what_the_project_asks_for(lock: str, browser_lock: str, wheelhouse: dict) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    asked = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *groups["dev"],
        *groups["browser"],
    ]
    blocks = wheelhouse["locked"](lock) | wheelhouse["locked"](browser_lock)
    for requirement in map(Requirement, discovered(asked, at_least=20)):
        block = blocks.get(canonicalize_name(requirement.name), "")
        version = re.search(r"==([^\s;\\]+)", block)
        assert version, f"{requirement} is not locked; run `make lock`"
        assert requirement.specifier.contains(version[1]), (
            f"{requirement}, locked {version[1]}; run `make lock`"
        )


def test_the_wheelhouse_holds_what_runs_and_no_tool(wheelhouse: dict, lock: str) -> None:
    needed = wheelhouse["needed"]("avtale")
    assert {"weasyprint", "pyhanko", "cffi", "brotli"} <= needed
    assert not needed & {"avtale", "pytest", "mypy", "ruff", "hatchling", "hypothesis"}
    assert needed <= wheelhouse["locked"](lock).keys()


def test_an_old_python_is_named(tmp_path: Path) -> None:
    script = ROOT / "tools" / "python.sh"
    old = executable(
        tmp_path / "python3.9", 'case "$*" in *version_info*) exit 1;; --version) echo Python 3.9.2;; esac'
    )
    result = sh(script, PYTHON=str(old))
    assert result.returncode == 1
    assert "Python 3.9.2 is too old; 3.11 or newer is needed" in result.stderr
    assert sh(script, PYTHON=str(tmp_path / "none")).returncode == 1
    assert sh(script, PYTHON=sys.executable).stdout == sys.executable + "\n"


def test_without_the_right_it_stops_with_the_line_to_run(tmp_path: Path) -> None:
    script = ROOT / "tools" / "system-libs.sh"
    executable(tmp_path / "python3", "exit 1")  # no library loads
    executable(tmp_path / "id", "echo 1000")
    executable(tmp_path / "sudo", "exit 1")
    executable(tmp_path / "apt-get", "exit 99")
    result = sh(script, "libpango-1.0-0", "qpdf", PATH=str(tmp_path), PYTHON=str(tmp_path / "python3"))
    assert result.returncode == 1
    line = "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends libpango-1.0-0 qpdf'"
    assert result.stderr.splitlines()[-1].strip() == line


def test_every_package_that_the_makefile_asks_for_is_looked_for(tmp_path: Path) -> None:
    named = re.findall("(?m)^(?:DRAWING|JUDGES|BROWSER) := (.+)$", (ROOT / "Makefile").read_text("utf-8"))
    packages = discovered(" ".join(named).split(), at_least=10)
    for command, does in (("python3", "exit 1"), ("id", "echo 1000"), ("sudo", "exit 1"), ("apt-get", "exit 99"), ("find", "exit 1")):  # fmt: skip
        executable(tmp_path / command, does)
    result = sh(ROOT / "tools" / "system-libs.sh", *packages, PATH=str(tmp_path))
    assert "does not know" not in result.stderr


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    script = ROOT / "tools" / "system-libs.sh"
    for command in ("qpdf", "openssl", "apt-get"):
        executable(tmp_path / command, "exit 99")
    result = sh(script, "qpdf", "openssl", PATH=str(tmp_path))
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    unknown = sh(script, "cowsay", PATH=str(tmp_path))
    assert "does not know how to look for cowsay" in unknown.stderr
    assert unknown.returncode == 1


def test_a_bare_root_is_not_made_inside_the_checkout() -> None:
    inside = ROOT / "build" / "bare-root-test"
    result = sh(ROOT / "tools" / "bare-root.sh", str(inside))
    assert result.returncode == 2
    assert "inside the checkout" in result.stderr
    assert not inside.exists()


def test_no_test_needs_the_browser_to_be_collected() -> None:
    """`make test` does without what constraints-browser.txt brings; a test that needs it asks when it runs."""
    files = discovered((ROOT / "tests").rglob("test_*.py"), at_least=100)
    asking = re.compile(
        r"^(?:from|import) (?:playwright|axe_playwright_python|caldav|radicale)\b", re.MULTILINE
    )
    assert [file.name for file in files if asking.search(file.read_text("utf-8"))] == []
