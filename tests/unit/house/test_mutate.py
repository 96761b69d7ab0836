"""The faults that `make mutate` puts into the code can be put there, and the tests that must notice them are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.support import discovered

LIST = Path(__file__).resolve().parents[2] / "mutations.yaml"
MUTATIONS = discovered(YAML(typ="safe").load(LIST.read_text(encoding="utf-8")), at_least=30)


def test_each_breaks_something_else() -> None:
    assert len({mutation["breaks"] for mutation in MUTATIONS}) == len(MUTATIONS)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation["breaks"])
def test_it_fits_the_code_of_today(mutation: dict[str, str], repository_root: Path) -> None:
    code = (repository_root / mutation["file"]).read_text(encoding="utf-8")
    assert code.count(mutation["was"]) == 1
    assert mutation["now"] != mutation["was"]
    for test in discovered(mutation["noticed_by"].split()):
        assert (repository_root / test.partition("::")[0]).exists(), test
