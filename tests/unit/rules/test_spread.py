"""A large check on several cores: the same answer as on one, whatever becomes of a worker."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from avtale.rules import spread
from avtale.rules.check import check
from tests.support import AGREEMENT, ON

MANY = 24
SETTINGS = """format: 1
owner:
  names: [{name: Eksempel fylkeskommune, language: nb}]
silences:
  - {code: role-unused, file: '*-7-*', reason: Rollen er felles.}
  - {code: role-unused, key: finnes-ikke, reason: Gjelder ingen.}
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Documents with a finding each, of which one is silent."""
    monkeypatch.setattr(spread, "_MANY", MANY)
    root = tmp_path / "agreements"
    root.mkdir()
    (root / "avtale.yaml").write_text(SETTINGS, encoding="utf-8")
    unused = AGREEMENT.replace(
        "responsibilities:", "roles:\n  - {id: ubrukt, title: Ingen}\nresponsibilities:"
    )
    for number in range(MANY):
        own = unused.replace("key: prove", f"key: prove-{number}").replace("id: 1.2.3", f"id: 1.2.{number}")
        (root / f"prove-{number}-1.00.yaml").write_text(own, encoding="utf-8")
    return Repository.open(root)


def test_several_find_what_one_finds(repository: Repository) -> None:
    alone = check(repository, on=ON, history=None)
    codes = [finding.code for finding in alone.findings]
    assert (codes.count("role-unused"), codes.count("silence-unused")) == (MANY - 1, 1)
    together = check(repository, on=ON, history=None, workers=2)
    assert together.findings == alone.findings
    assert list(together.sources) == list(alone.sources)


def test_they_do_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "_MANY", MANY)
    answers = spread.spread(lambda part: (os.getpid(), list(part)), MANY, 3)
    assert [number for _, part in answers for number in part] == list(range(MANY))
    assert answers[0][0] == os.getpid()
    assert os.getpid() not in {process for process, _ in answers[1:]}


def test_few_are_judged_here() -> None:
    assert spread.spread(lambda part: (os.getpid(), part), 5, 2) == [(os.getpid(), range(5))]


def test_a_worker_that_is_killed_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "_MANY", MANY)
    parent = os.getpid()

    def judge(part: range) -> list[int]:
        if os.getpid() != parent and part.start > MANY // 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return list(part)

    assert [number for part in spread.spread(judge, MANY, 2) for number in part] == list(range(MANY))


def test_a_fault_in_a_worker_is_the_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "_MANY", MANY)

    def judge(part: range) -> None:
        if part.start:
            raise RuntimeError("falt")

    with pytest.raises(RuntimeError, match="falt"):
        spread.spread(judge, MANY, 2)
