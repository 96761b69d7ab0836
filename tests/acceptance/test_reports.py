"""check from outside: reports to files, the baseline, --fix, and what the exit code says."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from avtale.report.baseline import acceptable, as_json
from avtale.rules.check import check as run_check
from tests.acceptance.outside import AGREEMENT, DAY, Ran, avtale, repository, tree
from tests.git import git
from tests.golden import Golden
from tests.support import ROOT, discovered
from tests.unit.report.judges import github_commands, sarif_errors

BAD = AGREEMENT.replace("to: 2029-07-31", "to: 2025-07-31")


def check(folder: Path, *arguments: str | Path) -> Ran:
    return avtale("check", "--on", DAY, *arguments, cwd=folder)


def findings(ran: Ran) -> list[str]:
    return [row["code"] for row in json.loads(ran.out)["findings"]]


# --- several reports at once ---


def test_several_reports_each_to_its_file(tmp_path: Path) -> None:
    repository(tmp_path, BAD)
    names = ("sarif", "junit", "gitlab", "json", "github")
    ran = check(tmp_path, "--format", "text", *(a for n in names for a in ("--format", f"{n}=out/{n}.txt")))
    assert ran.code == 1
    assert "end-before-start" in ran.out
    assert ran.err.count("Skrev") == len(names)
    assert sarif_errors((tmp_path / "out/sarif.txt").read_text()) == []
    assert json.loads((tmp_path / "out/json.txt").read_text())["checked"] == 1
    assert json.loads((tmp_path / "out/gitlab.txt").read_text())
    assert github_commands((tmp_path / "out/github.txt").read_text())
    again = tree(tmp_path)
    assert check(tmp_path, *(a for n in names for a in ("--format", f"{n}=out/{n}.txt"))).out == ""
    assert tree(tmp_path) == again


def test_a_file_that_is_no_report_of_ours_is_kept(tmp_path: Path) -> None:
    file = repository(tmp_path)
    for name in ("sarif", "text", "json"):
        ran = check(tmp_path, "--format", f"{name}={file}")
        assert (ran.code, ran.out) == (2, "")
        assert "ikke rørt" in ran.err
    assert file.read_text(encoding="utf-8") == AGREEMENT
    foreign = tmp_path / "out.sarif"
    foreign.write_text('{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "other"}}}]}')
    assert check(tmp_path, "--format", "sarif=out.sarif").code == 2
    assert check(tmp_path, "--format", "sarif=out.sarif", "--force").code == 0
    assert json.loads(foreign.read_text())["runs"][0]["tool"]["driver"]["name"] == "avtale"


@pytest.mark.parametrize(
    "name", ["prove/prove-1.00.yaml", "avtale.yaml", "register/prove/1.00/approval.yaml"]
)
def test_force_overwrites_no_document_and_nothing_else_of_a_repository(tmp_path: Path, name: str) -> None:
    repository(tmp_path)
    event = tmp_path / "agreements/register/prove/1.00/approval.yaml"
    event.parent.mkdir(parents=True)
    event.write_text("format: 1\nevent: approval\n", encoding="utf-8")
    before, file = tree(tmp_path), f"agreements/{name}"
    words = [
        ["check", "--format", f"{kind}={file}"]
        for kind in ("text", "sarif", "junit", "gitlab", "json", "github")
    ]
    for line in (*words, ["check", "--write-baseline", file], ["remind", "--calendar", file]):
        ran = avtale(*line, "--force", "--on", DAY, cwd=tmp_path)
        assert (ran.code, "ikke rørt" in ran.err) == (2, True), (line, ran.err)
        assert tree(tmp_path) == before
    (tmp_path / "b.json").write_text("{}", encoding="utf-8")
    assert avtale("check", "--write-baseline", "b.json", "--force", "--on", DAY, cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--format", "xml"], "sarif"),
        (["--format", "sarif="], "Velg blant"),
        (["--format", "text", "--format", "json"], "standard ut"),
        (["--format", "text", "--format", "sarif=-"], "standard ut"),
        (["--format", "sarif=a", "--format", "junit=./a"], "To rapporter"),
        (["--format", "sarif=agreements"], "ingen vanlig fil"),
        (["--format", "sarif=/dev/null"], "ingen vanlig fil"),
        (["--dry-run"], "--fix"),
        (["--update-baseline"], "--baseline FIL"),
        (["--baseline", "a.json", "--write-baseline", "b.json"], "Velg enten"),
        (["--baseline", "mangler.json"], "--write-baseline"),
        (["--baseline", "agreements/avtale.yaml"], "ingen grunnlinje"),
        (["--base", "main", "prove"], "hele samlingen"),
    ],
)
def test_misuse_is_told_and_nothing_is_written(tmp_path: Path, arguments: list[str], word: str) -> None:
    repository(tmp_path, BAD)
    before = tree(tmp_path)
    ran = check(tmp_path, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert word in ran.err
    assert tree(tmp_path) == before


def test_a_full_disk_leaves_the_old_report(tmp_path: Path) -> None:
    repository(tmp_path, BAD)
    assert check(tmp_path, "--format", "sarif=out.sarif").code == 1
    old = tree(tmp_path)
    limited = ["prlimit", "--fsize=1000"]
    ran = avtale(
        "check", "--on", DAY, "--lang", "en", "--format", "sarif=out.sarif", cwd=tmp_path, prefix=limited
    )
    assert ran.code == 3
    assert tree(tmp_path) == old


def test_files_are_named_from_the_top_of_the_checkout(tmp_path: Path) -> None:
    county = tmp_path / "fylke æ"
    repository(county, BAD)
    git(tmp_path, "init", "-q")
    (command,) = github_commands(check(county / "agreements", "--format", "github").out)
    assert command["file"] == "fylke æ/agreements/prove/prove-1.00.yaml"
    (row,) = json.loads(check(county, "--format", "gitlab").out)
    assert (tmp_path / row["location"]["path"]).is_file()
    (result,) = json.loads(check(tmp_path, "--repo", county, "--format", "sarif").out)["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "fylke%20%C3%A6/agreements/prove/prove-1.00.yaml"


def test_strict_fails_in_the_report_as_in_the_exit_code(tmp_path: Path) -> None:
    repository(tmp_path, AGREEMENT.replace("  month: 4\n", ""))
    lax, strict = check(tmp_path, "--format", "junit"), check(tmp_path, "--format", "junit", "--strict")
    assert (lax.code, 'failures="0"' in lax.out) == (0, True)
    assert (strict.code, 'failures="1"' in strict.out) == (1, True)


def test_a_file_name_that_is_no_utf8_stops_nothing(tmp_path: Path) -> None:
    file = repository(tmp_path, BAD)
    odd = Path(os.fsdecode(bytes(file.parent) + b"/r\xe5-1.00.yaml"))
    file.rename(odd)
    for name in ("text", "json", "sarif", "junit", "github", "gitlab"):
        assert check(tmp_path, "--format", name).code == 1, name
    assert check(tmp_path, "--write-baseline", "b.json").code == 0
    assert check(tmp_path, "--baseline", "b.json").code == 0


# --- the register against git ---


def test_the_register_is_compared_with_the_main_branch(tmp_path: Path) -> None:
    repository(tmp_path)
    assert avtale("approve", "prove", "--by", "Kim Eksempel", "--on", DAY, cwd=tmp_path).code == 0
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "x")
    assert "register-changed" not in findings(check(tmp_path, "--format", "json"))
    (event,) = (tmp_path / "agreements/register").rglob("*.yaml")
    event.write_text(event.read_text(encoding="utf-8") + "# rettet\n", encoding="utf-8")
    assert "register-changed" in findings(check(tmp_path, "--format", "json"))
    assert "register-changed" in findings(check(tmp_path, "--format", "json", "--base", "HEAD"))
    assert check(tmp_path, "--base", "finnes-ikke").code == 2
    baseline = check(tmp_path, "--write-baseline", "baseline.json")
    assert baseline.code == 1
    assert "Filen er endret siden den ble vedtatt" in baseline.out


# --- the baseline ---


def test_a_baseline_accepts_today_fails_on_new_and_only_shrinks(tmp_path: Path) -> None:
    file = repository(tmp_path, BAD)
    assert check(tmp_path).code == 1
    first = check(tmp_path, "--write-baseline", "agreements/baseline.json")
    assert first.code == 0
    assert "Grunnlinjen godtar 1 til" in first.out
    assert check(tmp_path).code == 1  # without the option nothing is accepted
    accept = ("--baseline", "agreements/baseline.json", "--format", "json")
    assert check(tmp_path, *accept).code == 0
    written = (tmp_path / "agreements/baseline.json").read_bytes()

    # New: another fault, and the same place with another value. Lines may move.
    file.write_text("# flyttet\n\n" + BAD, encoding="utf-8")
    assert check(tmp_path, *accept).code == 0
    file.write_text(BAD.replace("strength: shall", "strength: må"), encoding="utf-8")
    ran = check(tmp_path, *accept, "--update-baseline")
    assert (ran.code, findings(ran)) == (1, ["schema-value"])
    assert (tmp_path / "agreements/baseline.json").read_bytes() == written
    file.write_text(BAD.replace("to: 2025-07-31", "to: 2024-07-31"), encoding="utf-8")
    assert check(tmp_path, *accept).code == 1

    # Gone: told, and taken out only when asked.
    file.write_text(AGREEMENT, encoding="utf-8")
    ran = check(tmp_path, *accept)
    assert ran.code == 0
    assert json.loads(ran.out)["baseline"]["gone"][0]["code"] == "end-before-start"
    assert "borte nå" in ran.err
    assert (tmp_path / "agreements/baseline.json").read_bytes() == written
    assert check(tmp_path, *accept, "--update-baseline").code == 0
    assert json.loads((tmp_path / "agreements/baseline.json").read_text())["baseline"] == []
    file.write_text(BAD, encoding="utf-8")
    assert check(tmp_path, *accept, "--update-baseline").code == 1


def test_the_first_baseline_is_not_written_over_another(tmp_path: Path) -> None:
    repository(tmp_path, BAD)
    (tmp_path / "baseline.json").write_text("mitt", encoding="utf-8")
    ran = check(tmp_path, "--write-baseline", "baseline.json")
    assert ran.code == 2
    assert "--force" in ran.err
    assert (tmp_path / "baseline.json").read_text(encoding="utf-8") == "mitt"
    assert check(tmp_path, "--write-baseline", "baseline.json", "--force").code == 0


def test_a_baseline_written_anew_says_how_much_it_grew(tmp_path: Path) -> None:
    file = repository(tmp_path, BAD)
    assert check(tmp_path, "--write-baseline", "b.json").code == 0
    other = file.with_name("annen-1.00.yaml")
    other.write_text(BAD.replace("key: prove", "key: annen").replace("1.2.3", "1.2.4"), encoding="utf-8")
    ran = check(tmp_path, "annen", "--write-baseline", "b.json", "--force")
    assert "1 funn er godtatt" in ran.err
    assert "1 av dem var ikke godtatt før" in ran.err
    assert check(tmp_path, "--baseline", "b.json").code == 0  # what it held of the other document stands


def test_a_moved_document_is_known_and_its_place_mended_when_asked(tmp_path: Path) -> None:
    file = repository(tmp_path, BAD)
    assert check(tmp_path, "--write-baseline", "b.json").code == 0
    target = tmp_path / "agreements/arkiv" / file.name
    target.parent.mkdir()
    file.rename(target)
    ran = check(tmp_path, "--baseline", "b.json")
    assert (ran.code, "1 fil i grunnlinjen b.json er flyttet" in ran.err) == (0, True)
    assert check(tmp_path, "prove", "--baseline", "b.json", "--update-baseline").code == 0
    held = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["baseline"]
    assert [row["file"] for row in held] == ["agreements/arkiv/prove-1.00.yaml"]
    ran = check(tmp_path, "--baseline", "b.json")
    assert (ran.code, ran.err) == (0, "")


def test_a_check_of_one_document_takes_nothing_of_the_others_out(tmp_path: Path) -> None:
    file = repository(tmp_path, BAD)
    other = file.with_name("annen-1.00.yaml")
    other.write_text(BAD.replace("key: prove", "key: annen").replace("1.2.3", "1.2.4"), encoding="utf-8")
    assert check(tmp_path, "--write-baseline", "b.json").code == 0
    held = json.loads((tmp_path / "b.json").read_text())["baseline"]
    for each in (file, other):
        each.write_text(
            each.read_text(encoding="utf-8").replace("2025-07-31", "2029-07-31"), encoding="utf-8"
        )
    check(tmp_path, "prove", "--baseline", "b.json", "--update-baseline")
    left = json.loads((tmp_path / "b.json").read_text())["baseline"]
    assert {row["file"] for row in held} == {f"agreements/prove/{n}-1.00.yaml" for n in ("prove", "annen")}
    assert {row["file"] for row in left} == {"agreements/prove/annen-1.00.yaml"}


def test_a_baseline_may_not_grow_with_the_fault_it_hides(tmp_path: Path) -> None:
    kept = {"AVTALE_CACHE": str(tmp_path / "kept")}
    county = tmp_path / "fylke"

    def against(*more: str) -> Ran:
        asked = ("check", "--on", DAY, "--baseline", "agreements/baseline.json", *more)
        return avtale(*asked, cwd=county, env=kept)

    file = repository(county, BAD)
    git(county, "init", "-q", "-b", "main")
    git(county, "add", ".")
    git(county, "commit", "-q", "-m", "x")
    assert check(county, "--write-baseline", "agreements/baseline.json").code == 0
    first = against()
    assert first.code == 0
    assert first.err.splitlines() == [
        "Grunnlinjen agreements/baseline.json er ny: den står ikke i «main» ennå, og godtar 1 funn."
    ]
    git(county, "add", ".")
    git(county, "commit", "-q", "-m", "Taken in")
    git(county, "switch", "-q", "-c", "gren")
    assert against() == Ran(0, "1 fil sjekket, ingen nye funn. Grunnlinjen godtar 1 til.\n", "")

    file.write_text(BAD.replace("  month: 4\n", ""), encoding="utf-8")
    assert check(county, "--write-baseline", "agreements/baseline.json", "--force").code == 0
    grown = against("--format", "text", "--format", "github=ci.txt", "--force")
    assert grown.code == 1
    assert "feil: Grunnlinjen har vokst siden «main»" in grown.out
    assert "--> agreements/baseline.json:4:5" in grown.out
    assert "evaluation-without-month" in grown.out
    again = ("--format", "text", "--format", "github=ci.txt")
    assert against(*again) == grown == against(*again, "--no-cache")
    (mark,) = github_commands((county / "ci.txt").read_text())
    assert mark["file"] == "agreements/baseline.json"
    assert against("prove").code == 0  # of one document, as with the register
    assert against("--base", "HEAD").code == 1
    git(county, "commit", "-q", "-a", "-m", "Grown")
    assert against("--base", "HEAD").code == 0
    assert against().code == 1

    git(tmp_path, "clone", "-q", "--depth", "1", county.as_uri(), "shallow")
    shallow = check(tmp_path / "shallow", "--baseline", "agreements/baseline.json", "--lang", "en")
    assert shallow.code == 0
    assert "baseline.json was not compared with the main branch" in shallow.err


def test_the_baseline_of_our_own_agreements_is_what_their_transcriptions_give(
    golden: Callable[[str], Golden], on: dt.date
) -> None:
    agreements = Repository.open(ROOT / "agreements")
    transcriptions = [e for e in agreements.entries if e.document and e.document.transcribed_from]
    report = run_check(agreements, on=on, only=discovered(transcriptions, at_least=2))
    golden("../../agreements/baseline.json").check(as_json(acceptable(report)))


def test_our_own_agreements_fail_without_their_baseline_and_pass_with_it(tmp_path: Path) -> None:
    # Outside git: a new rule may give the transcriptions a row more on a branch of ours.
    shutil.copytree(ROOT / "agreements", tmp_path / "agreements")
    assert check(tmp_path).code == 1
    ran = check(tmp_path, "--baseline", "agreements/baseline.json", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["baseline"]["gone"] == []
    assert {f["severity"] for f in json.loads(ran.out)["findings"]} <= {"warning", "notice"}


# --- mending ---


MENDABLE = AGREEMENT.replace(
    "  effective_from: 2026-08-01\n", "  effective_from: 1.8.2026  # skolestart\n"
).replace("month: 4", "month: '4'")  # fmt: skip


def test_fix_shows_the_change_as_git_takes_it(tmp_path: Path) -> None:
    file = repository(tmp_path, MENDABLE)
    dry = check(tmp_path, "--fix", "--dry-run")
    assert dry.code == 1
    assert file.read_text(encoding="utf-8") == MENDABLE
    assert (
        "-  effective_from: 1.8.2026  # skolestart\n+  effective_from: '2026-08-01'  # skolestart\n"
        in dry.out
    )
    ran = check(tmp_path, "--fix")
    mended = file.read_bytes()
    assert ran.code == 0
    assert "# skolestart" in mended.decode()
    diff = ran.out[: ran.out.index("1 fil sjekket")]
    assert dry.out.endswith("\nDette ville --fix endret, i 1 fil:\n" + diff)
    # git is the judge: the diff turns the old file into the new one, byte for byte.
    file.write_text(MENDABLE, encoding="utf-8")
    (tmp_path / "change.diff").write_text(diff, encoding="utf-8")
    git(tmp_path, "apply", "change.diff")
    assert file.read_bytes() == mended
    assert check(tmp_path, "--fix").out == "1 fil sjekket, ingen funn.\n"
    nothing = check(tmp_path, "--fix", "--dry-run")
    assert nothing.out == "1 fil sjekket, ingen funn.\n--fix ville ikke endret noe.\n"
    assert file.read_bytes() == mended


@pytest.mark.parametrize(("old", "new"), [("\n", "\r\n"), ("Avdelingsdirektør}\n", "Avdelingsdirektør}")])
def test_the_change_of_any_line_end_is_one_git_takes(tmp_path: Path, old: str, new: str) -> None:
    text = MENDABLE.replace("title: Avdelingsdirektør}", "signed_on: 1.2.2027, title: Avdelingsdirektør}")
    raw = text.replace(old, new).encode()
    file = repository(tmp_path)
    file.write_bytes(raw)
    ran = avtale("check", "--on", DAY, "--fix", "--format", "json", cwd=tmp_path)
    mended = file.read_bytes()
    assert json.loads(ran.out)["checked"] == 1  # the change went beside the answer
    assert mended.count(b"\r") == raw.count(b"\r")
    file.write_bytes(raw)
    (tmp_path / "change.diff").write_bytes(ran.err.encode())
    git(tmp_path, "apply", "change.diff")
    assert file.read_bytes() == mended


def test_what_is_approved_is_never_mended(tmp_path: Path) -> None:
    file = repository(tmp_path)
    assert avtale("approve", "prove", "--by", "Kim Eksempel", "--on", DAY, cwd=tmp_path).code == 0
    file.write_text(file.read_text(encoding="utf-8").replace("month: 4", "month: '4'"), encoding="utf-8")
    before = tree(tmp_path)
    ran = check(tmp_path, "--fix")
    assert ran.code == 1
    assert "godkjent eller underskrevet" in ran.err
    assert tree(tmp_path) == before


def test_a_full_disk_leaves_the_document_as_it_was(tmp_path: Path) -> None:
    repository(tmp_path, MENDABLE)
    before = tree(tmp_path)
    ran = avtale("check", "--fix", "--on", DAY, cwd=tmp_path, prefix=["prlimit", "--fsize=100"])
    assert ran.code == 3
    assert tree(tmp_path) == before
