"""A new rule never breaks what is frozen, and what shows that it was changed is told as what it is."""

from __future__ import annotations

import copy
import datetime as dt
from pathlib import Path

import pytest

from avtale.catalogue import codes as catalogue
from avtale.catalogue.codes import NEXT, codes, newest
from avtale.facts.repository import Repository
from avtale.findings import NEVER_ACCEPTED, Problem
from avtale.rules.since import bounded
from tests.git import git
from tests.support import ON, discovered
from tests.unit.facts.world import document, event, repository

BEFORE, AFTER = "2026-01-01", "2027-01-01"
FIRST = Path(catalogue.__file__).with_name("first.txt").read_text(encoding="utf-8").split()
NEW = discovered((code for code in codes() if code not in FIRST), at_least=3)


def approved(folder: Path, **more: str) -> Repository:
    repo = repository(folder, document())
    return event(repo, repo.entries[0], **more)


def severity(code: str, repo: Repository, **more: object) -> str:
    problem = bounded(Problem(code, "", "nb", "en", severity="error", **more), repo.entries[0], repo)  # type: ignore[arg-type]
    return str(problem.severity)


def test_the_first_release_had_these() -> None:
    assert len(FIRST) == 152
    assert sorted(FIRST) == FIRST
    assert set(FIRST) <= set(codes())
    # One that stands there may say itself that it came to find something later.
    assert [code for code in FIRST if codes()[code].since not in (None, NEXT)] == []


@pytest.mark.parametrize("code", NEW)
def test_a_new_rule_warns_in_what_was_approved_before_it(code: str, tmp_path: Path) -> None:
    assert codes()[code].since is not None
    assert newest() >= codes()[code].since
    frozen = "error" if code in NEVER_ACCEPTED else "warning"
    assert severity(code, approved(tmp_path, on=BEFORE)) == frozen
    assert severity(code, approved(tmp_path, on=AFTER)) == "error"
    assert severity(code, approved(tmp_path, on=AFTER, checked_with=BEFORE)) == frozen
    assert severity(code, approved(tmp_path, on=BEFORE, checked_with=newest().isoformat())) == "error"
    draft = repository(tmp_path / "draft", document()) if (tmp_path / "draft").mkdir() is None else None
    assert draft is not None
    assert severity(code, draft) == "error"


@pytest.mark.parametrize(
    "code", ["changed-after-approval", "register-changed", "national-number", "file-syntax"]
)
def test_an_old_rule_and_what_guards_the_frozen_stay_errors(code: str, tmp_path: Path) -> None:
    assert severity(code, approved(tmp_path, on=BEFORE)) == "error"


def test_an_old_rule_may_find_something_new(tmp_path: Path) -> None:
    repo = approved(tmp_path, on=BEFORE)
    assert severity("unknown-step", repo) == "error"
    assert severity("unknown-step", repo, since=dt.date(2026, 6, 1)) == "warning"
    assert severity("unknown-step", repo, since=dt.date(2025, 6, 1)) == "error"


def test_a_check_applies_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from avtale.rules import check as check_module
    from avtale.rules import since

    repo = repository(tmp_path, document(from_="2026-01-01", to="2020-01-01"))
    late = copy.copy(codes()["end-before-start"])
    late.data = {**late.data, "since": NEXT}
    monkeypatch.setattr(since, "codes", lambda: {**codes(), late.code: late})

    def found(repo: Repository) -> str:
        findings = check_module.check(repo, on=ON, history=None).findings
        return next(each.severity for each in findings if each.code == "end-before-start")

    assert found(repo) == "error"
    assert found(event(repo, repo.entries[0], on=BEFORE)) == "warning"


def test_an_approval_that_the_change_itself_brings_vouches_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it says of its day and of the rules it was checked with is written by whoever wrote the change."""
    from avtale.rules import check as check_module
    from avtale.rules import since

    def found(repo: Repository) -> str:
        findings = check_module.check(repo, on=ON).findings
        return next(each.severity for each in findings if each.code == "end-before-start")

    repo = repository(tmp_path, document(from_="2026-01-01", to="2020-01-01"))
    late = copy.copy(codes()["end-before-start"])
    late.data = {**late.data, "since": NEXT}
    monkeypatch.setattr(since, "codes", lambda: {**codes(), late.code: late})
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "First")
    git(tmp_path, "switch", "-q", "-c", "work")
    repo = event(repo, repo.entries[0], on=BEFORE, checked_with=BEFORE)
    assert found(repo) == "error"
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "Approved")
    assert found(repo) == "error"
    git(tmp_path, "switch", "-q", "main")
    git(tmp_path, "merge", "-q", "work")
    assert found(repo) == "warning"
    git(tmp_path, "mv", "agreements", "avtaler")  # a move makes nothing new of it
    assert repo.root is not None
    assert found(Repository.open(tmp_path / "avtaler")) == "warning"
