"""Some hundred damaged files and repositories in each run; thousands in `make test-all` (test_mutants_in_bulk.py)."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from avtale.format import schema
from avtale.format.validate import tree_problems
from avtale.source.read import parse
from tests.hostile.documents import document, text_of
from tests.hostile.judge import judged
from tests.hostile.mutants import FOLDER_STEPS, STEPS, damaged_folder
from tests.hostile.run import one_file, one_folder, repositories, sources

SCHEMAS = (*schema.kinds(), *schema.OTHER_SCHEMAS)


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    return sources()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutants")


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_documents_made_from_a_schema_follow_it(name: str) -> None:
    for number in range(15):
        chance = Random(f"{name}{number}")
        made = document(chance, name, chance.choice((0.1, 0.4, 0.8)))
        assert tree_problems(made, name) == []
        assert parse(text_of(made, chance)).data == made


def test_whatever_the_schema_allows_is_judged_whole(folder: Path) -> None:
    for number in range(24):
        chance, kind = Random(f"whole:{number}"), schema.kinds()[number % len(schema.kinds())]
        path = folder / "document.yaml"
        path.write_text(text_of(document(chance, kind), chance), encoding="utf-8")
        report = judged(path, wide=number % 4 == 0)
        assert not {finding.code for finding in report.findings} & {"schema-missing", "schema-type"}


def test_damaged_files(texts: list[tuple[str, str]], folder: Path) -> None:
    for number in range(90):
        one_file(f"default:{number}", texts, folder, wide=number % 15 == 0)


def test_damaged_repositories(folder: Path) -> None:
    folders = repositories()
    for number in range(20):
        one_folder(f"default:{number}", folders, folder, wide=number % 10 == 0)


@pytest.mark.parametrize("name", [name for name in STEPS if name not in ("bytes", "encoded")])
def test_each_step_on_a_file_changes_some_files(name: str, texts: list[tuple[str, str]]) -> None:
    tried = texts[:: len(texts) // 12]
    assert any(STEPS[name](text, Random(number)) != text for number, (_, text) in enumerate(tried))


def test_each_step_on_a_repository_can_be_taken(tmp_path: Path) -> None:
    source = repositories()[0]
    told = [damaged_folder(Random(number), source, tmp_path / str(number)) for number in range(60)]
    assert {each.split(" ")[0] for steps in told for each in steps} == set(FOLDER_STEPS)


def test_a_mutant_that_fails_is_made_smaller_and_told_with_its_seed(
    texts: list[tuple[str, str]], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, *, wide: bool) -> None:
        assert b"agreement" not in path.read_bytes(), wide

    monkeypatch.setattr("tests.hostile.run.judged", fail)
    agreements = [(name, text) for name, text in texts if "kind: agreement" in text][:1]
    with pytest.raises(AssertionError, match=r"mutant 'smaller:1' of .*, steps \(\)"):
        one_file("smaller:1", agreements, folder, wide=False)
