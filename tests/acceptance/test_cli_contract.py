"""Exit codes, help and misuse of every command, from outside (docs/architecture.md, "The contract")."""

from __future__ import annotations

import json
import os
import pty
import re
import shlex
import signal
import subprocess
import time
from pathlib import Path

import pytest

from avtale.catalogue.codes import codes
from tests.acceptance.outside import DAY, SOURCE, avtale, command, environment, repository, tree
from tests.support import PATIENCE, discovered
from tests.unit.house.test_both_languages import ENGLISH, NORWEGIAN, foreign

COMMANDS = discovered(
    sorted(p.stem for p in (SOURCE / "avtale/cli/commands").glob("*.py") if p.stem != "__init__"), at_least=9
)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_each_command_has_help_with_an_example_in_both_languages(
    name: str, lang: str, tmp_path: Path
) -> None:
    ran = avtale(name, "--help", "--lang", lang, cwd=tmp_path)
    assert ran.code == 0
    assert ran.err == ""
    told, example, _ = ran.out.partition("\nEksempel:" if lang == "nb" else "\nExample:")
    assert example
    assert foreign(told, ENGLISH if lang == "nb" else NORWEGIAN) == set()
    assert re.search(r"\b(DOK|FIL|MAPPE|DATO|NAVN|TEKST)\b", told) is None or lang == "nb"
    assert f"avtale {name}" in ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_option_is_misuse_in_one_line(name: str, tmp_path: Path) -> None:
    ran = avtale(name, "--finnes-ikke", cwd=tmp_path)
    assert ran.code == 2
    assert len(ran.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["check"], 0, "ingen funn"),
        (["check", "prove"], 0, "ingen funn"),
        (["check", "finnes-ikke"], 2, "Fant ikke"),
        (["check", "agreements/finnes-ikke.yaml"], 2, "Fant ikke"),
        (["check", "agreements"], 0, "1 fil"),
        (["check", "."], 0, "1 fil"),
        (["check", "agreements/prove"], 0, "1 fil"),
        (["check", "agreements/register"], 2, "ikke"),
        (["check", "--on", "24.10.2022"], 2, "år-måned-dag"),
        (["check", "--format", "tekst"], 2, "Velg blant"),
        (["check", "--repo", "/finnes/ikke"], 2, "--repo"),
        (["chek"], 2, "Mener du «check»"),
        (["show", "prove"], 0, "Prøveavtale"),
        (["show", "provee"], 2, "Mener du «prove»"),
        (["show", "prove@9.00"], 2, "prove@1.00"),
        (["show", "1.2.3"], 0, "Prøveavtale"),
        (["show"], 2, "mangler"),
        (["schema"], 0, "Samarbeidsavtale"),
        (["schema", "agreement"], 0, '"title": "Samarbeidsavtale"'),
        (["schema", "agreement", "--lang", "en"], 0, '"title": "Collaboration agreement"'),
        (["schema", "avtal"], 2, "Velg blant"),
        (["explain"], 0, "header-after-end"),
        (["explain", "header-after-end"], 0, "Hvorfor."),
        (["explain", "header-after-end", "--lang", "en"], 0, "Why."),
        (["explain", "header-after-ende"], 2, "Mener du «header-after-end»"),
        (["explain", "duration-differs", "--example"], 0, "--- bad-two-years.yaml\nformat: 1\n"),
        (["explain", "--example"], 2, "Skriv hvilken kode"),
        (["explain", "economy.costs"], 0, "Hvem som betaler"),
        (["explain", "economy.costs", "--lang", "en"], 0, "Who pays"),
        (["explain", "economy.cost"], 2, "Mener du «economy.costs»"),
        (["explain", "economy.cost", "--lang", "en"], 2, "Do you mean “economy.costs”"),
        (["explain", "economy.costs", "--format", "json"], 0, '"field": "economy.costs"'),
        (["explain", "duration-differs", "--to", "x"], 2, "--example"),
        (["explain", "render-glyph", "--example"], 2, "har ingen eksempler"),
        (["new", "avtale", "--title", "x"], 2, "Mener du «agreement»"),
        (["new", "agreement"], 2, "--title mangler"),
        (["new", "agreement", "--title", "x"], 2, "--party mangler"),
        (["new", "agreement", "--title", "x", "--party", "y"], 2, "--from mangler"),
        (["new", "agreement", "--title", "x", "--party", "y", "--from", "2027-02-30"], 2, "ingen dato"),
        (["approve", "prove"], 2, "--by mangler"),
        (["approve", "prove", "--by", " "], 2, "mangler"),
        (["approve", "prove", "--by", "per  FORFATTER"], 1, "kan ikke selv godkjenne"),
        (["render"], 2, "mangler"),
        (["render", "prove", "--format", "docx"], 2, "Velg blant"),
        (["render", "prove", "--format", ""], 2, "Velg blant"),
        (["render", "finnes-ikke"], 2, "Fant ikke"),
        (["init", "agreements/prove"], 2, "ligger allerede i samlingen"),
    ],
)  # fmt: skip
def test_exit_codes(arguments: list[str], code: int, words: str, tmp_path: Path) -> None:
    repository(tmp_path)
    before = tree(tmp_path)
    dated = ["--on", DAY] if arguments[0] in ("check", "show", "render") and "--on" not in arguments else []
    ran = avtale(*arguments, *dated, cwd=tmp_path)
    assert (ran.code, words in ran.said) == (code, True), ran.said
    assert (ran.err == "") == (code == 0)
    assert tree(tmp_path) == before


