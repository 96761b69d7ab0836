"""Every repository that lies gets its right answer, and every one that does not gets none."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from avtale.catalogue.report import Report
from avtale.facts.repository import Repository
from avtale.facts.unread import unread
from avtale.rules.cache import Cache, Question
from avtale.rules.check import check, remembered
from tests.hostile.lying import AGREEMENTS, LIES, Lie, honest
from tests.support import ON, discovered

TABLE = discovered(LIES, at_least=100)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return honest(tmp_path_factory.mktemp("honest"))


@pytest.fixture
def top(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "c" / template.name, symlinks=True))


def answer(top: Path, lie: Lie | None = None) -> Report:
    repository = Repository.open(top / (lie.agreements if lie else AGREEMENTS))
    history = remembered(repository, lie and lie.base, lie.targets(top) if lie else ())
    return check(repository, on=ON, history=history)


def test_what_it_begins_with_passes(top: Path) -> None:
    report = answer(top)
    assert (report.checked, report.findings, report.not_compared) == (1, (), ())


def test_no_two_lies_have_one_name() -> None:
    assert len({lie.name for lie in TABLE}) == len(TABLE)
    assert len({lie.name for lie in TABLE if lie.answer}) >= 80


# It takes as long as git is given; with less time, `tests/unit/facts/test_git.py` has it in every run.
AT_LENGTH = ("patterns_that_take_for_ever",)


def _table() -> list[object]:
    assert set(AT_LENGTH) <= {lie.name for lie in TABLE}
    return [pytest.param(lie, marks=pytest.mark.extended) if lie.name in AT_LENGTH else lie for lie in TABLE]


@pytest.mark.parametrize("lie", _table(), ids=str)
def test_a_lie_is_told(lie: Lie, top: Path) -> None:
    place = lie.make(top) or top
    report = answer(place, lie)
    errors = {finding.code for finding in report.findings if finding.severity == "error"}
    if lie.answer == "unsure":
        assert errors <= {"approval-differs"}
        assert report.not_compared
        assert "register-changed" in {each.code for each in report.findings if each.severity == "warning"}
    elif lie.answer:
        assert lie.answer in errors
    else:
        assert errors == set()
        assert report.not_compared == ()
        assert report.findings == ()


def test_a_kept_answer_does_not_hide_that_the_folder_became_a_link(top: Path, tmp_path: Path) -> None:
    root = top / AGREEMENTS
    cache = Cache(tmp_path / "kept", Question(root, ON))
    assert cache.recall() is None
    repository = Repository.open(root)
    history = remembered(repository)
    cache.keep(check(repository, on=ON, history=history), repository, history, "nb")
    assert Cache(tmp_path / "kept", Question(root, ON)).recall() is not None
    root.rename(top / "elsewhere")
    root.symlink_to("elsewhere")
    assert Cache(tmp_path / "kept", Question(root, ON)).recall() is None


def test_a_file_of_nothing_but_line_ends_is_looked_at_in_no_time(top: Path) -> None:
    for name, content in (("a.txt", b"\n" * 65_536), ("b.txt", b"{" * 65_536)):
        (top / AGREEMENTS / name).write_bytes(content)
    begun = time.process_time()
    assert unread(Repository.open(top / AGREEMENTS)) == ()
    assert time.process_time() - begun < 3
