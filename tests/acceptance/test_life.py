"""bump, renew, amend, supersede, withdraw, succeed, done from outside: a document's whole life, comments kept."""

from __future__ import annotations

import json
import os
import pty
import re
import resource
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.outside import AGREEMENT, DAY, Ran, avtale, command, environment, repository, tree
from tests.support import PATIENCE

COMMANDS = {
    "bump": ["bump", "prove", "--effective-from", "2027-01-01"],
    "renew": ["renew", "prove", "--to", "2032-07-31"],
    "amend": ["amend", "prove", "--prolong-to", "2030-07-31", "--from", "2029-08-01"],
    "supersede": ["supersede", "annen", "--by", "utkast"],
    "withdraw": ["withdraw", "prove", "--by", "Kari Godkjenner", "--reason", "Skrivefeil"],
    "replace-party": ["replace-party", "NAV Eksempel", "--by", "NAV Etterfølger", "--on", "2027-01-01"],
    "done": ["done", "prove", "evaluation", "--by", "Seksjon for oppfølging"],
}
NEW_FILE = {
    "withdraw": "agreements/register/prove/1.00/withdrawal.yaml",
    "done": "agreements/log/prove/2027-04-30-evaluation.yaml",
}


def run(folder: Path, *line: str) -> Ran:
    """Run a command that must succeed, on the day it names, else on the fixed one."""
    day = line[line.index("--on") + 1] if "--on" in line else DAY
    done = avtale(*line, *([] if "--on" in line else ["--on", DAY]), cwd=folder, today=max(day, DAY))
    assert done.code == 0, done.said
    return done


def states(folder: Path, on: str = DAY) -> dict[str, str]:
    rows: list[dict[str, Any]] = json.loads(run(folder, "status", "--format", "json", "--on", on).out)
    return {f"{row['key']}@{row['version']}": row["state"] for row in rows}


