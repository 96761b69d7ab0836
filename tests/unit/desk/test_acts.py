"""Each act of the desk is one commit, by who did it, of exactly what it wrote."""

from __future__ import annotations

import subprocess
from pathlib import Path

from avtale.desk.session import Person
from tests.unit.desk.desks import Browser
from tests.unit.desk.test_write import DRAFT, PATH, type_in, writer


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=Ola", "-c", "user.email=ola@example.org", "-C", str(folder), *arguments],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    return done.stdout


def in_git(folder: Path, name: str = "Kari Nordmann") -> Browser:
    who = writer(folder, name)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "agreements")
    git(folder, "commit", "-q", "-m", "Begynner")
    return who


def saved(who: Browser, at: str, **fields: str) -> None:
    type_in(who, at, **fields)
    answer = who.post(DRAFT, {"op": "save"})
    assert answer.status_code == 303, answer.text


def test_a_save_is_one_commit_of_its_file_by_who_saved(tmp_path: Path) -> None:
    kari = in_git(tmp_path)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    git(tmp_path, "add", "notes.txt")  # staged by somebody, and not the desk's
    saved(kari, "", **{"title|nb": "Nytt navn"})
    assert git(tmp_path, "log", "-1", "--format=%an <%ae>|%cn|%B").strip() == (
        "Kari Nordmann <>|Skrivebordet|Endrer prove 1.00\n\nNavnet er valgt i skrivebordet, uten innlogging."
    )
    assert git(tmp_path, "show", "--name-only", "--format=").split() == [f"agreements/{PATH}"]
    assert git(tmp_path, "status", "--short", "-uno") == "A  notes.txt\n"
    assert git(tmp_path, "fsck", "--strict") == ""


def test_one_who_is_known_stands_with_their_address(tmp_path: Path) -> None:
    who = in_git(tmp_path).become(
        Person("Åse <b>\nØst", frozenset({"author", "reader"}), True, email="ase@example.org")
    )
    saved(who, "", **{"title|nb": "Nytt navn"})
    told = git(tmp_path, "log", "-1", "--format=%an <%ae>|%B").strip()
    assert told == "Åse b Øst <ase@example.org>|Endrer prove 1.00"
