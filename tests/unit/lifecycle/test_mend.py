"""What `check --fix` may touch: also a file that cannot be read before it is mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtale.facts.repository import Repository
from avtale.lifecycle.mend import mend
from tests.support import AGREEMENT

BROKEN = AGREEMENT.replace("does: melde fra om avbrudd", "does: melde fra: om avbrudd")
APPROVAL = "event: approval\nkey: prove\nversion: '1.00'\nby: Kari Oppdiktet\non: 2026-07-01\n"


def _folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "avtale.yaml").write_text("format: 1\nowner: {names: [{name: Eksempel fylkeskommune}]}\n")
    (tmp_path / "prove-1.00.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_file_that_cannot_be_read_is_mended_and_then_read(tmp_path: Path) -> None:
    (entry,) = Repository.open(_folder(tmp_path, BROKEN)).entries
    assert entry.document is None
    made = mend(entry, Repository.open(tmp_path))
    assert made is not None
    assert not made.frozen
    assert "+    does: 'melde fra: om avbrudd'" in made.diff()


@pytest.mark.parametrize("event", ["approval", "signature"])
def test_what_the_register_knows_is_frozen_though_it_cannot_be_read(tmp_path: Path, event: str) -> None:
    folder = _folder(tmp_path, BROKEN)
    record = folder / "register/prove/1.00" / f"{event}.yaml"
    record.parent.mkdir(parents=True)
    record.write_text(APPROVAL.replace("approval", event), encoding="utf-8")
    repository = Repository.open(folder)
    (entry,) = repository.entries
    made = mend(entry, repository)
    assert made is not None
    assert made.frozen


def test_a_file_with_another_fault_is_left(tmp_path: Path) -> None:
    repository = Repository.open(_folder(tmp_path, BROKEN.replace("kind: agreement", "kind: [agreement")))
    assert mend(repository.entries[0], repository) is None
