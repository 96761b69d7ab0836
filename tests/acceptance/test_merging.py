"""Branches that each approve, log and edit contacts: real git branches, merged by git, checked from outside."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.acceptance.outside import AGREEMENT, avtale, repository, tree

ON = "2027-06-01"
CONTACTS = """format: 1
contacts:
  - document: prove
    role: ot
    name: Ane Eksempel
    telephone: 00 00 00 01
    from: 2026-08-01
  - document: prove
    role: office
    name: Bo Eksempel
    telephone: 00 00 00 02
    from: 2026-08-01
"""
LOGGED = """format: 1
key: prove
duty: evaluation
occurrence: {day}
done_on: {day}
by: Fylkeskontoret
"""
ROLES = """roles:
  - {id: ot, title: OT-koordinator, party: county, description: Følger opp.}
  - {id: office, title: NAV-kontoret, party: nav, description: Kontoret.}
evaluation:
"""


class Branches:
    """A checkout whose git reads no settings of the machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def git(self, *words: str, fails: bool = False) -> str:
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "LC_ALL": "C",
        }
        named = [
            "-c",
            "user.name=Prove",
            "-c",
            "user.email=prove@example.org",
            "-c",
            "init.defaultBranch=main",
        ]
        done = subprocess.run(
            ["git", *named, *words], cwd=self.folder, env=env, capture_output=True, text=True, check=False
        )
        assert (done.returncode != 0) is fails, done.stdout + done.stderr
        return done.stdout

    def commit(self, words: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", words)

    def branch(self, name: str) -> None:
        self.git("switch", "-q", "-c", name, "main")

    def avtale(self, *words: str) -> None:
        done = avtale(*words, "--on", ON, cwd=self.folder, today=ON)
        assert done.code == 0, done.said

    def approve(self, doc: str, by: str = "Kari Godkjenner") -> None:
        self.avtale("approve", doc, "--by", by)

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def bump(self, *options: str) -> None:
        """The next version, taken into use a year later."""
        self.avtale("bump", "prove", *options)
        made = options[-1] if options else "agreements/prove/prove-1.01.yaml"
        self.edit(made, "effective_from: 2026-08-01", "effective_from: 2027-08-01")

    def errors(self, *words: str) -> list[tuple[str, str]]:
        done = avtale("check", "--format", "json", "--on", ON, *words, cwd=self.folder, today=ON)
        found = json.loads(done.out)["findings"]
        errors = [(each["code"], each["file"]) for each in found if each["severity"] == "error"]
        assert done.code == (1 if errors else 0)
        return errors


@pytest.fixture
def county(tmp_path: Path) -> Branches:
    """Two drafts, contacts, and a log entry, decided on the main branch."""
    branches = Branches(tmp_path)
    file = repository(tmp_path, AGREEMENT.replace("evaluation:\n", ROLES))
    other = file.read_text(encoding="utf-8").replace("key: prove", "key: annen").replace("1.2.3", "1.2.4")
    branches.write("agreements/prove/annen-1.00.yaml", other)
    branches.write("agreements/contacts.yaml", CONTACTS)
    branches.git("init", "-q")
    branches.commit("Utkast")
    return branches


def test_branches_that_approve_log_and_edit_contacts_merge(county: Branches) -> None:
    county.branch("en")
    county.approve("prove")
    county.write("agreements/log/prove/2027-04-30-evaluation.yaml", LOGGED.format(day="2027-04-30"))
    county.edit("agreements/contacts.yaml", "telephone: 00 00 00 01", "telephone: 00 00 00 03")
    county.bump()
    county.commit("Godkjent")
    county.branch("to")
    county.approve("annen")
    county.write(
        "agreements/log/annen/2027-04-30-evaluation.yaml",
        LOGGED.format(day="2027-04-30").replace("key: prove", "key: annen"),
    )
    county.edit("agreements/contacts.yaml", "name: Bo Eksempel", "name: Cis Eksempel")
    county.commit("Den andre godkjent")
    county.git("switch", "-q", "main")
    for name in ("en", "to"):
        county.git("merge", "-q", "--no-ff", "-m", f"Flett {name}", name)
        assert county.errors() == []
    contacts = (county.folder / "agreements/contacts.yaml").read_text(encoding="utf-8")
    assert "00 00 00 03" in contacts
    assert "Cis Eksempel" in contacts
    rows = json.loads(avtale("status", "--format", "json", "--on", ON, cwd=county.folder, today=ON).out)
    assert {f"{row['key']}@{row['version']}": row["state"] for row in rows} == {
        "annen@1.00": "in_force", "prove@1.00": "in_force", "prove@1.01": "draft"
    }  # fmt: skip


def test_events_of_one_version_on_two_branches_merge(county: Branches) -> None:
    county.approve("prove")
    county.commit("Godkjent")
    county.branch("en")
    county.avtale("withdraw", "prove", "--by", "Kari Godkjenner", "--reason", "Skrivefeil")
    county.commit("Trukket")
    county.branch("to")
    county.bump()
    county.commit("Neste")
    county.git("merge", "-q", "-m", "Flett", "en")
    assert county.errors() == []


def test_the_same_next_version_made_on_two_branches_is_the_same_file(county: Branches) -> None:
    county.approve("prove")
    county.commit("Godkjent")
    for name in ("en", "to"):
        county.branch(name)
        county.bump()
        county.commit("Neste")
    county.git("merge", "-q", "-m", "Flett", "en")
    assert county.errors() == []


def test_two_approvals_of_one_version_with_different_content_are_caught(county: Branches) -> None:
    """Git stops first; whoever then picks one side is stopped by the check."""
    county.branch("en")
    county.edit(
        "agreements/prove/prove-1.00.yaml", "does: melde fra om avbrudd", "does: melde fra om alle avbrudd"
    )
    county.approve("prove")
    county.commit("Godkjent her")
    county.branch("to")
    county.edit(
        "agreements/prove/prove-1.00.yaml", "title: Prøveavtale  # kort", "title: Prøvesamarbeid  # kort"
    )
    county.approve("prove")
    county.commit("Godkjent der")
    county.git("merge", "-q", "-m", "Flett", "en", fails=True)
    conflicting = county.git("diff", "--name-only", "--diff-filter=U").split()
    assert conflicting == ["agreements/register/prove/1.00/approval.yaml"]
    for side in ("--ours", "--theirs"):
        county.git("checkout", side, *conflicting)
        assert ("changed-after-approval", "agreements/prove/prove-1.00.yaml") in county.errors()


def test_one_file_under_two_names_is_caught_after_the_merge(county: Branches) -> None:
    """The same version, made on two branches in files that git does not see as one."""
    county.approve("prove")
    county.commit("Godkjent")
    for name, options in (("en", []), ("to", ["--to", "agreements/prove/prove-ny.yaml"])):
        county.branch(name)
        county.bump(*options)
        county.commit("Neste")
    county.git("merge", "-q", "-m", "Flett", "en")
    assert {code for code, _ in county.errors()} == {"duplicate-version"}


@pytest.mark.parametrize(
    "path", ["register/prove/1.00/approval.yaml", "log/prove/2027-04-30-evaluation.yaml"]
)
@pytest.mark.parametrize("gone", [False, True])
def test_what_was_decided_is_never_altered_on_a_branch(path: str, gone: bool, county: Branches) -> None:
    county.approve("prove")
    county.write("agreements/log/prove/2027-04-30-evaluation.yaml", LOGGED.format(day="2027-04-30"))
    county.commit("Godkjent og registrert i loggen")
    county.branch("en")
    file = county.folder / "agreements" / path
    if gone:
        file.unlink()
    else:
        file.write_text(file.read_text(encoding="utf-8") + "# rettet\n", encoding="utf-8")
    wanted = ("register-changed", f"agreements/{path}")
    assert wanted in county.errors()
    county.commit("Rettet")
    assert wanted in county.errors()
    county.git("switch", "-q", "main")
    before = county.git("rev-parse", "HEAD").strip()
    county.git("merge", "-q", "--no-ff", "-m", "Flett", "en")
    assert wanted in county.errors("--base", before)
    county.git("switch", "-q", "en")
    county.git("checkout", before, "--", f"agreements/{path}")
    assert county.errors("--base", before) == []


def test_what_is_checked_is_never_written(county: Branches) -> None:
    before = tree(county.folder / "agreements")
    county.errors()
    assert tree(county.folder / "agreements") == before
