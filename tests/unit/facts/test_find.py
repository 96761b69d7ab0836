"""DOC on the command line: what each way of naming a document finds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from avtale.errors import UsageError
from avtale.facts.find import find, find_plan
from avtale.facts.repository import Repository
from avtale.facts.root import find_root
from tests.unit.facts.world import document, event, repository

ON = dt.date(2026, 6, 1)


def _found(repo: Repository, doc: str) -> str:
    return str(find(repo, doc, ON))


def test_the_version_in_force_else_the_newest(tmp_path: Path) -> None:
    texts = [document(version=number, from_=f"202{year}-01-01", to=f"202{year}-12-31") for number, year in [("1.00", 5), ("1.01", 6), ("1.10", 7)]]  # fmt: skip
    repo = repository(tmp_path, *texts)
    assert _found(repo, "a") == "a@1.10"
    for entry in repo.entries:
        repo = event(repo, entry)
    assert _found(repo, "a") == "a@1.01"
    assert _found(repo, "a@1.00") == "a@1.00"
    assert _found(repo, "1.1") == "a@1.01"
    assert _found(repo, "1.1@1.10") == "a@1.10"
    assert _found(repo, str(repo.entries[0].path)) == "a@1.00"


@pytest.mark.parametrize(
    ("doc", "words"),
    [
        ("b", "Fant ikke noe dokument «b»"),
        ("a@9", "a@1.00"),
        ("aa@1.0", "Mener du «aa@1.00»"),
        ("", "Fant ikke"),
    ],
)
def test_nothing_found_says_what_there_is(doc: str, words: str, tmp_path: Path) -> None:
    repo = repository(tmp_path, document(), document("aa"))
    with pytest.raises(UsageError) as caught:
        find(repo, doc, ON)
    assert words in caught.value.nb


def test_several_are_listed(tmp_path: Path) -> None:
    """One Dok.id under two keys."""
    repo = repository(tmp_path, document("a"), document("b"))
    with pytest.raises(UsageError) as caught:
        find(repo, "1.1", ON)
    assert "a@1.00" in caught.value.nb
    assert "b@1.00" in caught.value.nb


def test_the_root_is_the_nearest_upwards(tmp_path: Path) -> None:
    repo = repository(tmp_path, document())
    deep = tmp_path / "agreements" / "x" / "y"
    deep.mkdir(parents=True)
    for start in (tmp_path, tmp_path / "agreements", deep):
        assert find_root(start) == repo.root
    (tmp_path / "agreements" / "avtale.yaml").unlink()
    assert find_root(deep) is None


def test_an_approval_means_the_draft_that_waits(tmp_path: Path) -> None:
    texts = [document(version=number, from_=f"202{year}-01-01", to=f"202{year}-12-31") for number, year in [("1.00", 6), ("1.01", 7), ("1.10", 8)]]  # fmt: skip
    repo = repository(tmp_path, *texts)
    repo = event(repo, repo.entries[0])
    assert _found(repo, "a") == "a@1.00"
    assert str(find(repo, "a", ON, waiting=True)) == "a@1.10"
    assert str(find(repo, "a@1.01", ON, waiting=True)) == "a@1.01"
    for entry in repo.entries[1:]:
        repo = event(repo, entry)
    assert str(find(repo, "a", ON, waiting=True)) == "a@1.00"  # none waits: the one in force


PLAN = "format: 1\nkind: follow_up_plan\nkey: plan-1\nlanguage: nb\ntitle: Plan\ncontrol_header: {title: Plan, version: '%s'}\n"


def test_a_plan_is_found_by_its_path_or_its_key_and_never_for_a_document(tmp_path: Path) -> None:
    repo = repository(tmp_path, document())
    assert repo.root is not None
    for name in ("plans/one.yaml", "plans/two.yaml", "outside.yaml"):
        path = repo.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PLAN % ("1.10" if "two" in name else "1.00"), encoding="utf-8")
    found = {
        doc: plan and plan.version
        for doc in ("plan-1", "plan-1@1.00", "plan-1@2.00", "a", "x", *(str(repo.root / name) for name in ("plans/one.yaml", "plans/gone.yaml", "outside.yaml", "d0.yaml")))
        for plan in [find_plan(repo, doc)]
    }  # fmt: skip
    assert list(found.values()) == ["1.10", "1.00", None, None, None, "1.00", None, None, None]
