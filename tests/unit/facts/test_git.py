"""What git remembers of the register, by git itself."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from avtale.errors import UsageError
from avtale.facts import git as module
from avtale.facts.git import History, history
from avtale.facts.repository import Repository
from avtale.rules.check import check
from tests.git import git
from tests.support import AGREEMENT, ON


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of agreements in git, with two events and one log entry committed on main; then a branch."""
    root = tmp_path / "fylke ø" / "agreements"
    for name in (
        "register/a/1.00/approval.yaml",
        "register/a/1.00/ø b.yaml",
        "log/a/2026-01-01-x.yaml",
        "a.yaml",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x: 1\n", encoding="utf-8")
    git(root.parent, "init", "-q", "-b", "main")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-q", "-m", "First")
    git(root.parent, "switch", "-q", "-c", "work")
    return root


def test_outside_git_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert history(tmp_path) is None


def test_what_is_added_or_outside_the_kept_folders_may_change(root: Path) -> None:
    (root / "register/a/1.00/withdrawal.yaml").write_text("x: 2\n", encoding="utf-8")
    (root / "a.yaml").write_text("x: 2\n", encoding="utf-8")
    assert history(root) == History(bases=("main",))


@pytest.mark.parametrize("commit", [False, True])
def test_what_is_altered_or_gone_is_told_committed_or_not(root: Path, commit: bool) -> None:
    (root / "register/a/1.00/ø b.yaml").unlink()
    (root / "register/a/1.00/approval.yaml").write_text("x: 2\n", encoding="utf-8")
    (root / "log/a/2026-01-01-x.yaml").write_text("x: 2\n", encoding="utf-8")
    if commit:
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", "Changed")
    found = history(root)
    assert found is not None
    assert found.trouble is None
    assert found.changed == (
        ("log/a/2026-01-01-x.yaml", "altered"),
        ("register/a/1.00/approval.yaml", "altered"),
        ("register/a/1.00/ø b.yaml", "gone"),
    )


def test_what_main_added_since_is_not_missed_on_the_branch(root: Path) -> None:
    git(root, "switch", "-q", "main")
    (root / "register/a/1.00/later.yaml").write_text("x: 1\n", encoding="utf-8")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Later")
    git(root, "switch", "-q", "work")
    assert history(root) == History(bases=("main",))


def test_a_change_committed_on_main_is_seen_from_the_remote_and_from_a_base(
    root: Path, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "-q", str(root.parent), "copy")
    copy = tmp_path / "copy" / "agreements"
    git(copy, "switch", "-q", "-c", "main", "origin/main")
    (copy / "register/a/1.00/approval.yaml").write_text("x: 2\n", encoding="utf-8")
    git(copy, "commit", "-q", "-a", "-m", "Straight on main")
    found = history(copy)
    assert found is not None
    assert found.bases == ("origin/main", "origin/HEAD", "main", "HEAD~1")
    assert dict(found.held)["register/a/1.00/approval.yaml"] == "origin/main"
    assert found.changed == (("register/a/1.00/approval.yaml", "altered"),)
    based = history(copy, base="HEAD~1")
    assert based is not None
    assert based.changed == found.changed


def test_a_wrong_base_is_misuse_and_an_unknown_branch_is_said(root: Path, tmp_path: Path) -> None:
    for base in ("nowhere", "--output=x", "-h"):
        with pytest.raises(UsageError):
            history(root, base=base)
    with pytest.raises(UsageError):
        history(tmp_path, base="main")
    told = history(root, branch="hovedgren")
    assert told is not None
    assert told.trouble is not None
    assert "hovedgren" in told.trouble.nb


def test_before_the_first_commit_nothing_can_have_changed(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    assert history(tmp_path) == History()


def test_a_broken_repository_is_said(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: nowhere\n", encoding="utf-8")
    told = history(tmp_path)
    assert told is not None
    assert told.trouble is not None


def test_without_git_that_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    told = history(root)
    assert told is not None
    assert told.trouble is not None
    assert "git" in told.trouble.en


def test_the_environment_of_a_hook_leads_nowhere_else(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert history(root) == History(bases=("main",))


def test_what_git_ignores_of_the_files_we_read_is_named(root: Path) -> None:
    (root / "avtale.yaml").write_text("format: 1\n", encoding="utf-8")
    for name in (
        "b-1.00.yaml",
        "plans/p-1.00.yaml",
        "note.txt",
        "register/a/1.00/adoption.yaml",
        ".x/c.yaml",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x: 1\n", encoding="utf-8")
    found = history(root)
    assert found is not None
    assert found.ignored == ()
    (root / ".gitignore").write_text("b-*\nplans/\n*.txt\nadoption.yaml\n.x/\na.yaml\n", encoding="utf-8")
    found = history(root)
    assert found is not None
    assert found.ignored == (
        "b-1.00.yaml",
        "register/a/1.00/adoption.yaml",
    )  # a.yaml is followed all the same
    (root.parent / ".gitignore").write_text("agreements/\n", encoding="utf-8")
    found = history(root)
    assert found is not None
    assert found.ignored == ()  # the whole folder is somebody's own affair


def test_a_document_that_git_ignores_is_a_warning(tmp_path: Path) -> None:
    root = tmp_path / "agreements"
    root.mkdir()
    (root / "avtale.yaml").write_text("format: 1\n", encoding="utf-8")
    (root / "prove-1.00.yaml").write_text(AGREEMENT, encoding="utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / ".gitignore").write_text("prove*\n", encoding="utf-8")
    told = [
        (one.severity, one.file)
        for one in check(Repository.open(root), on=ON).findings
        if one.code == "file-not-read"
    ]
    assert told == [("warning", "agreements/prove-1.00.yaml")]


def test_patterns_that_take_for_ever_hide_no_change(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """git tries every split of `**/a/**/a/…`, and a repository writes its own .gitignore."""
    monkeypatch.setattr(module, "_BRIEF", 1)
    (root / "avtale.yaml").write_text("format: 1\n", encoding="utf-8")
    deep = root / "/".join(["a"] * 60) / "x-1.00.yaml"
    deep.parent.mkdir(parents=True)
    deep.write_text("x: 1\n", encoding="utf-8")
    (root / ".gitignore").write_text("/".join(["**/a"] * 20) + "/b\n", encoding="utf-8")
    (root / "register/a/1.00/approval.yaml").write_text("x: 2\n", encoding="utf-8")
    begun = time.monotonic()
    found = history(root)
    assert time.monotonic() - begun < 10
    assert found is not None
    assert (found.changed, found.trouble, found.ignored) == (
        (("register/a/1.00/approval.yaml", "altered"),),
        None,
        (),
    )
