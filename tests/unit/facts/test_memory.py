"""A repository that is opened again reads only what changed, and sees all that did."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from avtale.facts.memory import Memory, stamps
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


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {"avtale": "format: 1\n", "a-1.00": AGREEMENT, "b-1.00": AGREEMENT.replace("prove", "b"),
                       "register/prove/1.00/approval": EVENT}.items():  # fmt: skip
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_what_did_not_change_is_the_same_object(root: Path) -> None:
    memory = Memory()
    first, second = Repository.open(root, memory=memory), Repository.open(root, memory=memory)
    assert first is not second
    assert [a is b for a, b in zip(first.entries, second.entries, strict=True)] == [True, True]
    assert first.register.events[0] is second.register.events[0]
    assert Repository.open(root).entries[0] is not first.entries[0]


@pytest.mark.parametrize("how", ["in place", "put in place", "same size and time", "gone", "new", "link"])
def test_what_changed_is_read(root: Path, how: str) -> None:
    memory = Memory()
    before, seen = Repository.open(root, memory=memory), stamps(root)
    path, text = root / "a-1.00.yaml", AGREEMENT.replace("key: prove", "key: other")
    if how == "in place":
        path.write_text(text, encoding="utf-8")
    elif how == "put in place":
        (root / "new").write_text(text, encoding="utf-8")
        (root / "new").replace(path)
    elif how == "same size and time":
        old = path.stat()
        (root / "new").write_text(AGREEMENT.replace("key: prove", "key: othre"), encoding="utf-8")
        (root / "new").replace(path)
        os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
        assert path.stat().st_size == old.st_size
    elif how == "gone":
        path.unlink()
    elif how == "new":
        (root / "c-1.00.yaml").write_text(text, encoding="utf-8")
    else:
        path.unlink()
        (root / "real.txt").write_text(text, encoding="utf-8")
        path.symlink_to(root / "real.txt")
    assert stamps(root) != seen
    after = Repository.open(root, memory=memory)
    assert sorted(after.versions) == sorted(Repository.open(root).versions) != sorted(before.versions)


def test_what_a_link_leads_to_is_always_read(root: Path) -> None:
    (root / "real.txt").write_text(AGREEMENT.replace("prove", "first"), encoding="utf-8")
    (root / "c-1.00.yaml").symlink_to(root / "real.txt")
    memory, seen = Memory(), stamps(root)
    assert "first" in Repository.open(root, memory=memory).versions
    (root / "real.txt").write_text(AGREEMENT.replace("prove", "second"), encoding="utf-8")
    assert stamps(root) != seen
    assert "second" in Repository.open(root, memory=memory).versions


def test_an_event_of_the_register_counts_at_once(root: Path) -> None:
    memory = Memory()
    assert Repository.open(root, memory=memory).register.approval("prove", "1.00")
    (root / "register/prove/1.00/approval.yaml").unlink()
    assert Repository.open(root, memory=memory).register.approval("prove", "1.00") is None
