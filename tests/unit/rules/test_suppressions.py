"""Silences in the settings: which documents they concern, until when, and what comes of one that is of no use."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from avtale.catalogue.report import Report
from avtale.facts.repository import Repository
from avtale.rules.check import check
from avtale.source.read import parse
from tests.support import ON
from tests.unit.rules.examples import FOLDER, PLAIN

UNUSED = "  - id: librarian\n    title: Bibliotekar\n    description: Holder møterommet.\nresponsibilities:"
SETTINGS = "format: 1\nowner:\n  names:\n    - name: Eksempel fylkeskommune\n"
KEY = next(line.split(": ")[1] for line in PLAIN.splitlines() if line.startswith("key: "))


def repository(folder: Path, silences: str, text: str = PLAIN) -> Repository:
    root = folder / "agreements"
    (root / "ot").mkdir(parents=True)
    version = parse(text).data["control_header"]["version"]
    (root / "ot" / f"{KEY}-{version}.yaml").write_text(
        text.replace("responsibilities:", UNUSED), encoding="utf-8"
    )
    (root / "avtale.yaml").write_text(SETTINGS + silences, encoding="utf-8")
    return Repository.open(root)


def told(report: Report) -> list[tuple[str, str]]:
    return [
        (finding.code, Path(finding.file).name)
        for finding in report.findings
        if finding.code != "version-file-name"
    ]


def silence(*lines: str, code: str = "role-unused", reason: str = "Møterommet er felles.") -> str:
    return (
        "\n".join(
            ["silences:", f"  - code: {code}", f"    reason: {reason}", *(f"    {line}" for line in lines)]
        )
        + "\n"
    )


def test_without_a_silence_it_is_found(tmp_path: Path) -> None:
    assert [code for code, _ in told(check(repository(tmp_path, ""), on=ON))] == ["role-unused"]


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("file: ot/*.yaml",),
        ("file: '*'",),
        (f"key: {KEY}",),
        ("at: /roles",),
        ("at: /roles/1", "until: 2026-11-21"),
        ("at: /roles/librarian",),
        (f"key: {KEY}", "file: ot/*", "at: /roles/1", "until: 2030-01-01"),
    ],
)
def test_it_silences_what_it_points_at(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert told(check(repository(tmp_path, silence(*lines)), on=ON)) == []


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("file: vgs/*.yaml", "stilner ikke noe"),
        ("file: agreements/ot/*", "stilner ikke noe"),
        ("key: en-annen", "stilner ikke noe"),
        ("at: /roles/0", "stilner ikke noe"),
        ("until: 2026-11-20", "gikk ut 20.11.2026"),
    ],
)
def test_one_that_silences_nothing_is_found_in_the_settings(tmp_path: Path, line: str, word: str) -> None:
    report = check(repository(tmp_path, silence(line)), on=ON)
    assert sorted(code for code, _ in told(report)) == ["role-unused", "silence-unused"]
    (idle,) = (finding for finding in report.findings if finding.code == "silence-unused")
    assert (idle.file, idle.line, idle.pointer) == ("agreements/avtale.yaml", 6, "/silences/0")
    assert word in idle.message


def test_it_needs_a_reason(tmp_path: Path) -> None:
    made = repository(tmp_path, "silences:\n  - code: role-unused\n    file: '*'\n")
    assert sorted(code for code, _ in told(check(made, on=ON))) == [
        "role-unused",
        "schema-missing",
    ]


@pytest.mark.parametrize(
    ("code", "until", "word"),
    [
        ("role-unnused", None, "Mener du «role-unused»?"),
        ("ROLE_UNUSED", None, "Mener du «role-unused»?"),
        ("noe", None, "ingen funn har koden «noe»"),
        ("schema-missing", None, "kan ikke stilnes"),
        ("register-changed", None, "kan ikke stilnes"),
        ("changed-after-approval", "2030-01-01", "kan ikke stilnes"),
        ("expired", "2026-11-20", "funnet er borte"),
    ],
)
def test_why_it_is_of_no_use_is_told(tmp_path: Path, code: str, until: str | None, word: str) -> None:
    lines = [f"until: {until}"] if until else []
    made = repository(tmp_path, silence(*lines, code=code))
    (idle,) = (each for each in check(made, on=ON).findings if each.code == "silence-unused")
    assert word in idle.message


@pytest.mark.parametrize("where", ["document", "settings"])
def test_a_change_after_the_approval_is_never_silent(tmp_path: Path, where: str) -> None:
    """Silences are no part of what was approved: nobody may add one that hides a change of the rest."""
    shutil.copytree(FOLDER / "changed-after-approval/bad-deadline/agreements", tmp_path / "agreements")
    written = "silences:\n  - code: changed-after-approval\n    reason: Bare en skrivefeil.\n"
    (document,) = (tmp_path / "agreements").glob("avtale.yaml" if where == "settings" else "*-[0-9]*.yaml")
    with document.open("a", encoding="utf-8") as file:
        file.write(written)
    found = [each.code for each in check(Repository.open(tmp_path / "agreements"), on=ON).findings]
    assert sorted(found) == ["changed-after-approval", "owner-unreachable", "silence-unused"]


def test_an_item_put_in_before_does_not_move_a_silence_by_id(tmp_path: Path) -> None:
    text = PLAIN.replace("roles:\n", "roles:\n  - {id: porter, title: Vakt, description: Låser opp.}\n")
    assert text != PLAIN
    made = repository(tmp_path, silence("at: /roles/librarian"), text)
    (left,) = check(made, on=ON).findings
    assert (left.code, left.pointer) == ("role-unused", "/roles/0")


def test_the_second_of_two_for_the_same_is_of_no_use(tmp_path: Path) -> None:
    twice = silence("at: /roles/1") + silence("file: '*'").removeprefix("silences:\n")
    (idle,) = check(repository(tmp_path, twice), on=ON).findings
    assert (idle.code, idle.pointer) == ("silence-unused", "/silences/1")


def test_the_documents_own_silence_goes_first(tmp_path: Path) -> None:
    text = PLAIN + "silences:\n  - code: role-unused\n    reason: Her.\n"
    (idle,) = check(repository(tmp_path, silence(), text), on=ON).findings
    assert (idle.code, idle.file) == ("silence-unused", "agreements/avtale.yaml")


def test_what_the_schema_finds_stays(tmp_path: Path) -> None:
    made = repository(tmp_path, silence(code="schema-empty"), PLAIN + "subject:\n")
    assert "schema-empty" in [code for code, _ in told(check(made, on=ON))]


def test_one_document_alone_says_nothing_of_the_others(tmp_path: Path) -> None:
    made = repository(tmp_path, silence("key: en-annen"))
    assert [code for code, _ in told(check(made, on=ON, only=made.entries))] == ["role-unused"]
