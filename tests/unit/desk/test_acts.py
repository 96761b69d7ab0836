"""Each act of the desk is one commit, by who did it, of exactly what it wrote."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from avtale.desk.gate import step_aside
from avtale.desk.session import Person
from avtale.facts.git_call import Git
from avtale.source.lock import locked
from tests.git import git
from tests.support import AGREEMENT
from tests.unit.desk.desks import Browser
from tests.unit.desk.test_write import DRAFT, PATH, step_of, type_in, writer


def in_git(folder: Path, name: str = "Kari Nordmann", **files: str) -> Browser:
    who = writer(folder, name, **files)
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
    assert git(tmp_path, "status", "--short", "-uno") == "A  notes.txt"
    assert git(tmp_path, "fsck", "--strict") == ""


def test_those_who_wait_are_committed_at_once_and_each_in_their_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kari = in_git(tmp_path, other__andre=AGREEMENT.replace("key: prove", "key: andre"))
    writers = [Browser(kari.app).enter(f"Person {number}") for number in range(4)]
    drafts = [DRAFT, "/draft/other/andre.yaml"] * 2
    for number, who in enumerate(writers):
        field = ("/title|nb", "/responsibilities/0/does|nb")[number // 2]
        form = {"step": step_of(who.get(drafts[number]).text), f"f:{field}": f"skrevet av {number}"}
        assert who.post(drafts[number], form, headers={"HX-Request": "true"}).status_code == 200
    asked: list[str] = []
    waiting: list[int] = []
    told = Git.told

    def counted(git: Git, *words: str, given: bytes = b"") -> bytes:
        asked.extend(words)
        return told(git, *words, given=given)

    monkeypatch.setattr(Git, "told", counted)
    monkeypatch.setattr("avtale.desk.line.step_aside", lambda: (step_aside(), waiting.append(1)))
    with ThreadPoolExecutor(4) as together:
        with locked(tmp_path / "agreements"):
            saved = [
                together.submit(who.post, draft, {"op": "save"})
                for who, draft in zip(writers, drafts, strict=True)
            ]
            until = time.monotonic() + 20
            while len(waiting) < 4 and time.monotonic() < until:
                time.sleep(0.01)
        assert [one.result().status_code for one in saved] == [303] * 4
    found = git(tmp_path, "log", "-4", "--name-only", "--format=%an").split("\n")
    for number in range(4):
        path = f"agreements/{drafts[number].removeprefix('/draft/')}"
        assert found[found.index(f"Person {number}") + 2] == path
        assert f"skrevet av {number}" in (tmp_path / path).read_text(encoding="utf-8")
    assert asked.count("fast-import") <= 3  # the first may be alone; two to one file are two
    assert git(tmp_path, "fsck", "--strict") + git(tmp_path, "status", "--short", "-uno") == ""


def test_one_who_is_known_stands_with_their_address(tmp_path: Path) -> None:
    who = in_git(tmp_path).become(
        Person("Åse <b>\nØst", frozenset({"author", "reader"}), True, email="ase@example.org")
    )
    saved(who, "", **{"title|nb": "Nytt navn"})
    told = git(tmp_path, "log", "-1", "--format=%an <%ae>|%B").strip()
    assert told == "Åse b Øst <ase@example.org>|Endrer prove 1.00"