def test_errors_are_told_in_english_too(tmp_path: Path) -> None:
    assert "There is no command" in avtale("--lang", "en", "chek", cwd=tmp_path).err
    assert "Make one with" in avtale("check", "--lang", "en", cwd=tmp_path).err
    assert "Make one with" in avtale("check", cwd=tmp_path, env={"AVTALE_LANG": "en"}).err


def test_what_cannot_be_written_is_the_surroundings(tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "build").write_text("en fil der mappen skulle vært")
    ran = avtale("render", "prove", "--on", DAY, "--to", "build/her", cwd=tmp_path)
    assert ran.code == 3
    assert len(ran.err.strip().splitlines()) == 1
    assert (tmp_path / "build").read_text() == "en fil der mappen skulle vært"


def test_our_own_fault_is_one_line_and_a_trace_with_debug(tmp_path: Path) -> None:
    """A library that fails in a way nobody thought of must not look like the user's mistake."""
    repository(tmp_path)
    broken = tmp_path / "library" / "jinja2"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise RuntimeError('noe ingen tenkte på')\n")
    env = {"PYTHONPATH": f"{broken.parent}{os.pathsep}{SOURCE}"}
    before = tree(tmp_path)
    ran = avtale("render", "prove", "--on", DAY, cwd=tmp_path, env=env)
    assert (ran.code, len(ran.err.strip().splitlines())) == (3, 1)
    assert "noe ingen tenkte på" in ran.err
    assert "--debug" in ran.err
    debugged = subprocess.run(
        command("render", "prove", "--on", DAY, "--debug"), cwd=tmp_path, env=environment(**env),
        capture_output=True, text=True,
    )  # fmt: skip
    assert debugged.returncode == 3
    assert "Traceback" in debugged.stderr
    assert "noe ingen tenkte på" in debugged.stderr
    assert {name: data for name, data in tree(tmp_path).items() if "__pycache__" not in name} == before


