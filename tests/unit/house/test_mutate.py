"""The faults that `make mutate` puts into the code can be put there, and the tests that must notice them are there."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

from tests.support import ROOT, discovered

LIST = Path(__file__).resolve().parents[2] / "mutations.yaml"
MUTATIONS = discovered(YAML(typ="safe").load(LIST.read_text(encoding="utf-8")), at_least=30)


def test_each_breaks_something_else() -> None:
    assert len({mutation["breaks"] for mutation in MUTATIONS}) == len(MUTATIONS)


def test_each_fits_the_code_of_today() -> None:
    unfit = [
        (mutation["breaks"], mutation["file"])
        for mutation in MUTATIONS
        if (ROOT / mutation["file"]).read_text(encoding="utf-8").count(mutation["was"]) != 1
        or mutation["now"] == mutation["was"]
    ]
    assert unfit == []


def test_the_tests_that_must_notice_are_there() -> None:
    asked = {test.partition("::")[0] for each in MUTATIONS for test in discovered(each["noticed_by"].split())}
    assert [test for test in sorted(asked) if not (ROOT / test).exists()] == []
