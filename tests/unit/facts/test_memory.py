"""A repository that is opened again reads only what changed, and sees all that did."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from avtale.errors import UsageError
from avtale.facts.memory import changed_files, reopened, stamps
from avtale.facts.repository import Repository
from tests.support import AGREEMENT

EVENT = f"""format: 1
event: approval
key: prove
version: '1.00'
on: 2026-07-01
approved_by: Gro
fingerprint: sha256-jcs:{"0" * 64}
"""
DONE = "format: 1\nkey: prove\nduty: evaluation\noccurrence: 2025-05-01\ndone_on: 2025-05-01\n"
COMMENT = "format: 1\nevent: comment\nby: Gro\non: 2026-05-01\ntext: Hva?\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {"avtale": "format: 1\n", "a-1.00": AGREEMENT, "b-1.00": AGREEMENT.replace("prove", "b"),
                       "register/prove/1.00/approval": EVENT, "log/prove/2025-05-01-evaluation": DONE}.items():  # fmt: skip
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


class Kept:
    """A repository that is opened once, and afterwards again."""

    def __init__(self, root: Path) -> None:
        self.root, self.seen = root, stamps(root)
        self.repository = Repository.open(root)

    def again(self) -> Repository:
        """As the disk has it now; held to be what a new opening finds."""
        now = stamps(self.root)
        paths = changed_files(self.seen, now)
        assert paths
        self.repository, self.seen = reopened(self.repository, self.root, paths), now
        assert told(self.repository) == told(Repository.open(self.root))
        return self.repository


def told(found: Repository) -> list[object]:
    """All that a repository says."""
    return [
        *((one.path, one.name, one.source.text, one.problems) for one in found.entries),
        *((one.path, one.source.text, one.problems) for one in (*found.register.events, *found.log.files, *found.comments.files)),
        *(found.settings, found.settings_problems, found.unreal, found.contacts.source and found.contacts.source.text),
    ]  # fmt: skip


def test_what_did_not_change_is_the_same_object(root: Path) -> None:
    kept = Kept(root)
    before, contacts = kept.repository, kept.repository.contacts
    (root / "b-1.00.yaml").write_text(AGREEMENT.replace("prove", "c"), encoding="utf-8")
    after = kept.again()
    assert [a is b for a, b in zip(before.entries, after.entries, strict=True)] == [True, False]
    assert before.register is after.register
    assert contacts is after.contacts


CHANGES = {
    "in place": ("a-1.00.yaml", AGREEMENT.replace("key: prove", "key: other")),
    "gone": ("a-1.00.yaml", None),
    "new": ("sub/c-1.00.yml", AGREEMENT),
    "no document": ("sub/notes.txt", "x"),
    "settings": ("avtale.yaml", "format: 1\nlanguage: nn\n"),
    "broken": ("a-1.00.yaml", "{"),
    "contacts": ("contacts.yaml", "format: 1\ncontacts: [{role: leader, name: Gro, party: x}]\n"),
    "approval gone": ("register/prove/1.00/approval.yaml", None),
    "event": ("register/prove/1.00/withdrawal.yaml", EVENT.replace("approval", "withdrawal")),
    "no event": ("register/prove/1.00/x.txt", "x"),
    "log": ("log/prove/2026-05-01-evaluation.2.yaml", "format: 1\nkey: prove\nduty: evaluation\noccurrence: 2026-05-01\n"),
    "log before it": ("log/prove/2026-05-01-evaluation.yaml", "format: 1\nkey: prove\nduty: evaluation\noccurrence: 2026-05-01\ndone_on: 2026-05-01\n"),
    "comment": ("comments/prove/1.00/1-comment-abcdef.yaml", COMMENT),
    "comment altered": ("comments/prove/1.00/1-comment-abcdef.yaml", COMMENT.replace("Hva", "Hvem")),
    "event altered": ("register/prove/1.00/withdrawal.yaml", EVENT.replace("approval", "withdrawal").replace("Gro", "Kim")),
    "log altered": ("log/prove/2025-05-01-evaluation.yaml", DONE.replace("done_on: 2025-05-01", "done_on: 2025-05-02")),
}  # fmt: skip


def test_whatever_changes_is_as_if_opened_anew(root: Path) -> None:
    kept = Kept(root)
    for name, text in CHANGES.values():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")
        kept.again()
    assert kept.repository.register.approval("prove", "1.00") is None


@pytest.mark.parametrize(
    "how", ["put in place", "same size and time", "link", "link in the register", "link in the log"]
)
def test_a_file_in_the_place_of_another_is_seen(root: Path, how: str) -> None:
    kept = Kept(root)
    path, text = root / "a-1.00.yaml", AGREEMENT.replace("key: prove", "key: othre")
    old = path.stat()
    (root / "new.txt").write_text(text, encoding="utf-8")
    if "link" in how:
        kept_files = {
            "link in the register": "register/prove/1.00/approval.yaml",
            "link in the log": "log/prove/2025-05-01-evaluation.yaml",
        }
        path = root / kept_files.get(how, "a-1.00.yaml")
        path.unlink()
        path.symlink_to(root / "new.txt")
    else:
        (root / "new.txt").replace(path)
    if how == "same size and time":
        os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
        assert path.stat().st_size == old.st_size
    kept.again()


def test_what_a_link_leads_to_is_read_when_it_changes(root: Path) -> None:
    (root / "real.txt").write_text(AGREEMENT.replace("prove", "first"), encoding="utf-8")
    (root / "c-1.00.yaml").symlink_to(root / "real.txt")
    kept = Kept(root)
    (root / "real.txt").write_text(AGREEMENT.replace("prove", "second"), encoding="utf-8")
    assert "second" in kept.again().versions


def test_a_folder_behind_a_link_is_not_gone_into(root: Path) -> None:
    before = stamps(root)
    (root / "sub").symlink_to(root, target_is_directory=True)
    assert stamps(root).keys() == before.keys() | {"sub"}


def test_what_cannot_be_looked_at_has_all_read_anew(root: Path) -> None:
    before = stamps(root)
    (root / "nowhere.yaml").symlink_to(root / "gone")
    assert changed_files(before, stamps(root)) is None


def test_a_repository_that_is_none_any_more_is_told(root: Path) -> None:
    kept = Kept(root)
    (root / "avtale.yaml").unlink()
    with pytest.raises(UsageError):
        kept.again()