def test_interrupted_is_130(tmp_path: Path) -> None:
    """Ctrl-C while `new` asks, in a real terminal."""
    repository(tmp_path)
    before = tree(tmp_path)
    parent, child = pty.openpty()
    running = subprocess.Popen(
        command("new", "agreement"), cwd=tmp_path, env=environment(), stdin=child, stdout=child, stderr=child,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
    )  # fmt: skip
    os.close(child)
    seen = b""
    deadline = time.monotonic() + PATIENCE
    while b"Tittel" not in seen and time.monotonic() < deadline:
        seen += os.read(parent, 1000)
    while (
        running.poll() is None and time.monotonic() < deadline
    ):  # Python misses one that comes just before it waits
        running.send_signal(signal.SIGINT)
        time.sleep(0.3)
    running.kill()
    assert running.wait() == 130
    seen += os.read(parent, 4000)
    os.close(parent)
    assert "Avbrutt" in seen.decode()
    assert "Traceback" not in seen.decode()
    assert tree(tmp_path) == before


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    line = " ".join(command("schema", "agreement"))
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line} | head -1"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"{\n", b"")


@pytest.mark.parametrize(
    "line", [("schema", "agreement"), ("schema", "settings"), ("--version",)], ids=" ".join
)
def test_a_reader_that_has_left_before_anything_was_said(line: tuple[str, ...], tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        command(*line), cwd=tmp_path, env=environment(), stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


LONG = "x" * 5000


@pytest.mark.parametrize("name", ["check", "show", "approve", "bump", "render", "new", "explain"])
def test_a_name_that_no_file_can_have_is_misuse_in_one_line(name: str, tmp_path: Path) -> None:
    repository(tmp_path)
    (tmp_path / "ring.yaml").symlink_to("ring.yaml")
    before = tree(tmp_path)
    more = ["--by", "Kari Eksempel"] if name == "approve" else []
    for argument in (LONG, f"{LONG}.yaml", "a\n\x1b[31mb", "ring.yaml"):
        ran = avtale(name, argument, *more, cwd=tmp_path)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1), (argument[:20], ran.said)
        assert len(ran.err) < 1500
        assert "\x1b" not in ran.err
        assert "Uventet" not in ran.err
    assert tree(tmp_path) == before


def test_a_full_device_is_the_surroundings(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            command("schema", "agreement"),
            cwd=tmp_path,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert ran.returncode == 3
    assert len(ran.stderr.splitlines()) == 1
    assert b"Kunne ikke" in ran.stderr


def test_explain_lists_every_rule_for_a_program(tmp_path: Path) -> None:
    ran = avtale("explain", "--format", "json", cwd=tmp_path)
    rows = discovered(json.loads(ran.out), at_least=100)
    assert {row["code"]: (row["theme"], row["severity"]) for row in rows} == {
        rule.code: (rule.theme, rule.severity) for rule in codes().values()
    }
    for row in rows:
        assert row["title"]
        assert row["help"] == f"docs/findings/{row['code']}.md"


def test_the_examples_of_a_code_are_written_and_the_lines_told_check_them(tmp_path: Path) -> None:
    told = avtale("explain", "duration-differs", "--example", "--to", "the examples", cwd=tmp_path).out
    lines = [shlex.split(line) for line in discovered(told.splitlines(), at_least=3)]
    for line in lines:
        name = Path(line[-1]).name
        ran = avtale(*line[1:], cwd=tmp_path)
        assert (ran.code, "explain duration-differs" in ran.said) == (int(name.startswith("bad-")),) * 2, (
            ran.said
        )
    shown = avtale("explain", "duration-differs", "--example", "--format", "json", cwd=tmp_path).out
    assert json.loads(shown)["examples"] == {
        path.relative_to(tmp_path / "the examples").as_posix(): path.read_text(encoding="utf-8")
        for path in (tmp_path / "the examples").rglob("*.yaml")
    }
    before = tree(tmp_path)
    words = ("explain", "duration-differs", "--example", "--to", "the examples")
    next((tmp_path / "the examples").rglob("*.yaml")).unlink()  # as where it was killed
    assert (avtale(*words, cwd=tmp_path).code, tree(tmp_path)) == (0, before)
    other = next((tmp_path / "the examples").rglob("*.yaml"))
    other.write_text("mine\n", encoding="utf-8")
    before = tree(tmp_path)
    again = avtale(*words, cwd=tmp_path)
    assert (again.code, "Ingenting er skrevet" in again.said) == (2, True)
    assert tree(tmp_path) == before