@pytest.fixture
def county(approved: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    shutil.copytree(approved / "agreements", tmp_path / "agreements")
    return tmp_path


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An approved agreement, another one, and a draft."""
    tmp_path = tmp_path_factory.mktemp("county")
    repository(tmp_path)
    root = tmp_path / "agreements"
    for key, number in (("annen", "1.2.4"), ("utkast", "1.2.5")):
        text = AGREEMENT.replace("key: prove", f"key: {key}").replace("1.2.3", number)
        (root / "prove" / f"{key}-1.00.yaml").write_text(text, encoding="utf-8")
    for key in ("prove", "annen"):
        run(tmp_path, "approve", key, "--by", "Kari Godkjenner", "--on", "2026-06-15")
    return tmp_path


def test_a_life(county: Path) -> None:
    made = run(county, "bump", "prove", "--effective-from", "2027-01-01")
    assert made.out == "Laget agreements/prove/prove-1.01.yaml av prove@1.00.\n"
    new = (county / "agreements/prove/prove-1.01.yaml").read_text(encoding="utf-8")
    wanted = AGREEMENT.replace("'1.00'", "'1.01'").replace(
        "effective_from: 2026-08-01", "effective_from: 2027-01-01"
    )
    wanted = wanted.replace(
        "language: nb\ncontrol", "language: nb\nsupersedes:\n  - key: prove\n    version: '1.00'\ncontrol"
    )
    assert new == wanted
    assert run(county, "check", "prove@1.01").out == run(county, "check", "utkast").out
    run(county, "approve", "prove@1.01", "--by", "Kari Godkjenner", "--on", "2026-12-01")
    assert states(county, "2027-01-02") == {
        "prove@1.00": "superseded", "prove@1.01": "in_force", "annen@1.00": "in_force", "utkast@1.00": "draft"
    }  # fmt: skip

    run(county, "amend", "prove@1.01", "--prolong-to", "2030-07-31", "--from", "2029-08-01",
        "--replace", "/responsibilities/tell/deadline/within=2 working days", "--written-by", "Per Forfatter")  # fmt: skip
    checked = run(county, "check", "prove-endring-1")
    assert "feil" not in checked.out.splitlines()[-1] or " 0 feil" in checked.out.splitlines()[-1]
    run(county, "approve", "prove-endring-1", "--by", "Kari Godkjenner", "--on", "2027-02-01")
    shown = json.loads(run(county, "status", "prove@1.01", "--format", "json").out)[0]
    assert shown["valid_to"] == "2030-07-31"
    resolved = run(county, "show", "prove@1.01", "--resolved", "--on", "2029-09-01").out
    assert "2 working days" in resolved or "2 virkedager" in resolved

    run(county, "renew", "prove@1.01", "--to", "2033-07-31")
    renewed = (county / "agreements/prove/prove-1.02.yaml").read_text(encoding="utf-8")
    assert "  from: 2030-08-01\n  to: 2033-07-31\n" in renewed
    assert "version: '1.02'" in renewed
    assert "title: Prøveavtale  # kort\n" in renewed

    gone = run(
        county,
        "withdraw",
        "prove@1.01",
        "--by",
        "Kari Godkjenner",
        "--reason",
        "Skrivefeil",
        "--on",
        "2027-03-01",
    )
    assert "Det kan ikke gjøres om" in gone.out
    assert "prove@1.00 blir ikke lenger erstattet" in gone.err
    assert states(county, "2027-03-02")["prove@1.00"] == "in_force"
    again = avtale(
        "withdraw",
        "prove@1.01",
        "--by",
        "Kari",
        "--reason",
        "x",
        "--on",
        "2027-03-02",
        cwd=county,
        today="2027-03-02",
    )
    assert (again.code, again.out) == (1, "")


@pytest.mark.parametrize("name", COMMANDS)
def test_dry_run_writes_nothing_and_shows_the_difference(name: str, county: Path) -> None:
    before = tree(county)
    done = run(county, *COMMANDS[name], "--dry-run")
    assert tree(county) == before
    assert done.err.endswith("Prøvekjøring: ingenting er skrevet.\n")
    if name in NEW_FILE:
        run(county, *COMMANDS[name])
        assert set(tree(county)) - set(before) == {NEW_FILE[name]}
        return
    patched = subprocess.run(["git", "apply", "--numstat", "-"], input=done.out, capture_output=True, text=True, cwd=county, check=True)  # fmt: skip
    assert patched.stdout  # another reader takes it for a difference
    run(county, *COMMANDS[name])
    added = {path: text for path, text in tree(county).items() if before.get(path) != text}
    lines = [line[1:] for line in done.out.splitlines() if re.match(r"\+(?!\+\+)", line)]
    assert lines
    assert set(lines) <= {line for text in added.values() for line in text.decode().splitlines()}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_limit_on_file_size_leaves_every_file_as_it_was(name: str, county: Path) -> None:
    before = tree(county)

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))

    done = avtale(
        *COMMANDS[name], *([] if "--on" in COMMANDS[name] else ["--on", DAY]), cwd=county, preexec=small
    )
    assert done.code == 3, done.said
    assert tree(county) == before
    assert run(county, *COMMANDS[name])


@pytest.mark.parametrize("name", ["bump", "renew", "withdraw", "done"])
def test_twice_is_refused_and_changes_nothing(name: str, county: Path) -> None:
    run(county, *COMMANDS[name])
    before = tree(county)
    line = [word if word != "prove" else "prove@1.00" for word in COMMANDS[name]]
    done = avtale(*line, "--on", DAY, cwd=county)
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert tree(county) == before


def test_a_missed_evaluation_is_recorded_with_the_command_the_finding_gives(county: Path) -> None:
    """Two are missed: the finding names the last, and what is asked without a day settles the oldest."""
    minutes = county / "referat.pdf"
    minutes.write_bytes(b"%PDF-1.7 referat")
    told = run(county, "check", "prove", "--on", "2028-09-01").out
    line = re.search(r"«avtale (done prove evaluation --due 2028-04-30) --by NAVN»", told)
    assert line, told
    said = run(county, *line[1].split(), "--by", "OT", "--on", "2028-09-01", "--evidence", "referat.pdf", "--where", "12/28")  # fmt: skip
    assert said.out == (
        "prove: evalueringen som forfalt 30.04.2028, er registrert som holdt 01.09.2028.\n"
        "Skrev agreements/log/prove/2028-04-30-evaluation.yaml\n"
    )
    digest = subprocess.run(["sha256sum", minutes], capture_output=True, text=True, check=True).stdout.split()[0]  # fmt: skip
    written = (county / "agreements/log/prove/2028-04-30-evaluation.yaml").read_text(encoding="utf-8")
    assert [each.replace("'", "") for each in written.splitlines()] == [
        "format: 1", "key: prove", "duty: evaluation", "occurrence: 2028-04-30", "done_on: 2028-09-01", "by: OT",
        "evidence:", "  - title: referat.pdf", "    where: 12/28", f"    sha256: {digest}",
    ]  # fmt: skip
    assert "evaluation" not in run(county, "check", "prove", "--on", "2028-09-01").out
    oldest = run(
        county, "done", "prove", "evaluation", "--by", "OT", "--on", "2028-09-02", "--lang", "en"
    ).out
    assert "the evaluation that fell due on 2027-04-30 is recorded as held on 2028-09-02" in oldest


def test_supersede_and_succeed_a_second_time_find_nothing_to_do(county: Path) -> None:
    run(county, *COMMANDS["supersede"])
    run(county, *COMMANDS["replace-party"])
    before = tree(county)
    assert "sier det fra før" in run(county, *COMMANDS["supersede"]).out
    done = run(county, *COMMANDS["replace-party"])
    assert done.out.count("gjort fra før") == 2
    assert tree(county) == before


def test_the_old_party_is_shown_by_its_old_name_until_the_day(county: Path) -> None:
    run(county, *COMMANDS["replace-party"], "--name", "se=NAV Mannjil", "--organisation-number", "889640782")
    text = (county / "agreements/prove/prove-1.01.yaml").read_text(encoding="utf-8")
    for word in ("NAV Etterfølger", "NAV Mannjil", "NAV Eksempel", "889640782", "2026-12-31"):
        assert word in text
    checked = json.loads(run(county, "check", "prove@1.01", "--format", "json").out)
    assert [f["code"] for f in checked["findings"] if f["severity"] == "error"] == []


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        (["bump", "utkast", "--to", "agreements/prove/annen-1.00.yaml"], 2, "finnes fra før"),
        (["bump", "ingen"], 2, "Fant ikke noe dokument"),
        (["renew", "utkast", "--to", "2032-07-31"], 1, "utkast"),
        (["renew", "prove", "--to", "31.07.2032"], 2, "år-måned-dag"),
        (["renew", "prove", "--from", "2026-01-01", "--to", "2032-07-31"], 2, "Velg en senere dag"),
        (["amend", "utkast", "--from", "2027-01-01"], 1, "utkast"),
        (["amend", "prove", "--replace", "/tittel"], 2, "/del/id/felt=ny tekst"),
        (["amend", "prove", "--replace", "/tittel=x"], 2, "Under / står: format, kind"),
        (
            ["amend", "prove", "--replace", "/responsibilities/tell/deadline/within=2 dager"],
            2,
            "Skriv 2 days",
        ),
        (["supersede", "utkast", "--by", "prove"], 1, "er godkjent og endres ikke"),
        (["withdraw", "utkast", "--by", "Kari", "--reason", "x"], 1, "ikke godkjent"),
        (["withdraw", "prove", "--by", " ", "--reason", "x"], 2, "må stå der"),
        (
            ["done", "prove", "evaluering", "--by", "OT"],
            2,
            "Mener du «evaluation»? Dette kan registreres: evaluation.",
        ),
        (["done", "utkast", "evaluation", "--by", "OT"], 1, "ikke godkjent"),
        (["done", "prove", "evaluation", "--by", "OT", "--evidence", "ingen.pdf"], 2, "finnes ikke"),
        (["replace-party", "NAV Ukjent", "--by", "NAV Ny"], 2, "Ingen dokumenter har parten"),
        (["replace-party", "county", "--by", "NAV Ny", "--name", "sami"], 2, "se=Romssa"),
    ],
)
def test_what_is_refused_is_told_in_one_line(line: list[str], code: int, words: str, county: Path) -> None:
    before = tree(county)
    done = avtale(*line, "--on", DAY, cwd=county)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert done.err.startswith("avtale: ")
    assert tree(county) == before


@pytest.mark.parametrize("answer", ["j", "n"])
def test_on_a_terminal_it_asks_before_it_withdraws(answer: str, county: Path) -> None:
    master, terminal = pty.openpty()
    line = command(*COMMANDS["withdraw"], "--on", DAY)
    with subprocess.Popen(
        line, cwd=county, env=environment(), stdin=terminal, stdout=terminal, stderr=terminal
    ) as process:
        os.close(terminal)
        said = ""
        while "[j/N]" not in said:
            said += os.read(master, 1000).decode()
        os.write(master, f"{answer}\n".encode())
        while True:
            try:
                more = os.read(master, 1000)
            except OSError:
                break
            if not more:
                break
            said += more.decode()
        code = process.wait(timeout=PATIENCE)
    os.close(master)
    written = (county / "agreements/register/prove/1.00/withdrawal.yaml").exists()
    assert "kan ikke gjøres om" in said
    assert (code, written) == ((0, True) if answer == "j" else (130, False))
