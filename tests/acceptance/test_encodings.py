"""Whatever the output takes, the same is said as well as it can be, with the same exit status."""

from __future__ import annotations

import io
import json
import subprocess
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from avtale.cli.echo import settle_stream
from tests.acceptance.outside import DAY, command, environment, repository
from tests.support import AGREEMENT

TEXT = AGREEMENT.replace("title: Fylkesdirektør", "title: Fylkkadirektevra čáŋ “→” 𐐷 ✓")
ENCODINGS = ("cp1252", "ascii", "cp850", "latin-1", "utf-8", "ascii:strict", "cp1252:strict")
LINES = (
    ("check",),
    ("check", "--format", "json"),
    ("check", "--format", "junit"),
    ("show", "finnes-čikke"),
    ("status",),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("koding")
    repository(folder, TEXT + "ukjent-č→: 1\n")
    return folder


@cache
def run(words: tuple[str, ...], folder: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    day = ("--on", DAY) if words[0] in ("check", "show", "status") else ()
    return subprocess.run([*command(*words), *day], cwd=folder, env=environment(**env), capture_output=True)


def said_in(encoding: str, lines: tuple[tuple[str, ...], ...], world: Path) -> None:
    """What holds of each line in an encoding."""
    name = encoding.partition(":")[0]
    for words in lines:
        told = run(words, world)
        done = run(words, world, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert done.returncode == told.returncode, words
        said = done.stdout.decode(name) + done.stderr.decode(name)
        wanted = told.stdout.decode() + told.stderr.decode()
        assert "Traceback" not in said, words
        assert "Uventet" not in said, words
        assert said.count("\n") == wanted.count("\n"), words
        if "json" in words:  # a program gets every letter
            assert json.loads(done.stdout) == json.loads(told.stdout)
        elif "junit" in words:
            assert ElementTree.canonicalize(done.stdout) == ElementTree.canonicalize(told.stdout)
        elif name == "utf-8":
            assert said == wanted
        elif words == ("check",):  # the nearest letters, and what the code page has as it is
            assert ('"ukjent-c->"' if name == "ascii" else "«ukjent-c->»") in said


@pytest.mark.parametrize("encoding", ["cp1252:strict", "ascii"])
def test_an_encoding_gets_what_it_can_take(encoding: str, world: Path) -> None:
    said_in(encoding, LINES[:4] if encoding != "ascii" else LINES[:1], world)


@pytest.mark.extended
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_gets_what_it_can_take(encoding: str, world: Path) -> None:
    more = (
        ("show", "prove"),
        ("show", "prove", "--format", "json"),
        ("--help",),
        ("explain", "file-tag"),
        ("schema", "agreement"),
    )
    said_in(encoding, (*LINES, *more), world)


@pytest.mark.parametrize("env", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LANG": "C"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}])  # fmt: skip
def test_a_locale_without_letters_changes_nothing(env: dict[str, str], world: Path) -> None:
    told, done = run(("check",), world), run(("check",), world, **env)
    assert (done.returncode, done.stdout, done.stderr) == (1, told.stdout, told.stderr)
    assert "č→".encode() in told.stdout


@pytest.mark.parametrize(("windows", "terminal", "asked", "wanted"), [(True, False, "", "utf-8"), (True, True, "", "cp1252"), (False, False, "", "cp1252"), (True, False, "cp1252", "cp1252"), (True, False, ":strict", "utf-8")])  # fmt: skip
def test_a_file_under_windows_is_utf_8(
    windows: bool, terminal: bool, asked: str, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", asked)
    stream = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    if terminal:
        stream = Terminal(io.BytesIO(), encoding="cp1252")
    settle_stream(stream, windows=windows)
    assert stream.encoding == wanted
    stream.write("č→å")
    stream.flush()
    assert stream.buffer.getvalue().decode(wanted) == ("č→å" if wanted == "utf-8" else "c->å")  # type: ignore[attr-defined]


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def _ends(closed: str, lines: tuple[tuple[str, int], ...], world: Path) -> None:
    for words, code in lines:
        line = f"{' '.join(command(*words.split()))} {closed}; exit ${{PIPESTATUS[0]}}"
        done = subprocess.run(
            ["bash", "-c", line], cwd=world, env=environment(), capture_output=True, check=False
        )
        assert done.returncode == code, (words, done.stderr)
        assert b"Exception" not in done.stderr
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("closed", [">&- 2>&- <&-", "2>&1 | true"])
def test_a_closed_end_changes_no_exit_status(closed: str, world: Path) -> None:
    _ends(closed, (("check", 1), ("show finnes-ikke", 2)), world)


@pytest.mark.extended
@pytest.mark.parametrize(
    "closed", [">&-", "2>&-", ">&- 2>&-", "| true", "2>&1 | true", "> /dev/null 2>&1", "<&-"]
)
def test_any_closed_end_changes_no_exit_status(closed: str, world: Path) -> None:
    _ends(
        closed,
        (("check", 1), ("show prove", 0), ("show finnes-ikke", 2), ("schema", 0), ("--help", 0)),
        world,
    )


def test_a_report_file_is_utf_8(world: Path, tmp_path: Path) -> None:
    names = ("text", "json", "sarif", "junit", "gitlab", "github")
    words = [word for name in names for word in ("--format", f"{name}={tmp_path / name}")]
    run(("check", *words), world, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    for name in names:
        assert "ukjent-č→" in (tmp_path / name).read_text(encoding="utf-8")
