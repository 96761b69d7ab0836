"""The environment is read in one place, and the folders it leads to are the XDG specification's."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import avtale
from avtale import environment
from tests.support import discovered

PACKAGE = Path(avtale.__file__).parent
FILES = discovered(
    [path for path in sorted(PACKAGE.rglob("*.py")) if path != Path(environment.__file__)], at_least=300
)
READS = {"environ", "environb", "getenv", "getenvb", "expanduser"}


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (
        "AVTALE_CACHE",
        "AVTALE_CONFIG",
        "AVTALE_STATE",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


def reads(text: str) -> list[str]:
    """What of `text` reads the environment, or the home folder that it gives."""
    if not any(name in text for name in (*READS, "from os import")):
        return []
    nodes = list(ast.walk(ast.parse(text)))
    found = [node.attr for node in nodes if isinstance(node, ast.Attribute) and node.attr in READS]
    imported = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "os"]
    return found + [name.name for node in imported for name in node.names]


def test_no_other_module_reads_it() -> None:
    assert {str(path): found for path in FILES if (found := reads(path.read_text(encoding="utf-8")))} == {}
    assert reads("import os\nos.environ['X']") == ["environ"]
    assert reads("from os import getenv") == ["getenv"]
    assert reads(Path(environment.__file__).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("own", "xdg", "expected"),
    [
        (None, None, "home/{xdg_default}/avtale"),
        (None, "elsewhere", "elsewhere/avtale"),
        (None, "relative", "home/{xdg_default}/avtale"),
        ("mine", "elsewhere", "mine"),
        ("", "elsewhere", None),
    ],
)
@pytest.mark.parametrize("what", ["CACHE", "CONFIG", "STATE"])
def test_where_answers_the_configuration_and_ledgers_lie(
    what: str, own: str | None, xdg: str | None, expected: str | None,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    if own is not None:
        monkeypatch.setenv(f"AVTALE_{what}", str(tmp_path / own) if own else "")
    if xdg is not None:
        monkeypatch.setenv(f"XDG_{what}_HOME", xdg if xdg == "relative" else str(tmp_path / xdg))
    folder = {
        "CACHE": environment.answers_folder,
        "CONFIG": environment.configuration_folder,
        "STATE": environment.state_folder,
    }[what]
    default = {"CACHE": ".cache", "CONFIG": ".config", "STATE": ".local/state"}[what]
    assert folder() == (tmp_path / expected.format(xdg_default=default) if expected else None)


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home(_: object) -> str:
        raise RuntimeError

    monkeypatch.setattr("platformdirs.unix.expand_user", no_home)
    assert environment.answers_folder() is None
    assert environment.configuration_folder() is None


@pytest.mark.parametrize("before", [None, "as it was"])
def test_a_variable_is_set_only_for_a_while(monkeypatch: pytest.MonkeyPatch, before: str | None) -> None:
    monkeypatch.delenv("SOME_LIBRARY", raising=False)
    if before is not None:
        monkeypatch.setenv("SOME_LIBRARY", before)
    with environment.with_variable("SOME_LIBRARY", "new"):
        assert environment.passed_on(["SOME_LIBRARY", "NOT_SET"]) == {"SOME_LIBRARY": "new"}
    assert os.environ.get("SOME_LIBRARY") == before


def test_only_what_is_named_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "0")
    monkeypatch.setenv("GIT_DIR", "elsewhere")
    assert environment.passed_on(beginning="GIT_CONFIG_") == {"GIT_CONFIG_COUNT": "0"}


def test_help_does_not_look_for_folders() -> None:
    code = "import sys; import avtale.cli.main; print('platformdirs' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
