"""Who wrote what of a draft, by git: under whatever name it lay, in whatever kind of commit, and told where git cannot say."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from avtale.facts.authorship import Authorship, authorship
from avtale.facts.repository import Repository
from tests.git import git
from tests.support import AGREEMENT, write

PLACE = "ot/prove-1.00.yaml"
PER, KIM, BO = "Per", "Kim", "Bo"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draft that Per wrote."""
    root = tmp_path_factory.mktemp("writers") / "agreements"
    write(root / "avtale.yaml", "format: 1\n")
    write(root / PLACE, AGREEMENT)
    git(root, "init", "-q")
    save(root, PER, "Begynner")
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "agreements"))


def save(root: Path, who: str, said: str = "Lagrer") -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", said, who=who)


def change(root: Path, old: str, new: str, name: str = PLACE) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    write(root / name, text.replace(old, new))


def move(root: Path, to: str, name: str = PLACE) -> None:
    (root / to).parent.mkdir(parents=True, exist_ok=True)
    (root / name).rename(root / to)


def asked(root: Path, version: str = "1.00") -> Authorship:
    repository = Repository.open(root)
    return authorship(next(one for one in repository.entries if one.version == version), repository)


def who(root: Path, version: str = "1.00") -> set[str]:
    found = asked(root, version)
    assert found.trouble is None
    return {one.name for one in found.by}


def a_change(root: Path) -> None:
    change(root, "month: 4", "month: 5")
    save(root, KIM)


def moved_afterwards(root: Path) -> None:
    a_change(root)
    move(root, "skole/prove-1.00.yaml")
    save(root, BO)


def moved_and_rewritten(root: Path) -> None:
    """So much at once that no comparison of lines knows it again."""
    a_change(root)
    (root / PLACE).unlink()
    text = "".join(f"# {number}\n" for number in range(400))
    write(root / "skole/prove-1.00.yaml", AGREEMENT + text)
    save(root, PER)


def moved_and_called_otherwise(root: Path) -> None:
    a_change(root)
    change(root, "key: prove", "key: annen")
    move(root, "ot/annen-1.00.yaml")
    save(root, PER)


def moved_and_not_committed(root: Path) -> None:
    a_change(root)
    move(root, "skole/prove-1.00.yaml")


def made_of_a_draft(root: Path) -> None:
    """The version before was never approved, and is gone."""
    a_change(root)
    write(root / "ot/prove-1.01.yaml", (root / PLACE).read_text().replace("'1.00'", "'1.01'"))
    save(root, PER)
    (root / PLACE).unlink()
    save(root, PER)


def a_merge_that_says_more(root: Path) -> None:
    beside(root)
    git(root, "merge", "-q", "--no-commit", "--no-ff", "side", who=KIM)
    change(root, "month: 4", "month: 5")
    save(root, KIM)


def a_merge_that_moves_and_says_more(root: Path) -> None:
    beside(root)
    git(root, "merge", "-q", "--no-commit", "--no-ff", "side", who=KIM)
    change(root, "month: 4", "month: 5")
    move(root, "skole/prove-1.00.yaml")
    save(root, KIM)


def changed_while_another_moved_it(root: Path) -> None:
    git(root, "switch", "-qc", "side")
    move(root, "skole/prove-1.00.yaml")
    save(root, BO)
    git(root, "switch", "-q", "main")
    a_change(root)
    git(root, "switch", "-q", "side")
    git(root, "merge", "-q", "main", "-m", "Fletter", who=BO)
    change(root, "to: 2029-07-31", "to: 2028-07-31", "skole/prove-1.00.yaml")
    save(root, PER)


def written_together(root: Path) -> None:
    change(root, "month: 4", "month: 5")
    save(root, PER, "Retter\n\nCo-Authored-By: Kim <kim@example.org>")


def beside(root: Path) -> None:
    """Per changes one place on a branch, and another on main."""
    git(root, "switch", "-qc", "side")
    change(root, "to: 2029-07-31", "to: 2028-07-31")
    save(root, PER)
    git(root, "switch", "-q", "main")
    change(root, "key: prove\n", "key: prove\n# mer\n")
    save(root, PER)


WROTE: list[Callable[[Path], None]] = [
    a_change,
    moved_afterwards,
    moved_and_rewritten,
    moved_and_not_committed,
    a_merge_that_says_more,
    a_merge_that_moves_and_says_more,
    changed_while_another_moved_it,
    written_together,
]


@pytest.mark.parametrize("act", WROTE, ids=lambda act: act.__name__)
def test_who_wrote_is_known_and_who_only_moved_it_did_not(act: Callable[[Path], None], root: Path) -> None:
    act(root)
    assert who(root) == {PER, KIM}


def test_a_draft_takes_its_writers_along(root: Path, tmp_path: Path) -> None:
    again = Path(shutil.copytree(root, tmp_path / "again"))
    made_of_a_draft(root)
    assert who(root, "1.01") == {PER, KIM}
    moved_and_called_otherwise(again)
    assert who(again) == {PER, KIM}


def test_what_was_approved_is_nobodys_work_of_the_next_version(root: Path) -> None:
    a_change(root)
    write(
        root / "register/prove/1.00/approval.yaml",
        "format: 1\nevent: approval\nkey: prove\nversion: '1.00'\non: 2026-01-01\napproved_by: Liv\nfingerprint: sha256-jcs:"
        + "0" * 64
        + "\n",
    )
    write(root / "ot/prove-2.00.yaml", (root / PLACE).read_text().replace("'1.00'", "'2.00'"))
    save(root, PER)
    assert who(root, "2.00") == {PER}


def test_a_merge_without_a_word_of_its_own_wrote_nothing(root: Path) -> None:
    beside(root)
    git(root, "merge", "-q", "--no-ff", "side", "-m", "Fletter", who=KIM)
    assert who(root) == {PER}


def test_where_git_cannot_say_it_is_told(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_change(root)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    found = asked(tmp_path / "shallow")
    assert found.by == ()  # and not the one who made the commit where it was cut
    assert "--unshallow" in str(found.trouble and found.trouble.nb)
    change(root, "month: 5", "month: 6")
    assert "git commit" in str(asked(root).trouble)
    save(root, PER)
    shutil.rmtree(root / ".git/objects")
    assert "git svarte ikke" in str(asked(root).trouble and asked(root).trouble.nb)  # type: ignore[union-attr]
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "ikke installert" in str(asked(root).trouble and asked(root).trouble.nb)  # type: ignore[union-attr]


def test_what_git_does_not_have_is_nobodys(root: Path) -> None:
    write(
        root / "ot/fersk-1.00.yaml", AGREEMENT.replace("key: prove", "key: fersk").replace("1.2.3", "1.2.4")
    )
    repository = Repository.open(root)
    assert (
        authorship(next(one for one in repository.entries if one.key == "fersk"), repository) == Authorship()
    )
    shutil.rmtree(root / ".git")
    assert asked(root) == Authorship()


def test_nothing_that_a_repository_names_is_run(root: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    a_merge_that_says_more(root)
    for name in (
        "core.pager",
        "diff.external",
        "diff.x.command",
        "diff.x.textconv",
        "merge.x.driver",
        "filter.x.clean",
        "core.fsmonitor",
    ):
        git(root, "config", name, f"touch {ran}")
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/attributes").write_text("* diff=x merge=x filter=x\n")
    git(root, "config", "diff.renameLimit", "1")
    assert who(root) == {PER, KIM}
    assert not ran.exists()
