"""init and new: from an empty folder to a draft that only lacks what its author knows."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from ruamel.yaml import YAML

from avtale.format.draft import kinds_with_draft
from avtale.source.read import parse
from tests.acceptance.outside import DAY, avtale, command, environment, repository, tree
from tests.support import PATIENCE, discovered

ANSWERS = ["--title", "Samarbeid: nei, 0301 & ja", "--party", "Eksempel fylkeskommune", "--party", "NAV Eksempel", "--from", "2027-01-01"]  # fmt: skip


@pytest.mark.parametrize("day", ["1.1.2027", "2027-02-30", "01/02/2027"])
def test_a_day_that_is_none_is_told_with_the_way_to_write_one(day: str, tmp_path: Path) -> None:
    repository(tmp_path)
    for lang, said in (("nb", f"«{day}» er ingen dato. Skriv år-måned-dag"), ("en", f"“{day}” is no date.")):
        ran = avtale("new", "agreement", *ANSWERS[:-1], day, "--lang", lang, cwd=tmp_path)
        if "/" in day:  # as a path: a document to begin from
            assert (ran.code, day in ran.err) == (2, True)
        else:
            assert (ran.code, said in ran.err) == (2, True), ran.err


def test_init_makes_a_repository_that_lacks_nothing_but_documents(tmp_path: Path) -> None:
    ran = avtale("init", "--name", "Eksempel fylkeskommune", cwd=tmp_path)
    assert ran.code == 0
    assert "avtale new" in ran.out
    made = tree(tmp_path)
    assert {".gitignore", "README.md", ".vscode/settings.json", "agreements/avtale.yaml"} <= set(made)
    assert made[".gitignore"] == b"agreements/plans/\nbuild/\n*.p12\n*.pfx\n*.key\n*-key.pem\n"
    for name, data in made.items():
        if name.startswith("agreements/.schemas/"):
            assert json.loads(data)["$schema"].endswith("2020-12/schema")
    found = json.loads(avtale("check", "--format", "json", cwd=tmp_path).out)["findings"]
    assert [finding["code"] for finding in found] == ["no-documents"]


def test_init_keeps_what_is_there(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_bytes(b"*.bak")
    (tmp_path / "README.md").write_bytes(b"min\n")
    assert avtale("init", cwd=tmp_path).code == 0
    settings = tmp_path / "agreements" / "avtale.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "# mitt\n", encoding="utf-8")
    before = tree(tmp_path)
    assert before[".gitignore"] == b"*.bak\nagreements/plans/\nbuild/\n*.p12\n*.pfx\n*.key\n*-key.pem\n"
    assert before["README.md"] == b"min\n"
    ran = avtale("init", "--name", "En annen", cwd=tmp_path)
    assert ran.code == 0
    assert "laget" not in ran.out
    assert tree(tmp_path) == before


@pytest.mark.parametrize("kind", discovered(kinds_with_draft(), at_least=2))
def test_a_draft_loads_and_only_lacks_what_its_author_knows(kind: str, tmp_path: Path) -> None:
    avtale("init", "--name", "Eksempel fylkeskommune", cwd=tmp_path)
    ran = avtale("new", kind, *ANSWERS, "--key", "samarbeid", cwd=tmp_path)
    assert ran.code == 0
    folder = "plans" if kind == "follow_up_plan" else "samarbeid"
    file = tmp_path / "agreements" / folder / "samarbeid-1.00.yaml"
    assert str(file.relative_to(tmp_path)) in ran.out
    text = file.read_text(encoding="utf-8")
    assert text.startswith(f"# yaml-language-server: $schema=../.schemas/{kind}.json\n")
    assert "# FYLL INN: " in text
    assert "# Dokumenthode\ncontrol_header:\n" in text
    data = parse(text).data
    assert data["title"] == "Samarbeid: nei, 0301 & ja"
    assert "\n  effective_from: 2027-01-01\n" in text
    # ruamel.yaml makes a date of a day without quotes, as YAML 1.1 had it.
    assert json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str)) == data
    checked = json.loads(avtale("check", "--on", DAY, "--format", "json", cwd=tmp_path).out)
    codes = {finding["code"]: finding["severity"] for finding in checked["findings"]}
    assert "error" not in codes.values()
    assert not [code for code in codes if code.startswith(("schema-", "file-"))]
    assert "left-to-fill-in" in codes  # one finding lists what no other asks for
    assert avtale("show", "samarbeid", cwd=tmp_path).code == 0
    schema = tmp_path / "agreements" / ".schemas" / f"{kind}.json"
    judge = Draft202012Validator(json.loads(schema.read_bytes()), format_checker=FormatChecker())
    assert list(judge.iter_errors(data)) == []
    assert not judge.is_valid(data | {"tittel": "x"})


def test_new_in_english_and_with_all_options(tmp_path: Path) -> None:
    avtale("init", cwd=tmp_path)
    more = [
        "--to",
        "2029-12-31",
        "--version",
        "2.10",
        "--written-by",
        "Per",
        "--language",
        "en",
        "--folder",
        "ot",
    ]
    assert avtale("new", "agreement", *ANSWERS, *more, "--lang", "en", cwd=tmp_path).code == 0
    (file,) = (tmp_path / "agreements" / "ot").iterdir()
    assert file.name == "samarbeid-nei-0301-ja-2.10.yaml"
    text = file.read_text(encoding="utf-8")
    assert "# FILL IN: " in text
    assert "# Control header\n" in text
    data = parse(text).data
    assert (data["control_header"]["version"], data["language"]) == ("2.10", "en")
    assert data["validity"] == {"from": "2027-01-01", "to": "2029-12-31"}


@pytest.mark.parametrize(
    "more",
    [
        ["--key", "Å"],
        ["--version", "to"],
        ["--to", "2026-12-31"],
        ["--folder", "../../ute"],
        ["--title", " "],
    ],
)
def test_new_refuses_what_would_not_load(more: list[str], tmp_path: Path) -> None:
    avtale("init", cwd=tmp_path)
    before = tree(tmp_path)
    assert avtale("new", "agreement", *ANSWERS, *more, cwd=tmp_path).code == 2
    assert tree(tmp_path) == before


def test_new_never_overwrites_unasked(tmp_path: Path) -> None:
    avtale("init", cwd=tmp_path)
    line = ["new", "agreement", *ANSWERS, "--key", "a"]
    assert avtale(*line, cwd=tmp_path).code == 0
    before = tree(tmp_path)
    assert avtale(*line, cwd=tmp_path).code == 1
    assert avtale(*line, "--file", "annet.yaml", cwd=tmp_path).code == 2  # the key and version are taken
    assert tree(tmp_path) == before
    ours = tmp_path / "agreements" / "a" / "a-1.00.yaml"
    ours.write_bytes(b"mitt arbeid\n")
    assert avtale(*line, cwd=tmp_path).code == 2
    assert ours.read_bytes() == b"mitt arbeid\n"
    assert avtale(*line, "--force", cwd=tmp_path).code == 0
    assert tree(tmp_path) == before


def test_new_without_a_repository(tmp_path: Path) -> None:
    ran = avtale("new", "agreement", *ANSWERS, cwd=tmp_path)
    assert (ran.code, "avtale init" in ran.err) == (2, True)
    ran = avtale("new", "agreement", cwd=tmp_path)  # told before anything is missing or asked for
    assert (ran.code, "avtale init" in ran.err) == (2, True)
    assert avtale("new", "agreement", *ANSWERS, "--file", "a.yaml", cwd=tmp_path).code == 0
    assert avtale("check", "a.yaml", "--on", DAY, cwd=tmp_path).code == 0


def test_a_plan_is_kept_from_git_also_where_no_init_was_run(tmp_path: Path) -> None:
    repository(tmp_path)
    assert avtale("new", "follow_up_plan", *ANSWERS, cwd=tmp_path).code == 0
    assert "agreements/plans/\n" in (tmp_path / ".gitignore").read_text(encoding="utf-8")


def test_new_asks_on_a_terminal(tmp_path: Path) -> None:
    avtale("init", cwd=tmp_path)
    parent, child = pty.openpty()
    running = subprocess.Popen(
        command("new", "agreement"), cwd=tmp_path, env=environment(), stdin=child, stdout=child, stderr=child
    )
    os.close(child)
    seen = b""
    for question, answer in [
        ("Tittel", "Prøve"), ("Part 1", "Eksempel fylkeskommune"), ("Part 2", "NAV Eksempel"), ("Part 3", ""),
        ("Gjelder fra", "01.08.2027"), ("Gjelder fra", "2027-08-01"), ("Gjelder til", "2027-07-31"),
        ("Gjelder til", ""), ("Skrevet av", "Per"),
    ]:  # fmt: skip
        at = len(seen)
        while question.encode() not in seen[at:] or not seen.rstrip(b"\r\n").endswith(b": "):
            seen += os.read(parent, 1000)
        os.write(parent, answer.encode() + b"\n")
    assert running.wait(timeout=PATIENCE) == 0
    os.close(parent)
    assert "år-måned-dag" in seen.decode()
    assert "2027-07-31 kommer før første dag" in seen.decode()
    assert "Error" not in seen.decode()
    data = parse((tmp_path / "agreements/prove/prove-1.00.yaml").read_bytes()).data
    assert (data["title"], data["control_header"]["written_by"]) == ("Prøve", "Per")
    assert [party["id"] for party in data["parties"]] == ["county", "nav"]
